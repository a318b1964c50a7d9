using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.JwtNet;

/// <summary>
/// JWT.NET: builders and encoders. Nothing is added to the claims they are given (measured on 7.3.1 and 11.1), and
/// <c>NoneAlgorithm</c>, which came with version 9, makes unsigned tokens, even beside a secret (measured on 11.1).
/// </summary>
internal sealed class JwtNetIssuing : IssuingAdapter
{
    private const string NoneAlgorithm = "JWT.Algorithms.NoneAlgorithm";

    // A secret is for an HMAC.
    private static readonly PartSlot RealAlgorithm = new(SlotKind.Algorithm, "HMACSHA256Algorithm");

    private static readonly string[] Encoders = ["IJwtEncoder", "JwtEncoder", "JwtEncoderExtensions"];

    public override ImmutableArray<string> NamesOfIssuing { get; } = ImmutableArray.Create("Encode", "JwtEncoder");

    public override IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Encode" } method } call when JwtNetBuilder.IsBuilder(method.ContainingType) =>
            OfBuilder(call, scope),
        IInvocationOperation { TargetMethod: { Name: "Encode" } method } call
            when method.ContainingType.IsOneOf("JWT", Encoders) && Argument(call, "payload") is { } payload =>
            IssuedPayload.Of(call, payload, TokenPart.Unknown, isAlwaysToken: true, scope),
        IObjectCreationOperation { Arguments: [{ Value: var algorithm }, ..] } creation
            when creation.Type.HasFullName("JWT.JwtEncoder") && NoneIn(algorithm) is { } none =>
            OfEncoder(creation, none, scope),
        _ => null,
    };

    private static IssuedToken? OfBuilder(IInvocationOperation encode, IssuingScope scope)
    {
        if (JwtNetBuilder.Before(encode, scope.Bodies) is not { } chain)
            return null;
        var claims = ClaimContents.Of(chain.Payloads, [], scope.Bodies, chain.Claims.ToArray());
        var isKnown = claims.IsComplete && claims.Claims.Count > 0 && !claims.IsNoGrant;
        return new IssuedToken(Signature(chain), Claim("exp", "no 'exp' is added"), TokenPart.Unknown, TokenPart.Unknown, Claim("jti", ""))
        {
            Lifetimes = IssuedParts.Lifetimes([], claims, ObjectUse.Of(encode, scope.Bodies), scope),
        };

        TokenPart Claim(string name, string cause) =>
            isKnown
                ? IssuedParts.Part(claims.Claims.ContainsKey(name), chain.Creation, cause, new PartSlot(SlotKind.Call, name, "AddClaim"))
                : TokenPart.Unknown;
    }

    private static TokenPart Signature(JwtNetBuilder chain)
    {
        var algorithms = chain.ArgumentsOf("WithAlgorithm").Select(argument => (Given: argument, None: NoneIn(argument))).ToList();
        // The last one counts; whichever that is, where all are the same.
        if (algorithms.Count == 0 || algorithms.Any(algorithm => algorithm.None is null) || !chain.IsComplete
            || chain.ArgumentsOf("WithEncoder").Any())
            return TokenPart.Unknown;
        var none = algorithms[0].None!;
        return new TokenPart(
            false, none, "the algorithm is 'NoneAlgorithm'",
            algorithms.Count == 1 && chain.ArgumentsOf("WithSecret").Any() && none == Unconverted(algorithms[0].Given)
                ? RealAlgorithm
                : null);
    }

    /// <summary>An encoder makes nothing but tokens. A real algorithm needs the key that each call gives.</summary>
    private static IssuedToken OfEncoder(IObjectCreationOperation creation, IOperation none, IssuingScope scope)
    {
        var use = ObjectUse.Of(creation, scope.Bodies);
        var calls = use.Entries.Concat(use.HandedTo.Select(argument => argument.Parent)).ToList();
        var hasKeys = !use.Escapes && !use.IsReturned && calls.Count > 0
            && calls.All(call =>
                call is IInvocationOperation { TargetMethod.Name: "Encode" } encode && Argument(encode, "key") is { } key
                    && !scope.Constants.Read(key).Any(reading => reading.Value.IsConstant(null))
                    && key.Type?.NullableAnnotation is not NullableAnnotation.Annotated);
        return IssuedToken.Living(
            ImmutableArray<Lifetime>.Empty) with { Signature = new TokenPart(
                false, none, "the algorithm is 'NoneAlgorithm'", hasKeys ? RealAlgorithm : null) };
    }

    private static IOperation? NoneIn(IOperation algorithm) =>
        Unconverted(algorithm) is IObjectCreationOperation creation && creation.Type.HasFullName(NoneAlgorithm) ? creation : null;

    private static IOperation Unconverted(IOperation value) =>
        value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument =>
            argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } given } && given.Name == parameter)?.Value;
}

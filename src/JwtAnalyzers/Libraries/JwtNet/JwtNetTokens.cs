using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.JwtNet;

/// <summary>
/// JWT.NET: what decodes a token throws where it is not genuine, if it verifies; where it does not, that is the policy's matter.
/// </summary>
internal sealed class JwtNetTokens : TokenAdapter
{
    private static readonly string[] Builder = ["JwtBuilder"];
    private static readonly string[] Decoders = ["IJwtDecoder", "JwtDecoder", "JwtDecoderExtensions"];
    private static readonly string[] Encoders = ["IJwtEncoder", "JwtEncoder", "JwtEncoderExtensions"];

    public override ImmutableArray<string> NamesOfValidations { get; } = ImmutableArray.Create("Decode", "DecodeToObject");

    public override ImmutableArray<string> NamesOfCreations { get; } = ImmutableArray.Create("Encode");

    public override bool IsCreation(IMethodSymbol method) =>
        method.Name == "Encode"
            && (method.ContainingType.IsOneOf("JWT.Builder", Builder) || method.ContainingType.IsOneOf("JWT", Encoders));

    public override bool ThrowsOnFailure(IMethodSymbol method) =>
        NamesOfValidations.Contains(method.Name)
            && (method.ContainingType.IsOneOf("JWT.Builder", Builder) || method.ContainingType.IsOneOf("JWT", Decoders));

    public override bool IsFailure(ITypeSymbol exception) =>
        exception.Name.EndsWith("Exception", StringComparison.Ordinal)
            && exception.ContainingNamespace is { Name: "Exceptions",
                ContainingNamespace: { Name: "JWT", ContainingNamespace.IsGlobalNamespace: true } };

    public override ImmutableArray<string> NamesOfKeys { get; } =
        ImmutableArray.Create("WithSecret", "Encode", "Decode", "DecodeToObject", "AddJwt");

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "WithSecret" } method, Arguments: [var secrets] }
            when method.ContainingType.IsOneOf("JWT.Builder", Builder) =>
            Secrets(operation, secrets.Value),
        IInvocationOperation { TargetMethod: { Name: "Encode" or "Decode" or "DecodeToObject" } method } call
            when method.ContainingType.IsOneOf("JWT", Encoders) || method.ContainingType.IsOneOf("JWT", Decoders) =>
            call.Arguments
                .Where(argument => argument is { Parameter.Name: "key" or "keys", ArgumentKind: ArgumentKind.Explicit })
                .SelectMany(argument => Secrets(operation, argument.Value)),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Keys", ContainingType: var options } },
            Value: var keys }
            when options.HasFullName("JWT.Extensions.AspNetCore.JwtAuthenticationOptions") =>
            Secrets(operation, keys),
        _ => [],
    };

    /// <summary>Each of several secrets, or the one. A list of bytes is one secret.</summary>
    private static IEnumerable<KeyUse> Secrets(IOperation use, IOperation value) =>
        value is IArrayCreationOperation { Initializer.ElementValues: var each,
            Type: IArrayTypeSymbol { ElementType.SpecialType: not SpecialType.System_Byte } }
            ? each.Select(secret => new KeyUse(use, secret, KeyForm.Secret) { LeastBits = 0 })
            : [new KeyUse(use, value, KeyForm.Secret) { LeastBits = 0 }];
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static JwtAnalyzers.Issuing.IssuedParts;
using static JwtAnalyzers.Libraries.IdentityModel.WrittenTokens;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Microsoft.IdentityModel: a <c>SecurityTokenDescriptor</c> or the arguments of a handler's method get an expiry of 60 minutes
/// where the code gives none, a <c>JwtSecurityToken</c> and a payload written by hand get none. Nothing gets a signature by
/// itself (measured on 6.8 to 8.23).
/// </summary>
internal sealed class IdentityModelIssuing : IssuingAdapter
{
    private const string Token = "System.IdentityModel.Tokens.Jwt.JwtSecurityToken";
    private const string Header = "System.IdentityModel.Tokens.Jwt.JwtHeader";
    private const string Payload = "System.IdentityModel.Tokens.Jwt.JwtPayload";
    private const string Descriptor = "Microsoft.IdentityModel.Tokens.SecurityTokenDescriptor";
    private const string JsonWebTokenHandler = "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler";

    // The members of descriptors, and the parameters of the rest.
    private static readonly string[] Issuers = ["Issuer", "issuer"];
    private static readonly string[] Audiences = ["Audience", "Audiences", "audience", "audiences"];

    // What descriptors and tokens may be handed to without being changed.
    private static readonly string[] HarmlessNamespaces = ["System", "Microsoft.Extensions.Logging"];

    private static readonly string[] Putting = ["Add", "TryAdd", "Set", "Insert"];

    private readonly bool _addsTimesToPayload;

    public IdentityModelIssuing(bool addsTimesToPayload = false) => _addsTimesToPayload = addsTimesToPayload;

    public override ImmutableArray<string> NamesOfIssuing { get; } =
        ImmutableArray.Create(
            "SecurityTokenDescriptor", "JwtSecurityToken", "CreateToken", "CreateEncodedJwt", "CreateJwtSecurityToken",
            "TokenLifetimeInMinutes");

    // Measured: 6.8 adds exp to a payload that has none, 7.7.3 and later do not. A declaration in source has no version, and is
    // taken for the newest.
    public override IssuingAdapter For(Compilation compilation) => new IdentityModelIssuing(
        compilation.GetTypesByMetadataName(JsonWebTokenHandler)
            .Any(type => type.ContainingAssembly.Identity.Version is { Major: > 0 and < 7 }));

    public override IEnumerable<ExpressionSyntax> IssuersIn(Compilation compilation, MemberReader members, CancellationToken cancellation)
    {
        var given = NameUses.In(compilation, "JwtSecurityToken", cancellation)
            .Select(name => (name.Parent as QualifiedNameSyntax ?? (SyntaxNode)name).Parent)
            .OfType<ObjectCreationExpressionSyntax>()
            .Select(creation => creation.ArgumentList)
            .Concat(
                new[] { "CreateJwtSecurityToken", "CreateEncodedJwt" }
                    .SelectMany(method => NameUses.CallsIn(compilation, method, cancellation))
                    .Select(call => call.ArgumentList))
            .Select(arguments =>
                arguments?.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "issuer")
                    ?? arguments?.Arguments.FirstOrDefault(argument => argument.NameColon is null))
            .OfType<ArgumentSyntax>().Select(argument => argument.Expression);
        var set = NameUses.In(compilation, "Issuer", cancellation)
            .Select(name =>
                (Name: name,
                    Assignment: (name.Parent as MemberAccessExpressionSyntax ?? (SyntaxNode)name).Parent as AssignmentExpressionSyntax))
            .Where(each =>
                each.Assignment?.Left.Span.End == each.Name.Span.End
                    && members.SymbolOf(each.Name, cancellation)?.ContainingType.HasFullName(Descriptor) is true)
            .Select(each => each.Assignment!.Right);
        return given.Concat(set);
    }

    public override IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope) =>
        Made(operation, scope) is not { } token ? null
        : token.Signature.IsMissing && LaterSignature.Completes(operation, scope.Bodies) ? token with { Signature = TokenPart.Unknown }
        : token;

    private IssuedToken? Made(IOperation operation, IssuingScope scope) => operation switch
    {
        IObjectCreationOperation { Constructor.Parameters: [{ Type.Name: "JwtHeader" }, { Type.Name: "JwtPayload" }, ..] } creation
            when creation.Type.HasFullName(Token) =>
            OfHeaderAndPayload(creation, scope),
        IObjectCreationOperation { Constructor.Parameters: [{ Name: "issuer" }, ..] } creation when creation.Type.HasFullName(Token) =>
            OfConstructor(creation, scope),
        IObjectCreationOperation creation when creation.Type.HasFullName(Descriptor) => OfDescriptor(creation, scope),
        IInvocationOperation { TargetMethod: { Parameters: [{ Name: "payload" }, ..] } } call when IsCreation(call.TargetMethod) =>
            OfPayload(call, scope),
        IInvocationOperation { TargetMethod: { Parameters: [{ Name: "issuer" }, ..] } } call when IsCreation(call.TargetMethod) =>
            OfCall(call, scope),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "TokenLifetimeInMinutes" } property } assignment
            when IsOurs(property.Property) =>
            IssuedToken.Living(
                LifetimesOf(
                    assignment.Value, assignment, [], scope,
                    value => value is ConstantValue { Value: int minutes } ? TimeSpan.FromMinutes(minutes) : null)),
        _ => null,
    };

    /// <summary>
    /// <c>new JwtSecurityToken(issuer, audience, claims, notBefore, expires, signingCredentials)</c>, all of them optional.
    /// </summary>
    private static IssuedToken? OfConstructor(IObjectCreationOperation creation, IssuingScope scope)
    {
        var use = ObjectUse.Of(creation, scope.Bodies);
        if (!Contain(creation, use, scope))
            return null;
        var claims = ClaimContents.Of(use.Given("claims").Select(part => part.Value), use.Entries, scope.Bodies);
        return new IssuedToken(
            Argument("signingCredentials", "", Nowhere),
            Argument("expires", "exp", scope.HasClaim("exp", claims)),
            Argument("issuer", "iss", scope.HasClaim("iss", claims)),
            Argument("audience", "aud", scope.HasClaim("aud", claims)),
            Id(creation, claims, new PartSlot(SlotKind.Argument, "claims"), scope))
        {
            Lifetimes = Lifetimes(use.Given("expires"), claims, use, scope),
            Making = Made(creation, use, claims, scope, "signingCredentials"),
        };

        TokenPart Argument(string name, string claim, Knob<bool> isClaim) =>
            use.Given(name).Any()
                ? TokenPart.Given
                : Part(isClaim, creation, $"'{name}' is not given", new PartSlot(SlotKind.Argument, name));
    }

    /// <summary><c>new JwtSecurityToken(header, payload)</c>: the one has the signature, the other the claims.</summary>
    private static IssuedToken? OfHeaderAndPayload(IObjectCreationOperation creation, IssuingScope scope)
    {
        var use = ObjectUse.Of(creation, scope.Bodies);
        if (!Contain(creation, use, scope))
            return null;
        var header = use.Given("header").Select(part => OriginOf(part.Value, Header, scope.Bodies)).FirstOrDefault();
        var signature = TokenPart.Unknown;
        if (header is not null)
        {
            var given = ObjectUse.Of(header, scope.Bodies);
            signature = given.Given("signingCredentials").Any() ? TokenPart.Given
                : given.Given("encryptingCredentials").Any() ? TokenPart.Unknown
                : Part(false, header, "'signingCredentials' is not given", new PartSlot(SlotKind.Argument, "signingCredentials"));
        }

        if (use.Given("payload").Select(part => OriginOf(part.Value, Payload, scope.Bodies)).FirstOrDefault() is not { } payload)
            return new IssuedToken(signature, TokenPart.Unknown, TokenPart.Unknown, TokenPart.Unknown, TokenPart.Unknown);

        var content = ObjectUse.Of(payload, scope.Bodies);
        var claims = ClaimContents.Of(
            content.Given("claims").Concat(content.Given("claimsCollection")).Select(part => part.Value),
            content.Entries.Concat(use.Entries), scope.Bodies);
        var isChanged = content.HandedTo.Any(argument => MayChange(argument, scope));
        return new IssuedToken(
            signature, Entry("exp", "expires"), Entry("iss", "issuer"), Entry("aud", "audience", "audiences"),
            Id(payload, claims, new PartSlot(SlotKind.Entry, "jti"), scope))
        {
            Lifetimes = Lifetimes(content.Given("expires"), claims, content, scope),
            Making = new TokenMaking(
                creation, scope.Bodies, [.. use.Given("header").Select(part => part.Value)], claims,
                ValuesOf(content, Issuers), ValuesOf(content, Audiences)),
        };

        TokenPart Entry(string claim, params string[] names) =>
            names.SelectMany(content.Given).Any() ? TokenPart.Given
            : isChanged ? TokenPart.Unknown
            // Where the constructor has a place for it, that is the place.
            : Part(
                scope.HasClaim(claim, claims),
                payload,
                $"the payload has no '{claim}'",
                names.Any(name => ((IObjectCreationOperation)payload).Constructor!.Parameters.Any(parameter => parameter.Name == name))
                    ? new PartSlot(SlotKind.Argument, names[0])
                    : new PartSlot(SlotKind.Entry, claim));
    }

    private static IssuedToken? OfDescriptor(IObjectCreationOperation creation, IssuingScope scope)
    {
        var use = ObjectUse.Of(creation, scope.Bodies);
        var calls = use.HandedTo.Select(argument => CreationBehind(argument, scope)).OfType<IInvocationOperation>().ToList();
        if (calls.Count == 0 && !use.IsReturned)
            return null;

        var made = calls.Select(call => ObjectUse.Of(call, scope.Bodies)).SelectMany(token => token.Entries).ToList();
        var claims = ClaimContents.Of(
            use.Given("Claims").Concat(use.Given("Subject")).Select(part => part.Value), use.Entries.Concat(made), scope.Bodies);
        var isChanged = use.Escapes || use.HandedTo.Any(argument => MayChange(argument, scope));
        return new IssuedToken(
            use.Given("EncryptingCredentials").Any() ? TokenPart.Unknown : Member(Nowhere, "SigningCredentials"),
            calls.Any(call => HasNoDefaults(call, scope))
                ? Member(scope.HasClaim("exp", claims), "Expires") is { IsMissing: true } expiry
                    ? expiry with { Cause = $"'SetDefaultTimesOnTokenCreation' is false and {expiry.Cause}" }
                    : TokenPart.Given
                : TokenPart.Given,
            Member(scope.HasClaim("iss", claims), "Issuer"),
            Member(scope.HasClaim("aud", claims), "Audience", "Audiences"),
            isChanged ? TokenPart.Unknown : Id(creation, claims, new PartSlot(SlotKind.Member, "Claims"), scope))
        {
            Lifetimes =
                calls.Count > 0 || use.IsReturned ? Lifetimes(use.Given("Expires"), claims, use, scope) : ImmutableArray<Lifetime>.Empty,
            Making = Made(creation, use, claims, scope, "SigningCredentials"),
        };

        TokenPart Member(Knob<bool> isClaim, params string[] names) =>
            names.SelectMany(use.Given).Any() || names.Any(use.Filled.Contains) ? TokenPart.Given
            : isChanged || (calls.Count == 0 && names.Any(scope.IsSetLater)) ? TokenPart.Unknown
            // What is set to null later would be so again.
            : Part(
                isClaim, creation, $"'{names[0]}' is not set",
                use.Nothing(names[0]) is { } nothing && !creation.Syntax.Span.Contains(nothing.Origin.Syntax.Span)
                    ? null
                    : new PartSlot(SlotKind.Member, names[0]));
    }

    /// <summary><c>CreateJwtSecurityToken(issuer, audience, …)</c> and <c>CreateEncodedJwt(issuer, audience, …)</c>.</summary>
    private static IssuedToken? OfCall(IInvocationOperation call, IssuingScope scope)
    {
        var use = ObjectUse.Of(call, scope.Bodies);
        if (call.Type?.SpecialType is not SpecialType.System_String && !Contain(call, use, scope))
            return null;
        var claims = ClaimContents.Of(
            use.Given("subject").Concat(use.Given("claimCollection")).Select(part => part.Value), use.Entries, scope.Bodies);
        return new IssuedToken(
            use.Given("encryptingCredentials").Any() ? TokenPart.Unknown : Argument("signingCredentials", Nowhere),
            HasNoDefaults(call, scope) && Argument("expires", scope.HasClaim("exp", claims)) is { IsMissing: true } expiry
                ? expiry with { Cause = $"'SetDefaultTimesOnTokenCreation' is false and {expiry.Cause}" } : TokenPart.Given,
            Argument("issuer", scope.HasClaim("iss", claims)),
            Argument("audience", scope.HasClaim("aud", claims)),
            Id(call, claims, null, scope))
        {
            Lifetimes = Lifetimes(use.Given("expires"), claims, use, scope),
            Making = Made(call, use, claims, scope, "signingCredentials"),
        };

        TokenPart Argument(string name, Knob<bool> isClaim) =>
            use.Given(name).Any() ? TokenPart.Given : Part(isClaim, call, $"'{name}' is not given", new PartSlot(SlotKind.Argument, name));
    }

    /// <summary><c>CreateToken(payload, …)</c>: the claims are in JSON, of which nothing may be unknown.</summary>
    private IssuedToken OfPayload(IInvocationOperation call, IssuingScope scope)
    {
        var use = ObjectUse.Of(call, scope.Bodies);
        var claims = ClaimContents.Of(use.Given("payload").Select(part => part.Value), [], scope.Bodies);
        return new IssuedToken(
            use.Given("signingCredentials").Any() ? TokenPart.Given
                : use.Given("encryptingCredentials").Any() ? TokenPart.Unknown
                : Part(
                    false, call, "no 'signingCredentials' are given",
                    call.Arguments.Length == 1 ? new PartSlot(SlotKind.Argument, "signingCredentials") : null),
            _addsTimesToPayload ? TokenPart.Given : Claim("exp"),
            Claim("iss"),
            Claim("aud"),
            Claim("jti"))
        {
            Lifetimes = Lifetimes([], claims, use, scope),
            Making = Made(call, use, claims, scope, "signingCredentials"),
        };

        TokenPart Claim(string name) =>
            !claims.IsComplete || claims.Claims.Count == 0
                ? TokenPart.Unknown
                : Part(scope.HasClaim(name, claims), call, $"the payload has no '{name}'", null);
    }

    private static TokenMaking Made(IOperation site, ObjectUse use, ClaimContents claims, IssuingScope scope, string key) =>
        new(site, scope.Bodies, ValuesOf(use, key), claims, ValuesOf(use, Issuers), ValuesOf(use, Audiences));

    private static IReadOnlyList<IOperation> ValuesOf(ObjectUse use, params string[] names) =>
        [.. names.SelectMany(use.Given).Select(part => part.Value)];

    /// <summary>No claim can stand in for a signature.</summary>
    private static Knob<bool> Nowhere => false;

    // Who is given an object

    /// <summary>Whether code that is given an object may set on it what is missing.</summary>
    private static bool MayChange(IArgumentOperation argument, IssuingScope scope)
    {
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method })
            return argument.Parent is not IObjectCreationOperation { Type: { } type } || !IsOurs(type);
        if (method.MethodKind is MethodKind.DelegateInvoke)
            return true;
        if (IsOurs(method) || HarmlessNamespaces.Any(method.IsInNamespace))
            return false;
        return scope.Bodies.BodyOf(method) is not { } body
            || CodeBodies.Own(body)
                .Any(operation => operation switch
                {
                    IMemberReferenceOperation { Instance: { } instance, Parent: IAssignmentOperation assignment } =>
                        assignment.Target == operation && IsParameter(instance, argument.Parameter),
                    IInvocationOperation { Instance: { } instance, TargetMethod.Name: var name } =>
                        Putting.Any(word => name.StartsWith(word, StringComparison.Ordinal)) && IsParameter(instance, argument.Parameter),
                    IArgumentOperation
                    {
                        Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false },
                    } handedOn => IsParameter(handedOn.Value, argument.Parameter),
                    _ => false,
                });
    }

    // The handler

    private static bool HasNoDefaults(IInvocationOperation call, IssuingScope scope) =>
        SettingsOf(call.Instance, "SetDefaultTimesOnTokenCreation", scope.Bodies, new HashSet<ISymbol>(SymbolEqualityComparer.Default))
            .ToList() is { Count: > 0 } values
            && values.All(value => value.ConstantValue is { HasValue: true, Value: false });

    /// <summary>What a property of a handler is set to: where it is made, and on the variable that holds it anywhere in the type.</summary>
    private static IEnumerable<IOperation> SettingsOf(IOperation? handler, string property, CodeBodies bodies, HashSet<ISymbol> followed)
    {
        bodies.TakeStep();
        switch (handler)
        {
            case IObjectCreationOperation creation:
                return (creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty).OfType<ISimpleAssignmentOperation>()
                    .Where(assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == property)
                    .Select(assignment => assignment.Value);
            case IConversionOperation conversion:
                return SettingsOf(conversion.Operand, property, bodies, followed);
            case ILocalReferenceOperation { Local: var local } when followed.Add(local):
                return bodies.Assigned(local)
                    .SelectMany(value => SettingsOf(value, property, bodies, followed))
                    .Concat(
                        SetOn(
                            local, property,
                            bodies.ReferencesTo(local).Select(reference => reference.Parent?.Parent).OfType<IOperation>()));
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member }
                when member is IFieldSymbol or IPropertySymbol && followed.Add(member):
                var code = bodies.MembersThatName(member).Select(bodies.BodyOf).OfType<IOperation>().SelectMany(CodeBodies.AllOf);
                return bodies.Held(member)
                    .SelectMany(value => SettingsOf(value, property, bodies, followed))
                    .Concat(SetOn(member, property, code));
            default:
                return [];
        }
    }

    private static IEnumerable<IOperation> SetOn(ISymbol variable, string property, IEnumerable<IOperation> code) =>
        from operation in code.ToList()
        where operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } target }
            && target.Property.Name == property
            && SymbolEqualityComparer.Default.Equals(
                instance switch { ILocalReferenceOperation local =>
                    local.Local, IMemberReferenceOperation member => member.Member, _ => null },
                variable)
        select ((ISimpleAssignmentOperation)operation).Value;
}

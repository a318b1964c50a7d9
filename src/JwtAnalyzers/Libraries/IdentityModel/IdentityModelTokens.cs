using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Microsoft.IdentityModel: <c>JwtSecurityTokenHandler</c> throws where a token is not valid, <c>JsonWebTokenHandler</c> says so
/// in its result (measured on 8.23).
/// </summary>
internal sealed class IdentityModelTokens : TokenAdapter
{
    private const string JwtSecurityToken = "System.IdentityModel.Tokens.Jwt.JwtSecurityToken";
    private const string JsonWebToken = "Microsoft.IdentityModel.JsonWebTokens.JsonWebToken";

    private static readonly string[] Namespaces = ["Microsoft.IdentityModel", "System.IdentityModel.Tokens"];

    public override ImmutableArray<string> NamesOfReads { get; } =
        ImmutableArray.Create(
            "ReadJwtToken", "ReadToken", "ReadJsonWebToken", "JwtSecurityToken", "JsonWebToken", "CanReadToken", "CanValidateToken",
            "Base64UrlDeserialize");

    public override ImmutableArray<string> NamesOfValidations { get; } = ImmutableArray.Create("ValidateToken", "ValidateTokenAsync");

    public override ImmutableArray<string> NamesOfCreations { get; } =
        ImmutableArray.Create("WriteToken", "CreateToken", "CreateEncodedJwt", "CreateJwtSecurityToken");

    // Both types have constructors that make a token of its parts.
    public override bool IsRead(IMethodSymbol method) => method.MethodKind is MethodKind.Constructor
        ? IsToken(method.ContainingType) && method.Parameters is [{ Name: "jwtEncodedString" or "encodedTokenMemory" }, ..]
        : method.Name is "ReadJwtToken" or "ReadToken" or "ReadJsonWebToken" && IsOurs(method) && !method.Parameters.IsEmpty
            || method.Name == "Base64UrlDeserialize" && method.ContainingType.HasFullName("System.IdentityModel.Tokens.Jwt.JwtPayload");

    public override bool IsFormCheck(ISymbol member) => member.Name is "CanReadToken" or "CanValidateToken" && IsOurs(member);

    public override bool IsCreation(IMethodSymbol method) => NamesOfCreations.Contains(method.Name) && IsOurs(method);

    public override ImmutableArray<string> NamesOfTexts { get; } =
        ImmutableArray.Create("RawData", "EncodedToken", "UnsafeToString", "AccessToken", "IdToken", "RefreshToken");

    public override bool IsTokenText(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "RawData" or "EncodedToken" } property } => IsOurs(property),
        IPropertyReferenceOperation { Property: { Name: "AccessToken" or "IdToken" or "RefreshToken", ContainingType: var type } } =>
            type.HasFullName(ProtocolMessage),
        IInvocationOperation { TargetMethod: { Name: "UnsafeToString" } method } => IsOurs(method),
        _ => false,
    };

    public override bool ThrowsOnFailure(IMethodSymbol method) =>
        method.Name == "ValidateToken" && IsOurs(method) && !IsValidationResult(method.ReturnType);

    public override bool IsValidationResult(ITypeSymbol type) => type.HasFullName("Microsoft.IdentityModel.Tokens.TokenValidationResult");

    public override bool TellsOutcome(IPropertySymbol property) => property.Name is "IsValid" or "Exception";

    public override bool HoldsRefusedToken(IPropertySymbol property) => property.Name == "TokenOnFailedValidation";

    // Measured: an empty dictionary in 6.8.0, null in 7.7.3 and 8.23.0.
    public override bool IsEmptyAfterFailure(IPropertySymbol property) =>
        property is { Name: "Claims", ContainingAssembly.Identity.Version.Major: < 7 };

    public override bool IsFailure(ITypeSymbol exception) =>
        // a malformed token's
        IsOurs(exception) && exception.Name.EndsWith("Exception", StringComparison.Ordinal)
            || exception.HasFullName("System.ArgumentException");

    // Each derives from the one before it; an unsigned token's is the last (measured).
    public override bool IsFailureOfForgery(ITypeSymbol exception) =>
        exception.Name is "SecurityTokenException" or "SecurityTokenValidationException" or "SecurityTokenInvalidSignatureException"
            && IsOurs(exception);

    public override bool IsHarmlessPart(ISymbol member) =>
        IsOurs(member)
            && member.Name is "ValidTo" or "ValidFrom" or "IssuedAt" or "Issuer" or "Audiences" or "Kid" or "Alg" or "Typ" or "Cty"
                or "Enc" or "X5t" or "Zip"
            or "Header" or "EncodedHeader" or "EncodedToken" or "RawData" or "RawHeader" or "RawPayload" or "RawSignature"
            or "SignatureAlgorithm" or "SigningKey"
            or "SigningCredentials" or "Exp" or "Expiration" or "Nbf" or "NotBefore" or "Iat" or "Iss" or "Aud" or "Jti" or "Id"
            or "UnsafeToString" or "IsSigned" or "IsEncrypted"
            or "GetHeaderValue" or "TryGetHeaderValue";

    public override bool IsSubject(ISymbol member) => IsOurs(member) && member.Name is "Subject" or "Sub";

    private const string ConfigurationManager = "Microsoft.IdentityModel.Protocols.ConfigurationManager`1";

    private static readonly ImmutableArray<object> On = ImmutableArray.Create<object>(true);
    private static readonly ImmutableArray<object> Off = ImmutableArray.Create<object>(false);

    private const string EventSource = "Microsoft.IdentityModel.Logging.IdentityModelEventSource";
    private const string ProtocolMessage = "Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectMessage";
    private const string ProtocolValidator = "Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator";
    private const string DocumentRetriever = "Microsoft.IdentityModel.Protocols.HttpDocumentRetriever";

    private const string Together = "with both, whole tokens, signature and all, go into exceptions and logs";

    // Measured: either alone shows little, both together put the whole token, signature and all, into exceptions and logs.
    public override ImmutableArray<Safeguard> Safeguards { get; } = ImmutableArray.Create<Safeguard>(
        new(DocumentRetriever, "RequireHttps", Off, Protection.Https, "the signing keys may be fetched over http"),
        new(
            EventSource, "ShowPII", On, Protection.Secrecy,
            "personal data goes into exceptions and logs, and beside 'LogCompleteSecurityArtifact' whole tokens do")
            { Accomplice = "LogCompleteSecurityArtifact", Together = Together },
        new(
            EventSource, "LogCompleteSecurityArtifact", On, Protection.Secrecy,
            "beside 'ShowPII', whole tokens go into exceptions and logs")
            { Accomplice = "ShowPII", Together = Together },
        new(ProtocolValidator, "RequireNonce", Off, Protection.SignIn, "an ID token can be replayed into another session"),
        new(ProtocolValidator, "RequireState", Off, Protection.SignIn, "somebody can be signed in as somebody else without noticing"),
        new(ProtocolValidator, "RequireTimeStampInNonce", Off, Protection.SignIn, "an old nonce works for ever"));

    public override ImmutableArray<string> NamesOfBackChannels { get; } =
        ImmutableArray.Create("HttpDocumentRetriever", "ConfigurationManager");

    public override bool IsBackChannel(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            && (member.ContainingType.HasFullName(DocumentRetriever) || member.ContainingType.HasFullName(ConfigurationManager));

    public override bool IsTraceSwitch(IPropertySymbol property) => property.Name == "LogValidationExceptions" && IsOurs(property);

    public override ImmutableArray<string> NamesOfKeys { get; } =
        ImmutableArray.Create("SymmetricSecurityKey", "InMemorySymmetricSecurityKey", "JsonWebKey", "JsonWebKeySet", "RsaSecurityKey");

    public override ImmutableArray<string> NamesOfKeyTexts { get; } = ImmutableArray.Create("SymmetricSecurityKey");

    public override bool IsKeyText(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Key", ContainingType.Name: "SymmetricSecurityKey" } };

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { Name: "SymmetricSecurityKey" or "InMemorySymmetricSecurityKey" } type, Arguments: [var key, ..] }
            when IsOurs(type) =>
            [Symmetric(new KeyUse(operation, key.Value, KeyForm.Secret), type)],
        IObjectCreationOperation { Type: { Name: "RsaSecurityKey" } type, Arguments: [var pair, ..] } when IsOurs(type) =>
            [new KeyUse(operation, pair.Value, KeyForm.Pair) { LeastBits = IsBefore7(type) ? LeastRsaBitsBefore7 : 0 }],
        IObjectCreationOperation { Type: { Name: "JsonWebKey" or "JsonWebKeySet" } type, Arguments: [var json, ..] } when IsOurs(type) =>
            [Symmetric(new KeyUse(operation, json.Value, KeyForm.JsonWebKey), type)],
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType: { Name: "JsonWebKey" or "JsonWebKeySet" } type },
            Arguments: [var json] }
            when IsOurs(type) =>
            [Symmetric(new KeyUse(operation, json.Value, KeyForm.JsonWebKey), type)],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "K",
            ContainingType: { Name: "JsonWebKey" } type } property },
            Value: var part }
            when IsOurs(property) =>
            [Symmetric(new KeyUse(operation, part, KeyForm.SecretInBase64Url), type)],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "D",
            ContainingType.Name: "JsonWebKey" } property },
            Value: var part }
            when IsOurs(property) =>
            [new KeyUse(operation, part, KeyForm.PrivateKey)],
        _ => [],
    };

    // Measured (facts/libraries.md 1a): before 7, an HMAC key of 128 bits will do for every algorithm, and RSA signs with 2048 or
    // more. From 7 on, an HMAC key must be as long as the hash, and RSA may have any size.
    private const int LeastHmacBitsBefore7 = 128;
    private const int LeastRsaBitsBefore7 = 2048;

    private static KeyUse Symmetric(KeyUse use, ITypeSymbol type) =>
        use with { LeastBits = IsBefore7(type) ? LeastHmacBitsBefore7 : null, Algorithm = AlgorithmOf(use.Use) };

    // A declaration in source has no version, and is taken for the newest.
    private static bool IsBefore7(ITypeSymbol type) => type.ContainingAssembly.Identity.Version is { Major: > 0 and < 7 };

    /// <summary>
    /// The algorithm of the credentials that a key is made for in one expression:
    /// <c>new SigningCredentials(new SymmetricSecurityKey(…), SecurityAlgorithms.HmacSha512)</c>.
    /// </summary>
    private static string? AlgorithmOf(IOperation key)
    {
        var parent = key.Parent;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        if (parent is not IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "SigningCredentials",
            Arguments: [_, { Value.ConstantValue: { HasValue: true, Value: string name } }, ..] } })
            return null;
        // By its name in RFC 7518 or XML Signature.
        return new[] { "256", "384", "512" }.FirstOrDefault(name.EndsWith) is { } bits
            && (name.StartsWith("HS", StringComparison.Ordinal) || name.IndexOf("hmac-sha", StringComparison.Ordinal) >= 0)
            ? "HS" + bits
            : null;
    }

    private static bool IsToken(ITypeSymbol type) => type.HasFullName(JwtSecurityToken) || type.HasFullName(JsonWebToken);

    private static bool IsOurs(ISymbol member) => Namespaces.Any(member.IsInNamespace);
}

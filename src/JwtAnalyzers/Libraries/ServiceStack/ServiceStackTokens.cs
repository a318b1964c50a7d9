using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.ServiceStack;

/// <summary>
/// ServiceStack, which has a JWT implementation of its own. <c>RequireHashAlgorithm = false</c> lets a token choose among its
/// algorithms, none of which is 'none', and each has a key of its own (HMAC <c>AuthKey</c>, RSA <c>PublicKey</c>): that lets
/// nobody in (measured on its own GetVerifiedJwtPayload and VerifyPayload of commit 1d95209b, with unsigned tokens, empty
/// signatures, and HMACs keyed with the public key as PEM, DER, XML and modulus; each of them was refused as with <c>true</c>).
/// </summary>
internal sealed class ServiceStackTokens : TokenAdapter
{
    private const string Reader = "ServiceStack.Auth.JwtAuthProviderReader";

    private static readonly ImmutableArray<object> On = ImmutableArray.Create<object>(true);
    private static readonly ImmutableArray<object> Off = ImmutableArray.Create<object>(false);

    public override ImmutableArray<Safeguard> Safeguards { get; } = ImmutableArray.Create<Safeguard>(
        new(Reader, "RequireSecureConnection", Off, Protection.SignIn, "tokens may travel over http") { IsSafeToRemove = false },
        new(Reader, "AllowInQueryString", On, Protection.Urls, "Tokens are taken from the query of any request"));

    public override ImmutableArray<string> NamesOfKeys { get; } = ImmutableArray.Create("AuthKey", "AuthKeyBase64");

    // It takes keys of any length.
    public override IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "AuthKey" or "AuthKeyBase64",
            ContainingType: var type } },
            Value: var key }
            && type.HasFullName(Reader)
            ? [new KeyUse(operation, key, KeyForm.Secret) { LeastBits = 0 }]
            : [];

    public override ImmutableArray<string> NamesOfReads { get; } = ImmutableArray.Create("ExtractPayload");

    public override bool IsRead(IMethodSymbol method) => method.Name == "ExtractPayload" && method.ContainingType.HasFullName(Reader);
}

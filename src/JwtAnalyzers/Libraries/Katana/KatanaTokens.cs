using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Katana;

/// <summary>OWIN/Katana's secret keys of an issuer, given as bytes or as base64 (read in its source).</summary>
internal sealed class KatanaTokens : TokenAdapter
{
    private const string Provider = "SymmetricKeyIssuerSecurityKeyProvider";

    // What version 3 calls it.
    private const string OldProvider = "SymmetricKeyIssuerSecurityTokenProvider";

    // Thinktecture's, by which servers of that time sign: System.IdentityModel has none for a secret.
    private const string Credentials = "HmacSigningCredentials";

    public override ImmutableArray<string> NamesOfKeys { get; } = ImmutableArray.Create(Provider, OldProvider, Credentials);

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { Name: Provider or OldProvider } type, Arguments: [_, { Value: var key }] }
            when type.IsInNamespace("Microsoft.Owin.Security.Jwt") => [new KeyUse(operation, key, KeyForm.Secret)],
        IObjectCreationOperation { Type: { Name: Credentials } type, Arguments: [{ Value: var key }] }
            when type.IsInNamespace("Thinktecture.IdentityModel") => [new KeyUse(operation, key, KeyForm.Secret)],
        _ => [],
    };
}

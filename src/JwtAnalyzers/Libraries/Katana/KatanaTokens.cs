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

    public override ImmutableArray<string> NamesOfKeys { get; } = ImmutableArray.Create(Provider);

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        operation is IObjectCreationOperation { Type: { Name: Provider } type, Arguments: [_, { Value: var key }] }
            && type.HasFullName("Microsoft.Owin.Security.Jwt." + Provider)
            ? [new KeyUse(operation, key, KeyForm.Secret)]
            : [];
}

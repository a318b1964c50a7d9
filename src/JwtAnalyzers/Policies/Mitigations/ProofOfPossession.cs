using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that validates DPoP proofs: by their own standard (RFC 9449 section 4.2) they carry neither issuer nor audience nor
/// expiry, and are bound to the request by other claims. Told by the name of the type, as the checks are spread over its methods.
/// </summary>
internal sealed class ProofOfPossession : SettingMitigation
{
    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        breach.IsOfClaimOrKeyInToken(setting) && Contains(setting.Origin);

    private static bool Contains(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type =>
        type.Identifier.ValueText.IndexOf("DPoP", StringComparison.OrdinalIgnoreCase) >= 0
        || type.Identifier.ValueText.IndexOf("ProofOfPossession", StringComparison.OrdinalIgnoreCase) >= 0);
}

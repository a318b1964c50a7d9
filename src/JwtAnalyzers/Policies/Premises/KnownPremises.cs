using JwtAnalyzers.Policies.Mitigations;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>The only list of premises.</summary>
internal static class KnownPremises
{
    private static readonly Premise NoSecondCredential = new NoSecondCredential();
    private static readonly Premise OtherTokens = new OtherTokens();
    private static readonly Premise OtherIssuers = new OtherIssuers();

    /// <summary>What a breach is in its code.</summary>
    public static Breach Judge(MitigationCase found, RestOfCode rest)
    {
        var premise = found.Rule == Rules.ExpiredTokensAccepted ? NoSecondCredential
            : found.Rule == Rules.AnyAudienceAccepted ? OtherTokens
            : found.Rule == Rules.AnyIssuerAccepted ? OtherIssuers
            : null;
        return premise?.Judge(found, rest) ?? found.Breach;
    }
}

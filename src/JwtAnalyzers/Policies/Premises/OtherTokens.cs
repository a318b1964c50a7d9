using JwtAnalyzers.Policies.Mitigations;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// JWT2003: there are tokens that are signed with a trusted key and meant for something else. There are none where the program alone signs
/// with its key, and signs one kind of token.
/// </summary>
internal sealed class OtherTokens : Premise
{
    public override Breach Judge(MitigationCase found, RestOfCode rest) =>
        found.Breach.IsDelegated ? found.Breach
        : rest.OwnKeyOf(found.Breach.Keys) is { SignsOneKind: true } own ? Advice(found.Breach, own.Assumption)
        : OpenIssuers.Of(found.Breach.Keys) is { } issuer
            ? found.Breach with { Consequence = $"{issuer.Anyone} can get a token of this issuer, for an app of their own" }
        : found.Breach;
}

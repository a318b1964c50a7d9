using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies.Mitigations;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// JWT2004: somebody else can sign with a key that is trusted here. Nobody can where the program alone signs with its key, or where the
/// keys are those of one authority that signs for itself alone.
/// </summary>
internal sealed class OtherIssuers : Premise
{
    public override Breach Judge(MitigationCase found, RestOfCode rest)
    {
        var breach = found.Breach;
        // Code that compares issuers itself expects several.
        if (breach.IsDelegated)
            return breach;
        if (rest.OwnKeyOf(breach.Keys) is { SignsForOneIssuer: true } own)
            return Advice(breach, own.Assumption);
        if (OpenIssuers.Of(breach.Keys) is { SharesKeys: true } issuer)
            return breach with { Consequence = $"the same keys sign for others, and {issuer.Anyone} can get a token signed with them" };
        // An authority that is not known may be one whose keys many share.
        return breach.Keys is { Given.IsEmpty: true, HasOther: false, Authority: ConstantValue { Value: string address } }
            ? Advice(breach, $"as long as '{address}' signs for no other issuer")
            : breach;
    }
}

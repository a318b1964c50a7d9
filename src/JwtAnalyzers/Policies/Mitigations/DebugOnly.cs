using JwtAnalyzers.Code;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// What only a debug build contains never meets an attacker. One such setting is enough: the rest of the breach is not in a
/// release.
/// </summary>
internal sealed class DebugOnly : Mitigation
{
    public override bool Covers(MitigationCase breach) =>
        breach.Breach.Blamed.Any(setting => DebugCode.Contains(setting.Origin, breach.Cancellation));
}

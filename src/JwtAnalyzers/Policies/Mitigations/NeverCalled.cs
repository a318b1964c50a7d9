using JwtAnalyzers.Code;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>What stands in a method that the program never calls meets no attacker.</summary>
internal sealed class NeverCalled : SettingMitigation
{
    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        UncalledCode.Contains(setting.Origin, breach.Compilation, breach.Cancellation);
}

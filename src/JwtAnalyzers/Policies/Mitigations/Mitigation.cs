namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Something in the code, apart from the policy, that makes a breach harmless. Stateless; asked only where something is about to
/// be reported.
/// </summary>
internal abstract class Mitigation
{
    public abstract bool Covers(MitigationCase breach);
}

/// <summary>A mitigation of settings: a breach is harmless where each setting to blame is.</summary>
internal abstract class SettingMitigation : Mitigation
{
    public abstract bool Covers(BlamedSetting setting, MitigationCase breach);

    public sealed override bool Covers(MitigationCase breach)
    {
        foreach (var setting in breach.Breach.Blamed)
        {
            if (!Covers(setting, breach))
                return false;
        }

        return true;
    }
}

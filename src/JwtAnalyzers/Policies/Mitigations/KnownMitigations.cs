using System.Collections.Immutable;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>The only list of mitigations. Cheap ones stand before those that read other files.</summary>
internal static class KnownMitigations
{
    private static readonly ImmutableArray<Mitigation> All = ImmutableArray.Create<Mitigation>(
        new HandedToCallers(),
        new SwitchedOnWherePresent(),
        new OpenedOnly(),
        new DebugOnly(),
        new NeverCalled(),
        new ProofOfPossession(),
        new LogoutHint(),
        new SignedDocument(),
        new RefusedInEvent(),
        new LaterCheck(),
        new CheckedBeside(),
        new AuthorizationPolicyCheck(),
        new ValidationStages(),
        new LaterSetup());

    // What a library leaves to the code may be checked anywhere: by the caller, or by a library that this is a callback of.
    private static readonly ImmutableArray<SettingMitigation> OfAbsence = ImmutableArray.Create<SettingMitigation>(
        new InCallback(),
        new ComparedNames(),
        new AuthorizationPolicyCheck());

    /// <summary>What is left of a breach when everything has been looked for; <see langword="null"/> where it is harmless.</summary>
    public static MitigationCase? Unmitigated(MitigationCase breach)
    {
        var left = breach.Rule.IsAboutAbsence
            ? breach with { Breach = breach.Breach with { Blamed = breach.Breach.Blamed.RemoveAll(IsLeftToCode) } }
            : breach;
        return left.Breach.Blamed.IsEmpty || All.Any(mitigation => mitigation.Covers(left)) ? null : left;

        bool IsLeftToCode(BlamedSetting setting) => OfAbsence.Any(mitigation => mitigation.Covers(setting, breach));
    }
}

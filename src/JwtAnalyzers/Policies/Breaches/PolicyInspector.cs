using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>Attacks a policy with the attacks of every rule, and finds the settings to blame for each that gets in.</summary>
internal sealed class PolicyInspector(AttackCatalogue catalogue, PolicyJudge judge)
{
    private readonly ImmutableArray<RuleAttacks> _rules =
        (from rule in Rules.ProvedOnPolicies
         where Rules.ProvedOnPolicies.All(other => other.WithoutPremise != rule) // that is seen in its context
         let attacks = catalogue.Where(attack => rule.Attacks.Contains(attack.Id)).ToImmutableArray()
         where !attacks.IsEmpty
         select new RuleAttacks(rule, attacks)).ToImmutableArray();

    public IEnumerable<Breach> Inspect(ObjectIdentity identity, PolicySettings settings)
    {
        var policy = judge.Of(settings.Adapter.Interpret(settings));
        RepairedPolicies? repaired = null;
        foreach (var (rule, attacks) in _rules)
        {
            var blamed = ImmutableArray<Setting>.Empty;
            foreach (var attack in attacks)
            {
                if (policy.Accepts(attack) && MinimalRepairSet(repaired ??= new RepairedPolicies(settings, judge), attack) is var set
                    && set.All(setting => setting.Kind is SettingKind.Absent == rule.IsAboutAbsence
                        && setting.Kind is SettingKind.Event == rule.IsAboutEvent))
                    blamed = blamed.Union(set).ToImmutableArray();
            }

            if (!blamed.IsEmpty)
                yield return Describe(rule, identity, settings, blamed);
        }
    }

    /// <summary>
    /// The settings that had to stay repaired: all are made safe, then each gets its own value back unless that lets the
    /// attack in. Removing any one of them from the set would let it in again.
    /// </summary>
    private static ImmutableArray<Setting> MinimalRepairSet(RepairedPolicies policies, Attack attack)
    {
        var repaired = policies.All;
        if (policies.With(repaired).Accepts(attack))
            return ImmutableArray<Setting>.Empty; // no setting of this object lets it in: nothing here is to blame

        for (var index = 0; index < policies.Suspects.Length; index++)
        {
            var others = repaired & ~(1UL << index);
            if (!policies.With(others).Accepts(attack))
                repaired = others;
        }

        return policies.Of(repaired);
    }

    private static Breach Describe(Rule rule, ObjectIdentity identity, PolicySettings settings, ImmutableArray<Setting> blamed)
    {
        var plan = settings.Adapter.PlanRepair(settings, blamed);
        return new Breach(
            rule, identity, blamed.Select(Describe).OrderBy(each => each.Origin, SourceOrder.Instance).ToImmutableArray(), plan?.Required)
        {
            Given = plan?.Given,
            IsHeldByOptions = settings.Owner is not null,
            Opening = settings.Adapter.Opening,
            Keys = settings.Adapter.KeysOf(settings),
            Events = settings.Owner is { } owner ? owner.Adapter.EventsOf(owner) : ImmutableArray<EventCheck>.Empty,
        };

        BlamedSetting Describe(Setting setting) => new(
            setting.Name,
            settings.Adapter.Settings
                .Where(other => other.Kind is not SettingKind.Value && other.IsOfSameCheck(setting))
                .Select(other => other.Name)
                .ToImmutableArray(),
            setting.ClaimReads,
            settings.OriginOf(setting),
            settings.CauseOf(setting),
            RepairOf(setting)) { IsDelegate = setting.Kind is SettingKind.Callback, Place = settings.PlaceOf(setting) };

        RepairStep RepairOf(Setting setting) =>
            plan?.Steps.FirstOrDefault(step => step.Setting == setting.Name) is { Setting: not null } step
                && (settings.IsSet(setting) || step.Action is RepairAction.InsertCall or RepairAction.Rename)
                ? step
                : new RepairStep(setting.Name, RepairAction.None);
    }

    private sealed record RuleAttacks(Rule Rule, ImmutableArray<Attack> Attacks);
}

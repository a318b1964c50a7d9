using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>The words for a repair: a verb, the members, and what must be set before honest tokens pass.</summary>
internal static class RepairTitle
{
    public static string Of(RepairPlan plan, IReadOnlyList<ValueSource> sources)
    {
        var set = Members(
            plan, RepairAction.SetTrue, step => step.Member.Length == 0 ? $"'{step.Setting} = true'" : $"'{step.Member}: true'");
        var given = Members(plan, RepairAction.SetValue, step => $"'{step.Setting}' to {step.Member}");
        var dropped = Members(plan, RepairAction.RemoveCall, step => $"'{step.Member}'");
        var remove = Members(plan, RepairAction.Remove, step => $"'{step.Setting}'");
        var overrides = Members(plan, RepairAction.RemoveMember, step => $"'{step.Setting}'");
        var called = Members(plan, RepairAction.InsertCall, step => $"'{step.Member}'");
        var renamed = Members(plan, RepairAction.Rename, step => $"'{step.Member}'");
        var title = (set, remove) switch
        {
            _ when overrides is not null => $"Remove the override of {overrides}",
            _ when called is not null => $"Call {called}",
            _ when renamed is not null => $"Use {renamed}",
            _ when given is not null => $"Set {given}",
            _ when dropped is not null => $"Remove {dropped}",
            ({ } first, { } second) => $"Set {first} and remove {second}",
            ({ } only, null) => $"Set {only}",
            _ => $"Remove {remove}",
        };
        return sources.Count == 0
            ? title
            : $"{title} (needs {string.Join(" and ", sources.Select(source => source.Description).Distinct())})";
    }

    private static string? Members(RepairPlan plan, RepairAction action, Func<RepairStep, string> write)
    {
        var settings = plan.Steps.Where(step => step.Action == action).Select(write).Distinct().ToList();
        return settings.Count == 0 ? null : string.Join(", ", settings);
    }
}

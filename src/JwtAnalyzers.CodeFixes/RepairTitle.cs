using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes;

/// <summary>The words for a repair: a verb, the members, and what must be set before honest tokens pass.</summary>
internal static class RepairTitle
{
    public static string Of(RepairPlan plan, IReadOnlyList<ValueSource> sources)
    {
        var set = Members(plan, RepairAction.SetTrue, setting => $"'{setting} = true'");
        var remove = Members(plan, RepairAction.Remove, setting => $"'{setting}'");
        var overrides = Members(plan, RepairAction.RemoveMember, setting => $"'{setting}'");
        var title = (set, remove) switch
        {
            _ when overrides is not null => $"Remove the override of {overrides}",
            ({ } first, { } second) => $"Set {first} and remove {second}",
            ({ } only, null) => $"Set {only}",
            _ => $"Remove {remove}",
        };
        return sources.Count == 0 ? title : $"{title} (needs {string.Join(" and ", sources.Select(source => source.Description).Distinct())})";
    }

    private static string? Members(RepairPlan plan, RepairAction action, Func<string, string> write)
    {
        var settings = plan.Steps.Where(step => step.Action == action).Select(step => write(step.Setting)).Distinct().ToList();
        return settings.Count == 0 ? null : string.Join(", ", settings);
    }
}

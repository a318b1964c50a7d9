using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>What a code fix does to one setting that is to blame.</summary>
internal enum RepairAction
{
    /// <summary>Nothing can be done to it safely: the diagnostic has no fix.</summary>
    None,

    /// <summary>Assign <see langword="true"/>.</summary>
    SetTrue,

    /// <summary>Remove the assignment, so that the library's default or the flag beside it decides.</summary>
    Remove,

    /// <summary>Remove the member that overrides the library's check.</summary>
    RemoveMember,

    /// <summary>Name another member: <c>MustVerifySignature</c> for <c>DoNotVerifySignature</c>.</summary>
    Rename,

    /// <summary>Call another member before the call, in the same chain.</summary>
    InsertCall,

    /// <summary>Take the call that gives it its value out of the chain, where a later one gives it a better one.</summary>
    RemoveCall,

    /// <summary>Assign or pass another value.</summary>
    SetValue,
}

/// <summary>One step of a <see cref="RepairPlan"/>: the setting, and what to do to the assignment that gave it its value.</summary>
internal sealed record RepairStep(string Setting, RepairAction Action)
{
    /// <summary>The member that is named or called instead, or the value that is given.</summary>
    public string Member { get; init; } = "";
}

/// <summary>
/// A value that honest tokens need after the repair and that the code does not give: <c>ValidAudience</c>, from the configuration
/// key <c>…:Audience</c>.
/// </summary>
internal sealed record RequiredValue(string Setting, string ConfigurationName);

/// <summary>
/// Everything a code fix needs to know of a diagnostic, written by the analyzer and read by the fix in this one place. Step
/// <c>i</c> is about the assignment at the diagnostic's location (<c>i = 0</c>) or at its additional location <c>i - 1</c>. The
/// additional locations after the last step are calls that lead there.
/// </summary>
internal sealed record RepairPlan(ImmutableArray<RepairStep> Steps, RequiredValue? Required)
{
    /// <summary>A value that honest tokens need after the repair and that the code gives, from wherever it may be missing.</summary>
    public RequiredValue? Given { get; init; }

    private const string GivenKey = "given";
    private const string StepsKey = "repair";
    private const string RequiredKey = "requires";

    public ImmutableDictionary<string, string?> ToProperties()
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(
                StepsKey,
                string.Join(
                    ";",
                    Steps.Select(step =>
                        step.Member.Length == 0 ? $"{step.Setting}={step.Action}" : $"{step.Setting}={step.Action}:{step.Member}")));
        return With(With(properties, RequiredKey, Required), GivenKey, Given);
    }

    /// <summary>The plan that the analyzer wrote, or <see langword="null"/> where it wrote none that can be carried out.</summary>
    public static RepairPlan? From(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(StepsKey, out var text) || text is null)
            return null;

        var steps = ImmutableArray.CreateBuilder<RepairStep>();
        foreach (var part in text.Split(';'))
        {
            if (Pair(part) is not var (setting, written))
                return null;
            var colon = written.IndexOf(':');
            var action = colon < 0 ? written : written.Substring(0, colon);
            if (!Enum.TryParse<RepairAction>(action, out var parsed) || !Enum.IsDefined(typeof(RepairAction), parsed)
                || parsed is RepairAction.None)
                return null;
            var member = colon < 0 ? "" : written.Substring(colon + 1);
            if (member.Length == 0 && parsed is RepairAction.Rename or RepairAction.InsertCall or RepairAction.SetValue)
                return null;
            steps.Add(new RepairStep(setting, parsed) { Member = member });
        }

        if (steps.Count > diagnostic.AdditionalLocations.Count + 1)
            return null;
        return Value(diagnostic, RequiredKey) is var (isWritten, required) && isWritten
            && Value(diagnostic, GivenKey) is var (isGivenWritten, given) && isGivenWritten
            ? new RepairPlan(steps.ToImmutable(), required) { Given = given }
            : null;
    }

    private static ImmutableDictionary<string, string?> With(
        ImmutableDictionary<string, string?> properties,
        string key,
        RequiredValue? value) =>
        value is { } required ? properties.Add(key, $"{required.Setting}={required.ConfigurationName}") : properties;

    /// <summary>A value that may be there, and whether what is there can be read.</summary>
    private static (bool IsWell, RequiredValue? Value) Value(Diagnostic diagnostic, string key)
    {
        if (!diagnostic.Properties.TryGetValue(key, out var text) || text is null)
            return (true, null);
        return Pair(text) is var (name, configuration) ? (true, new RequiredValue(name, configuration)) : (false, null);
    }

    private static (string Left, string Right)? Pair(string text)
    {
        var split = text.IndexOf('=');
        return split > 0 ? (text.Substring(0, split), text.Substring(split + 1)) : null;
    }
}

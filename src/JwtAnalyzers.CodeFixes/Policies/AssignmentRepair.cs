using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>What is done to one assignment, and what is put beside it.</summary>
/// <param name="Site">The assignment.</param>
/// <param name="Step">What is done to it.</param>
/// <param name="Null">What to assign so that the setting has no value, or <see langword="null"/> where it always has one.</param>
/// <param name="Addition">The assignment of a required value, if it belongs here.</param>
internal sealed record AssignmentRepair(AssignmentSite Site, RepairStep Step, string? Null, Addition? Addition = null)
{
    /// <summary>Whether nothing of the assigned value remains.</summary>
    public bool IsRemoval => Step.Action is RepairAction.Remove;

    /// <summary>What is assigned where something is.</summary>
    public string Value => Step.Action is RepairAction.SetValue ? Step.Member : "true";
}

using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes;

/// <summary>What is done to one assignment, and what is put beside it.</summary>
/// <param name="Site">The assignment.</param>
/// <param name="Action">What is done to it.</param>
/// <param name="CanBeNull">Whether the setting can be assigned <see langword="null"/>.</param>
/// <param name="Addition">The assignment of a required value, if it belongs here.</param>
internal sealed record AssignmentRepair(AssignmentSite Site, RepairAction Action, bool CanBeNull, Addition? Addition = null)
{
    /// <summary>Whether nothing of the assigned value remains.</summary>
    public bool IsRemoval => Action is RepairAction.Remove;
}

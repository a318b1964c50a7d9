using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>
/// What code does with the result of a validation. Ignored is a result that makes no difference: the code does the same for a token that
/// failed. A result that is returned or handed on is for the caller to look at.
/// </summary>
/// <param name="IsIgnored">Whether the code goes on without knowing whether the token is valid.</param>
/// <param name="Cause">That in words.</param>
/// <param name="Variable">The local that holds the result where a check behind the validation is all that is missing, empty where none
/// does; <see langword="null"/> where it is not.</param>
internal sealed record ResultUse(bool IsIgnored, string Cause = "", string? Variable = "")
{
    private const string VariableKey = "result";

    public static ResultUse Seen { get; } = new(IsIgnored: false);

    public ImmutableDictionary<string, string?> ToProperties() =>
        Variable is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(VariableKey, Variable);

    /// <summary>
    /// The local that holds the result of the validation at a diagnostic, empty where none does; <see langword="null"/> where no check can
    /// be put behind it.
    /// </summary>
    public static string? VariableOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(VariableKey, out var variable) ? variable : null;

    public static ResultUse Of(IOperation validation, CodeBodies bodies, TokenLibraries tokens)
    {
        var looks = new ResultLooks(validation, bodies, tokens);
        var name = looks.Local is { } local ? $"'{local.Name}'" : "the result";
        return looks.Missing(name) is { } cause ? new ResultUse(IsIgnored: true, cause, looks.Repairable) : Seen;
    }
}

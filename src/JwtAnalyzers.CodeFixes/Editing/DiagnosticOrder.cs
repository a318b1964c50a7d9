using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>The order in which the diagnostics of a document are repaired.</summary>
internal static class DiagnosticOrder
{
    /// <summary>
    /// As they stand in the text, whichever order they come in: what the first declares has the name that the second must do without.
    /// </summary>
    public static IEnumerable<Diagnostic> InOrderOfText(this IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Location.SourceSpan.End)
        .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal);
}

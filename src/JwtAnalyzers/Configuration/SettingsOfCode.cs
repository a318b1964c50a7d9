using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// What code does to the settings that a scheme has from the configuration, as far as its text tells: a look that errs to the side of yes.
/// </summary>
internal static class SettingsOfCode
{
    private const string Parameters = "TokenValidationParameters";

    /// <summary>Whether code reads the section of the schemes itself.</summary>
    public static bool ReadSchemes(Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Says(compilation, "Authentication:Schemes", cancellation)
        || CompilationText.Says(compilation, "\"Schemes\"", cancellation);

    /// <summary>Whether code puts parameters of its own in the place of those from the configuration.</summary>
    public static bool ReplaceParameters(Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Is(compilation, "parameters that are replaced", ReplaceParameters, cancellation);

    private static bool ReplaceParameters(string text)
    {
        for (var at = text.IndexOf(Parameters, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            Parameters, at + 1, StringComparison.Ordinal))
        {
            var end = at + Parameters.Length;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            if (end < text.Length && text[end] is '=' or '(' or '{'
                || text.Substring(0, at).TrimEnd().EndsWith("new", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

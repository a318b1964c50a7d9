using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// What code does to the settings that a scheme has from the configuration, as far as its text tells: a look that errs to the side of yes.
/// </summary>
internal static class SettingsOfCode
{
    /// <summary>Whether code reads the section of the schemes itself.</summary>
    public static bool ReadSchemes(Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Says(compilation, "Authentication:Schemes", cancellation)
        || CompilationText.Says(compilation, "\"Schemes\"", cancellation);

    /// <summary>Whether code puts an object of its own in the place of what comes from the configuration.</summary>
    /// <param name="parameters">The name of the object's type, and of the property that holds it.</param>
    /// <param name="compilation">Its files are read.</param>
    /// <param name="cancellation">When to stop.</param>
    public static bool Replace(string parameters, Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Is(compilation, "replaces " + parameters, text => Replaces(text, parameters), cancellation);

    private static bool Replaces(string text, string parameters)
    {
        for (var at = text.IndexOf(parameters, StringComparison.Ordinal); at >= 0; at =
            text.IndexOf(parameters, at + 1, StringComparison.Ordinal))
        {
            var end = at + parameters.Length;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            if (end < text.Length && text[end] is '=' or '(' or '{' || FollowsNew(text, at))
                return true;
        }

        return false;
    }

    private static bool FollowsNew(string text, int at)
    {
        while (at > 0 && char.IsWhiteSpace(text[at - 1]))
            at--;
        return at >= 3 && string.CompareOrdinal(text, at - 3, "new", 0, 3) == 0;
    }
}

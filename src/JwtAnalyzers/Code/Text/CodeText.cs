using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code.Text;

/// <summary>
/// What code looks as if it did, by its text alone: a cheap test that comes before any binding, and makes no copy of the text.
/// </summary>
internal static class CodeText
{
    // A long file's text is put together anew each time that it is asked for.
    private static readonly Remembered<SyntaxTree, string> Texts = new(Read);

    /// <summary>The text of a file that is asked about again and again.</summary>
    public static string Of(SyntaxTree tree) => Texts.Of(tree);

    /// <summary>The text of a file that is looked through once: it is not kept.</summary>
    public static string Read(SyntaxTree tree, CancellationToken cancellation) => tree.GetText(cancellation).ToString();

    /// <summary>
    /// Whether code has this text, however it is capitalized. A node's own text would be put together of its tokens for each question.
    /// </summary>
    public static bool Says(SyntaxNode code, string text) => Says(code.SyntaxTree, code.Span, text);

    /// <summary>Whether a part of a file has this text, however it is capitalized.</summary>
    public static bool Says(SyntaxTree tree, TextSpan part, string text) =>
        Of(tree).IndexOf(text, part.Start, part.Length, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether a part of a file has this text.</summary>
    public static bool Has(string file, TextSpan part, string text) =>
        file.IndexOf(text, part.Start, part.Length, StringComparison.Ordinal) >= 0;

    /// <summary>Whether a part of a file calls a method or constructor of this name, with type arguments or without.</summary>
    public static bool Calls(string file, TextSpan part, string name) => Names(file, part, name, end => file[end] is '(' or '<');

    /// <summary>Whether a part of a file assigns something to this name.</summary>
    public static bool Assigns(string file, TextSpan part, string name) =>
        Names(file, part, name, end => file[end] == '=' && !(end + 1 < part.End && file[end + 1] is '=' or '>'));

    private static bool Names(string file, TextSpan part, string name, Func<int, bool> isMeant)
    {
        // Half-typed code has members without a name.
        if (name.Length == 0)
            return false;
        for (var at = file.IndexOf(name, part.Start, part.Length, StringComparison.Ordinal); at >= 0; at = file.IndexOf(
            name, at + 1, part.End - at - 1, StringComparison.Ordinal))
        {
            if (at > part.Start && (char.IsLetterOrDigit(file[at - 1]) || file[at - 1] == '_'))
                continue;
            var end = at + name.Length;
            while (end < part.End && char.IsWhiteSpace(file[end]))
                end++;
            if (end < part.End && isMeant(end))
                return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Mutation;

/// <summary>One change to one source file, which some test ought to notice.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line of the change, from 1.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Original">The text of that.</param>
/// <param name="Replacement">The text that stands there instead.</param>
internal sealed record Mutation(string Path, int Line, TextSpan Span, string Original, string Replacement)
{
    public static Mutation Of(string path, SyntaxNode place, string replacement) =>
        new(path, place.GetLocation().GetLineSpan().StartLinePosition.Line + 1, place.Span, place.ToString(), replacement);

    public string Apply(string text) => string.Concat(text.AsSpan(0, Span.Start), Replacement, text.AsSpan(Span.End));

    public override string ToString() => $"{System.IO.Path.GetRelativePath(Environment.CurrentDirectory, Path)}:{Line}  {Shown(Original)}  =>  {Shown(Replacement)}";

    private static string Shown(string code)
    {
        var line = string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 90 ? line : $"{line[..60]} … {line[^25..]}";
    }
}

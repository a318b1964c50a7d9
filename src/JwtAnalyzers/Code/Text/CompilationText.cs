using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code.Text;

/// <summary>
/// What the text of any file of a compilation says. Asked where something is about to be reported, since it is a pass over every
/// file; an answer is remembered as long as the compilation, for all analyzers.
/// </summary>
internal static class CompilationText
{
    private static readonly RememberedAnswers<Compilation, bool> Answers = new();

    /// <summary>Whether any file has this text.</summary>
    public static bool Says(Compilation compilation, string text, CancellationToken cancellation) => Is(
        compilation, text, file => file.IndexOf(text, StringComparison.Ordinal) >= 0, cancellation);

    /// <summary>Whether the text of any file is like this. The answer is remembered by the name of the question.</summary>
    public static bool Is(Compilation compilation, string question, Func<string, bool> isLike, CancellationToken cancellation) =>
        Is(compilation, question, isLike, ImmutableArray<AdditionalText>.Empty, cancellation);

    /// <summary>The same of the files beside the code, too.</summary>
    public static bool Is(Compilation compilation, string question, Func<string, bool> isLike, ImmutableArray<AdditionalText> beside,
        CancellationToken cancellation) =>
        Answers.Of(compilation, question, () =>
            Files(compilation, isLike, cancellation).Any()
            || beside.Any(file => file.GetText(cancellation) is { } text && isLike(text.ToString())));

    /// <summary>The files that have this text.</summary>
    public static IEnumerable<SyntaxTree> FilesThatSay(Compilation compilation, string text, CancellationToken cancellation) =>
        Files(compilation, file => file.IndexOf(text, StringComparison.Ordinal) >= 0, cancellation);

    /// <summary>The files whose text is like this. Not remembered.</summary>
    public static IEnumerable<SyntaxTree> Files(Compilation compilation, Func<string, bool> isLike, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Where(tree => isLike(CodeText.Read(tree, cancellation)));
}

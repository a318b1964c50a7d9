using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code.Text;

/// <summary>
/// Where in each file a setting's name stands, found in the text alone: the cheap test that comes before any binding.
/// One per analyzer; a file's answer lives as long as its tree, across compilations, and the text is read once for all analyzers.
/// </summary>
internal sealed class NameIndex
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _setters;
    private readonly Remembered<SyntaxTree, FileHits> _files;
    private readonly Remembered<Compilation, HashSet<string>> _compilations;
    private readonly Remembered<SyntaxTree, string[]> _declarations;

    /// <param name="names">What is looked for.</param>
    /// <param name="setters">Those of them that stand where an object is changed: all, unless it says otherwise.</param>
    public NameIndex(ImmutableHashSet<string> names, ImmutableHashSet<string>? setters = null)
    {
        _names = new HashSet<string>(names, StringComparer.Ordinal);
        _setters = setters is null ? _names : new HashSet<string>(setters, StringComparer.Ordinal);
        _files = new Remembered<SyntaxTree, FileHits>((tree, cancellation) => Select(Vocabulary.WordsOf(tree, cancellation)));
        _compilations = new Remembered<Compilation, HashSet<string>>(NamesIn);
        _declarations = new Remembered<SyntaxTree, string[]>(DeclarationsIn);
        Vocabulary.Learn(names);
    }

    public FileHits Of(SyntaxTree tree, CancellationToken cancellation) => _files.Of(tree, cancellation);

    /// <summary>
    /// Whether any file of the compilation names anything: where none does, there is nothing to register, and the compiler need not make
    /// operations.
    /// </summary>
    public bool FindsAnythingIn(Compilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree => !Of(tree, cancellation).IsEmpty);

    /// <summary>Whether any file of the compilation names the member.</summary>
    public bool IsNamedIn(Compilation compilation, string member, CancellationToken cancellation) =>
        _compilations.Of(compilation, cancellation).Contains(member);

    /// <summary>The names of the members and types of a file in which anything is named.</summary>
    public IReadOnlyList<string> DeclarationsOf(SyntaxTree tree, CancellationToken cancellation) => _declarations.Of(tree, cancellation);

    private string[] DeclarationsIn(SyntaxTree tree, CancellationToken cancellation)
    {
        var positions = Of(tree, cancellation).Positions;
        if (positions.IsEmpty)
            return [];
        var root = tree.GetRoot(cancellation);
        return positions
            .SelectMany(position => root.FindToken(position).Parent?.AncestorsAndSelf() ?? [])
            .Distinct()
            .Select(NameOf)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
    }

    private static string? NameOf(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    private HashSet<string> NamesIn(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
            names.UnionWith(Of(tree, cancellation).Names);
        return names;
    }

    private FileHits Select(FileWords file)
    {
        ImmutableArray<int>.Builder? positions = null;
        ImmutableArray<int>.Builder? setters = null;
        ImmutableHashSet<string>.Builder? found = null;
        for (var index = 0; index < file.Words.Length; index++)
        {
            if (!_names.Contains(file.Words[index]))
                continue;
            (positions ??= ImmutableArray.CreateBuilder<int>()).Add(file.Positions[index]);
            (found ??= ImmutableHashSet.CreateBuilder<string>()).Add(file.Words[index]);
            if (_setters != _names && _setters.Contains(file.Words[index]))
                (setters ??= ImmutableArray.CreateBuilder<int>()).Add(file.Positions[index]);
        }

        if (positions is null || found is null)
            return FileHits.None;
        var all = positions.ToImmutable();
        return new FileHits(all, _setters == _names ? all : setters?.ToImmutable() ?? ImmutableArray<int>.Empty, found.ToImmutable());
    }
}

/// <summary>
/// An index as the members of a compilation ask it, one after another, and mostly those of one file in a row: what was answered last is at
/// hand. It holds a file, so it is made for a compilation and goes with it.
/// </summary>
internal sealed class FileByFile(NameIndex index)
{
    private Answer? _last;

    public FileHits Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (_last is { } last && last.Tree == tree)
            return last.Hits;
        var hits = index.Of(tree, cancellation);
        _last = new Answer(tree, hits);
        return hits;
    }

    private sealed record Answer(SyntaxTree Tree, FileHits Hits);
}

/// <summary>The places in one file where a setting is named, and which settings are.</summary>
internal sealed record FileHits(ImmutableArray<int> Positions, ImmutableArray<int> Setters, ImmutableHashSet<string> Names)
{
    public static FileHits None { get; } = new(ImmutableArray<int>.Empty, ImmutableArray<int>.Empty, ImmutableHashSet<string>.Empty);

    public bool IsEmpty => Positions.IsEmpty;

    public bool Hits(TextSpan span) => IsAnyIn(Positions, span);

    /// <summary>Whether code names something by which an object is changed.</summary>
    public bool Sets(TextSpan span) => IsAnyIn(Setters, span);

    private static bool IsAnyIn(ImmutableArray<int> positions, TextSpan span)
    {
        var at = positions.BinarySearch(span.Start);
        if (at < 0)
            at = ~at;
        return at < positions.Length && positions[at] < span.End;
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Where in each file a setting's name stands, found by a plain text search: the cheap test that comes before any binding.
/// One per analyzer; a file's answer lives as long as its tree, across compilations.
/// </summary>
internal sealed class MemberIndex
{
    private readonly ImmutableHashSet<string> _names;
    private readonly string[] _stems;
    private readonly ConditionalWeakTable<SyntaxTree, FileHits> _files = new();

    public MemberIndex(ImmutableHashSet<string> names)
    {
        _names = names;
        _stems = Stems(names);
    }

    public FileHits Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (_files.TryGetValue(tree, out var known))
            return known;
        var hits = Search(tree.GetText(cancellation).ToString());
        return _files.GetValue(tree, _ => hits);
    }

    /// <summary>Whether any file of the compilation names the member.</summary>
    public bool IsNamedIn(Compilation compilation, string member, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree => Of(tree, cancellation).Names.Contains(member));

    private FileHits Search(string text)
    {
        List<int>? positions = null;
        HashSet<string>? found = null;
        foreach (var stem in _stems)
        {
            for (var at = text.IndexOf(stem, StringComparison.Ordinal); at >= 0; at = text.IndexOf(stem, at + stem.Length, StringComparison.Ordinal))
            {
                var start = at;
                while (start > 0 && IsWordCharacter(text[start - 1]))
                    start--;
                var end = at + stem.Length;
                while (end < text.Length && IsWordCharacter(text[end]))
                    end++;
                var word = text.Substring(start, end - start);
                if (!_names.Contains(word))
                    continue;
                (found ??= []).Add(word);
                (positions ??= []).Add(start);
            }
        }

        if (positions is null || found is null)
            return FileHits.None;
        positions.Sort();
        return new FileHits(positions.ToImmutableArray(), found.ToImmutableHashSet());
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>As few texts as possible one of which stands in every name: each is a pass over the file.</summary>
    private static string[] Stems(IEnumerable<string> names)
    {
        string[] common = ["Valid", "Require"];
        return [.. common.Where(stem => names.Any(name => name.Contains(stem))), .. names.Where(name => !common.Any(name.Contains))];
    }
}

/// <summary>The places in one file where a setting is named, and which settings are.</summary>
internal sealed record FileHits(ImmutableArray<int> Positions, ImmutableHashSet<string> Names)
{
    public static FileHits None { get; } = new(ImmutableArray<int>.Empty, ImmutableHashSet<string>.Empty);

    public bool IsEmpty => Positions.IsEmpty;

    public bool Hits(TextSpan span)
    {
        var at = Positions.BinarySearch(span.Start);
        if (at < 0)
            at = ~at;
        return at < Positions.Length && Positions[at] < span.End;
    }
}

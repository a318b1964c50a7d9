using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code.Text;

/// <summary>
/// The words that any analyzer looks for in a file's text, so that the text is read once for all of them. It grows while analyzers
/// are made, before there is a file to read; a file that was read with a smaller one is read again.
/// </summary>
internal sealed class Vocabulary
{
    private const int BufferLength = 4096;

    // The first of Unicode: nearly all code is of them, and every file of every project is read.
    private static readonly bool[] WordCharacters = Enumerable.Range(0, 128).Select(code => char.IsLetterOrDigit((char)code) || code == '_')
        .ToArray();

    private static readonly object Growing = new();
    // Not a Remembered: what was found is worth nothing once there are more words to find.
    private static readonly ConditionalWeakTable<SyntaxTree, FileWords> Files = new();
    private static volatile Vocabulary _current = new([]);

    [ThreadStatic]
    private static char[]? _buffer;

    private readonly HashSet<string> _words;
    private readonly string?[] _slots;
    private readonly int _longest;

    private Vocabulary(HashSet<string> words)
    {
        _words = words;
        _longest = words.Count == 0 ? 0 : words.Max(word => word.Length);
        var size = 16;
        while (size < words.Count * 4)
            size *= 2;
        _slots = new string?[size];
        foreach (var word in words)
        {
            var slot = HashOf(word) & (uint)(size - 1);
            while (_slots[slot] is not null)
                slot = (slot + 1) & (uint)(size - 1);
            _slots[slot] = word;
        }
    }

    /// <summary>From now on, these words are looked for, too. Words of letters, digits and underscores only.</summary>
    public static void Learn(IEnumerable<string> words)
    {
        lock (Growing)
        {
            var all = new HashSet<string>(_current._words, StringComparer.Ordinal);
            all.UnionWith(words);
            if (all.Count > _current._words.Count)
                _current = new Vocabulary(all);
        }
    }

    /// <summary>The known words in a file, in the order of the text.</summary>
    public static FileWords WordsOf(SyntaxTree tree, CancellationToken cancellation)
    {
        var vocabulary = _current;
        if (Files.TryGetValue(tree, out var known))
        {
            if (known.Vocabulary == vocabulary)
                return known;
            Files.Remove(tree);
        }

        var words = vocabulary.Read(tree.GetText(cancellation));
        return Files.GetValue(tree, _ => words) is { } kept && kept.Vocabulary == vocabulary ? kept : words;
    }

    // In pieces: the whole text of a large file would be copied into a string.
    private FileWords Read(SourceText text)
    {
        var found = new FileWords.Builder(this, text);
        var buffer = _buffer ??= new char[BufferLength];
        var (start, hash) = (-1, 0u);
        for (var offset = 0; offset < text.Length; offset += BufferLength)
        {
            var length = Math.Min(BufferLength, text.Length - offset);
            text.CopyTo(offset, buffer, 0, length);
            for (var at = 0; at < length; at++)
            {
                var character = buffer[at];
                if (IsWordCharacter(character))
                {
                    if (start < 0)
                        (start, hash) = (offset + at, 0);
                    hash = Add(hash, character);
                }
                else
                {
                    if (start >= 0)
                        found.Add(hash, start, offset + at - start);
                    start = -1;
                    // \u0041, or a character that is invisible and that no name counts: what is spelled so is another word than it means.
                    if (character == '\\'
                        ? at + 1 == length || buffer[at + 1] is 'u' or 'U' or 'x'
                        : character >= WordCharacters.Length && char.GetUnicodeCategory(character) is UnicodeCategory.Format)
                        found.IsSpelledOtherwise = true;
                }
            }
        }

        if (start >= 0)
            found.Add(hash, start, text.Length - start);
        return found.Build();
    }

    /// <summary>The known word that stands at a place of a text.</summary>
    public string? Find(uint hash, SourceText text, int start, int length)
    {
        if (length > _longest)
            return null;
        var mask = (uint)(_slots.Length - 1);
        for (var slot = hash & mask; _slots[slot] is { } word; slot = (slot + 1) & mask)
        {
            if (word.Length == length && Equals(word, text, start))
                return word;
        }

        return null;
    }

    private static bool Equals(string word, SourceText text, int start)
    {
        for (var index = 0; index < word.Length; index++)
        {
            if (text[start + index] != word[index])
                return false;
        }

        return true;
    }

    /// <summary>The hash of a word; of a text that is none (an identifier may have stranger characters), <see langword="null"/>.</summary>
    public static uint? HashOfWord(string text) => text.All(IsWordCharacter) ? HashOf(text) : null;

    private static uint HashOf(string word)
    {
        var hash = 0u;
        foreach (var character in word)
            hash = Add(hash, character);
        return hash;
    }

    private static uint Add(uint hash, char character) => (hash * 31) + character;

    private static bool IsWordCharacter(char character) =>
        character < WordCharacters.Length ? WordCharacters[character] : char.IsLetterOrDigit(character);
}

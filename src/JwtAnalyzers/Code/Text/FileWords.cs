using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code.Text;

/// <summary>The words of a file: where those of a vocabulary stand, and of any other, whether it may be there.</summary>
internal sealed class FileWords
{
    // So many that one word in twenty or so is taken for one that the file has: few words make up a text, again and again.
    private const int CharactersPerBit = 4;
    private const int BitsPerPart = 64;

    // A bit for the hash of each word.
    private readonly ulong[] _hashes;

    private readonly bool _isSpelledOtherwise;

    private FileWords(Vocabulary vocabulary, int[] positions, string[] words, ulong[] hashes, bool isSpelledOtherwise)
    {
        _isSpelledOtherwise = isSpelledOtherwise;
        Vocabulary = vocabulary;
        Positions = positions;
        Words = words;
        _hashes = hashes;
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Where each of the <see cref="Words"/> begins.</summary>
    public int[] Positions { get; }

    /// <summary>The words of the vocabulary, as often as they are there, in the order of the text.</summary>
    public string[] Words { get; }

    /// <summary>False where the file surely does not name this, wherever that may be: an identifier, a part of a text, a comment.</summary>
    public static bool MayName(SyntaxTree tree, string name, CancellationToken cancellation) =>
        Vocabulary.HashOfWord(name) is not { } hash || Vocabulary.WordsOf(tree, cancellation).MayHave(hash);

    private bool MayHave(uint hash) => _isSpelledOtherwise || (_hashes[Part(hash, _hashes)] & Bit(hash)) != 0;

    private static uint Part(uint hash, ulong[] hashes) => (hash / BitsPerPart) & (uint)(hashes.Length - 1);

    private static ulong Bit(uint hash) => 1UL << (int)(hash % BitsPerPart);

    /// <summary>Gathers the words of one file.</summary>
    public sealed class Builder
    {
        private readonly Vocabulary _vocabulary;
        private readonly SourceText _text;
        private readonly ulong[] _hashes;
        private List<int>? _positions;
        private List<string>? _words;

        public Builder(Vocabulary vocabulary, SourceText text)
        {
            _vocabulary = vocabulary;
            _text = text;
            var parts = 1;
            while (parts < text.Length / (CharactersPerBit * BitsPerPart))
                parts *= 2;
            _hashes = new ulong[parts];
        }

        /// <summary>Whether a word of the text may be another than the one it means.</summary>
        public bool IsSpelledOtherwise { get; set; }

        public void Add(uint hash, int start, int length)
        {
            _hashes[Part(hash, _hashes)] |= Bit(hash);
            if (_vocabulary.Find(hash, _text, start, length) is not { } word)
                return;
            (_positions ??= []).Add(start);
            (_words ??= []).Add(word);
        }

        public FileWords Build() => new(_vocabulary, _positions?.ToArray() ?? [], _words?.ToArray() ?? [], _hashes, IsSpelledOtherwise);
    }
}

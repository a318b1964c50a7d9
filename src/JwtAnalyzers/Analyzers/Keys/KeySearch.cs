using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// The keys with a defect, in the whole compilation: a constant in one file is a key because another file makes one of it. Worked out
/// once, in the order of the files; each is reported in the file that it stands in.
/// </summary>
internal sealed class KeySearch
{
    // A key is handed down from where it is written to where it is used: a method, a settings class, a constructor.
    private const int Hops = 3;
    private const int MostReceivers = 64;

    private readonly Compilation _compilation;
    private readonly TokenLibraries _tokens;
    private readonly CompilationSearch _code;
    private readonly NameIndex _index;
    private CancellationToken _cancellation;
    private bool _hasFoundSections;
    private readonly Dictionary<SourcePlace, KeyDefect> _keys = [];
    private readonly Dictionary<ISymbol, KeyUse> _receivers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ImmutableHashSet<string>> _decodings = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, KeySetting> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SyntaxNode> _made = [];
    private readonly HashSet<string> _constants = [];
    private readonly List<(IArrayCreationOperation Buffer, KeyUse Use, CodeBodies Bodies)> _buffers = [];

    private KeySearch(Compilation compilation, TokenLibraries tokens, MemberReader members, NameIndex index, CancellationToken cancellation)
    {
        _compilation = compilation;
        _tokens = tokens;
        _code = new CompilationSearch(compilation, members);
        _index = index;
        _cancellation = cancellation;
    }

    /// <summary>The defects in the source, by the file they stand in.</summary>
    public ILookup<SyntaxTree, KeyDefect> InSource =>
        _keys.Values.OrderBy(key => key.Place.SpanStart).ToLookup(key => key.Place.SyntaxTree);

    /// <summary>The paths of the settings that keys are made of: those that are read, and those that fill a settings class.</summary>
    public IReadOnlyDictionary<string, KeySetting> Settings(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        if (!_hasFoundSections)
            FindBoundSections();
        _hasFoundSections = true;
        return _settings;
    }

    public static KeySearch Find(
        Compilation compilation, TokenLibraries tokens, MemberReader members, NameIndex index, CancellationToken cancellation)
    {
        var search = new KeySearch(compilation, tokens, members, index, cancellation);
        search.FindUses();
        var known = 0;
        for (var hop = 0; hop < Hops && search._receivers.Count > known && search._receivers.Count <= MostReceivers; hop++)
        {
            var receivers = search._receivers.Skip(known).Select(pair => new Receiver(pair.Key)).ToList();
            known = search._receivers.Count;
            foreach (var (receiver, value, bodies) in search._code.GivenTo(receivers, countsLists: false, cancellation))
                search.Trace(value, search._receivers[receiver], bodies, search._decodings[receiver]);
        }

        search.FindGivenSettings();
        foreach (var (buffer, use, bodies) in search._buffers)
        {
            if (EmptyBuffer.Is(buffer, bodies, search._made))
                search.Add(new LiteralKey(EmptyBuffer.PartOf(buffer), use, ImmutableHashSet<string>.Empty));
        }

        return search;
    }

    /// <summary>The texts that code itself gives the settings that keys are made of.</summary>
    private void FindGivenSettings()
    {
        if (_settings.Count == 0)
            return;
        foreach (var (path, value, bodies) in GivenSettings.Of(_code, _compilation, _cancellation))
        {
            if (_settings.TryGetValue(path, out var setting) && setting.Use is { } use)
                Trace(value, use, bodies, setting.Decodings);
        }
    }

    private void FindUses()
    {
        foreach (var bodies in _code.Users(_index, MakesKey, _cancellation))
        {
            foreach (var use in bodies.Acts.SelectMany(_tokens.KeysIn))
            {
                _made.Add(use.Use.Syntax);
                Trace(use.Material, use, bodies, ImmutableHashSet<string>.Empty);
            }
        }
    }

    /// <summary>
    /// Whether code may make a key: it names one, or leaves the name to a declaration in the same file (<c>private readonly
    /// SymmetricSecurityKey _key = new(…)</c>).
    /// </summary>
    private static bool MakesKey(SyntaxNode member, FileHits file, string text) =>
        file.Hits(member.Span) || CodeText.Has(text, member.Span, "new(");

    private void Trace(IOperation material, KeyUse use, CodeBodies bodies, ImmutableHashSet<string> decodings) =>
        TooMuchToReadException.Guard(() => TraceBack(material, use, bodies, decodings));

    private void TraceBack(IOperation material, KeyUse use, CodeBodies bodies, ImmutableHashSet<string> decodings)
    {
        if (DevelopmentBranch.Contains(material, bodies, _cancellation))
            return;
        if (use.Form is KeyForm.Pair)
        {
            foreach (var (size, bits) in KeySizes.Of(material, bodies))
            {
                if (!DevelopmentBranch.Contains(size, bodies, _cancellation))
                    Add(new SmallKey(size.Syntax, use, bits));
            }

            return;
        }

        if (use.Form is KeyForm.Secret && PredictableSources.Find(material, bodies) is var (source, kind)
            && !DevelopmentBranch.Contains(source, bodies, _cancellation))
            Add(new PredictableKey(source.Syntax, use, kind));

        var sources = KeySources.Of(material, bodies);
        decodings = decodings.Union(sources.Decodings);
        foreach (var literal in sources.Literals)
        {
            if (SecretLiteral.IsSecret(literal, use.Form)
                && !(literal.Operation is { } operation && DevelopmentBranch.Contains(operation, bodies, _cancellation)))
                Add(new LiteralKey(literal, use, decodings));
        }

        if (use.Form is KeyForm.Secret && decodings.IsEmpty)
            _buffers.AddRange(sources.Buffers.Where(buffer => !DevelopmentBranch.Contains(buffer, bodies, _cancellation))
                .Select(buffer => (buffer, use, bodies)));
        foreach (var (read, path) in sources.Settings)
        {
            if (!_settings.ContainsKey(path) && !DevelopmentBranch.Contains(read, bodies, _cancellation))
                _settings[path] = new KeySetting(use, decodings);
        }

        foreach (var receiver in sources.GivenByOthers)
        {
            if (_receivers.ContainsKey(receiver))
                continue;
            _receivers[receiver] = use;
            _decodings[receiver] = decodings;
        }
    }

    private void FindBoundSections()
    {
        var members = new HashSet<ISymbol>(_receivers.Keys.Where(receiver => receiver is IPropertySymbol), SymbolEqualityComparer.Default);
        foreach (var (path, member) in BoundSettings.Of(members, _compilation, _cancellation))
        {
            if (!_settings.ContainsKey(path))
                _settings[path] = new KeySetting(_receivers[member], _decodings[member]);
        }
    }

    private void Add(KeyDefect defect)
    {
        var place = SourcePlace.Of(defect.Place);
        // A constant of another project is named as often as it is used: the first time tells.
        if (!_keys.ContainsKey(place) && (defect is not LiteralKey { Literal.Constant: { } constant } || _constants.Add(constant)))
            _keys[place] = defect;
    }
}

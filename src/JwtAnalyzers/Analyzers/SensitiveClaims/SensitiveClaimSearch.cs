using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>A claim that its token's holder can read and must not.</summary>
/// <param name="Place">What makes the claim, or the object that becomes claims.</param>
/// <param name="Name">The claim's name, if it is known.</param>
/// <param name="Value">What is in it.</param>
internal sealed record SensitiveClaim(SyntaxNode Place, string? Name, SensitiveValue Value);

/// <summary>
/// The sensitive claims of the whole compilation that reach a token: a list that is filled in one file is handed to what makes a token in
/// another. Worked out once, in the order of the files; each is reported where it is written.
/// </summary>
internal sealed class SensitiveClaimSearch
{
    // From a controller to a service, and from there to the one that makes the token.
    private const int Hops = 2;
    private const int MostReceivers = 32;

    private const string Claim = "Claim";

    private readonly TokenLibraries _tokens;
    private readonly CompilationSearch _code;
    private readonly NameIndex _index;
    private readonly Func<SyntaxTree, SensitiveNames> _namesOf;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SourcePlace, SensitiveClaim> _claims = [];
    private readonly HashSet<IParameterSymbol> _known = new(SymbolEqualityComparer.Default);

    private SensitiveClaimSearch(Compilation compilation, TokenLibraries tokens, NameIndex index, Func<SyntaxTree, SensitiveNames> namesOf,
        CancellationToken cancellation)
    {
        _tokens = tokens;
        _code = new CompilationSearch(compilation, new MemberReader(compilation));
        _index = index;
        _namesOf = namesOf;
        _cancellation = cancellation;
    }

    public static ILookup<SyntaxTree, SensitiveClaim> Find(Compilation compilation, TokenLibraries tokens, NameIndex index,
        Func<SyntaxTree, SensitiveNames> namesOf, CancellationToken cancellation)
    {
        var search = new SensitiveClaimSearch(compilation, tokens, index, namesOf, cancellation);
        var receivers = search.FindInTokens();
        for (var hop = 0; hop < Hops && receivers.Count > 0; hop++)
            receivers = search.FindGivenTo(receivers);
        return search._claims.Values.OrderBy(claim => claim.Place.SpanStart).ToLookup(claim => claim.Place.SyntaxTree);
    }

    private List<IParameterSymbol> FindInTokens()
    {
        var receivers = new List<IParameterSymbol>();
        foreach (var bodies in _code.Users(_index, MakesToken, _cancellation))
        {
            Lazy<bool> isEncrypted = new(() => bodies.Operations.Any(_tokens.IsEncryption));
            foreach (var operation in bodies.Acts)
            {
                foreach (var claims in _tokens.ClaimsIn(operation))
                {
                    if (!isEncrypted.Value || _tokens.IsInClear(operation))
                        Trace(claims, bodies, receivers);
                }
            }
        }

        return receivers;
    }

    // The type of a field stands before it.
    private static bool MakesToken(SyntaxNode member, FileHits file, string text) =>
        file.Hits((member is VariableDeclaratorSyntax { Parent: { } declaration } ? declaration : member).Span);

    /// <summary>Finds what is given to the parameters that claims come from; the parameters that those come from in turn.</summary>
    private List<IParameterSymbol> FindGivenTo(IReadOnlyList<IParameterSymbol> receivers)
    {
        var further = new List<IParameterSymbol>();
        // Code that hands over claims names them in the file.
        var declared = receivers.SelectMany(Declarations)
            .Select(receiver => new Receiver(receiver, receiver.Type.ToDisplayString().Contains(Claim) ? Claim : ""));
        foreach (var (_, value, bodies) in _code.GivenTo(declared, countsLists: true, _cancellation))
            Trace(value, bodies, further);
        return further;
    }

    private void Trace(IOperation claims, CodeBodies bodies, List<IParameterSymbol> receivers) =>
        TooMuchToReadException.Guard(() => TraceBack(claims, bodies, receivers));

    private void TraceBack(IOperation claims, CodeBodies bodies, List<IParameterSymbol> receivers)
    {
        if (DevelopmentBranch.Contains(claims, bodies, _cancellation))
            return;
        var sources = ClaimSources.Of(claims, bodies);
        foreach (var claim in sources.Claims)
        {
            if (SensitiveValue.Of(claim, _namesOf(claim.Place.Syntax.SyntaxTree), bodies) is { } value)
                Add(claim.Place, SensitiveValue.NamesOf(claim, bodies).FirstOrDefault(), value, bodies);
        }

        foreach (var (written, type) in sources.Objects)
        {
            foreach (var (kind, property) in SensitiveValue.In(type, _namesOf(written.Syntax.SyntaxTree), bodies))
                Add(written, null, new SensitiveValue(kind, property), bodies);
        }

        foreach (var parameter in sources.GivenByOthers)
        {
            if (_known.Count < MostReceivers && _known.Add(parameter))
                receivers.Add(parameter);
        }
    }

    private void Add(IOperation place, string? name, SensitiveValue value, CodeBodies bodies)
    {
        var key = SourcePlace.Of(place.Syntax);
        if (!_claims.ContainsKey(key) && !DevelopmentBranch.Contains(place, bodies, _cancellation))
            _claims[key] = new SensitiveClaim(place.Syntax, name, value);
    }

    /// <summary>A parameter, and those of the interface methods and overridden ones by which its method is called.</summary>
    private static IEnumerable<IParameterSymbol> Declarations(IParameterSymbol parameter)
    {
        yield return parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            yield break;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition.Parameters[parameter.Ordinal];
        foreach (var declared in method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(method.Name))
            .OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, method))
                yield return declared.OriginalDefinition.Parameters[parameter.Ordinal];
        }
    }
}

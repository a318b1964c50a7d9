using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>A claim that whoever holds its token can read and must not.</summary>
/// <param name="Place">What makes the claim, or the object that becomes claims.</param>
/// <param name="Name">The claim's name, if it is known.</param>
/// <param name="Value">What is in it.</param>
internal sealed record SensitiveClaim(SyntaxNode Place, string? Name, SensitiveValue Value);

/// <summary>
/// The sensitive claims of the whole compilation that reach a token: a list that is filled in one file is handed to what makes a token in another. Worked out once, in the
/// order of the files; each is reported where it is written.
/// </summary>
internal sealed class SensitiveClaimSearch
{
    // From a controller to a service, and from there to the one that makes the token.
    private const int Hops = 2;
    private const int MostReceivers = 32;

    private readonly Compilation _compilation;
    private readonly TokenLibraries _tokens;
    private readonly MemberReader _members;
    private readonly NameIndex _index;
    private readonly Func<SyntaxTree, SensitiveNames> _namesOf;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SourcePlace, SensitiveClaim> _claims = [];
    private readonly HashSet<IParameterSymbol> _known = new(SymbolEqualityComparer.Default);

    private SensitiveClaimSearch(Compilation compilation, TokenLibraries tokens, NameIndex index, Func<SyntaxTree, SensitiveNames> namesOf, CancellationToken cancellation)
    {
        _compilation = compilation;
        _tokens = tokens;
        _members = new MemberReader(compilation);
        _index = index;
        _namesOf = namesOf;
        _cancellation = cancellation;
    }

    public static ILookup<SyntaxTree, SensitiveClaim> Find(Compilation compilation, TokenLibraries tokens, NameIndex index, Func<SyntaxTree, SensitiveNames> namesOf, CancellationToken cancellation)
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
        foreach (var tree in _compilation.SyntaxTrees)
        {
            var file = _index.Of(tree, _cancellation);
            if (file.IsEmpty)
                continue;
            // The type of a field stands before it.
            foreach (var bodies in BodiesOf(tree, member => file.Hits((member is VariableDeclaratorSyntax { Parent: { } declaration } ? declaration : member).Span)))
            {
                var code = bodies;
                Lazy<bool> isEncrypted = new(() => code.Operations.Any(_tokens.IsEncryption));
                foreach (var operation in bodies.Acts)
                {
                    foreach (var claims in _tokens.ClaimsIn(operation))
                    {
                        if (!isEncrypted.Value || _tokens.IsInClear(operation))
                            Trace(claims, bodies, receivers);
                    }
                }
            }
        }

        return receivers;
    }

    /// <summary>Finds what is given to the parameters that claims come from; the parameters that those come from in turn.</summary>
    private List<IParameterSymbol> FindGivenTo(IReadOnlyList<IParameterSymbol> receivers)
    {
        var further = new List<IParameterSymbol>();
        // Who hands over claims names them in the file: methods called "Create" are many.
        var named = receivers.SelectMany(Declarations).ToLookup(receiver => new { Name = Name(receiver.ContainingSymbol), TakesClaims = receiver.Type.ToDisplayString().Contains("Claim") });
        foreach (var tree in _compilation.SyntaxTrees)
        {
            var here = named.Where(group => FileWords.MayName(tree, group.Key.Name, _cancellation)).ToList();
            if (here.Count == 0)
                continue;
            var text = tree.GetText(_cancellation).ToString();
            var whole = new TextSpan(0, text.Length);
            var namesClaims = CodeText.Has(text, whole, "Claim");
            here.RemoveAll(group => (group.Key.TakesClaims && !namesClaims) || !CodeText.Calls(text, whole, group.Key.Name));
            if (here.Count == 0)
                continue;
            foreach (var bodies in BodiesOf(tree, member => here.Any(group => CodeText.Calls(text, member.Span, group.Key.Name))))
            {
                foreach (var operation in bodies.Acts)
                {
                    foreach (var argument in Arguments(operation))
                    {
                        if (argument is { ArgumentKind: ArgumentKind.Explicit or ArgumentKind.ParamArray, Parameter: { } parameter }
                            && here.Any(group => group.Any(receiver => SymbolEqualityComparer.Default.Equals(receiver, Original(parameter)))))
                            Trace(argument.Value, bodies, further);
                    }
                }
            }
        }

        return further;
    }

    private void Trace(IOperation claims, CodeBodies bodies, List<IParameterSymbol> receivers) => TooMuchToReadException.Guard(() => TraceBack(claims, bodies, receivers));

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

    private IEnumerable<CodeBodies> BodiesOf(SyntaxTree tree, Func<SyntaxNode, bool> isWorthReading)
    {
        foreach (var (member, code) in _members.MembersOf(tree, isWorthReading, _cancellation))
            yield return new CodeBodies(member, ImmutableArray.Create(code), _members.ForBody(), _cancellation);
    }

    /// <summary>A parameter, and those of the interface methods and overridden ones by which its method is called.</summary>
    private static IEnumerable<IParameterSymbol> Declarations(IParameterSymbol parameter)
    {
        yield return parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            yield break;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition.Parameters[parameter.Ordinal];
        foreach (var declared in method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, method))
                yield return declared.OriginalDefinition.Parameters[parameter.Ordinal];
        }
    }

    private static string Name(ISymbol method) => method is IMethodSymbol { MethodKind: MethodKind.Constructor } ? method.ContainingType.Name : method.Name;

    private static IParameterSymbol Original(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { ReducedFrom: { } extension } && parameter.Ordinal + 1 < extension.Parameters.Length ? extension.Parameters[parameter.Ordinal + 1] : parameter.OriginalDefinition;

    private static ImmutableArray<IArgumentOperation> Arguments(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    };
}

using System.Collections.Concurrent;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>
/// Reads other members of the compilation: the bodies of methods and the initializers of fields and properties.
/// It is the only place that asks for semantic models (which costs), hence remembered per compilation and bounded for each
/// body that reads: a bound on the whole would leave it to the order of the threads which bodies it hits.
/// </summary>
internal sealed class MemberReader
{
    private const int Limit = 256;

    // One for all analyzers of a compilation; it goes when the compilation goes, which alone holds it.
    private static readonly Remembered<Compilation, Known> All = new((_, _) => new Known());

    private readonly Compilation _compilation;
    private readonly Known _known;
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);

    public MemberReader(Compilation compilation)
        : this(compilation, All.Of(compilation))
    {
    }

    private MemberReader(Compilation compilation, Known known)
    {
        _compilation = compilation;
        _known = known;
    }

    /// <summary>A reader with a bound of its own that shares what is remembered. A reader is for one thread.</summary>
    public MemberReader ForBody() => new(_compilation, _known);

    /// <summary>
    /// The operations of a method or an initializer declared in this compilation: for callers that do not need the order that a graph gives
    /// them.
    /// </summary>
    public IOperation? Code(ISymbol member, CancellationToken cancellation) => MayRead(member) ? CodeOf(member, cancellation) : null;

    public Compilation Compilation => _compilation;

    /// <summary>The files of the compilation.</summary>
    public IEnumerable<SyntaxTree> Files => _compilation.SyntaxTrees;

    /// <summary>What a name or a call means; <see langword="null"/> where the code does not compile.</summary>
    public ISymbol? SymbolOf(SyntaxNode use, CancellationToken cancellation) =>
        ModelOf(use.SyntaxTree).GetSymbolInfo(use, cancellation).Symbol;

    /// <summary>What a variable, a parameter or a method declares.</summary>
    public ISymbol? DeclaredSymbolOf(SyntaxNode declaration, CancellationToken cancellation) =>
        ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation);

    /// <summary>
    /// Where the compilation uses the name of a member, as far as that is meant, or cannot be told, as of a name that all use.
    /// </summary>
    public IEnumerable<SimpleNameSyntax> UsesOf(ISymbol member, CancellationToken cancellation)
    {
        var uses = NameUses.In(_compilation, member.Name, cancellation);
        return uses.Count > Limit
            ? uses
            : uses.Where(use => SymbolOf(use, cancellation) is not { } used
                || SymbolEqualityComparer.Default.Equals(
                    ((used as IMethodSymbol)?.ReducedFrom ?? used).OriginalDefinition, member.OriginalDefinition));
    }

    /// <summary>What an expression always is.</summary>
    public object? ConstantOf(SyntaxNode expression, CancellationToken cancellation) =>
        ModelOf(expression.SyntaxTree).GetConstantValue(expression, cancellation).Value;

    /// <summary>The member whose code a name or a call stands in.</summary>
    public ISymbol? MemberAround(SyntaxNode use, CancellationToken cancellation)
    {
        foreach (var node in use.Ancestors())
        {
            var declaration = node switch
            {
                ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax } => node,
                BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or CompilationUnitSyntax => node,
                VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } => node,
                _ => null,
            };
            if (declaration is not null)
                return DeclaredBy(declaration, cancellation);
        }

        return null;
    }

    private ISymbol? DeclaredBy(SyntaxNode declaration, CancellationToken cancellation)
    {
        var model = ModelOf(declaration.SyntaxTree);
        return declaration is ArrowExpressionClauseSyntax
            ? (model.GetDeclaredSymbol(declaration.Parent!, cancellation) as IPropertySymbol)?.GetMethod
            : model.GetDeclaredSymbol(declaration, cancellation);
    }

    /// <summary>The control-flow graph of a method declared in this compilation, if it has a body.</summary>
    public ControlFlowGraph? Body(IMethodSymbol method, CancellationToken cancellation) => Read(method, cancellation);

    /// <summary>The control-flow graph of a getter that computes its value, or of a method.</summary>
    public ControlFlowGraph? Computation(ISymbol member, CancellationToken cancellation) => member switch
    {
        IMethodSymbol method => Read(method.OriginalDefinition, cancellation),
        IPropertySymbol { GetMethod: { } getter } => Read(getter.OriginalDefinition, cancellation),
        _ => null,
    };

    /// <summary>The control-flow graph of the initializer of a field or property.</summary>
    public ControlFlowGraph? Initializer(ISymbol member, CancellationToken cancellation) => Read(member, cancellation);

    /// <summary>
    /// The bodies of the constructors of a type, and whether each runs after another that it calls; <see langword="null"/> where one cannot
    /// be read.
    /// </summary>
    public IReadOnlyList<ConstructorBody>? Constructors(INamedTypeSymbol type, bool isStatic, CancellationToken cancellation)
    {
        var graphs = new List<ConstructorBody>();
        foreach (var constructor in isStatic ? type.StaticConstructors : type.InstanceConstructors)
        {
            var declaration = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            if (declaration is not ConstructorDeclarationSyntax { Initializer: var call })
                continue; // an implicit or primary constructor has no body
            if (Read(constructor, cancellation) is not { } graph)
                return null;
            graphs.Add(new ConstructorBody(graph, call.IsKind(SyntaxKind.ThisConstructorInitializer)));
        }

        return graphs;
    }

    /// <summary>
    /// The constructors that run after an initializer of the type and name a setting, so that they may finish what it began.
    /// </summary>
    public IReadOnlyList<ControlFlowGraph> ConstructorsAfter(ISymbol member, NameIndex index, CancellationToken cancellation) =>
        (member.IsStatic ? member.ContainingType.StaticConstructors : member.ContainingType.InstanceConstructors)
            .Where(constructor => constructor.DeclaringSyntaxReferences.Any(reference =>
                index.Of(reference.SyntaxTree, cancellation).Hits(reference.Span)
                && reference.GetSyntax(cancellation) is ConstructorDeclarationSyntax constructor
                && constructor.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) is not true))
            .Select(constructor => Read(constructor, cancellation))
            .OfType<ControlFlowGraph>()
            .ToList();

    /// <summary>The members of a type whose code names one of its members, in their order.</summary>
    public IEnumerable<IMethodSymbol> MembersThatName(ISymbol member, CancellationToken cancellation)
    {
        if (member.ContainingType is not { } type)
            return [];
        if (!_known.Members.TryGetValue(type, out var members))
            _known.Members.TryAdd(type, members = MembersByWord(type, cancellation));
        // A comment or a text names nothing: what stands there must not decide what is found, nor take the place of code that may be read.
        return members[member.Name].Where(other => NamesIn(other, cancellation).Contains(member.Name));
    }

    // Once for a type: to look through all its members for each of them would take long where it has thousands. Of the text, which is there
    // without tokens being made of it.
    private ILookup<string, IMethodSymbol> MembersByWord(INamedTypeSymbol type, CancellationToken cancellation) => (
        from member in type.GetMembers().OfType<IMethodSymbol>()
        from reference in member.DeclaringSyntaxReferences
        where reference.GetSyntax(cancellation) is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax
        let code = reference.SyntaxTree.GetText(cancellation).ToString(reference.Span)
        // Names may be spelled with escapes (\u0041), which texts have far more often.
        from word in code.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0 ? NamesIn(member, cancellation) : WordsIn(code)
        select new { word, member }).ToLookup(pair => pair.word, pair => pair.member, StringComparer.Ordinal);

    private HashSet<string> NamesIn(IMethodSymbol member, CancellationToken cancellation)
    {
        if (!_known.Names.TryGetValue(member, out var names))
        {
            var tokens = member.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellation).DescendantTokens());
            _known.Names.TryAdd(member,
                names = new HashSet<string>(tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                    .Select(token => token.ValueText), StringComparer.Ordinal));
        }

        return names;
    }

    private static HashSet<string> WordsIn(string code)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start < code.Length; start++)
        {
            if (!SyntaxFacts.IsIdentifierStartCharacter(code[start]))
                continue;
            var end = start + 1;
            while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
                end++;
            words.Add(code.Substring(start, end - start));
            start = end;
        }

        return words;
    }

    /// <summary>The members of a file that are worth reading, each with its code.</summary>
    public IEnumerable<(ISymbol Member, IOperation Code)> MembersOf(
        SyntaxTree tree, Func<SyntaxNode, bool> isWorthReading, CancellationToken cancellation)
    {
        foreach (var declaration in Declarations(tree.GetRoot(cancellation)).Where(isWorthReading))
        {
            var model = ModelOf(tree);
            var body = declaration is PropertyDeclarationSyntax { ExpressionBody: { } computation }
                ? computation
                : declaration is CompilationUnitSyntax ? declaration : BodyOf(declaration);
            var symbol = model.GetDeclaredSymbol(declaration, cancellation);
            if (body is null || symbol is null)
                continue;
            var code = model.GetOperation(body, cancellation);
            while (code?.Parent is not null)
                code = code.Parent;
            if (code is not null)
                yield return (symbol, code);
        }
    }

    private static IEnumerable<SyntaxNode> Declarations(SyntaxNode root) => root
        .DescendantNodesAndSelf(node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax
                or AccessorListSyntax or FieldDeclarationSyntax or VariableDeclarationSyntax)
        .Where(node =>
            node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax
                or PropertyDeclarationSyntax { Initializer: not null } or PropertyDeclarationSyntax { ExpressionBody: not null }
            || node is CompilationUnitSyntax { Members: var members } && members.Any(member => member is GlobalStatementSyntax));

    private bool MayRead(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.Length != 1 || (_read.Count >= Limit && !_read.Contains(member)))
            return false;
        _read.Add(member);
        return true;
    }

    private ControlFlowGraph? Read(ISymbol member, CancellationToken cancellation)
    {
        if (!MayRead(member))
            return null;
        if (_known.Bodies.TryGetValue(member, out var known))
            return known;

        var graph = CodeOf(member, cancellation) switch
        {
            IMethodBodyOperation method => ControlFlowGraph.Create(method, cancellation),
            IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancellation),
            IBlockOperation block => ControlFlowGraph.Create(block, cancellation),
            IFieldInitializerOperation field => ControlFlowGraph.Create(field, cancellation),
            IPropertyInitializerOperation property => ControlFlowGraph.Create(property, cancellation),
            _ => null,
        };
        _known.Bodies.TryAdd(member, graph);
        return graph;
    }

    private IOperation? CodeOf(ISymbol member, CancellationToken cancellation)
    {
        if (_known.Code.TryGetValue(member, out var known))
            return known;
        var reference = member.DeclaringSyntaxReferences[0];
        var operation = _compilation.ContainsSyntaxTree(reference.SyntaxTree) && BodyOf(reference.GetSyntax(cancellation)) is { } body
            ? ModelOf(reference.SyntaxTree).GetOperation(body, cancellation)
            : null;
        while (operation?.Parent is not null)
            operation = operation.Parent;
        if (operation is not (IMethodBodyBaseOperation or IBlockOperation or ISymbolInitializerOperation))
            operation = null;
        _known.Code.TryAdd(member, operation);
        return operation;
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        // Other members are read through this one bounded cache: DESIGN.md, "Dataflow". The driver has one model for a file, which
        // remembers the operations.
#pragma warning disable RS1030
        return _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        BaseMethodDeclarationSyntax method => method,
        PropertyDeclarationSyntax { Initializer: { } initializer } => initializer,
        ArrowExpressionClauseSyntax expression => expression,
        AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        AccessorDeclarationSyntax accessor => accessor,
        VariableDeclaratorSyntax { Initializer: { } initializer } => initializer,
        CompilationUnitSyntax { Members: [.., _] members } unit when members.Any(SyntaxKind.GlobalStatement) => unit,
        _ => null,
    };

    /// <summary>
    /// What was read of a compilation. Only what was read to its end is put here, so a cancelled reading leaves nothing behind.
    /// </summary>
    private sealed class Known
    {
        public ConcurrentDictionary<ISymbol, IOperation?> Code { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<ISymbol, ControlFlowGraph?> Bodies { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<INamedTypeSymbol, ILookup<string, IMethodSymbol>> Members { get; } =
            new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<IMethodSymbol, HashSet<string>> Names { get; } = new(SymbolEqualityComparer.Default);
    }
}

/// <summary>A constructor, and whether it runs after another that it calls.</summary>
internal sealed record ConstructorBody(ControlFlowGraph Body, bool IsAfterAnother);

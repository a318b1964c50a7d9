using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>The lambdas and local functions of one body, each with the paths that lead to where it is made or called.</summary>
internal sealed class NestedFunctions
{
    private readonly Dictionary<IFlowAnonymousFunctionOperation, PathSet> _anonymous = [];
    private readonly Dictionary<IMethodSymbol, PathSet> _local = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, int>? _assignedLast;

    public void Record(IFlowAnonymousFunctionOperation function, FlowState state) => Record(_anonymous, function, state);

    public void Record(IMethodSymbol localFunction, FlowState state) => Record(_local, localFunction, state);

    /// <summary>The graphs of the functions that name a setting, with the states they start in. A local function that nobody was seen to call starts where the body ends.</summary>
    public IEnumerable<(ControlFlowGraph Graph, IEnumerable<FlowState> Entry)> Graphs(ControlFlowGraph outer, IEnumerable<FlowState> exits, FlowContext context)
    {
        foreach (var pair in _anonymous)
        {
            if (IsOfInterest(pair.Key.Syntax, context) && GraphOf(outer, pair.Key, context) is { } graph)
                yield return (graph, WithoutLaterValues(pair.Value.Paths, AssignedLast(outer.OriginalOperation), pair.Key.Syntax));
        }

        foreach (var function in outer.LocalFunctions)
        {
            if (function.DeclaringSyntaxReferences is not [var reference] || !IsOfInterest(reference.GetSyntax(context.Cancellation), context))
                continue;
            if (GraphOf(outer, function, context) is { } graph)
                yield return (graph, _local.TryGetValue(function, out var paths) ? paths.Paths : exits.DefaultIfEmpty(FlowState.Empty));
        }
    }

    public static ControlFlowGraph? GraphOf(ControlFlowGraph graph, IFlowAnonymousFunctionOperation function, FlowContext context) =>
        graph.GetAnonymousFunctionControlFlowGraphInScope(function, context.Cancellation);

    public static ControlFlowGraph? GraphOf(ControlFlowGraph graph, IMethodSymbol localFunction, FlowContext context)
    {
        for (var current = graph; current is not null; current = current.Parent)
        {
            if (current.LocalFunctions.Contains(localFunction.OriginalDefinition, SymbolEqualityComparer.Default))
                return current.GetLocalFunctionControlFlowGraph(localFunction.OriginalDefinition, context.Cancellation);
        }

        return null;
    }

    /// <summary>The variables of a body that the functions nested in it assign.</summary>
    public static HashSet<ISymbol> VariablesAssignedIn(IOperation body)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var function in body.Descendants().Where(operation => operation is IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            foreach (var (variable, _) in Assigned(function))
            {
                if (variable is ILocalSymbol && !function.Syntax.Span.Contains(variable.DeclaringSyntaxReferences.FirstOrDefault()?.Span ?? default))
                    assigned.Add(variable);
                else if (variable is IParameterSymbol && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, FunctionOf(function)))
                    assigned.Add(variable);
            }
        }

        return assigned;
    }

    /// <summary>A lambda sees its variables as they are when it runs, which may be after a later assignment.</summary>
    private static IEnumerable<FlowState> WithoutLaterValues(IEnumerable<FlowState> states, Dictionary<ISymbol, int> assigned, SyntaxNode function)
    {
        var later = assigned.Where(pair => pair.Value >= function.Span.End).Select(pair => pair.Key).ToList();
        return later.Count == 0 ? states : states.Select(state => later.Aggregate(state, (known, variable) => known.With(variable, AbstractValue.Unknown))).ToList();
    }

    /// <summary>The variables that a body assigns, each with where it does so last. Read once for all its functions.</summary>
    private Dictionary<ISymbol, int> AssignedLast(IOperation body)
    {
        if (_assignedLast is not null)
            return _assignedLast;
        _assignedLast = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (var (variable, start) in Assigned(body))
            _assignedLast[variable] = _assignedLast.TryGetValue(variable, out var last) ? Math.Max(last, start) : start;
        return _assignedLast;
    }

    private static IEnumerable<(ISymbol Variable, int Start)> Assigned(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (target is ILocalReferenceOperation { Local: var local })
                yield return (local, operation.Syntax.SpanStart);
            else if (target is IParameterReferenceOperation { Parameter: var parameter })
                yield return (parameter, operation.Syntax.SpanStart);
        }
    }

    private static IMethodSymbol? FunctionOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation anonymous => anonymous.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    private static bool IsOfInterest(SyntaxNode syntax, FlowContext context) => context.Index.Of(syntax.SyntaxTree, context.Cancellation).Hits(syntax.Span);

    private static void Record<TKey>(Dictionary<TKey, PathSet> functions, TKey function, FlowState state)
    {
        if (!functions.TryGetValue(function, out var paths))
            functions[function] = paths = new PathSet();
        paths.Add(state);
    }
}

using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>
/// Where the code of one member assigns its variables, and in which of the functions nested in it. Read once for all those functions: each
/// asks the same of the code in it.
/// </summary>
internal sealed class AssignedVariables
{
    private static readonly Remembered<IOperation, AssignedVariables> Known = new((member, _) => Read(member));

    // In the order of the code.
    private readonly List<(int Start, ISymbol Variable)> _assignments = [];
    private readonly Dictionary<ISymbol, List<IOperation>> _functions = new(SymbolEqualityComparer.Default);

    private AssignedVariables()
    {
    }

    /// <param name="code">The code of a member, or of a function in it.</param>
    public static AssignedVariables Around(IOperation code)
    {
        while (code.Parent is { } parent)
            code = parent;
        return Known.Of(code);
    }

    /// <summary>
    /// Whether a function in this code, and not the code itself, assigns a variable that is declared outside that function.
    /// </summary>
    public bool IsAssignedByFunctionIn(IOperation code, ISymbol variable)
    {
        if (!_functions.TryGetValue(variable, out var functions))
            return false;
        var span = code.Syntax.Span;
        var (low, high) = (0, functions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (functions[middle].Syntax.SpanStart < span.Start)
                low = middle + 1;
            else
                high = middle;
        }

        // The code may be the first of them itself.
        if (low < functions.Count && functions[low].Syntax == code.Syntax)
            low++;
        return low < functions.Count && functions[low].Syntax.SpanStart < span.End;
    }

    /// <summary>The variables that this code assigns after a place in it.</summary>
    public IReadOnlyCollection<ISymbol> AssignedAfter(int place, IOperation code)
    {
        var end = code.Syntax.Span.End;
        var (low, high) = (0, _assignments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_assignments[middle].Start < place)
                low = middle + 1;
            else
                high = middle;
        }

        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var index = low; index < _assignments.Count && _assignments[index].Start < end; index++)
            found.Add(_assignments[index].Variable);
        return found;
    }

    private static AssignedVariables Read(IOperation member)
    {
        var found = new AssignedVariables();
        // A function, and the one that is read after it: by a stack, since functions may be nested as deep as sums.
        var pending = new Stack<(IOperation Operation, IOperation? Function)>([(member, null)]);
        while (pending.Count > 0)
        {
            var (operation, function) = pending.Pop();
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
                function = operation;
            else if (VariableAssignedBy(operation) is { } variable)
                found.Add(variable, operation.Syntax.SpanStart, function);
            foreach (var child in operation.ChildOperations)
                pending.Push((child, function));
        }

        found._assignments.Sort((left, right) => left.Start.CompareTo(right.Start));
        foreach (var functions in found._functions.Values)
            functions.Sort((left, right) => left.Syntax.SpanStart.CompareTo(right.Syntax.SpanStart));
        return found;
    }

    private void Add(ISymbol variable, int start, IOperation? function)
    {
        _assignments.Add((start, variable));
        if (function is null || IsDeclaredIn(function, variable))
            return;
        if (!_functions.TryGetValue(variable, out var functions))
            _functions[variable] = functions = [];
        if (functions.Count == 0 || functions[functions.Count - 1] != function)
            functions.Add(function);
    }

    private static bool IsDeclaredIn(IOperation function, ISymbol variable) => variable is IParameterSymbol
        ? SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, FunctionOf(function))
        : function.Syntax.Span.Contains(variable.DeclaringSyntaxReferences.FirstOrDefault()?.Span ?? default);

    private static ISymbol? VariableAssignedBy(IOperation operation)
    {
        var target = operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation step => step.Target,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
            _ => null,
        };
        return target switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
    }

    private static IMethodSymbol? FunctionOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation anonymous => anonymous.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };
}

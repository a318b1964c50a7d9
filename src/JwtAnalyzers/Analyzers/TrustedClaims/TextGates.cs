using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// Calls that are given the very text that is read, and may refuse it: code that is not seen, or that asks something that is not.
/// What it is called says nothing (<c>gate.EnsureGenuine(raw)</c>, <c>sessions.ExistsAsync(raw)</c>).
/// </summary>
internal sealed class TextGates(PatternContext context)
{
    // What keeps a text, or tells others of it, does not judge it.
    private static readonly string[] Keeping = ["Save", "Set", "Add", "Store", "Put", "Write", "Append", "Insert", "Update", "Remove",
        "Delete", "Send", "Publish", "Notify", "Log", "Track"];

    private static readonly string[] Collections = ["TryGetValue", "ContainsKey", "Contains", "Any", "FirstOrDefault", "SingleOrDefault"];

    private readonly Dictionary<IOperation, IReadOnlyList<IInvocationOperation>> _told = [];
    private readonly Dictionary<IInvocationOperation, bool> _gates = [];
    private (ILookup<ISymbol, IInvocationOperation> ByVariable, ILookup<string, IInvocationOperation> ByCode)? _calls;

    /// <summary>The calls that may have judged the text that is read.</summary>
    public IEnumerable<IOperation> Of(IOperation read) => CallsTold(read).Where(IsGate);

    /// <summary>Whether a call is told the whole text, so that it can judge for itself.</summary>
    public bool IsToldText(IOperation call, IOperation read) => CallsTold(read).Contains(call);

    private bool IsGate(IInvocationOperation call) =>
        _gates.TryGetValue(call, out var known) ? known : _gates[call] = MayJudge(call) && MayRefuse(call);

    /// <summary>The calls that are told the text that is read, by a variable that it goes through or by the same code.</summary>
    private IReadOnlyList<IInvocationOperation> CallsTold(IOperation read)
    {
        if (_told.TryGetValue(read, out var known))
            return known;
        if (TokenFlow.TextOf(read) is not { } text)
            return _told[read] = [];
        var (byVariable, byCode) = _calls ??= Calls();
        return _told[read] = TokenFlow.VariablesBehind(text, context.Bodies)
            .Where(each => each.Use.Type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" })
            .SelectMany(each => byVariable[each.Variable])
            .Concat(byCode[OperationShapes.Unwrapped(text).Syntax.ToString()])
            .Where(call => call != read).Distinct().ToList();
    }

    /// <summary>All calls of the member, by what they are told. Read once: a program has as many reads as endpoints.</summary>
    private (ILookup<ISymbol, IInvocationOperation>, ILookup<string, IInvocationOperation>) Calls()
    {
        var byVariable = new List<(ISymbol Variable, IInvocationOperation Call)>();
        var byCode = new List<(string Code, IInvocationOperation Call)>();
        foreach (var call in context.Bodies.Acts.OfType<IInvocationOperation>())
        {
            foreach (var told in ActForUser.ToldTo(call)
                .Where(told => told.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out }))
            {
                byCode.Add((OperationShapes.Unwrapped(told).Syntax.ToString(), call));
                foreach (var part in told.DescendantsAndSelf())
                {
                    context.Bodies.TakeStep();
                    if (TokenFlow.VariableOf(part) is { } variable && IsWhole(part, told))
                        byVariable.Add((variable, call));
                }
            }
        }

        return (byVariable.ToLookup(each => each.Variable, each => each.Call, SymbolEqualityComparer.Default),
            byCode.ToLookup(each => each.Code, each => each.Call));
    }

    /// <summary>Whether it is the text that is handed on, and not what was read of it.</summary>
    private bool IsWhole(IOperation variable, IOperation told)
    {
        for (var current = variable; current != told && current.Parent is { } around; current = around)
        {
            if (around is IPropertyReferenceOperation
                || around is IInvocationOperation { TargetMethod: var method } && context.Tokens.IsRead(method)
                || around is IObjectCreationOperation { Constructor: { } constructor } && context.Tokens.IsRead(constructor))
                return false;
        }

        return true;
    }

    private bool MayJudge(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (context.Tokens.IsRead(method) || context.Tokens.IsFormCheck(method) || Logging.IsLog(method) || PlainReader.Is(method, context)
            || Keeping.Any(keeping => method.Name.StartsWith(keeping, StringComparison.Ordinal)) || AsksServer(method))
            return false;
        return !(method.IsInNamespace("System") || method.IsInNamespace("Microsoft.Extensions")
            || method.IsInNamespace("Microsoft.AspNetCore"))
            || Collections.Contains(method.Name) && method.ContainingType.SpecialType is not SpecialType.System_String;
    }

    /// <summary>
    /// Whether a method that is seen shows the text to a server: <see cref="AskedServer"/> knows whether the answer counts.
    /// </summary>
    private bool AsksServer(IMethodSymbol method) => context.Bodies.BodyOf(method) is { } body
        && CodeBodies.ActsOf(body).OfType<IInvocationOperation>().Any(call => call.TargetMethod.IsInNamespace("System.Net.Http"));

    /// <summary>Whether the answer decides, or the call can throw and is made for nothing else.</summary>
    private bool MayRefuse(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IAwaitOperation or IConversionOperation or IConditionalAccessOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsAsked(local),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => IsAsked(local),
            _ => IsInCondition(value),
        };
    }

    private bool IsAsked(ILocalSymbol local) => context.Bodies.ReferencesTo(local).Any(IsInCondition);

    private static bool IsInCondition(IOperation value)
    {
        for (var (child, current) = (value, value.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            switch (current)
            {
                case IConditionalOperation branch:
                    return child == branch.Condition;
                case ICoalesceOperation { WhenNull: var otherwise } when OperationShapes.Unwrapped(otherwise) is IThrowOperation:
                case ISwitchOperation or ISwitchExpressionOperation:
                    return true;
                case IBlockOperation or IAnonymousFunctionOperation:
                    return false;
            }
        }

        return false;
    }
}

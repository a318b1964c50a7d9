using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        "Delete",
        "Send", "Publish", "Notify", "Log", "Track"];

    private static readonly string[] Collections = ["TryGetValue", "ContainsKey", "Contains", "Any", "FirstOrDefault", "SingleOrDefault"];

    private readonly Dictionary<IOperation, IReadOnlyList<IOperation>> _gates = [];

    /// <summary>The calls that may have judged the text that is read.</summary>
    public IReadOnlyList<IOperation> Of(IOperation read)
    {
        if (_gates.TryGetValue(read, out var known))
            return known;
        if (TokenFlow.TextOf(read) is not { } text)
            return _gates[read] = [];
        var names = NamesOf(text);
        return _gates[read] = context.Bodies.Acts.OfType<IInvocationOperation>()
            .Where(call => call != read && IsGiven(call, text, names) && MayJudge(call) && MayRefuse(call)).ToList();
    }

    /// <summary>Whether a call is told the whole text, so that it can judge for itself.</summary>
    public bool IsToldText(IOperation call, IOperation read) =>
        call is IInvocationOperation invocation && TokenFlow.TextOf(read) is { } text && IsGiven(invocation, text, NamesOf(text));

    private HashSet<ISymbol> NamesOf(IOperation text) => new(
        TokenFlow.VariablesBehind(text, context.Bodies)
            .Where(each => each.Use.Type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" })
            .Select(each => each.Variable),
        SymbolEqualityComparer.Default);

    private bool IsGiven(IInvocationOperation call, IOperation text, HashSet<ISymbol> names) => ActForUser.ToldTo(call).Any(told =>
        told.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out }
        && (SyntaxFactory.AreEquivalent(OperationShapes.Unwrapped(told).Syntax, text.Syntax)
        || told.DescendantsAndSelf().Any(part => TokenFlow.VariableOf(part) is { } name && names.Contains(name) && IsWhole(part, told))));

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

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The constant or callback that a member is whenever it is asked: a getter or a method by what it returns, a readonly field or get-only
/// property by its initializer and what the constructors make of it.
/// </summary>
internal static class MemberConstants
{
    /// <summary>
    /// What a body takes a member for that it names. What a finding is looked for in asks the memory of the compilation; what is read for
    /// that, the memory of that body.
    /// </summary>
    public static AbstractValue Of(ISymbol member, FlowBody body) => body.Depth == 0
        ? body.Context.Values.Constant(member, body.Context, fresh => Find(member, fresh, depth: 0))
        : Find(member, body.Context, body.Depth);

    private static AbstractValue Find(ISymbol member, FlowContext context, int depth)
    {
        if (context.Constants.TryGetValue(member, out var known))
            return known;
        if (depth >= FlowBody.DepthLimit || member.IsVirtual || member.IsAbstract || member.IsOverride)
            return AbstractValue.Unknown;

        context.Constants[member] = AbstractValue.Unknown; // what a member that needs itself sees
        var values = PossibleValues(member, context, depth).Distinct().Take(2).ToList();
        return context.Constants[member] = values is [ConstantValue or CallbackValue] || IsOwnKey(values, member, context)
            ? values[0]
            : AbstractValue.Unknown;
    }

    /// <summary>Whether a member is a key with its private half, made once: code elsewhere may import another into it.</summary>
    private static bool IsOwnKey(List<AbstractValue> values, ISymbol member, FlowContext context) =>
        values is [KeyMaterialValue { Material: KeyMaterial.PrivateKey }]
            && !context.Members.MembersThatName(member, context.Cancellation)
                .Any(user => user.DeclaringSyntaxReferences.Any(code => Imports(code.GetSyntax(context.Cancellation))));

    private static bool Imports(SyntaxNode code) => code.DescendantTokens().Any(token =>
        token.ValueText.StartsWith("Import", StringComparison.Ordinal) || token.ValueText is "FromXmlString");

    private static IEnumerable<AbstractValue> PossibleValues(ISymbol member, FlowContext context, int depth)
    {
        if (context.Members.Computation(member, context.Cancellation) is { } computation)
            return Run(computation, [FlowState.Empty]) is { } body ? body.Returns : new HashSet<AbstractValue> { AbstractValue.Unknown };
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
            || context.Members.Constructors(member.ContainingType, member.IsStatic, context.Cancellation) is not { } constructors)
            return [AbstractValue.Unknown];

        IEnumerable<FlowState> made = [FlowState.Empty];
        if (context.Members.Initializer(member, context.Cancellation) is { } initializer)
            made = ExitsOf(initializer, made);
        var first = constructors.Where(constructor => !constructor.IsAfterAnother).ToList();
        if (first.Count > 0)
            made = first.SelectMany(constructor => ExitsOf(constructor.Body, made)).ToList();

        var after = constructors.Where(constructor => constructor.IsAfterAnother);
        return made.Concat(after.SelectMany(constructor => ExitsOf(constructor.Body, made)))
            .Select(exit => exit.Variables.TryGetValue(member, out var value) ? value : AbstractValue.Unknown);

        IEnumerable<FlowState> ExitsOf(ControlFlowGraph graph, IEnumerable<FlowState> entry) =>
            Run(graph, entry) is { } body ? body.Exits : new[] { FlowState.Empty };

        FlowAnalysis? Run(ControlFlowGraph graph, IEnumerable<FlowState> entry) =>
            FlowAnalysis.RunAlone(FlowBody.OfMember(context, graph, depth + 1), entry) is { IsComplete: true } read ? read : null;
    }
}

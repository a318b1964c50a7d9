using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>How control leaves a body: with this value, of which this constant is known.</summary>
/// <param name="Value">What is returned; <see langword="null"/> where nothing is.</param>
/// <param name="Constant">The constant that it is, if it is one.</param>
/// <param name="Marks">The marks that the path has passed.</param>
internal sealed record Outcome(IOperation? Value, Optional<object?> Constant, int Marks);

/// <summary>What is noted of a path through a body.</summary>
/// <param name="Of">The bits that an operation adds to the marks of a path that passes it.</param>
/// <param name="Forbidden">Paths that get one of these marks are none.</param>
internal sealed record PathMarks(Func<IOperation, int> Of, int Forbidden = 0);

/// <summary>
/// The ways control can take through a body, each with what its locals are known to be. Exceptions are not followed: a catch is
/// where a walk begins. It is for bodies that are about to be blamed, and gives up where there are too many ways.
/// </summary>
internal sealed class OutcomePaths
{
    private const int Limit = 600;

    private readonly PathMarks _marks;
    private readonly CodeBodies _bodies;
    private readonly HashSet<Step> _seen = [];
    private readonly List<Outcome> _outcomes = [];

    private OutcomePaths(PathMarks marks, CodeBodies bodies)
    {
        _bodies = bodies;
        _marks = marks;
    }

    /// <param name="graph">The body.</param>
    /// <param name="start">The block to start at.</param>
    /// <param name="known">What is known of locals there.</param>
    /// <param name="marks">What is noted of each path.</param>
    /// <param name="bodies">The code that the body is of: its budget pays for the walk.</param>
    /// <returns>The outcomes; none where there are too many paths.</returns>
    public static ImmutableArray<Outcome> From(
        ControlFlowGraph graph, int start, Knowledge known, PathMarks marks, CodeBodies bodies)
    {
        var walk = new OutcomePaths(marks, bodies);
        walk.Enter(graph.Blocks[start], known, 0, 0);
        return walk._seen.Count >= Limit ? ImmutableArray<Outcome>.Empty : walk._outcomes.ToImmutableArray();
    }

    /// <summary>What is known of the locals where a path first passes an operation; <see langword="null"/> where none does.</summary>
    public static Knowledge? KnownAt(ControlFlowGraph graph, Func<IOperation, bool> at, CodeBodies bodies)
    {
        Knowledge? found = null;
        var walk = new OutcomePaths(new PathMarks(operation => at(operation) ? 1 : 0, Forbidden: 1), bodies)
        {
            _onForbidden = known => found = found is null ? known : found.Merge(known),
        };
        walk.Enter(graph.Blocks[0], Knowledge.Nothing, 0, 0);
        return found;
    }

    /// <summary>
    /// The same of each of many places, none of which a path passes twice; <see langword="null"/> where there are too many ways to be sure:
    /// code behind a place must not decide what is known at it.
    /// </summary>
    public static IReadOnlyDictionary<SyntaxNode, Knowledge>? KnownAtEach(
        ControlFlowGraph graph, ISet<SyntaxNode> places, CodeBodies bodies)
    {
        var found = new Dictionary<SyntaxNode, Knowledge>();
        var walk = new OutcomePaths(new PathMarks(_ => 0), bodies)
        {
            _onPassed = (operation, known) =>
            {
                if (places.Contains(operation.Syntax))
                    found[operation.Syntax] = found.TryGetValue(operation.Syntax, out var other) ? other.Merge(known) : known;
            },
        };
        walk.Enter(graph.Blocks[0], Knowledge.Nothing, 0, 0);
        return walk._seen.Count >= Limit ? null : found;
    }

    private sealed record Step(int Block, int Marks, Knowledge Known);

    private Action<Knowledge>? _onForbidden;
    private Action<IOperation, Knowledge>? _onPassed;

    private void Enter(BasicBlock block, Knowledge known, int marks, int depth)
    {
        if (_seen.Count >= Limit || depth > Limit || !_seen.Add(new Step(block.Ordinal, marks, known)))
            return;
        _bodies.TakeStep();
        if (block.Kind is BasicBlockKind.Exit)
        {
            _outcomes.Add(new Outcome(null, default, marks));
            return;
        }

        foreach (var operation in block.Operations.Concat(block.BranchValue is { } branch ? [branch] : []))
        {
            foreach (var part in operation.DescendantsAndSelf())
            {
                marks |= _marks.Of(part);
                _onPassed?.Invoke(part, known);
            }

            if ((marks & _marks.Forbidden) != 0)
            {
                _onForbidden?.Invoke(known);
                return;
            }

            known = known.After(operation);
        }

        if (block.ConditionKind is ControlFlowConditionKind.None || block.BranchValue is null)
        {
            Follow(block.FallThroughSuccessor, block.BranchValue, known, marks, depth);
            return;
        }

        var condition = known.Of(block.BranchValue) is { HasValue: true, Value: bool value } ? value : (bool?)null;
        var jumpsWhen = block.ConditionKind is ControlFlowConditionKind.WhenTrue;
        if (condition != !jumpsWhen)
            Follow(block.ConditionalSuccessor, null, known, marks, depth);
        if (condition != jumpsWhen)
            Follow(block.FallThroughSuccessor, null, known, marks, depth);
    }

    private void Follow(ControlFlowBranch? branch, IOperation? value, Knowledge known, int marks, int depth)
    {
        if (branch?.Semantics is ControlFlowBranchSemantics.Return && value is not null)
            _outcomes.Add(new Outcome(value, known.Of(value), marks));
        else if (branch is { Destination: { } next, Semantics: ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return })
            Enter(next, known, marks, depth + 1);
    }
}

/// <summary>The constants that locals are known to hold on one path. A value: equal knowledge is equal.</summary>
internal sealed class Knowledge : IEquatable<Knowledge>
{
    private readonly ImmutableDictionary<string, object?> _locals;

    // Kept up with each change: a path has as many steps as the body has statements, and each is looked up among those that were taken.
    private readonly int _hash;

    private Knowledge(ImmutableDictionary<string, object?> locals, int hash) => (_locals, _hash) = (locals, hash);

    public static Knowledge Nothing { get; } = new(ImmutableDictionary.Create<string, object?>(StringComparer.Ordinal), 0);

    public Knowledge After(IOperation operation) => operation switch
    {
        IExpressionStatementOperation statement => After(statement.Operation),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment =>
            With(Key(local), Of(assignment.Value)),
        IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => With(Key(local), default),
        IFlowCaptureOperation capture => With(Key(capture.Id), Of(capture.Value)),
        _ => operation.Descendants().OfType<IArgumentOperation>()
            .Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            .Select(argument => argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value)
            .OfType<ILocalReferenceOperation>().Aggregate(this, (known, local) => known.With(Key(local.Local), default)),
    };

    /// <summary>The constant that a value is, of a finished task the constant that it gives.</summary>
    public Optional<object?> Of(IOperation value) =>
        value.ConstantValue.HasValue ? value.ConstantValue : OperationShapes.Unwrapped(value) switch
    {
        { ConstantValue: { HasValue: true } constant } => constant,
        ILocalReferenceOperation local => Known(Key(local.Local)),
        IFlowCaptureReferenceOperation capture => Known(Key(capture.Id)),
        IAwaitOperation await => Of(await.Operation),
        IDefaultValueOperation { Type.IsReferenceType: true } => new Optional<object?>(null),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not =>
            Of(not.Operand) is { HasValue: true, Value: bool truth } ? new Optional<object?>(!truth) : default,
        IInvocationOperation
        {
            TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" },
            Arguments: [var result],
        } => Of(result.Value),
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [var result] } => Of(result.Value),
        _ => default,
    };

    /// <summary>What is known on both paths.</summary>
    public Knowledge Merge(Knowledge other) =>
        _locals.Where(pair => !other._locals.TryGetValue(pair.Key, out var value) || !Equals(value, pair.Value))
            .Aggregate(this, (known, pair) => known.With(pair.Key, default));

    public bool Equals(Knowledge? other) =>
        other is not null && _hash == other._hash && (_locals == other._locals
            || _locals.Count == other._locals.Count
                && _locals.All(pair => other._locals.TryGetValue(pair.Key, out var value) && Equals(value, pair.Value)));

    public override bool Equals(object? other) => Equals(other as Knowledge);

    public override int GetHashCode() => _hash;

    private Optional<object?> Known(string key) => _locals.TryGetValue(key, out var value) ? new Optional<object?>(value) : default;

    private Knowledge With(string key, Optional<object?> value)
    {
        var isKnown = _locals.TryGetValue(key, out var before);
        if (!isKnown && !value.HasValue)
            return this;
        var hash = isKnown ? _hash ^ Hash(key, before) : _hash;
        return value.HasValue
            ? new Knowledge(_locals.SetItem(key, value.Value), hash ^ Hash(key, value.Value))
            : new Knowledge(_locals.Remove(key), hash);
    }

    private static int Hash(string key, object? value) =>
        unchecked((StringComparer.Ordinal.GetHashCode(key) * 31) + (value?.GetHashCode() ?? 1));

    private static string Key(ILocalSymbol local) =>
        $"{local.Name}@{(local.Locations.Length > 0 ? local.Locations[0].SourceSpan.Start : 0)}";

    private static string Key(CaptureId capture) => $"#{capture.GetHashCode()}";
}

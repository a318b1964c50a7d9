using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>
/// What a member does with an object that it makes: which parts it gives it, by arguments, an initializer or later, and what it hands it
/// to. It takes no account of the order of statements: what is done anywhere in the member may be done.
/// </summary>
internal sealed class ObjectUse
{
    private readonly CodeBodies _bodies;
    private readonly List<GivenPart> _parts = [];
    private readonly List<IOperation> _entries = [];
    private readonly List<IArgumentOperation> _handedTo = [];
    private readonly List<string> _names = [];
    private readonly HashSet<string> _filled = [];
    private readonly HashSet<IOperation> _seen = [];

    // A stack of its own: one name for another, thousands of times, is as deep a recursion.
    private readonly Stack<IOperation> _pending = [];

    private ObjectUse(CodeBodies bodies) => _bodies = bodies;

    /// <summary>What it is given: arguments by the parameter's name, members by the property's, in the order of the code.</summary>
    public IReadOnlyList<GivenPart> Parts => _parts;

    /// <summary>What is put into it, or into a collection that it holds: the calls and assignments that do so.</summary>
    public IReadOnlyList<IOperation> Entries => _entries;

    /// <summary>The members that something is put into: <c>x.Audiences.Add(…)</c>.</summary>
    public IReadOnlyCollection<string> Filled => _filled;

    /// <summary>The arguments that it is.</summary>
    public IReadOnlyList<IArgumentOperation> HandedTo => _handedTo;

    /// <summary>The variables that hold it.</summary>
    public IReadOnlyList<string> Names => _names;

    public bool IsReturned { get; private set; }

    /// <summary>Whether it is put where other code can reach it: a field, another object.</summary>
    public bool Escapes { get; private set; }

    /// <param name="made">The expression that makes the object: <c>new</c>, or a call.</param>
    /// <param name="bodies">The code that it is followed in.</param>
    public static ObjectUse Of(IOperation made, CodeBodies bodies)
    {
        var use = new ObjectUse(bodies);
        switch (made)
        {
            case IObjectCreationOperation creation:
                use.AddArguments(creation.Arguments);
                use.AddInitializer(creation.Initializer);
                break;
            case IInvocationOperation call:
                use.AddArguments(call.Arguments);
                break;
        }

        use._pending.Push(made);
        while (use._pending.Count > 0)
        {
            bodies.TakeStep();
            use.Follow(use._pending.Pop());
        }

        return use;
    }

    /// <summary>The parts of this name that are given; no argument that is left out, and not <see langword="null"/>.</summary>
    public IEnumerable<GivenPart> Given(string name) => _parts.Where(part => part.Name == name && !part.IsNothing);

    /// <summary>
    /// The part of this name that is there to be given a value: the argument or assignment that says nothing or <see langword="null"/>.
    /// </summary>
    public GivenPart? Nothing(string name) => _parts.FirstOrDefault(part => part.Name == name && part.IsNothing);

    private void AddArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: var name })
                _parts.Add(new GivenPart(name, argument.Value, argument));
        }
    }

    private void AddInitializer(IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var member in initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            switch (member)
            {
                case ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Arguments.IsEmpty: true, Property.Name: var name },
                } assignment:
                    _parts.Add(new GivenPart(name, assignment.Value, assignment));
                    break;
                case IMemberInitializerOperation
                {
                    InitializedMember: IPropertyReferenceOperation { Property.Name: var filled },
                    Initializer: { } nested,
                }:
                    _filled.Add(filled);
                    _entries.AddRange(nested.Initializers);
                    break;
                default:
                    _entries.Add(member);
                    break;
            }
        }
    }

    /// <summary>Goes on from an expression that is the object to what takes it.</summary>
    private void Follow(IOperation value)
    {
        while (_seen.Add(value))
        {
            if (!IsStill(value, value.Parent))
            {
                Take(value, value.Parent);
                return;
            }

            value = value.Parent;
        }
    }

    /// <summary>Whether what stands around the object is the object, too, or may be.</summary>
    private static bool IsStill(IOperation value, [NotNullWhen(true)] IOperation? parent) => parent switch
    {
        IConversionOperation or IAwaitOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation =>
            true,
        IConditionalOperation conditional => conditional.Condition != value,
        _ => false,
    };

    private void Take(IOperation value, IOperation? parent)
    {
        switch (parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowLocal(local);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                _pending.Push(assignment);
                if (assignment.Target is ILocalReferenceOperation { Local: var assigned })
                    FollowLocal(assigned);
                else
                    Escapes = true;
                break;
            case IReturnOperation:
                IsReturned = true;
                break;
            case IArgumentOperation argument:
                _handedTo.Add(argument);
                break;
            case IMemberReferenceOperation member when member.Instance == value:
                FollowMember(member);
                break;
            case IInvocationOperation call when call.Instance == value:
                _entries.Add(call);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                _entries.Add(access.WhenNotNull);
                break;
            case IMemberInitializerOperation or IObjectOrCollectionInitializerOperation or IArrayInitializerOperation:
                Escapes = true;
                break;
        }
    }

    private void FollowLocal(ILocalSymbol local)
    {
        if (_names.Contains(local.Name))
            return;
        _names.Add(local.Name);
        foreach (var reference in _bodies.ReferencesTo(local).Reverse())
        {
            if (reference.Parent is not IAssignmentOperation assignment || assignment.Target != reference)
                _pending.Push(reference);
        }
    }

    /// <summary>A member of the object: it is set, or something is put into what it holds.</summary>
    private void FollowMember(IMemberReferenceOperation member)
    {
        if (member.Parent is IInvocationOperation or IPropertyReferenceOperation or IConditionalAccessOperation)
            _filled.Add(member.Member.Name);
        switch (member.Parent)
        {
            case IAssignmentOperation assignment when assignment.Target == member:
                if (member is IPropertyReferenceOperation { Arguments.IsEmpty: false })
                    _entries.Add(assignment);
                else
                    _parts.Add(new GivenPart(member.Member.Name, assignment.Value, assignment));
                break;
            case IInvocationOperation call when call.Instance == member:
                _entries.Add(call);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Parent: IAssignmentOperation entry }:
                _entries.Add(entry);
                break;
            case IConditionalAccessOperation access:
                _entries.Add(access.WhenNotNull);
                break;
        }
    }
}

/// <summary>A part that an object is given.</summary>
/// <param name="Name">The parameter's or property's name.</param>
/// <param name="Value">What it is given.</param>
/// <param name="Origin">The argument or assignment.</param>
internal sealed record GivenPart(string Name, IOperation Value, IOperation Origin)
{
    /// <summary>Whether that is <see langword="null"/>.</summary>
    public bool IsNothing => OperationShapes.Unwrapped(Value) switch
    {
        { ConstantValue: { HasValue: true, Value: null or "" } } => true,
        IDefaultValueOperation { Type: { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } =>
            true,
        _ => false,
    };
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>
/// The code that a value is followed through: one member, and whatever else of the compilation is asked for on the way. Knows
/// what each variable is assigned anywhere in it. For one thread.
/// </summary>
internal sealed class CodeBodies
{
    /// <summary>
    /// How many steps the walks over a member may take together for each of its operations; a short member's may take as many as follows.
    /// </summary>
    private const int StepsForEach = 100;
    private const int LeastSteps = 100_000;

    /// <summary>How many callers of a method are looked at for what they give it.</summary>
    private const int CallerLimit = 16;

    // The driver hands the same blocks to every analyzer.
    private static readonly Remembered<IOperation, IOperation[]> Flat = new((body, _) => body.DescendantsAndSelf().ToArray());
    private static readonly Remembered<IOperation, IOperation[]> Acting = new((body, _) => AllOf(body).Where(IsAct).ToArray());
    private static readonly Remembered<IOperation, IOperation[]> Returning = new((body, _) =>
        Own(body).Select(operation => (operation as IReturnOperation)?.ReturnedValue).OfType<IOperation>().ToArray());

    private static readonly Remembered<IOperation, ILookup<ISymbol, IInvocationOperation>> Calling = new((body, _) =>
        ActsOf(body).OfType<IInvocationOperation>()
            .ToLookup(call => (ISymbol)call.TargetMethod.OriginalDefinition, SymbolEqualityComparer.Default));

    private readonly MemberReader _members;
    private readonly ISymbol _owner;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<ISymbol, IReadOnlyList<IOperation>> _held = new(SymbolEqualityComparer.Default);

    // With how much was read at that time: what is read later may assign the same.
    private readonly Dictionary<ISymbol, (int Read, IReadOnlyList<IOperation> Values)> _assigned = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, (int Read, IReadOnlyList<IOperation> Values)> _given = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ILookup<int, IOperation>> _arguments = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Type, object> _memories = [];
    private readonly List<IOperation> _read = [];
    private ILookup<ISymbol, ILocalReferenceOperation>? _references;
    private ILookup<ISymbol, ILocalFunctionOperation>? _functions;
    private int? _stepsLeft;

    public CodeBodies(ISymbol owner, ImmutableArray<IOperation> blocks, MemberReader members, CancellationToken cancellation)
    {
        _owner = owner;
        _members = members;
        _cancellation = cancellation;
        Blocks = blocks;
    }

    /// <summary>What the code is part of.</summary>
    public Compilation Compilation => _members.Compilation;

    public CancellationToken Cancellation => _cancellation;

    /// <summary>The member's own code.</summary>
    public ImmutableArray<IOperation> Blocks { get; }

    /// <summary>Everything in the member, nested functions too.</summary>
    public IEnumerable<IOperation> Operations => Blocks.Length == 1 ? AllOf(Blocks[0]) : Blocks.SelectMany(AllOf);

    /// <summary>
    /// A walk over this code takes a step. What starts from each of its operations may follow each of them, and start others on its way:
    /// together they may take so many steps for each operation, and then the code is given up.
    /// </summary>
    /// <exception cref="TooMuchToReadException">They have taken as many.</exception>
    public void TakeStep()
    {
        Walk.Step(_cancellation);
        _stepsLeft ??= Math.Max(LeastSteps, StepsForEach * Blocks.Sum(block => AllOf(block).Count));
        if (--_stepsLeft < 0)
            throw new TooMuchToReadException();
    }

    /// <summary>
    /// A walk passes something by that needs nothing worked out: it is counted, and asks for cancellation, but may be repeated.
    /// </summary>
    public void Look() => Walk.Step(_cancellation);

    /// <summary>What a kind of walk has found out of this code and wants to know again: one object for each kind.</summary>
    public T Memory<T>()
        where T : class, new()
    {
        if (!_memories.TryGetValue(typeof(T), out var memory))
            _memories[typeof(T)] = memory = new T();
        return (T)memory;
    }

    /// <summary>What is found out of an operation, once for each. What needs itself sees nothing.</summary>
    public T? Once<T>(Dictionary<IOperation, T?> known, IOperation operation, Func<IOperation, CodeBodies, T?> find)
    {
        if (known.TryGetValue(operation, out var answer))
            return answer;
        TakeStep();
        known[operation] = default;
        return known[operation] = find(operation, this);
    }

    /// <summary>
    /// Where the member names a local, in the order of the code. Read once for all of them: a member that makes tokens by the hundred asks
    /// for as many.
    /// </summary>
    public IEnumerable<ILocalReferenceOperation> ReferencesTo(ILocalSymbol local) =>
        (_references ??= Operations.OfType<ILocalReferenceOperation>()
            .ToLookup(reference => (ISymbol)reference.Local, SymbolEqualityComparer.Default))[local];

    /// <summary>
    /// What the code that declares a local or a parameter assigns to it: the same list each time, as long as nothing else is read.
    /// </summary>
    public IReadOnlyList<IOperation> Assigned(ISymbol variable) => Known(_assigned, variable, FindAssigned);

    private IReadOnlyList<IOperation> FindAssigned(ISymbol variable)
    {
        var member = variable.ContainingSymbol;
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            member = member.ContainingSymbol;
        return (member is IMethodSymbol method && !IsSame(method, _owner) && _bodies.TryGetValue(method, out var body) && body is not null
            ? AssignedValue.Of(variable, body)
            : In(Blocks, variable).Concat(IsSame(member, _owner) ? [] : In(_read, variable))).ToList();
    }

    /// <summary>
    /// What a parameter is given: that of a lambda what the call works on, that of a private method or local function its arguments.
    /// </summary>
    public IReadOnlyList<IOperation> Given(IParameterSymbol parameter) => Known(_given, parameter, FindGiven);

    private IReadOnlyList<IOperation> FindGiven(ISymbol parameter)
    {
        var assigned = Assigned(parameter);
        return parameter.ContainingSymbol is IMethodSymbol
        {
            DeclaredAccessibility: Accessibility.Private,
            MethodKind: MethodKind.Ordinary,
        } method
            ? assigned.Concat(ArgumentsOf(method, ((IParameterSymbol)parameter).Ordinal)).ToList()
            : assigned;
    }

    private IReadOnlyList<IOperation> Known(Dictionary<ISymbol, (int Read, IReadOnlyList<IOperation> Values)> known, ISymbol variable,
        Func<ISymbol, IReadOnlyList<IOperation>> find)
    {
        if (known.TryGetValue(variable, out var before) && before.Read == _read.Count)
            return before.Values;
        var values = find(variable);
        known[variable] = (_read.Count, values);
        return values;
    }

    /// <summary>
    /// What the callers of a method anywhere give one of its parameters, each with its code; none where one of them is not to be read, as
    /// where the method is handed on.
    /// </summary>
    public IEnumerable<(IOperation Value, CodeBodies Caller)> GivenByCallers(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false } method)
            return [];
        var uses = _members.UsesOf(method, _cancellation).Take(CallerLimit + 1).ToList();
        var given = uses.Select(use => ArgumentOf(use, parameter)).ToList();
        return uses.Count > CallerLimit || given.Any(argument => argument is null) ? [] : given.Select(argument => argument!.Value);
    }

    private (IOperation Value, CodeBodies Caller)? ArgumentOf(SimpleNameSyntax use, IParameterSymbol parameter)
    {
        TakeStep();
        if (NameUses.CallOf(use) is not { } call || _members.MemberAround(use, _cancellation) is not { } caller
            || _members.Code(caller, _cancellation) is not { } code
            || ActsOf(code).OfType<IInvocationOperation>().FirstOrDefault(act => act.Syntax == call) is not { } invocation
            || invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } given)
            return null;
        return (given.Value, new CodeBodies(caller, ImmutableArray.Create(code), _members.ForBody(), _cancellation));
    }

    /// <summary>
    /// What a field or property of a type declared here may hold: what its getter returns, its initializer, what the type's members assign.
    /// </summary>
    public IReadOnlyList<IOperation> Held(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (_held.TryGetValue(member, out var known))
            return known;
        _held[member] = []; // what a member that needs itself sees

        var values = new List<IOperation>();
        if (!member.DeclaringSyntaxReferences.IsEmpty && !member.IsAbstract)
        {
            if (member is IPropertySymbol { GetMethod: { } getter } && BodyOf(getter) is { } computation)
                values.AddRange(ReturnedBy(computation));
            else
            {
                if (_members.Code(member, _cancellation) is ISymbolInitializerOperation initializer)
                    values.Add(Read(initializer.Value));
                values.AddRange(In(Blocks.Concat(MembersThatName(member).Select(ReadMember).OfType<IOperation>()).Distinct(), member));
            }
        }

        return _held[member] = values;
    }

    /// <summary>What a method declared here returns; <see langword="null"/> where its code is not to be had, or not the only one.</summary>
    public IReadOnlyList<IOperation>? Returned(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        if (method.MethodKind is MethodKind.LocalFunction)
            return (_functions ??= Operations.OfType<ILocalFunctionOperation>()
                .ToLookup(function => (ISymbol)function.Symbol, SymbolEqualityComparer.Default))[method].FirstOrDefault() is { } local
                ? ReturnedBy(local)
                : null;
        return method.IsAbstract || method.IsVirtual || method.IsOverride || BodyOf(method.OriginalDefinition) is not { } body
            ? null
            : ReturnedBy(body);
    }

    /// <summary>The code of a method declared here, if it is to be had.</summary>
    public IOperation? BodyOf(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (_bodies.TryGetValue(method, out var known))
            return known;
        return _bodies[method] = IsSame(method, _owner) ? Blocks.FirstOrDefault()
            : !method.DeclaringSyntaxReferences.IsEmpty && _members.Code(method, _cancellation) is { } body ? Read(body)
            : null;
    }

    /// <summary>The members of the type that name one of its members: those that may call a private method, or assign a field.</summary>
    public IEnumerable<IMethodSymbol> MembersThatName(ISymbol member) => _members.MembersThatName(member, _cancellation);

    /// <summary>Where the compilation uses a member by its name.</summary>
    public IEnumerable<SimpleNameSyntax> UsesOf(ISymbol member) => _members.UsesOf(member, _cancellation);

    /// <summary>
    /// What the member calls, makes or sets, nested functions too: of ten operations, one or two do, and mostly there is no need to look at
    /// the others.
    /// </summary>
    public IEnumerable<IOperation> Acts => Blocks.Length == 1 ? ActsOf(Blocks[0]) : Blocks.SelectMany(ActsOf);

    /// <summary>The same of <see cref="AllOf"/>.</summary>
    public static IReadOnlyList<IOperation> ActsOf(IOperation body) => Acting.Of(body);

    /// <summary>Whether an operation calls, makes or sets something.</summary>
    public static bool IsAct(IOperation operation) =>
        operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.SimpleAssignment
            or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment or OperationKind.MemberInitializer;

    /// <summary>
    /// Everything in the code of a member, in its order. Remembered for all analyzers, so it is for whole members and functions only.
    /// </summary>
    public static IReadOnlyList<IOperation> AllOf(IOperation body) => Flat.Of(body);

    /// <summary>
    /// The values that code returns, other than from functions nested in it. Remembered: a helper that is called a thousand times is read
    /// once.
    /// </summary>
    public static IReadOnlyList<IOperation> ReturnedBy(IOperation body) => Returning.Of(body);

    /// <summary>
    /// The operations of code in their order, without those that <paramref name="isApart"/> begins and functions nested in it. By a stack
    /// of its own: a sum of thousands of terms is as deep a tree.
    /// </summary>
    public static IEnumerable<IOperation> Own(IOperation body, Func<IOperation, bool>? isApart = null)
    {
        var pending = new Stack<IOperation>(body.ChildOperations.Reverse());
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation || isApart?.Invoke(operation) is true)
                continue;
            yield return operation;
            foreach (var child in operation.ChildOperations.Reverse())
                pending.Push(child);
        }
    }

    /// <summary>
    /// What the calls of a method give its parameters. Read once: a member that uses one of them a thousand times asks as often.
    /// </summary>
    private IEnumerable<IOperation> ArgumentsOf(IMethodSymbol method, int ordinal)
    {
        if (!_arguments.TryGetValue(method, out var arguments))
        {
            var bodies = MembersThatName(method).Select(ReadMember).OfType<IOperation>().Concat(Blocks).Distinct();
            _arguments[method] = arguments = bodies.SelectMany(body => Calling.Of(body)[method])
                .SelectMany(call => call.Arguments)
                .ToLookup(argument => argument.Parameter?.Ordinal ?? -1, argument => argument.Value);
        }

        return arguments[ordinal];
    }

    private IOperation? ReadMember(IMethodSymbol member) => IsSame(member, _owner) ? Blocks.FirstOrDefault() : BodyOf(member);

    private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IEnumerable<IOperation> In(IEnumerable<IOperation> bodies, ISymbol variable) =>
        bodies.SelectMany(body => AssignedValue.Of(variable, body));

    private IOperation Read(IOperation body)
    {
        _read.Add(body);
        return body;
    }
}

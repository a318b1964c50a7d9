using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>A value that an expression may have.</summary>
/// <param name="Value">What it is, as far as that is known.</param>
/// <param name="Trail">The code it was put together in: the expression, and those that the variables in it were given.</param>
internal sealed record Reading(AbstractValue Value, Trail Trail);

/// <summary>
/// The constants that an expression may be: backward through locals, branches, fields, parameters of private methods and what methods of
/// this compilation return. Each assignment may be the one, other than those of a development environment. The time stands still at <see
/// cref="CallbackProbe.Now"/>, so that <c>DateTime.UtcNow.AddDays(7)</c> is one.
/// </summary>
/// <remarks>
/// What a variable or member may be is worked out once for a question. One that is made of itself (<c>expires = expires.AddDays(1)</c>) is
/// worked out twice: from what else it is given, and then with that as what it was before. So each such assignment is taken once, which is
/// all that a branch does, and a loop does at least.
/// </remarks>
internal sealed class ConstantReader(CodeBodies bodies, CancellationToken cancellation)
{
    /// <summary>An expression that may be more than this is not known.</summary>
    private const int ValueLimit = 8;

    /// <summary>Nor is one for which more operations than this had to be read.</summary>
    private const int StepLimit = 2_000;

    /// <summary>Nor is one that is nested deeper than this: how much stack is left must not decide what is found.</summary>
    private const int DepthLimit = 200;

    private static readonly IReadOnlyList<Reading> Nothing = [new(AbstractValue.Unknown, Trail.Of([]))];

    // What a variable may be that is being worked out: nothing yet.
    private static readonly IReadOnlyList<Reading> NotYet = [];

    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, IReadOnlyList<Reading>> _known = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, IReadOnlyList<Reading>> _before = new(SymbolEqualityComparer.Default);
    private bool _needsItself;
    private bool _isSecondRound;
    private int _steps;

    public IReadOnlyList<Reading> Read(IOperation? expression)
    {
        try
        {
            (_needsItself, _isSecondRound, _steps) = (false, false, 0);
            var readings = Read(expression, depth: 0);
            if (_needsItself)
            {
                (_before, _known, _isSecondRound) = (_known, new(SymbolEqualityComparer.Default), true);
                readings = Read(expression, depth: 0);
            }

            return _steps > StepLimit || readings.Count == 0 ? Nothing : readings;
        }
        catch (InsufficientExecutionStackException)
        {
            return Nothing;
        }
        finally
        {
            _open.Clear();
            _known.Clear();
            _before.Clear();
        }
    }

    private IReadOnlyList<Reading> Read(IOperation? expression, int depth)
    {
        if (expression is null || _steps > StepLimit)
            return Nothing;
        if (depth > DepthLimit)
            _steps = StepLimit;
        _steps++;
        Walk.Step(cancellation);
        if (expression.ConstantValue is { HasValue: true, Value: var constant })
            return Only(AbstractValue.Of(constant), expression);

        return expression switch
        {
            IDefaultValueOperation { Type: { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }
                => Only(AbstractValue.Null, expression),
            IConversionOperation { OperatorMethod: null or { ContainingNamespace.Name: "System" } } conversion =>
                Read(conversion.Operand, depth + 1),
            IParenthesizedOperation parenthesized => Read(parenthesized.Operand, depth + 1),
            ILocalReferenceOperation { Local: var local } => OneOf(local, () => bodies.Assigned(local), depth),
            IParameterReferenceOperation { Parameter: var parameter } => OneOf(parameter, () => bodies.Given(parameter), depth),
            IFieldReferenceOperation or IPropertyReferenceOperation => Member((IMemberReferenceOperation)expression, depth),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => Branch(conditional, otherwise, depth),
            ICoalesceOperation coalescence => Any([coalescence.Value, coalescence.WhenNull], depth),
            ISwitchExpressionOperation choice =>
                Any(choice.Arms.Select(arm => arm.Value).Where(value => !DevelopmentBranch.Contains(value, bodies, cancellation)), depth),
            IBinaryOperation { LeftOperand: var left, RightOperand: var right } binary =>
                Combine([left, right], depth, values => Arithmetic.Operate(binary.OperatorKind, values[0], values[1]), expression),
            IObjectCreationOperation { Type: INamedTypeSymbol type } creation => Create(creation, type, depth),
            IInvocationOperation invocation => Call(invocation, depth),
            _ => Nothing,
        };
    }

    private static IReadOnlyList<Reading> Only(AbstractValue value, IOperation expression) => [new(value, Trail.Of(expression.Syntax))];

    /// <summary>What stands in a branch that only a development environment takes does not count.</summary>
    private IReadOnlyList<Reading> Branch(IConditionalOperation conditional, IOperation otherwise, int depth) =>
        DevelopmentBranch.InProduction(conditional.Condition, bodies) switch
        {
            true => Read(conditional.WhenTrue, depth + 1),
            false => Read(otherwise, depth + 1),
            null => Any([conditional.WhenTrue, otherwise], depth),
        };

    /// <summary>
    /// First the framework's fields and clocks, which are constants here, then the parts of a time, then the members of the code's own
    /// types.
    /// </summary>
    private IReadOnlyList<Reading> Member(IMemberReferenceOperation reference, int depth)
    {
        switch (reference)
        {
            case IFieldReferenceOperation { Field: var field } when PureFunctions.Field(field) is { } known:
                return Only(known, reference);
            case IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType.Name: "DateTimeOffset" } }:
                return Only(AbstractValue.Of(DateTime.MaxValue), reference);
            case IPropertyReferenceOperation { Property: var property } when IsClock(property):
                return Only(AbstractValue.Of(CallbackProbe.Now), reference);
            case IPropertyReferenceOperation { Instance: { } instance, Property: var part } when IsPartOfTime(part):
                return Read(instance, depth + 1);
            case { Instance: null or IInstanceReferenceOperation } and not IPropertyReferenceOperation { Arguments.IsEmpty: false }:
                return MayBeSetByOthers(reference.Member) ? Nothing : OneOf(reference.Member, () => bodies.Held(reference.Member), depth);
            default:
                return Nothing;
        }
    }

    private IReadOnlyList<Reading> Create(IObjectCreationOperation creation, INamedTypeSymbol type, int depth) =>
        type.Name == "DateTimeOffset" && type.IsInNamespace("System") && creation.Arguments is [var time, ..] && IsTime(time.Value.Type)
            ? Read(time.Value, depth + 1)
            : Combine(
                creation.Arguments.Select(argument => argument.Value),
                depth,
                values => ValueOf(PureFunctions.Create(type, values.Select(value => AbstractValue.Of(value)).ToList())),
                creation);

    private IReadOnlyList<Reading> Call(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.Name == "GetUtcNow" && method.Parameters.IsEmpty && IsTime(method.ReturnType))
            return Only(AbstractValue.Of(CallbackProbe.Now), call);
        // A claim holds the time as a number or as its text.
        if (method.Name is "ToUnixTimeSeconds" or "ToString" or "ToUniversalTime" or "ToLocalTime" or "GetValueOrDefault"
            && call.Instance is { } itself && method.IsInNamespace("System"))
            return Read(itself, depth + 1);
        if (method.Name is "GetIntDate" && call.Arguments is [var date])
            return Read(date.Value, depth + 1);
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return OneOf(method, () => bodies.Returned(method), depth);

        var operands = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value).ToList();
        if (call.Instance is { } instance)
            operands.Insert(0, instance);
        return Combine(operands, depth, values => ValueOf(Invoke(method, values)), call);
    }

    private static AbstractValue? Invoke(IMethodSymbol method, IReadOnlyList<object?> values)
    {
        var known = values.Select(value => AbstractValue.Of(value)).ToList();
        return method.IsStatic
            ? PureFunctions.Invoke(method, AbstractValue.Unknown, known)
            : PureFunctions.Invoke(method, known[0], known.Skip(1).ToList());
    }

    private static object? ValueOf(AbstractValue? value) => (value as ConstantValue)?.Value;

    /// <summary>What a variable may have been given, or a method may return: what compound assignments made of it is not known.</summary>
    private IReadOnlyList<Reading> OneOf(ISymbol symbol, Func<IEnumerable<IOperation>?> given, int depth)
    {
        if (_known.TryGetValue(symbol, out var known))
            return known;
        if (!_open.Add(symbol))
        {
            _needsItself = true;
            return _before.TryGetValue(symbol, out var before) ? before : NotYet;
        }

        var values = given()?.Where(value => !DevelopmentBranch.Contains(value, bodies, cancellation))
            .Select(value => value.Parent is ICompoundAssignmentOperation or ICoalesceAssignmentOperation ? null : value)
            .Take(ValueLimit)
            .ToList();
        var readings = values is null or [] ? Nothing : Different(values.SelectMany(value => OfAssignment(value, depth)));
        _open.Remove(symbol);
        return _known[symbol] = readings;
    }

    /// <summary>
    /// What one assignment gives. At first, one that needs the variable itself gives nothing, even where it has a fallback: else it would
    /// be taken on its own result.
    /// </summary>
    private IReadOnlyList<Reading> OfAssignment(IOperation? value, int depth)
    {
        var neededBefore = _needsItself;
        _needsItself = false;
        var readings = Read(value, depth + 1);
        var needs = _needsItself;
        _needsItself |= neededBefore;
        return needs && !_isSecondRound ? NotYet : readings;
    }

    private IReadOnlyList<Reading> Any(IEnumerable<IOperation?> alternatives, int depth)
    {
        return Different(alternatives.Take(ValueLimit).SelectMany(alternative => Read(alternative, depth + 1)));
    }

    /// <summary>The same value by several ways is one value.</summary>
    private static IReadOnlyList<Reading> Different(IEnumerable<Reading> all)
    {
        var readings = all.GroupBy(reading => reading.Value, OneOfSame).ToList();
        return readings.Count > ValueLimit ? Nothing : readings;

        static Reading OneOfSame(AbstractValue value, IEnumerable<Reading> same) =>
            same.ToList() is [var only] ? only : new Reading(value, Trail.Of(same.Select(reading => reading.Trail)));
    }

    private IReadOnlyList<Reading> Combine(
        IEnumerable<IOperation> operands, int depth, Func<IReadOnlyList<object?>, object?> operate, IOperation whole)
    {
        List<Operands> combined = [new(ImmutableList<object?>.Empty, ImmutableList<Trail>.Empty)];
        foreach (var operand in operands)
        {
            var readings = Read(operand, depth + 1);
            if (readings.Count == 0)
                return NotYet;
            var constants = readings.Where(reading => reading.Value is ConstantValue).ToList();
            combined = combined.SelectMany(_ => constants, (before, reading) => before.With(reading)).ToList();
            if (combined.Count is 0 or > ValueLimit)
                return Nothing;
        }

        return combined.Select(Result).ToList();

        Reading Result(Operands operands) => new(
            operate(operands.Values) is { } value ? AbstractValue.Of(value) : AbstractValue.Unknown,
            new Trail(whole.Syntax, operands.Trails.ToImmutableArray()));
    }

    // DateTime.UtcNow, TimeProvider's, and the clocks that people write for their tests.
    private static bool IsClock(IPropertySymbol property) => property.Name is "UtcNow" or "Now" or "Today" && IsTime(property.Type);

    private static bool IsPartOfTime(IPropertySymbol property) =>
        property.Name is "UtcDateTime" or "DateTime" or "LocalDateTime" or "Value" or "Date" && property.IsInNamespace("System");

    private static bool IsTime(ITypeSymbol? type) => type.HasFullName("System.DateTime") || type.HasFullName("System.DateTimeOffset");

    /// <summary>Whether code elsewhere, or the binding of a configuration, may give a member its value.</summary>
    private static bool MayBeSetByOthers(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && field.DeclaredAccessibility is not Accessibility.Private,
        IPropertySymbol property => property.SetMethod is { DeclaredAccessibility: not Accessibility.Private },
        _ => true,
    };

    /// <summary>What the operands so far may be, and the code that was read for it.</summary>
    private sealed record Operands(ImmutableList<object?> Values, ImmutableList<Trail> Trails)
    {
        public Operands With(Reading constant) => new(Values.Add(((ConstantValue)constant.Value).Value), Trails.Add(constant.Trail));
    }
}

using JwtAnalyzers.Analyzers.Logs;
using JwtAnalyzers.Analyzers.SwallowedFailures;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>
/// Where code finds out how a validation ended. Measured on IdentityModel 8.23, both handlers, for a wrong key, an expired token,
/// <c>none</c>, and no token at all: a result that failed is an object like any other; <c>Exception</c> is set, and <c>ClaimsIdentity</c>,
/// <c>Claims</c>, <c>SecurityToken</c>, <c>Issuer</c> and <c>TokenType</c> are null. So code that needs one of these fails for a forged
/// token, while a comparison of the result, or of its task, with null tells nothing.
/// </summary>
internal sealed class ResultLooks
{
    private readonly IOperation? _validation;

    // What becomes of a local is the same for each result that is put into it.
    private readonly ResultLooks _found;
    private readonly CodeBodies _bodies;
    private readonly TokenLibraries _tokens;
    private readonly HashSet<ILocalSymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly List<IOperation> _looks = [];
    private readonly List<IPropertyReferenceOperation> _refused = [];
    private readonly bool _isTask;
    private readonly HashSet<ILocalSymbol> _kept = new(SymbolEqualityComparer.Default);
    private bool _isDropped;
    private bool _isWaitedFor;
    private bool _isNullTest;
    private bool _isLogged;
    private bool _isAsserted;
    private bool _isOneKind;
    private bool _isJudged;
    private IPropertyReferenceOperation? _blind;

    public ResultLooks(IOperation validation, CodeBodies bodies, TokenLibraries tokens)
    {
        _validation = validation;
        _bodies = bodies;
        _tokens = tokens;
        var (outer, isResult) = Outermost(validation);
        _isTask = !isResult;
        Local = LocalOf(outer);
        _found = Local is null ? this : bodies.Memory<LooksOfLocals>().Of(Local, bodies, tokens);
        if (Local is null)
            Look(validation);
    }

    private ResultLooks(ILocalSymbol local, CodeBodies bodies, TokenLibraries tokens)
    {
        _found = this;
        _bodies = bodies;
        _tokens = tokens;
        Follow(local);
    }

    /// <summary>The local that the result, or its task, is put into at once.</summary>
    public ILocalSymbol? Local { get; }

    /// <summary>
    /// The local behind which a check is missing, empty where the result is in none; <see langword="null"/> where a check behind the
    /// validation is not the remedy: it would keep a failure from the log that is written of it, or from what is done about its kind.
    /// </summary>
    public string? Repairable =>
        _found._isLogged || _found._isOneKind ? null
        : Local is null ? (_isDropped ? "" : null)
        : _isTask ? "" // a task has no outcome to ask for
        : Local.Name;

    /// <summary>Why a token that failed is as good as another, in words; <see langword="null"/> where it is not.</summary>
    public string? Missing(string result)
    {
        if (_found.Blind() is { } blind)
            return $"'{blind.Property.Name}' is read without a look at 'IsValid'";
        if (_found._looks.Count > 0)
            return null;
        if (_found._isOneKind)
            return $"{result} is asked for one kind of failure, and a forged token fails in another way";
        if (_found._isAsserted)
            return $"{result} is only asserted, which a release build leaves out";
        if (_found._isLogged)
            return GoesOn() ? $"the outcome in {result} is only logged" : null;
        return _found._isNullTest ? $"{result} is compared with null, which it never is"
            : Local is not null ? $"nobody looks at {result}"
            : _isTask && !_isWaitedFor ? "nobody waits for the result"
            : "the result is dropped";
    }

    /// <summary>What only a token that is valid has, and is read where control may come to without a look.</summary>
    private IPropertyReferenceOperation? Blind()
    {
        if (_isJudged)
            return _blind;
        _isJudged = true;

        // By the code that a look covers, if it covers not all: it is around what it covers.
        var looks = _looks.ToLookup(look => LookCoverage.Around(look)?.Syntax.Span);
        return _blind = _refused.Find(read =>
            !looks[null].Any(look => LookCoverage.Covers(look, read))
            && !read.Syntax.AncestorsAndSelf().Select(node => node.Span).Distinct()
                .Any(around => looks[around].Any(look => LookCoverage.Covers(look, read))));
    }

    /// <summary>Takes in what becomes of a value that is the result, or a task that will give it.</summary>
    private void Look(IOperation value)
    {
        var (outer, isResult) = Outermost(value);
        switch (outer.Parent)
        {
            // A lambda or method that returns nothing also ends up here: `Task Check() => handler.ValidateTokenAsync(…)` returns it.
            case IExpressionStatementOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }:
                _isDropped = true;
                break;
            case IVariableInitializerOperation or ISimpleAssignmentOperation when LocalOf(outer) is { } local:
                Follow(local);
                break;
            case IPropertyReferenceOperation property when property.Instance == outer:
                if (isResult)
                    LookAt(property);
                break; // a validation's task ends well whatever the token
            case IConditionalAccessOperation access when access.Operation == outer && isResult
                && NullTest.FirstRead(access) is { } property:
                _isNullTest = true;
                LookAt(property);
                break;
            case IIsPatternOperation { Pattern: var pattern } when NullTest.Is(pattern, out var declared):
                _isNullTest = true;
                if (declared is ILocalSymbol named)
                    Follow(named);
                break;
            case IIsTypeOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when OperationShapes.IsNull(comparison.LeftOperand) || OperationShapes.IsNull(comparison.RightOperand):
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ThrowIfNull" } }:
                _isNullTest = true;
                break;
            case not null when CallGiven(outer) is { } call && IsLog(call):
                _isLogged = true;
                break;
            case not null when CallGiven(outer) is { } call && IsOnlyWaitedFor(call):
                _isWaitedFor = true;
                break;
            default:
                _looks.Add(outer); // returned, handed on, matched
                break;
        }
    }

    private void Follow(ILocalSymbol local)
    {
        if (!_followed.Add(local))
            return;
        foreach (var reference in _bodies.ReferencesTo(local))
        {
            _bodies.Look();
            if (reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
                Look(reference);
        }
    }

    private void LookAt(IPropertyReferenceOperation property)
    {
        if (_tokens.HoldsRefusedToken(property.Property))
        {
            if (!NullTest.IsAskedForNull(property) && Decides(property, isThere: true))
                _refused.Add(property);
        }
        else if (!_tokens.IsEmptyAfterFailure(property.Property) && Decides(property, _tokens.TellsOutcome(property.Property))
            && !OneKindOfFailure.IsWhere(property, _tokens))
            _looks.Add(property);
    }

    /// <summary>
    /// Whether the code does something else for a token that failed, because of a value of the result, than to write to a log.
    /// </summary>
    /// <param name="value">That value.</param>
    /// <param name="isThere">Whether a result that failed has it, too.</param>
    private bool Decides(IOperation value, bool isThere)
    {
        var isChoice = false;
        var current = value;
        for (; current.Parent is { } parent; current = parent)
        {
            if (LocalOf(current) is { } kept)
                return isChoice || DecidesLater(kept, isThere);
            switch (parent)
            {
                // What is kept where not all uses are seen may be asked for later.
                case IAssignmentOperation { Target: not IDiscardOperation }:
                    return true;
                case IExpressionStatementOperation or ISimpleAssignmentOperation:
                    return isChoice;
                case IConditionalOperation { Syntax: not IfStatementSyntax } choice:
                    isChoice |= choice.Condition == current;
                    break;
                case IConditionalOperation { Syntax: IfStatementSyntax } choice:
                    var logs = OnlyLogs(choice.WhenTrue) && OnlyLogs(choice.WhenFalse);
                    _isLogged |= logs;
                    return !logs;
                case IPropertyReferenceOperation or IInvocationOperation
                    when parent.ChildOperations.First() == current && current is not IArgumentOperation:
                    if (!isThere)
                        return true; // of what a failed result has not: the token is refused by an exception
                    break;
                case IInvocationOperation call when IsLog(call):
                    _isLogged = true;
                    return false;
                case IInvocationOperation call when IsLeftOut(call.TargetMethod):
                    _isAsserted = true;
                    return false;
                case not null when OneKindOfFailure.IsAskedFor(parent, _tokens):
                    _isOneKind = true;
                    return false;
                case IObjectCreationOperation creation when CaughtFailure.SignsIn(creation):
                    return false; // an identity is made of nothing, too
                case IInvocationOperation or IObjectCreationOperation
                    or not (IArgumentOperation or IInterpolationOperation or IArrayInitializerOperation or { Type: not null }):
                    return true;
            }
        }

        return true;
    }

    /// <summary>Whether the code does something else because of a value that a local keeps.</summary>
    private bool DecidesLater(ILocalSymbol local, bool isThere)
    {
        if (!_kept.Add(local))
            return false;
        foreach (var use in _bodies.ReferencesTo(local))
        {
            _bodies.Look();
            if ((use.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != use) && Decides(use, isThere))
                return true;
        }

        return false;
    }

    private bool OnlyLogs(IOperation? branch) => branch switch
    {
        null => true,
        IBlockOperation block => block.Operations.All(OnlyLogs),
        IExpressionStatementOperation { Operation: IInvocationOperation call } => IsLog(call),
        IExpressionStatementOperation { Operation: IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } } => IsLog(call),
        _ => false,
    };

    /// <summary>Whether a release build calls no such method: <c>Debug.Assert</c>.</summary>
    private static bool IsLeftOut(IMethodSymbol method) => method.GetAttributes().Any(attribute =>
        attribute.AttributeClass.HasFullName("System.Diagnostics.ConditionalAttribute")
        && attribute.ConstructorArguments is [{ Value: "DEBUG" }]);

    /// <summary>The call that a value is an argument of, alone, in a text, or in a list that the compiler makes.</summary>
    private static IInvocationOperation? CallGiven(IOperation value)
    {
        var current = value.Parent;
        while (current is IArgumentOperation or IArrayInitializerOperation or IInterpolationOperation or IInterpolatedStringOperation
            || current is { IsImplicit: true } and not IInvocationOperation)
            current = current.Parent;
        return current is IInvocationOperation call && call.Instance?.Syntax.Span.Contains(value.Syntax.Span) is not true ? call : null;
    }

    /// <summary>Whether a call only waits until tasks have ended, which they do whatever the token.</summary>
    private static bool IsOnlyWaitedFor(IInvocationOperation call)
    {
        IOperation whole = call;
        while (whole.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult"
            or "Wait" })
            whole = whole.Parent;
        return call.TargetMethod is { Name: "WhenAll" or "WaitAll", ContainingType: { Name: "Task" } type }
            && type.IsInNamespace("System.Threading.Tasks")
            && whole.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    /// <summary>A tool's console is where it answers.</summary>
    private bool IsLog(IInvocationOperation call) => LogCalls.Contains(call, _bodies) && !LogCalls.IsConsole(call);

    /// <summary>
    /// Whether the code does something with the token, or answers, after the validation. What only logs how one ended may be there for
    /// that.
    /// </summary>
    private bool GoesOn() => _validation is not null && _bodies.Memory<LastUses>().Of(this,
        (_validation as IInvocationOperation)?.Arguments.Select(argument => SymbolOf(argument.Value))
            .FirstOrDefault(symbol => symbol is not null)) > _validation.Syntax.Span.End;

    private bool IsInLog(IOperation value)
    {
        for (var current = value.Parent; current is not (null or IExpressionStatementOperation); current = current.Parent)
        {
            if (current is IInvocationOperation call && IsLog(call))
                return true;
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>The whole expression that has the value of a task's result or of the task, and whether it is that of the result.</summary>
    private (IOperation Value, bool IsResult) Outermost(IOperation value)
    {
        for (var isResult = _tokens.IsValidationResult(value.Type); ; value = value.Parent!, isResult |= _tokens.IsValidationResult(
            value.Type) || value is IInvocationOperation { TargetMethod.Name: "Wait" })
        {
            var continues = value.Parent switch
            {
                IAwaitOperation or IConversionOperation => true,
                ICoalesceOperation coalesce => coalesce.Value == value,
                IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" } call =>
                    call.Instance == value,
                IPropertyReferenceOperation { Property.Name: "Result" } property =>
                    property.Instance == value && _tokens.IsValidationResult(property.Type),
                _ => false,
            };
            if (!continues)
                return (value, isResult);
        }
    }

    private static ILocalSymbol? LocalOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        ISimpleAssignmentOperation
        {
            Target: ILocalReferenceOperation { Local: var local },
            Parent: IExpressionStatementOperation,
        } assignment when assignment.Value == value => local,
        _ => null,
    };

    /// <summary>What becomes of the locals that results are put into.</summary>
    private sealed class LooksOfLocals
    {
        private readonly Dictionary<ISymbol, ResultLooks> _known = new(SymbolEqualityComparer.Default);

        public ResultLooks Of(ILocalSymbol local, CodeBodies bodies, TokenLibraries tokens)
        {
            if (!_known.TryGetValue(local, out var looks))
                _known[local] = looks = new ResultLooks(local, bodies, tokens);
            return looks;
        }
    }

    /// <summary>Where the code does something with a token, or answers, for the last time. Read once for all validations.</summary>
    private sealed class LastUses
    {
        private readonly Dictionary<ISymbol, int> _uses = new(SymbolEqualityComparer.Default);
        private int? _answer;

        public int Of(ResultLooks looks, ISymbol? token)
        {
            _answer ??= Read(looks);
            return token is not null && _uses.TryGetValue(token, out var use) ? Math.Max(use, _answer.Value) : _answer.Value;
        }

        private int Read(ResultLooks looks)
        {
            var answer = -1;
            foreach (var operation in looks._bodies.Operations)
            {
                var start = operation.Syntax.SpanStart;
                if (operation is IReturnOperation { ReturnedValue: { ConstantValue: var constant } }
                    && constant is not { HasValue: true, Value: null or false or int })
                    answer = Math.Max(answer, start);
                else if (SymbolOf(operation) is { } symbol && !looks.IsInLog(operation))
                    _uses[symbol] = _uses.TryGetValue(symbol, out var before) ? Math.Max(before, start) : start;
            }

            return answer;
        }
    }
}

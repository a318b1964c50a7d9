using JwtAnalyzers.Analyzers.TrustedClaims;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SwallowedFailures;

/// <summary>A <c>catch</c> that is entered where a validation fails.</summary>
internal sealed class CaughtFailure
{
    private static readonly string[] Refusals = ["Unauthorized", "Forbid", "Fail", "BadRequest", "NoResult", "Problem", "StatusCode",
        "Challenge", "Error", "Invalid", "Anonymous"];

    private readonly PatternContext _context;
    private readonly ITryOperation _try;
    private readonly IInvocationOperation _validation;

    private CaughtFailure(PatternContext context, ITryOperation @try, ICatchClauseOperation @catch, IInvocationOperation validation)
    {
        _context = context;
        _try = @try;
        Catch = @catch;
        _validation = validation;
    }

    public ICatchClauseOperation Catch { get; }

    public static IEnumerable<CaughtFailure> In(PatternContext context, TokenFlow flow)
    {
        foreach (var @try in context.Bodies.Operations.OfType<ITryOperation>())
        {
            if (context.Bodies.Memory<ValidationsOfBody>().Of(@try, context) is not { } validation)
                continue;
            foreach (var @catch in @try.Catches)
            {
                if (context.Tokens.IsFailure(@catch.ExceptionType) && !IsForOthers(@catch.Filter, context))
                    yield return new CaughtFailure(context, @try, @catch, validation);
            }
        }
    }

    /// <summary>
    /// What the code does that it should do after a success only; <see langword="null"/> where it fails closed or that can't be seen.
    /// </summary>
    public string? SwallowedBy(TokenFlow flow)
    {
        // The old key, then the new one: another validation decides.
        if (Catch.Handler.Descendants().OfType<IInvocationOperation>()
            .Any(call => _context.Libraries.IsValidation(call.TargetMethod) || Throws(call.TargetMethod, _context)))
            return null;
        return ReadsInstead(flow) ? "reads the token instead" : ReportsSuccess() ?? GoesOn();
    }

    /// <summary>
    /// Whether the operator of the program cannot see that a validation failed: nothing is logged here, after this or by a caller, nothing
    /// is thrown, and nothing that says why is handed on. That a token has expired is nothing unusual.
    /// </summary>
    public bool LeavesNoTrace() =>
        !Catch.ExceptionType.Name.Contains("Expired")
        && !IsInLoop()
        && !Catch.Handler.Descendants().Any(operation => operation switch
        {
            IThrowOperation => true,
            ILocalReferenceOperation { Local: var local } => IsException(local),
            IInvocationOperation call => !IsQuiet(call),
            IAssignmentOperation assignment => !IsBare(assignment.Value),
            IReturnOperation { ReturnedValue: { } value } => !IsBare(value),
            _ => false,
        })
        && !_context.Bodies.Memory<LogOfBody>().IsIn(_context);

    private bool IsInLoop()
    {
        for (var current = Catch.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation)
                return true;
        }

        return false;
    }

    private bool IsException(ILocalSymbol local) =>
        Catch.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: var exception }
        && SymbolEqualityComparer.Default.Equals(exception, local);

    private static bool IsQuiet(IInvocationOperation call) =>
        call.TargetMethod.Name is "FromResult" or "Unauthorized" or "Forbid" or "NoResult" or "NotFound" or "StatusCode" or "Challenge"
            or "Empty";

    /// <summary>Whether a value says no and not why.</summary>
    private static bool IsBare(IOperation value) => IsBareConstant(value) || OperationShapes.Unwrapped(value) switch
    {
        IAwaitOperation await => IsBare(await.Operation),
        IDefaultValueOperation => true,
        IInvocationOperation call => IsQuiet(call) && call.Arguments.All(argument => IsBare(argument.Value)),
        IObjectCreationOperation { Initializer: null } creation => creation.Arguments.All(argument => IsBare(argument.Value)),
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty" or "CompletedTask" } } => true,
        var unwrapped => IsBareConstant(unwrapped),
    };

    private static bool IsBareConstant(IOperation value) => value.ConstantValue is { HasValue: true, Value: null or bool or int };

    /// <summary>The validation in a <c>try</c> whose failure gets out of it.</summary>
    private static IInvocationOperation? Guarded(IOperation body, PatternContext context)
    {
        bool? throws = null;
        return Calls(body).FirstOrDefault(call =>
            context.Tokens.ThrowsOnFailure(call.TargetMethod)
            || context.Libraries.IsValidation(call.TargetMethod)
                && context.Tokens.IsValidationResult(OperationShapes.Awaited(call.TargetMethod.ReturnType))
                && (throws ??= body.Descendants().Any(operation => operation is IThrowOperation)) is true
            || Throws(call.TargetMethod, context));
    }

    /// <summary>Whether a method declared here lets the failure of a validation out to its caller.</summary>
    private static bool Throws(IMethodSymbol method, PatternContext context) =>
        !method.DeclaringSyntaxReferences.IsEmpty && context.Bodies.Memory<ValidationsOfBody>().Throws(method, context);

    /// <summary>The calls that are not in a function of their own or a <c>try</c> that catches.</summary>
    private static IEnumerable<IInvocationOperation> Calls(IOperation body) =>
        CodeBodies.Own(body, operation => operation is ITryOperation { Catches.IsEmpty: false }).OfType<IInvocationOperation>();

    private static bool IsForOthers(IOperation? filter, PatternContext context)
    {
        var types = filter?.DescendantsAndSelf().Select(operation => operation switch
        {
            IIsTypeOperation test => test.TypeOperand,
            ITypePatternOperation pattern => pattern.MatchedType,
            IDeclarationPatternOperation pattern => pattern.MatchedType,
            _ => null,
        }).OfType<ITypeSymbol>().ToList();
        return types is { Count: > 0 } && !types.Any(type => context.Tokens.IsFailure(type));
    }

    // The cheap question first: what is behind a value may be far away.
    private bool ReadsInstead(TokenFlow flow) => Catch.Descendants().Any(flow.IsRead)
        && Catch.Handler.Descendants().Any(operation => operation switch
        {
            IReturnOperation { ReturnedValue: { } value } => !IsRefusal(value) && IsReadHere(flow.ReadBehind(value)),
            ISimpleAssignmentOperation { Target: not IDiscardOperation } assignment =>
                !IsDeclaredHere(assignment.Target) && IsReadHere(flow.ReadBehind(assignment.Value)),
            _ => false,
        });

    private bool IsReadHere(IOperation? read) => read is not null && Catch.Syntax.Span.Contains(read.Syntax.Span);

    private bool IsDeclaredHere(IOperation target) => target is ILocalReferenceOperation { Local: var local }
        && local.DeclaringSyntaxReferences.Any(reference => Catch.Syntax.Span.Contains(reference.Span));

    private static bool IsRefusal(IOperation value) => OperationShapes.Unwrapped(value) switch
    {
        IAwaitOperation await => IsRefusal(await.Operation),
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [var result] } => IsRefusal(result.Value),
        IInvocationOperation invocation => Refusals.Any(invocation.TargetMethod.Name.Contains),
        IObjectCreationOperation { Type.Name: var type } => Refusals.Any(type.Contains),
        _ => false,
    };

    /// <summary>An answer in the handler itself that says yes.</summary>
    private string? ReportsSuccess() => Catch.Handler.Descendants().Select(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Success" } method }
            when method.IsInNamespace("Microsoft.AspNetCore.Authentication") => "calls 'Success'",
        ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property.Name: var name },
            Value.ConstantValue: { HasValue: true, Value: true },
        } when IsVerdict(name) => $"sets '{name} = true'",
        IReturnOperation { ReturnedValue: { } value } when MakesIdentity(value) => "returns a principal",
        _ => null,
    }).FirstOrDefault(effect => effect is not null);

    private static bool IsVerdict(string property) =>
        property is "IsValid" or "Valid" or "Success" or "Succeeded" or "IsSuccess" or "IsAuthenticated" or "Authenticated"
            or "IsAuthorized";

    /// <summary>Whether a value is an identity that counts as authenticated: one with an authentication type.</summary>
    private static bool MakesIdentity(IOperation value) =>
        value.DescendantsAndSelf().Any(operation => operation is IObjectCreationOperation creation && SignsIn(creation));

    /// <summary>Whether an object is an identity that counts as authenticated, whatever is in it.</summary>
    public static bool SignsIn(IObjectCreationOperation creation) =>
        creation.Type?.Name == "ClaimsIdentity"
        && creation.Arguments.Any(argument => argument.Parameter?.Name == "authenticationType"
            && argument is { IsImplicit: false, Value.ConstantValue: not { HasValue: true, Value: null } });

    /// <summary>What control comes to from the handler.</summary>
    private string? GoesOn()
    {
        if (_context.Bodies.Blocks.FirstOrDefault(block => block.Syntax.Span.Contains(Catch.Syntax.Span)) is not { } block)
            return null;
        var graph = GraphLookup.Innermost(_context.GraphOf(block), Catch.Syntax, _context.Cancellation);
        var handlers = GraphLookup.HandlersAround(graph, _validation.Syntax, _try.Catches.Length);
        if (handlers.Count == 0
            || KnownAtValidation(graph) is not { } known)
            return null;

        var marks = new PathMarks(operation => IsValidation(operation) ? 1 : 0, Forbidden: 1);
        var outcomes = OutcomePaths.From(graph, handlers[_try.Catches.IndexOf(Catch)], known, marks, _context.Bodies);
        if (outcomes.Any(outcome => outcome.Constant is { HasValue: true, Value: true }) && !SaysNo(graph))
            return "returns true";
        return HasNoEffect() && outcomes.Any(outcome => outcome.Constant is not { HasValue: true, Value: false or null })
            ? "goes on"
            : null;
    }

    /// <summary>
    /// What is known where the validation begins: found out at once for all of a body that run once, and in a loop for each by itself.
    /// </summary>
    private Knowledge? KnownAtValidation(ControlFlowGraph graph) => GraphLookup.MayRepeat(graph, _validation.Syntax)
        ? OutcomePaths.KnownAt(graph, operation => operation.Syntax == _validation.Syntax, _context.Bodies)
        : _context.Bodies.Memory<ValidationsOfBody>().KnownAt(_validation, graph, _context);

    private bool IsValidation(IOperation operation) =>
        operation is IInvocationOperation call && (call.Syntax == _validation.Syntax || _context.Libraries.IsValidation(call.TargetMethod));

    /// <summary>Whether a success is answered with no: <c>IsExpired</c>, <c>IsRevoked</c>.</summary>
    private bool SaysNo(ControlFlowGraph graph)
    {
        var marks = new PathMarks(operation => operation.Syntax == _validation.Syntax ? 1 : 0);
        var successes = OutcomePaths.From(graph, 0, Knowledge.Nothing, marks, _context.Bodies).Where(outcome => outcome.Marks == 1)
            .ToList();
        return successes.Count > 0 && successes.All(outcome => outcome.Constant is { HasValue: true, Value: false });
    }

    /// <summary>
    /// Whether success and failure leave the same behind: nothing takes what the validation gives, nothing follows it in the <c>try</c>,
    /// and the handler at most logs.
    /// </summary>
    private bool HasNoEffect() =>
        _try.Body.Operations.LastOrDefault() is { } last && last.Syntax.Span.Contains(_validation.Syntax.Span)
        && IsUnused(last)
        && !Catch.Handler.Descendants()
            .Any(operation =>
                operation is IThrowOperation or IReturnOperation or IBranchOperation or IAssignmentOperation
                    or IIncrementOrDecrementOperation
            || operation is IInvocationOperation call && !Logging.IsLog(call.TargetMethod) && !call.TargetMethod.IsInNamespace("System"));

    private bool IsUnused(IOperation statement) => statement switch
    {
        IExpressionStatementOperation { Operation: var operation } =>
            (operation == _validation || operation is ISimpleAssignmentOperation { Target: IDiscardOperation } or IAwaitOperation)
            && !GivesOut(),
        IVariableDeclarationGroupOperation group =>
            group.Declarations.SelectMany(declaration => declaration.Declarators).All(declarator => !IsReferenced(declarator.Symbol))
            && !GivesOut(),
        _ => false,
    };

    private bool GivesOut() => _validation.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Out
        && argument.Value is not IDiscardOperation
        && (argument.Value is not IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } }
            || IsReferenced(local)));

    private bool IsReferenced(ILocalSymbol local) =>
        _context.Bodies.ReferencesTo(local).Any(reference => reference.Parent is not IDeclarationExpressionOperation);

    /// <summary>The validations in a body that something catches the failure of, and the methods that it calls which let one out.</summary>
    private sealed class ValidationsOfBody
    {
        private readonly Dictionary<ITryOperation, IInvocationOperation?> _guarded = [];
        private readonly Dictionary<ISymbol, bool> _throwing = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<ControlFlowGraph, IReadOnlyDictionary<SyntaxNode, Knowledge>?> _known = [];

        public IInvocationOperation? Of(ITryOperation @try, PatternContext context)
        {
            if (!_guarded.TryGetValue(@try, out var validation))
                _guarded[@try] = validation = Guarded(@try.Body, context);
            return validation;
        }

        public bool Throws(IMethodSymbol method, PatternContext context)
        {
            if (!_throwing.TryGetValue(method, out var throws))
                _throwing[method] = throws = context.Bodies.Returned(method) is not null && context.Bodies.BodyOf(method) is { } body
                    && Calls(body).Any(call => context.Tokens.ThrowsOnFailure(call.TargetMethod));
            return throws;
        }

        public Knowledge? KnownAt(IOperation validation, ControlFlowGraph graph, PatternContext context)
        {
            if (!_known.TryGetValue(graph, out var known))
            {
                var places = context.Bodies.Operations.OfType<ITryOperation>().Select(@try => Of(@try, context)?.Syntax)
                    .OfType<SyntaxNode>();
                _known[graph] = known = OutcomePaths.KnownAtEach(graph, new HashSet<SyntaxNode>(places), context.Bodies);
            }

            if (known is null)
                return OutcomePaths.KnownAt(graph, operation => operation.Syntax == validation.Syntax, context.Bodies);
            return known.TryGetValue(validation.Syntax, out var found) ? found : null;
        }
    }

    /// <summary>Whether the member, or a caller, writes to a log. Found out once for all its catches.</summary>
    private sealed class LogOfBody
    {
        private bool? _is;

        public bool IsIn(PatternContext context) =>
            _is ??= context.Bodies.Acts.OfType<IInvocationOperation>().Any(call => Logging.IsLog(call.TargetMethod))
                || TokenGuard.CallersLog(context);
    }
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A server that was shown the token that is read, as the caller's credential, and whose refusal keeps the claims from deciding: the
/// issuer's own API, its user info. It has validated the token, unless the token itself says which server that is.
/// </summary>
internal sealed class AskedServer(PatternContext context, TokenFlow flow)
{
    /// <summary>Calls that give the answer, and throw where it is a refusal.</summary>
    private static readonly string[] ThrowingCalls =
        ["EnsureSuccessStatusCode", "GetStringAsync", "GetByteArrayAsync", "GetStreamAsync", "GetFromJsonAsync"];

    // A token that was read may decide in many places.
    private readonly Dictionary<IOperation, IReadOnlyList<IOperation>> _answers = [];

    /// <summary>Whether a place is reached only where a server took the token that is read.</summary>
    public bool Accepts(IOperation read, IOperation place)
    {
        if (!_answers.TryGetValue(read, out var answers))
            _answers[read] = answers = AnswersAbout(read);
        return context.IsHere(place) && answers.Any(answer => Decides(answer, place));
    }

    private IReadOnlyList<IOperation> AnswersAbout(IOperation read)
    {
        if (TokenFlow.TextOf(read) is not { } text)
            return [];
        var names = NamesOf(text);
        return context.Bodies.Operations.Where(operation => IsAnswerAbout(operation, names)).ToList();
    }

    private HashSet<ISymbol> NamesOf(IOperation text) =>
        new(TokenFlow.VariablesBehind(text, context.Bodies).Select(each => each.Variable), SymbolEqualityComparer.Default);

    /// <summary>The answer itself, where the member asks, or the call of a method that asks and hands the answer on.</summary>
    private bool IsAnswerAbout(IOperation operation, HashSet<ISymbol> names)
    {
        if (IsAnswer(operation))
            return Shows(context.Bodies.Operations, names);
        return operation is IInvocationOperation call
            && call.Arguments.FirstOrDefault(argument => Names(argument.Value, names)) is { Parameter: { } parameter }
            && CodeOf(call.TargetMethod) is { } code
            && code.Any(inner => IsAnswer(inner) && IsHandedOn(inner))
            && Shows(code, new HashSet<ISymbol>([.. ParametersLike(parameter, code)], SymbolEqualityComparer.Default));
    }

    private static IEnumerable<ISymbol> ParametersLike(IParameterSymbol parameter, IEnumerable<IOperation> code) =>
        code.OfType<IParameterReferenceOperation>().Select(reference => reference.Parameter)
            .Where(each => each.Ordinal == parameter.Ordinal && each.Name == parameter.Name
                || SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, parameter.OriginalDefinition));

    /// <summary>The code of a method, or of the only class here that implements it.</summary>
    private IReadOnlyList<IOperation>? CodeOf(IMethodSymbol method)
    {
        if (method.IsAbstract && method.ContainingType.TypeKind is TypeKind.Interface)
        {
            var implementations = context.Compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member, context.Cancellation)
                .OfType<IMethodSymbol>()
                .Where(other => SymbolEqualityComparer.Default.Equals(
                    other.ContainingType.FindImplementationForInterfaceMember(method.OriginalDefinition), other))
                .Take(2).ToList();
            if (implementations is not [var only])
                return null;
            method = only;
        }

        return !method.DeclaringSyntaxReferences.IsEmpty && context.Bodies.BodyOf(method) is { } body ? CodeBodies.AllOf(body) : null;
    }

    /// <summary>Whether code sends a token as a credential, to a server that the token does not choose.</summary>
    private bool Shows(IEnumerable<IOperation> code, HashSet<ISymbol> names)
    {
        var operations = code.ToList();
        return operations.Any(operation => operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var header }, Value: var value } =>
                header.Name == "Authorization" && header.IsInNamespace("System.Net.Http") && Names(value, names),
            IInvocationOperation { TargetMethod.Name: "SetBearerToken" } call =>
                call.Arguments.Any(argument => Names(argument.Value, names)),
            IInvocationOperation { TargetMethod: { Name: "Add" or "TryAddWithoutValidation" } method, Arguments: [var name, var value] } =>
                method.IsInNamespace("System.Net.Http") && name.Value.ConstantValue.Value is "Authorization" && Names(value.Value, names),
            _ => false,
        }) && !operations.Any(ChoosesServer);
    }

    private bool ChoosesServer(IOperation operation)
    {
        IEnumerable<IArgumentOperation> arguments = operation switch
        {
            IObjectCreationOperation { Type.Name: "HttpRequestMessage" or "Uri" or "UriBuilder" } creation => creation.Arguments,
            IInvocationOperation { TargetMethod: var method } call when method.IsInNamespace("System.Net.Http") => call.Arguments,
            _ => Enumerable.Empty<IArgumentOperation>(),
        };
        return arguments.Any(argument => ValueTrace.Finds(argument.Value, context.Bodies, (part, _) =>
            flow.IsRead(part) ? TraceStep.Found : TraceStep.Follow));
    }

    private static bool Names(IOperation value, HashSet<ISymbol> names) =>
        value.DescendantsAndSelf().Any(part => TokenFlow.VariableOf(part) is { } name && names.Contains(name));

    private static bool IsAnswer(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "IsSuccessStatusCode" or "StatusCode" } property } =>
            property.ContainingType.Name == "HttpResponseMessage",
        IInvocationOperation call => Throws(call),
        _ => false,
    };

    private static bool Throws(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } && ThrowingCalls.Contains(method.Name)
            && method.IsInNamespace("System.Net.Http")
            && !Ancestors(operation).Any(each => each is ITryOperation { Catches.IsEmpty: false });

    /// <summary>Whether a method's own answer depends on the server's: it returns it, asks for it, or throws.</summary>
    private static bool IsHandedOn(IOperation answer) =>
        Throws(answer)
        || Ancestors(answer).TakeWhile(each => each is not IExpressionStatementOperation).Any(each =>
            each is IReturnOperation or IVariableInitializerOperation
            || each is IConditionalOperation branch && branch.Condition.Syntax.Span.Contains(answer.Syntax.Span));

    /// <summary>Whether an answer keeps a place from being reached: it throws before, or a branch of it holds or ends.</summary>
    private bool Decides(IOperation answer, IOperation place) =>
        (Throws(answer) || answer is IInvocationOperation { TargetMethod: var method } && CodeOf(method) is { } code && code.Any(Throws))
            && answer.Syntax.Span.End <= place.Syntax.SpanStart
        || context.Bodies.Operations.OfType<IConditionalOperation>()
            .Any(branch => DependsOn(branch.Condition, answer) && Guards(branch, place));

    private bool DependsOn(IOperation condition, IOperation answer) =>
        condition.DescendantsAndSelf().Any(part => part == answer
            || part is ILocalReferenceOperation { Local: var local } && context.Bodies.Assigned(local)
                .Any(value => value.DescendantsAndSelf().Contains(answer)));

    private static bool Guards(IConditionalOperation branch, IOperation place) =>
        branch.WhenTrue.Syntax.Span.Contains(place.Syntax.Span) || branch.WhenFalse?.Syntax.Span.Contains(place.Syntax.Span) is true
        || branch.Syntax.Span.End <= place.Syntax.SpanStart && branch.Parent?.Syntax.Span.Contains(place.Syntax.Span) is true
            && (Ends(branch.WhenTrue) || branch.WhenFalse is { } otherwise && Ends(otherwise));

    private static bool Ends(IOperation way) => way switch
    {
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: [.., var last] } => last is not IBlockOperation && Ends(last),
        _ => false,
    };

    private static IEnumerable<IOperation> Ancestors(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
            yield return current;
    }
}

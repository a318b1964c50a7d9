using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>
/// Whether a value is the whole text of a token, or has it in it: one with which one can sign in. It must come from where tokens come from;
/// a name alone says nothing. What is cut off, masked, hashed or picked out of a token is none, and neither is a token object, whose text
/// has no signature.
/// </summary>
internal sealed class TokenText(CodeBodies bodies, TokenLibraries tokens)
{
    /// <summary>The names of methods of one's own that leave of a token what an attacker cannot use.</summary>
    private static readonly string[] Masks = ["Mask", "Redact", "Obfuscat", "Hash", "Truncat", "Shorten", "Anonymi", "Sanitiz", "Scrub",
        "Abbreviat", "Fingerprint", "Thumbprint", "Preview", "Encrypt", "Protect"];

    /// <summary>Types whose text shows what they are made of.</summary>
    private static readonly string[] Containers = ["KeyValuePair", "Dictionary", "List", "Uri", "UriBuilder", "StringBuilder",
        "AuthenticationHeaderValue", "StringValues", "FormattableString", "QueryString", "QueryBuilder", "RouteValueDictionary",
        "HttpRequestMessage"];

    public bool IsWhole(IOperation value) => bodies.Memory<Answers>().Finds(value, bodies, (operation, _) => Step(operation));

    private TraceStep Step(IOperation operation)
    {
        if (tokens.IsTokenText(operation) || IsJudgedHere(operation))
            return TraceStep.Found;
        return operation switch
        {
            IInvocationOperation { TargetMethod: var method } when tokens.IsCreation(method) =>
                method.ReturnType.SpecialType is SpecialType.System_String ? TraceStep.Found : TraceStep.Stop,
            IInvocationOperation call when IsMask(call.TargetMethod) || !KeepsText(call) && bodies.Returned(call.TargetMethod) is null =>
                TraceStep.Stop,
            IPropertyReferenceOperation { Property: var property } when !IsWrapper(property) && !bodies.Held(property).Any() =>
                TraceStep.Stop,
            IObjectCreationOperation { Type: { } type } when !ShowsParts(type) => TraceStep.Stop,
            // The long ones cut, the short ones whole: a mask.
            IConditionalOperation or ISwitchExpressionOperation when operation.Descendants().Any(IsCut) => TraceStep.Stop,
            IArrayElementReferenceOperation element when IsScheme(element) => TraceStep.Stop,
            IImplicitIndexerReferenceOperation indexer =>
                indexer.Argument is IRangeOperation range && IsBehindPrefix(range) ? TraceStep.Follow : TraceStep.Stop,
            _ => IsNoText(operation) ? TraceStep.Stop : TraceStep.Follow,
        };
    }

    /// <summary>Whether the same code reads or validates a variable as a token: then it holds one, whatever it is called.</summary>
    private bool IsJudgedHere(IOperation operation) => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => Judged.Contains(parameter),
        ILocalReferenceOperation { Local: var local } => Judged.Contains(local),
        _ => false,
    };

    private HashSet<ISymbol> Judged => bodies.Memory<JudgedVariables>().Of(bodies, tokens);

    /// <summary>Of <c>"Bearer token"</c> the scheme.</summary>
    private static bool IsScheme(IArrayElementReferenceOperation element) =>
        element is
        {
            Indices: [{ ConstantValue: { HasValue: true, Value: 0 } }],
            ArrayReference: IInvocationOperation
            {
                TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String },
            } split,
        }
        && split.Descendants().Any(part => part.ConstantValue is { HasValue: true, Value: ' ' or " " });

    /// <summary>Whether an operation gives nothing of a text: a comparison, a length.</summary>
    private static bool IsNoText(IOperation operation) =>
        operation is IRangeOperation or IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } or IUnaryOperation
            or IIsPatternOperation
            or { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 };

    private bool IsMask(IMethodSymbol method) =>
        Masks.Any(mask => method.Name.IndexOf(mask, StringComparison.OrdinalIgnoreCase) >= 0)
        || !method.DeclaringSyntaxReferences.IsEmpty
            && bodies.Returned(method)?.Any(value => value.DescendantsAndSelf().Any(IsCut)) is true;

    private static bool KeepsText(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsCut(call))
            return false;
        if (method.ContainingType?.SpecialType is SpecialType.System_String)
            return method.Name != "Replace" || call.Arguments is [{ Value.ConstantValue.HasValue: true }, ..];
        return method.Name is "ToString" or "AsSpan" or "AsMemory" or "TryGetValue" or "ConfigureAwait" or "EscapeDataString" or "UrlEncode"
            or "UrlPathEncode"
            || method.Name == "Encode" && method.IsInNamespace("System.Text.Encodings.Web")
            || method.Name is "GetAwaiter" or "GetResult" or "FromResult" && method.IsInNamespace("System")
            || call.Parent is IObjectOrCollectionInitializerOperation
            || TextMembers.Namespaces.Any(method.IsInNamespace);
    }

    /// <summary>Whether an operation leaves of a text a part that is no token any more.</summary>
    private static bool IsCut(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Substring", ContainingType.SpecialType: SpecialType.System_String } } call =>
            call.Arguments.Length != 1 || !IsPrefixLength(call.Arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "Remove", ContainingType.SpecialType: SpecialType.System_String } } => true,
        // "header.payload.signature" in parts; the parts of "Bearer token" are whole.
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } } call =>
            call.Descendants().Any(part => part.ConstantValue is { HasValue: true, Value: '.' or "." }),
        IInvocationOperation { TargetMethod.Name: "Take" or "TakeLast" or "TakeWhile" or "SkipLast" or "Slice" } => true,
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } => !IsBehindPrefix(range),
        _ => false,
    };

    /// <summary><c>header["Bearer ".Length..]</c></summary>
    private static bool IsBehindPrefix(IRangeOperation range) =>
        range is { RightOperand: null, LeftOperand: { } left } && IsPrefixLength(left);

    private static bool IsPrefixLength(IOperation length) => OperationShapes.Unwrapped(length) switch
    {
        { ConstantValue: { HasValue: true, Value: int } } => true,
        IPropertyReferenceOperation { Property.Name: "Length", Instance.ConstantValue.HasValue: true } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
            IsPrefixLength(sum.LeftOperand) && IsPrefixLength(sum.RightOperand),
        _ => false,
    };

    private static bool IsWrapper(IPropertySymbol property) =>
        property.Name is "Result" or "Value" or "Parameter" or "AbsoluteUri" or "OriginalString" && property.IsInNamespace("System")
        && !property.IsInNamespace("System.Security");

    private static bool ShowsParts(ITypeSymbol type) =>
        type.IsRecord || type.IsAnonymousType || type.IsTupleType
        || Containers.Contains(type.Name) && !type.Locations.Any(location => location.IsInSource);

    private sealed class Answers : TraceAnswers;

    private sealed class JudgedVariables
    {
        private HashSet<ISymbol>? _variables;

        public HashSet<ISymbol> Of(CodeBodies bodies, TokenLibraries tokens) => _variables ??= new HashSet<ISymbol>(
            bodies.Acts.SelectMany(act => VariablesIn(act, tokens)), SymbolEqualityComparer.Default);

        private static IEnumerable<ISymbol> VariablesIn(IOperation act, TokenLibraries tokens)
        {
            var (method, arguments) = act switch
            {
                IInvocationOperation call => (call.TargetMethod, call.Arguments),
                IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
                _ => (null, default),
            };
            return method is not null && (tokens.IsRead(method) || tokens.ThrowsOnFailure(method)
                    || tokens.IsValidationResult(OperationShapes.Awaited(method.ReturnType)))
                ? arguments.Select(argument => VariableOf(argument.Value)).OfType<ISymbol>()
                : [];
        }

        private static ISymbol? VariableOf(IOperation value) => OperationShapes.Unwrapped(value) switch
        {
            IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } parameter } => parameter,
            ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_String } local } => local,
            _ => null,
        };
    }
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Logs;

/// <summary>The variables and settings of one member whose value is a secret key there: what is written of them is the key.</summary>
internal sealed class KeyTexts
{
    private static readonly string[] Keeping = [.. TextMembers.Coding, "ToString", "Trim"];

    /// <summary>How the types are called that decode a text and nothing else: Base64UrlEncoder, Base64Url, WebEncoders.</summary>
    private static readonly string[] Encodings = ["Base64", "WebEncoders", "JwtBase64Url"];

    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _settings = [];
    private readonly CodeBodies _bodies;
    private readonly TokenLibraries _tokens;

    private readonly TraceAnswers _answers = new();

    private KeyTexts(CodeBodies bodies, TokenLibraries tokens) => (_bodies, _tokens) = (bodies, tokens);

    public static KeyTexts In(PatternContext context)
    {
        var texts = new KeyTexts(context.Bodies, context.Tokens);
        foreach (var use in context.Bodies.Acts.SelectMany(context.Tokens.KeysIn)
            .Where(use => use.Form is KeyForm.Secret or KeyForm.PrivateKey).ToList())
            ValueTrace.Finds(use.Material, context.Bodies, (operation, _) => texts.Collect(operation));
        return texts;
    }

    /// <summary>Whether a value is the text or the bytes of such a key, or of a key object.</summary>
    public bool Contains(IOperation value) => _answers.Finds(value, _bodies, (operation, _) => operation switch
    {
        _ when _tokens.IsKeyText(operation) => TraceStep.Found,
        _ when Setting(operation) is { } setting => _settings.Contains(setting) ? TraceStep.Found : TraceStep.Stop,
        _ when Variable(operation) is { } variable && _variables.Contains(variable) => TraceStep.Found,
        ILocalReferenceOperation or IConversionOperation or IInterpolatedStringOperation or IInterpolationOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or ICoalesceOperation => TraceStep.Follow,
        IArgumentOperation => TraceStep.Follow,
        IInvocationOperation call => KeepsText(call.TargetMethod) ? TraceStep.Follow : TraceStep.Stop,
        _ => TraceStep.Stop,
    });

    private TraceStep Collect(IOperation operation)
    {
        if (Setting(operation) is { } setting)
        {
            _settings.Add(setting);
            return TraceStep.Stop;
        }

        if (Variable(operation) is { } variable)
            _variables.Add(variable);
        // What a key is looked up by is not the key.
        return operation is IPropertyReferenceOperation { Arguments.IsEmpty: false }
            || operation is IInvocationOperation call && !KeepsText(call.TargetMethod) ? TraceStep.Stop : TraceStep.Follow;
    }

    /// <summary>
    /// Whether a call leaves the key in its result. What "Decode" returns of a token and the key that verifies it is the payload: only an
    /// encoding's decodes a key.
    /// </summary>
    private static bool KeepsText(IMethodSymbol method) =>
        Keeping.Contains(method.Name)
        && (method.Name is not ("Decode" or "DecodeBytes")
            || Encodings.Any(encoding => method.ContainingType.Name.StartsWith(encoding, StringComparison.Ordinal)));

    /// <summary><c>configuration["Jwt:Key"]</c></summary>
    private static string? Setting(IOperation operation) =>
        operation is IPropertyReferenceOperation
        {
            Property: { IsIndexer: true } property,
            Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }],
        }
        && property.IsInNamespace("Microsoft.Extensions.Configuration") ? key : null;

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        { Type: not ({ SpecialType: SpecialType.System_String }
            or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }) } => null,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
        _ => null,
    };
}

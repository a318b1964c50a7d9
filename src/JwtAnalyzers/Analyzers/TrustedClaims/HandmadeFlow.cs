using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// The same as <see cref="TokenFlow"/> for tokens that code takes apart itself: a text split on its dots, and a part of it decoded.
/// </summary>
internal sealed class HandmadeFlow(CodeBodies bodies, TokenLibraries tokens, ILibraryKnowledge libraries)
    : TokenFlow(bodies, tokens, libraries)
{
    private static readonly string[] HarmlessParts = ["Exp", "Expires", "Expiration", "ExpirationTime", "Nbf", "Iat", "Iss", "Issuer",
        "Aud", "Audience", "Jti", "Kid", "Alg", "Typ", "Length", "Count"];

    private static readonly ImmutableHashSet<string> Decoders = ImmutableHashSet.Create(
        "FromBase64String", "TryFromBase64String", "Base64UrlDecode", "Base64UrlEncoder", "Base64UrlTextEncoder", "WebEncoders",
        "Base64Url");

    private static readonly string[] Cuts = ["Split", "IndexOf", "LastIndexOf"];

    private readonly Dictionary<IOperation, IOperation?> _splits = [];

    /// <summary>The names that stand in a file that takes tokens apart.</summary>
    public static ImmutableHashSet<string> Names { get; } = Decoders.Union(Cuts);

    /// <summary>Whether a file with these names may take a token apart: others split texts, or decode them, every day.</summary>
    public static bool IsIn(FileHits file) => file.Names.Overlaps(Cuts) && (file.Names.Overlaps(Decoders) || MacComparison.IsIn(file));

    /// <summary>A part of a split text that is decoded from base64.</summary>
    public override bool IsRead(IOperation operation) => IsDecoding(operation) && SplitBehind(operation) is not null;

    /// <summary>The splitting of a text on its dots that a value comes from, if one does.</summary>
    public IOperation? SplitBehind(IOperation value) => Bodies.Once(_splits, value, FindSplitBehind);

    private IOperation? FindSplitBehind(IOperation value, CodeBodies bodies)
    {
        IOperation? split = null;
        ValueTrace.Finds(value, bodies, (operation, _) =>
        {
            if (!IsSplit(operation))
                return TraceStep.Follow;
            split = operation;
            return TraceStep.Found;
        });
        return split;
    }

    /// <summary>Whether a value is the algorithm that a token's header names.</summary>
    public bool IsAlgorithm(IOperation value) => ValueTrace.Finds(value, Bodies, (operation, _) =>
        (ClaimNames.In(operation).Contains("alg") || operation is IPropertyReferenceOperation { Property.Name: "Alg" or "Algorithm" })
        && operation.ChildOperations.Any(child => ReadBehindAnything(child))
            ? TraceStep.Found : TraceStep.Follow);

    // Objects that a payload is deserialized to have its claims for properties.
    protected override bool PicksClaim(IOperation operation) =>
        base.PicksClaim(operation)
        || operation is IPropertyReferenceOperation { Property: { Name: var name, DeclaringSyntaxReferences.IsEmpty: false } }
            && !HarmlessParts.Contains(name);

    protected override bool IsHarmless(IOperation operation) =>
        base.IsHarmless(operation)
        || operation is IPropertyReferenceOperation { Property: { Name: var name, DeclaringSyntaxReferences.IsEmpty: false } }
            && HarmlessParts.Contains(name);

    private bool ReadBehindAnything(IOperation value) =>
        ValueTrace.Finds(value, Bodies, (operation, _) => IsRead(operation) ? TraceStep.Found : TraceStep.Follow);

    private static bool IsDecoding(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: var name } method }
        && (name is "FromBase64String" or "TryFromBase64String" or "Base64UrlDecode" or "DecodeFromChars" or "DecodeFromUtf8"
            || name is "Decode" or "DecodeBytes" && method.ContainingType.Name.Contains("Base64"));

    private bool IsSplit(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String },
            Arguments: [var by, ..] } =>
            by.Value.DescendantsAndSelf().Any(IsDot),
        // token[(token.IndexOf('.') + 1)..token.LastIndexOf('.')]
        IImplicitIndexerReferenceOperation { Instance.Type.SpecialType: SpecialType.System_String, Argument: var range } =>
            IsFromDot(range),
        IInvocationOperation
        {
            TargetMethod: { Name: "Substring" or "AsSpan", ContainingType.Name: "String" or "MemoryExtensions" },
            Arguments: { IsEmpty: false } places,
        } => places.Any(place => IsFromDot(place.Value)),
        _ => false,
    };

    private bool IsFromDot(IOperation place) => ValueTrace.Finds(place, Bodies, (operation, _) =>
        operation is IInvocationOperation { TargetMethod.Name: "IndexOf" or "LastIndexOf", Arguments: var sought }
        && sought.Any(argument => argument.Value.DescendantsAndSelf().Any(IsDot)) ? TraceStep.Found : TraceStep.Follow);

    private static bool IsDot(IOperation part) => part.ConstantValue is { HasValue: true, Value: '.' or "." };
}

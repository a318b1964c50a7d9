using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>A new array of bytes that no code fills before a key is made of it: all of them are zero.</summary>
internal static class EmptyBuffer
{
    private const int MaximumLength = 10_000;

    /// <param name="buffer">Where it is made.</param>
    /// <param name="bodies">The code that it was found from.</param>
    /// <param name="keys">All places of the compilation that make a key.</param>
    public static bool Is(IArrayCreationOperation buffer, CodeBodies bodies, ISet<SyntaxNode> keys) => LengthOf(buffer) <= MaximumLength
        && (IsGivenTo(keys, buffer.Syntax) || HolderOf(buffer) switch
        {
            ILocalSymbol local => IsOnlyKey(bodies.ReferencesTo(local).Select(reference => reference.Syntax), keys),
            IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field => IsOnlyKey(bodies.UsesOf(field), keys),
            _ => false,
        });

    /// <summary>The key that such an array is.</summary>
    public static LiteralKeyPart PartOf(IArrayCreationOperation buffer) => new(buffer.Syntax, "", new byte[LengthOf(buffer)], buffer);

    /// <summary>Whether a key is such an array.</summary>
    public static bool IsAt(LiteralKeyPart key) => key.Operation is IArrayCreationOperation { Initializer: null };

    private static int LengthOf(IArrayCreationOperation buffer) => (int)buffer.DimensionSizes[0].ConstantValue.Value!;

    private static ISymbol? HolderOf(IArrayCreationOperation buffer) => buffer.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        IFieldInitializerOperation { InitializedFields: [var field] } => field,
        _ => null,
    };

    /// <summary>Whether an array is used for nothing but keys and its length. Whatever else is given it may fill it.</summary>
    private static bool IsOnlyKey(IEnumerable<SyntaxNode> uses, ISet<SyntaxNode> keys)
    {
        var isKey = false;
        foreach (var use in uses)
        {
            var whole = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use;
            if (IsGivenTo(keys, whole))
                isKey = true;
            else if (whole.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" })
                return false;
        }

        return isKey;
    }

    private static bool IsGivenTo(ISet<SyntaxNode> keys, SyntaxNode value) =>
        value.Parent is ArgumentSyntax { Parent.Parent: { } maker } && keys.Contains(maker);
}

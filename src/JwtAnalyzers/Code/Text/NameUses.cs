using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Code.Text;

/// <summary>
/// Where a compilation's code uses a name. The text is searched, and only where it has the name is a tree asked what that is: no tree is
/// walked. Asked only where something is about to be blamed, and remembered: the same code in many places is called the same.
/// </summary>
internal static class NameUses
{
    private static readonly RememberedAnswers<Compilation, SimpleNameSyntax[]> Known = new();

    // Of a file that stays as it is while another is edited.
    private static readonly RememberedAnswers<SyntaxTree, SimpleNameSyntax[]> KnownOfFile = new();

    public static IReadOnlyList<SimpleNameSyntax> In(Compilation compilation, string name, CancellationToken cancellation) =>
        Known.Of(compilation, name, () => compilation.SyntaxTrees.SelectMany(tree => In(tree, name, cancellation)).ToArray());

    private static SimpleNameSyntax[] In(SyntaxTree tree, string name, CancellationToken cancellation) =>
        FileWords.MayName(tree, name, cancellation)
            ? KnownOfFile.Of(tree, name, () => Find(tree, name, cancellation).ToArray())
            : [];

    private static IEnumerable<SimpleNameSyntax> Find(SyntaxTree tree, string name, CancellationToken cancellation)
    {
        // Half-typed code has methods without a name.
        if (name.Length == 0)
            yield break;
        var text = CodeText.Read(tree, cancellation);
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            name, at + name.Length, StringComparison.Ordinal))
        {
            if (IsPartOfName(text, at - 1) || IsPartOfName(text, at + name.Length))
                continue;
            var token = tree.GetRoot(cancellation).FindToken(at);
            if (token.Span.Contains(at) && token.ValueText == name && token.Parent is SimpleNameSyntax use)
                yield return use;
        }
    }

    private static bool IsPartOfName(string text, int at) => at >= 0 && at < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[at]);

    /// <summary>The calls of methods with this name.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsIn(Compilation compilation, string name, CancellationToken cancellation)
    {
        foreach (var use in In(compilation, name, cancellation))
        {
            if (CallOf(use) is { } call)
                yield return call;
        }
    }

    /// <summary>The call of what is named; <see langword="null"/> where it is not called there.</summary>
    public static InvocationExpressionSyntax? CallOf(SimpleNameSyntax use)
    {
        var called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access
            : use.Parent is MemberBindingExpressionSyntax binding ? binding
            : (ExpressionSyntax)use;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    /// <summary>The whole of a type that is named, with its namespace and whether it may be null.</summary>
    public static SyntaxNode TypeOf(SimpleNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            whole = whole.Parent;
        return whole;
    }

    /// <summary>The last name in an expression that is one: of what is called, read or assigned to.</summary>
    public static string? LastNameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}

using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.TokenLiterals;

/// <summary>
/// A token that shows what one looks like: an example in the description of an API, what a fake or a test gives. Told by the names around
/// it.
/// </summary>
internal static class SampleToken
{
    private static readonly HashSet<string> Samples = new(StringComparer.Ordinal)
    {
        "example", "examples", "sample", "samples", "fake", "mock", "dummy", "stub", "placeholder", "expected",
        // What a validation is to refuse.
        "expired", "invalid", "malformed", "tampered", "forged",
    };

    // Of types: a variable of this name may hold a token that works.
    private static readonly HashSet<string> Tests = new(StringComparer.Ordinal) { "test", "tests", "fixture", "fixtures", "spec", "specs" };

    // [SwaggerSchema(Description = "…")], [DefaultValue("…")], [InlineData("…")], [Display(Prompt = "…")].
    private static readonly HashSet<string> Descriptions = new(StringComparer.Ordinal)
    {
        "example", "swagger", "schema", "description", "default", "display", "inline", "case", "arguments", "summary", "params",
    };

    public static bool Is(SyntaxNode literal)
    {
        foreach (var node in literal.Ancestors())
        {
            var isSample = node switch
            {
                AttributeSyntax attribute => TokenNames.Words(attribute.Name.ToString()).Any(Descriptions.Contains),
                BaseTypeDeclarationSyntax { Identifier.ValueText: var type } =>
                    IsNamedBy(type) || TokenNames.Words(type).LastOrDefault() is { } last && Tests.Contains(last),
                _ => NameOf(node) is { } name && IsNamedBy(name),
            };
            if (isSample)
                return true;
        }

        return false;
    }

    /// <summary>Whether a name says that a token is an example, or one that is to be refused.</summary>
    public static bool IsNamedBy(string name) => TokenNames.Words(name).Any(Samples.Contains);

    private static string? NameOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } } => member,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var variable } } => variable,
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: var parameter } => parameter,
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "OpenApiString" } } => "example",
        _ => null,
    };
}

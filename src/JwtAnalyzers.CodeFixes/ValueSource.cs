using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes;

/// <summary>Where a value that the code does not give is taken from.</summary>
/// <param name="Expression">The C# that reads it, and throws by name where it is missing: a value that is not there must fail at start-up, not at the first token.</param>
/// <param name="Description">What the user must set: <c>configuration 'Jwt:Audience'</c>.</param>
internal sealed record ValueSource(string Expression, string Description)
{
    /// <summary>The configuration in scope at the site, else the environment; <see langword="null"/> where neither can be written there.</summary>
    public static ValueSource? Find(RequiredValue required, AssignmentSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        // throw is an expression since C# 7
        if (site.Assignment.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 })
            return null;

        var position = site.Assignment.SpanStart;
        if (Exception(model, position) is not { } exception)
            return null;

        if (ConfigurationInScope.Find(site.Assignment, model, cancellationToken) is { } configuration)
        {
            var key = ConfigurationKey.For(required, site.Assignment, model, cancellationToken);
            return new ValueSource(
                $"{configuration}[{Literal(key)}] ?? throw new {exception}({Literal($"Set '{key}' in the configuration.")})",
                $"configuration '{key}'");
        }

        var variable = "JWT_" + UpperSnakeCase(required.ConfigurationName);
        return Environment(model, position) is { } environment
            ? new ValueSource(
                $"{environment}.GetEnvironmentVariable({Literal(variable)}) ?? throw new {exception}({Literal($"Set the environment variable '{variable}'.")})",
                $"environment variable '{variable}'")
            : null;
    }

    private static string? Environment(SemanticModel model, int position) => Qualified("Environment").FirstOrDefault(name =>
        Bind(model, position, $"{name}.GetEnvironmentVariable(\"\")") is IMethodSymbol { IsStatic: true, ContainingType: { } type } && IsSystemType(type, "Environment"));

    private static string? Exception(SemanticModel model, int position) => Qualified("InvalidOperationException").FirstOrDefault(name =>
        Bind(model, position, $"new {name}(\"\")") is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } && IsSystemType(type, "InvalidOperationException"));

    /// <summary>The ways to write a type of <c>System</c>, the shortest first: which ones mean that type depends on usings and on what else has the name.</summary>
    private static IEnumerable<string> Qualified(string name) => [name, $"System.{name}", $"global::System.{name}"];

    private static ISymbol? Bind(SemanticModel model, int position, string expression) =>
        model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(expression), SpeculativeBindingOption.BindAsExpression).Symbol;

    private static bool IsSystemType(INamedTypeSymbol type, string name) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static string UpperSnakeCase(string name) =>
        string.Concat(name.Select((character, index) => index > 0 && char.IsUpper(character) ? "_" + character : char.ToUpperInvariant(character).ToString()));

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

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
    public static ValueSource? Find(RequiredValue required, AssignmentSite site, SemanticModel model, CancellationToken cancellationToken) =>
        Find(required, site.Assignment, model, cancellationToken);

    /// <summary>The same for any place in the code.</summary>
    public static ValueSource? Find(RequiredValue required, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        // throw is an expression since C# 7
        if (place.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 })
            return null;

        var position = place.SpanStart;
        if (Exception(model, position) is not { } exception)
            return null;

        if (ConfigurationInScope.Find(place, model, cancellationToken) is { } configuration)
        {
            var key = ConfigurationKey.For(required, place, model, cancellationToken);
            return OfConfiguration(configuration, key, exception);
        }

        var variable = "JWT_" + UpperSnakeCase(required.ConfigurationName);
        return Environment(model, position) is { } environment ? OfEnvironment(environment, variable, exception) : null;
    }

    /// <summary>A setting that the code names, read from the configuration that it reads it from.</summary>
    public static ValueSource? FromConfiguration(string configuration, string key, SyntaxNode place, SemanticModel model) =>
        place.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 } && Exception(model, place.SpanStart) is { } exception ? OfConfiguration(configuration, key, exception) : null;

    /// <summary>The same for an environment variable.</summary>
    public static ValueSource? FromEnvironment(string variable, SyntaxNode place, SemanticModel model) =>
        place.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 } && Exception(model, place.SpanStart) is { } exception && Environment(model, place.SpanStart) is { } environment
            ? OfEnvironment(environment, variable, exception)
            : null;

    private static ValueSource OfConfiguration(string configuration, string key, string exception) => new(
        $"{configuration}[{Literal(key)}] ?? throw new {exception}({Literal($"Set '{key}' in the configuration.")})",
        $"configuration '{key}'");

    private static ValueSource OfEnvironment(string environment, string variable, string exception) => new(
        $"{environment}.GetEnvironmentVariable({Literal(variable)}) ?? throw new {exception}({Literal($"Set the environment variable '{variable}'.")})",
        $"environment variable '{variable}'");

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

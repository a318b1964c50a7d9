using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>Where a value that the code does not give is taken from.</summary>
/// <param name="Expression">The C# that reads it, and throws by name where it is missing: a value that is not there must fail at start-up,
/// not at the first token.</param>
/// <param name="Description">What the user must set: <c>configuration 'Jwt:Audience'</c>.</param>
internal sealed record ValueSource(string Expression, string Description)
{
    /// <summary>Where it is read, if not in place.</summary>
    public StartUpRead? Read { get; private init; }

    /// <summary>
    /// The configuration in scope at the site, else the environment; <see langword="null"/> where neither can be written there, and where
    /// it would not be noticed at start-up that the value is missing.
    /// </summary>
    public static ValueSource? Find(RequiredValue required, AssignmentSite site, RepairPass pass) =>
        Find(required, site.Assignment, HeardAtStart.Is, pass);

    /// <summary>The same for any place in the code that makes a token or a key, though it may be asked at any time.</summary>
    public static ValueSource? Find(RequiredValue required, SyntaxNode place, RepairPass pass) =>
        Find(required, place, HeardAtStart.GetsOut, pass);

    private static ValueSource? Find(
        RequiredValue required, SyntaxNode place, Func<SyntaxNode, SemanticModel, CancellationToken, bool> isHeard, RepairPass pass)
    {
        var (_, model, cancellationToken) = pass;
        // throw is an expression since C# 7
        if (place.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 })
            return null;

        if (!StartUpRead.IsLate(place, model, cancellationToken))
            return isHeard(place, model, cancellationToken) ? FindAt(required, place, place, model, cancellationToken) : null;

        // The furthest out that the configuration is at hand: that is read when the program starts.
        var statements = StartUpRead.Before(place, model, cancellationToken).ToList();
        var isAtHand = ConfigurationInScope.Find(place, model, cancellationToken) is not null;
        if (isAtHand)
            statements.RemoveAll(statement => ConfigurationInScope.Find(statement, model, cancellationToken) is null);
        return statements.Count == 0 || !isHeard(statements[statements.Count - 1], model, cancellationToken)
            || FindAt(required, place, statements[statements.Count - 1], model, cancellationToken) is not { } source
            ? null
            : source.ReadBefore(statements[statements.Count - 1], required.ConfigurationName, pass);
    }

    /// <summary>The same value, read before a statement.</summary>
    private ValueSource ReadBefore(StatementSyntax statement, string name, RepairPass pass)
    {
        var read = StartUpRead.Create(
            statement, Variable(name), Expression, pass.Declared, pass.Model.SyntaxTree.GetText(pass.Cancellation));
        return this with { Expression = read.Name, Read = read };
    }

    private static string Variable(string name)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || name.All(character => character == '_'))
            return "setting";
        var variable = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return MeansSomething(variable) ? variable + "Setting" : variable;
    }

    /// <summary>
    /// A word of the language, somewhere or everywhere; what an accessor is given, and top-level statements, which see <c>args</c> though
    /// it stands nowhere.
    /// </summary>
    private static bool MeansSomething(string name) =>
        name is "value" or "args" || SyntaxFacts.GetKeywordKind(name) is not SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) is not SyntaxKind.None;

    /// <summary>The value for one place, as it is written at another.</summary>
    private static ValueSource? FindAt(
        RequiredValue required, SyntaxNode place, SyntaxNode at, SemanticModel model, CancellationToken cancellationToken)
    {
        var position = at.SpanStart;
        if (Exception(model, position) is not { } exception)
            return null;

        if (ConfigurationInScope.Find(at, model, cancellationToken) is { } configuration)
        {
            var key = ConfigurationKey.For(required, place, model, cancellationToken);
            return OfConfiguration(configuration, key, exception);
        }

        var variable = "JWT_" + UpperSnakeCase(required.ConfigurationName);
        return Environment(model, position) is { } environment ? OfEnvironment(environment, variable, exception) : null;
    }

    /// <summary>A setting that the code names, read from the configuration that it reads it from.</summary>
    public static ValueSource? FromConfiguration(string configuration, string key, SyntaxNode place, RepairPass pass) => new NamedRead(
        key.Substring(key.LastIndexOf(':') + 1),
        exception => OfConfiguration(configuration, key, exception),
        statement => ConfigurationInScope.Reads(configuration, statement, pass.Model, pass.Cancellation),
        HeardAtStart.GetsOut).At(place, pass);

    /// <summary>The same for an environment variable.</summary>
    public static ValueSource? FromEnvironment(string variable, SyntaxNode place, RepairPass pass) =>
        Environment(pass.Model, place.SpanStart) is { } environment
        ? new NamedRead("Key", exception => OfEnvironment(environment, variable, exception), _ => true, HeardAtStart.GetsOut)
            .At(place, pass)
        : null;

    /// <summary>What an expression reads, where it made no difference until now that it may be missing.</summary>
    public static ValueSource? OfRead(ExpressionSyntax read, string key, string name, RepairPass pass) => new NamedRead(
        name,
        exception => new ValueSource($"{read} ?? {Missing(key, exception)}", Described(key)),
        statement => ConfigurationInScope.MeansTheSame(read, statement, pass.Model, pass.Cancellation),
        HeardAtStart.Is).At(read, pass);

    /// <summary>A value that the code reads already.</summary>
    /// <param name="Name">What a variable for it is called after.</param>
    /// <param name="Read">Reads it, and throws an exception that is written like this.</param>
    /// <param name="IsReadable">Whether it can be read before a statement.</param>
    /// <param name="IsHeard">Whether the exception is heard while the program starts.</param>
    private sealed record NamedRead(string Name, Func<string, ValueSource> Read, Func<StatementSyntax, bool> IsReadable,
        Func<SyntaxNode, SemanticModel, CancellationToken, bool> IsHeard)
    {
        /// <summary>The value as the code reads it, if that can be when the program starts.</summary>
        public ValueSource? At(SyntaxNode place, RepairPass pass)
        {
            var (_, model, cancellationToken) = pass;
            if (place.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 }
                || Exception(model, place.SpanStart) is not { } exception)
                return null;
            if (!StartUpRead.IsLate(place, model, cancellationToken))
                return IsHeard(place, model, cancellationToken) ? Read(exception) : null;
            var statement = StartUpRead.Before(place, model, cancellationToken).LastOrDefault(IsReadable);
            return statement is null || !IsHeard(statement, model, cancellationToken)
                ? null
                : Read(exception).ReadBefore(statement, Name, pass);
        }
    }

    private static ValueSource OfConfiguration(string configuration, string key, string exception) => new(
        $"{configuration}[{Literal(key)}] ?? {Missing(key, exception)}",
        Described(key));

    private static string Missing(string key, string exception) =>
        $"throw new {exception}({Literal($"Set '{key}' in the configuration.")})";

    private static string Described(string key) => $"configuration '{key}'";

    private static ValueSource OfEnvironment(string environment, string variable, string exception) => new(
        $"{environment}.GetEnvironmentVariable({Literal(variable)}) ?? "
            + $"throw new {exception}({Literal($"Set the environment variable '{variable}'.")})",
        $"environment variable '{variable}'");

    private static string? Environment(SemanticModel model, int position) => Qualified("Environment").FirstOrDefault(name =>
        Bind(model, position, $"{name}.GetEnvironmentVariable(\"\")") is IMethodSymbol { IsStatic: true, ContainingType: { } type }
        && IsSystemType(type, "Environment"));

    private static string? Exception(SemanticModel model, int position) => Qualified("InvalidOperationException").FirstOrDefault(name =>
        Bind(model, position, $"new {name}(\"\")") is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type }
        && IsSystemType(type, "InvalidOperationException"));

    /// <summary>
    /// The ways to write a type of <c>System</c>, the shortest first: which ones mean that type depends on usings and on what else has the
    /// name.
    /// </summary>
    private static IEnumerable<string> Qualified(string name) => [name, $"System.{name}", $"global::System.{name}"];

    private static ISymbol? Bind(SemanticModel model, int position, string expression) =>
        model.GetSpeculativeSymbolInfo(
            position, SyntaxFactory.ParseExpression(expression), SpeculativeBindingOption.BindAsExpression).Symbol;

    private static bool IsSystemType(INamedTypeSymbol type, string name) =>
        type.Name == name && type.ContainingType is null
        && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static string UpperSnakeCase(string name) =>
        string.Concat(name.Select(
            (character, index) => index > 0 && char.IsUpper(character) ? "_" + character : char.ToUpperInvariant(character).ToString()));

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

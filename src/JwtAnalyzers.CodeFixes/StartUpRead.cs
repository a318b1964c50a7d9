using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// A value that is read before the statement that hands over a lambda. Lambdas that set options up run when a scheme is first used: what is missing would be found by the first user, and not when the program
/// starts (measured: ASP.NET Core answers every request with 500).
/// </summary>
/// <param name="Name">The variable.</param>
/// <param name="Change">The edit that declares it.</param>
internal sealed record StartUpRead(string Name, TextChange Change)
{
    private const string Hosting = "Microsoft.Extensions.Hosting.";
    private const string WebHosting = "Microsoft.AspNetCore.Hosting.";

    // Who is handed one of these runs while the program starts.
    private static readonly string[] StartUpTypes =
    [
        "Microsoft.Extensions.DependencyInjection.IServiceCollection", Hosting + "HostBuilderContext", Hosting + "IHostBuilder", WebHosting + "WebHostBuilderContext", WebHosting + "IWebHostBuilder",
    ];

    /// <summary>Whether the code at a place runs some time after the program has started, as far as its form says.</summary>
    public static bool IsLate(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        Lambda(place) is { } lambda ? !RunsAtStart(lambda, model, cancellationToken) : SetsOptionsUp(place, model, cancellationToken);

    /// <summary>The statements before which a value for a place can be read, the nearest first: each hands over a lambda that runs later.</summary>
    public static IEnumerable<StatementSyntax> Before(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        // A static lambda sees no variable of the code around it.
        for (var lambda = Lambda(place); lambda is not null && !lambda.Modifiers.Any(SyntaxKind.StaticKeyword) && !RunsAtStart(lambda, model, cancellationToken); lambda = Lambda(lambda))
        {
            if (StatementOf(lambda) is { } statement)
                yield return statement;
        }
    }

    /// <summary>Declares a variable for a value before a statement; the one that is there where one has been declared for the same key, by whatever name the program calls its configuration there.</summary>
    public static StartUpRead? Create(StatementSyntax statement, string name, string value, SourceText text)
    {
        var siblings = Siblings(statement);
        var at = siblings.IndexOf(statement);
        if (siblings.Take(at).FirstOrDefault(other => ValueOf(other) is { } read && OrElse(read) == OrElse(value)) is { } known)
            return new StartUpRead(NameOf(known)!, new TextChange(new TextSpan(Start(statement, text), 0), ""));

        var free = Free(name, statement);
        var declaration = $"var {free} = {value};";
        // In the order of the text, whichever of several is declared first.
        while (at > 0 && ValueOf(siblings[at - 1]) is not null && string.CompareOrdinal(siblings[at - 1].ToString(), declaration) > 0)
            at--;
        var next = siblings[at];
        return TextEdits.IsFirstOnLine(text, next.SpanStart)
            ? new StartUpRead(free, new TextChange(new TextSpan(Start(next, text), 0), TextEdits.Indentation(text, next.SpanStart) + declaration + TextEdits.LineBreak(text, next.SpanStart)))
            : new StartUpRead(free, new TextChange(new TextSpan(next.SpanStart, 0), declaration + " "));
    }

    private static AnonymousFunctionExpressionSyntax? Lambda(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax lambda)
                return lambda;
            if (ancestor is LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax)
                return null;
        }

        return null;
    }

    private static bool RunsAtStart(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { Parameters: var parameters } && parameters.Any(parameter => StartUpTypes.Any(parameter.Type.HasFullName));

    /// <summary>A type that is asked for options when they are first used.</summary>
    private static bool SetsOptionsUp(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && place.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is MethodDeclarationSyntax
        && model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol
        && symbol.AllInterfaces.Any(candidate => candidate.Name is "IConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions" && candidate.IsInNamespace("Microsoft.Extensions.Options"));

    /// <summary>The statement around a node that stands in a list of statements, in the same function.</summary>
    private static StatementSyntax? StatementOf(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement and not LocalFunctionStatementSyntax:
                    return statement;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }

    private static List<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => [.. block.Statements],
        SwitchSectionSyntax section => [.. section.Statements],
        _ => [.. statement.Parent!.Parent!.ChildNodes().OfType<GlobalStatementSyntax>().Select(global => global.Statement)],
    };

    /// <summary>Above the comments that belong to the statement.</summary>
    private static int Start(StatementSyntax statement, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        if (!TextEdits.IsFirstOnLine(text, statement.SpanStart))
            return statement.SpanStart;
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1] is var above && above.Start >= statement.FullSpan.Start && above.ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
            line = above;
        return line.Start;
    }

    /// <summary>What a declaration like those that are made here reads.</summary>
    private static string? ValueOf(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax { IsConst: false, Declaration: { Type.IsVar: true, Variables: [{ Initializer.Value: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } value }] } }
            ? value.ToString()
            : null;

    /// <summary>What is thrown where the value is missing: it names the key.</summary>
    private static string OrElse(string value) => value.Substring(value.LastIndexOf("?? ", StringComparison.Ordinal) + 1);

    private static string? NameOf(StatementSyntax statement) => (statement as LocalDeclarationStatementSyntax)?.Declaration.Variables[0].Identifier.ValueText;

    /// <summary>A name that nothing in the same member has.</summary>
    private static string Free(string name, StatementSyntax statement)
    {
        var member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax);
        var code = member is not null ? [member] : statement.SyntaxTree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Cast<SyntaxNode>();
        var taken = new HashSet<string>(code.SelectMany(node => node.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var candidate = name;
        for (var number = 2; taken.Contains(candidate); number++)
            candidate = name + number;
        return candidate;
    }
}

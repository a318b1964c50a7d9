using System.Text.RegularExpressions;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>
/// A value that is read before the statement that hands over a lambda. Lambdas that set options up run when a scheme is first used: what is
/// missing would be found by the first user, and not when the program starts (measured: ASP.NET Core answers every request with 500).
/// </summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">The C# that it is given.</param>
/// <param name="Statement">The statement that it is declared before.</param>
/// <param name="Change">The edit that declares it; without text where it is there.</param>
internal sealed record StartUpRead(string Name, string Value, StatementSyntax Statement, TextChange Change)
{
    private const string Hosting = "Microsoft.Extensions.Hosting.";
    private const string WebHosting = "Microsoft.AspNetCore.Hosting.";

    // Code that is handed one of these runs while the program starts.
    private static readonly string[] StartUpTypes =
    [
        "Microsoft.Extensions.DependencyInjection.IServiceCollection", Hosting + "HostBuilderContext", Hosting + "IHostBuilder",
        WebHosting + "WebHostBuilderContext", WebHosting + "IWebHostBuilder",
    ];

    /// <summary>Whether the code at a place runs some time after the program has started, as far as its form says.</summary>
    public static bool IsLate(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        Function(place, model, cancellationToken) is { } function
            ? !RunsAtStart(function, model, cancellationToken)
            : IsInSetUp(place, model, cancellationToken);

    /// <summary>
    /// The statements before which a value for a place can be read, the nearest first: each hands over a lambda, or a local function, that
    /// runs later.
    /// </summary>
    public static IEnumerable<StatementSyntax> Before(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsInSetUp(place, model, cancellationToken))
            yield break;
        // A static function sees no variable of the code around it.
        for (var function = Function(place, model, cancellationToken); function is not null && !IsStatic(function)
            && !RunsAtStart(function, model, cancellationToken); function = Function(function, model, cancellationToken))
        {
            if ((function is LocalFunctionStatementSyntax local ? FirstNamed(local) : StatementOf(function)) is { } statement)
                yield return statement;
        }
    }

    /// <summary>
    /// The edits that declare what is not there. What several read in one list of statements is declared once, before the first of them.
    /// </summary>
    public static IEnumerable<TextChange> Declarations(IEnumerable<StartUpRead> reads) =>
        reads.Where(read => read.IsNew).GroupBy(read => (ListOf(read.Statement), read.Name))
            .Select(same => same.OrderBy(read => read.Change.Span.Start).First().Change);

    /// <summary>By what those that stand at one place are sorted: <c>audience2</c> comes before <c>audience10</c>.</summary>
    public static string OrderOf(string? declaration) => Regex.Replace(declaration ?? "", "[0-9]+", digits => digits.Value.PadLeft(9, '0'));

    private bool IsNew => Change.NewText is { Length: > 0 };

    private static SyntaxNode ListOf(StatementSyntax statement) =>
        statement.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : statement.Parent!;

    /// <summary>Where the name of a variable is known that a list of statements declares: all sections of a switch share theirs.</summary>
    private static TextSpan ScopeOf(SyntaxNode list) => list switch
    {
        SwitchSectionSyntax { Parent: { } all } => all.Span,
        CompilationUnitSyntax unit when unit.Members.OfType<GlobalStatementSyntax>().ToList() is { Count: > 0 } statements =>
            TextSpan.FromBounds(statements[0].SpanStart, statements[statements.Count - 1].Span.End),
        _ => list.Span,
    };

    /// <summary>
    /// Declares a variable for a value before a statement; the one that is there where one has been declared for the same key, by whatever
    /// name the program calls its configuration there. What the same pass declares counts as if it were there, so that one pass repairs
    /// what one by one would.
    /// </summary>
    /// <param name="statement">What it is read before.</param>
    /// <param name="name">What to call it, if that is free.</param>
    /// <param name="value">The C# that it is given.</param>
    /// <param name="declared">What the same pass declares already.</param>
    /// <param name="text">The document.</param>
    public static StartUpRead Create(
        StatementSyntax statement, string name, string value, IEnumerable<StartUpRead> declared, SourceText text)
    {
        var siblings = Siblings(statement);
        var at = siblings.IndexOf(statement);
        if (Known(statement, value) is { } known)
            return new StartUpRead(known, value, statement, new TextChange(new TextSpan(Start(statement, text), 0), ""));
        var shared = Shared(statement, value, declared);
        if (shared is not null && ListOf(shared.Statement) != ListOf(statement))
            return shared;

        var free = shared?.Name ?? Free(name, statement, declared);
        var declaration = $"var {free} = {value};";
        // In the order of the text, whichever of several is declared first.
        while (at > 0 && ValueOf(siblings[at - 1]) is not null
            && string.CompareOrdinal(OrderOf(siblings[at - 1].ToString()), OrderOf(declaration)) > 0
            && !Names(value, NameOf(siblings[at - 1])!) && !BeginsOrEndsCondition(siblings[at - 1]) && !BeginsOrEndsCondition(siblings[at]))
            at--;
        var next = siblings[at];
        return TextEdits.IsFirstOnLine(text, next.SpanStart)
            ? new StartUpRead(free, value, next,
                new TextChange(new TextSpan(Start(next, text), 0),
                    TextEdits.Indentation(text, next.SpanStart) + declaration + TextEdits.LineBreak(text, next.SpanStart)))
            : new StartUpRead(free, value, next, new TextChange(new TextSpan(next.SpanStart, 0), declaration + " "));
    }

    /// <summary>The variable that has been declared for the same key, in the list of a statement or in one around it.</summary>
    private static string? Known(StatementSyntax statement, string value)
    {
        foreach (var around in InLists(statement))
        {
            var siblings = Siblings(around);
            var at = siblings.IndexOf(around);
            var known = siblings.FindIndex(0, at,
                other => ValueOf(other) is { } read && OrElse(read) == OrElse(Parsed(value)) && IsText(read)
                    && !IsAssigned(NameOf(other)!, around));
            if (known >= 0 && !siblings.Skip(known).Take(at - known + 1).Any(BeginsOrEndsCondition))
                return NameOf(siblings[known]);
        }

        return null;
    }

    /// <summary>What the same pass declares for the same key, in the list of a statement or, before it, in one around it.</summary>
    private static StartUpRead? Shared(StatementSyntax statement, string value, IEnumerable<StartUpRead> declared)
    {
        var same =
            declared.Where(other => other.IsNew
                && (other.Value == value
                    || OrElse(Parsed(other.Value)) == OrElse(Parsed(value)) && IsText(Parsed(other.Value)) && IsText(Parsed(value))))
                .ToList();
        return InLists(statement).Select(around => same.FirstOrDefault(other => Siblings(around) is var siblings
                && (siblings.IndexOf(other.Statement), siblings.IndexOf(around)) is (>= 0 and var there, var here)
                // In its own list it is declared before the first that needs it, whichever that is.
                && (there <= here || around == statement)
                && !siblings.Skip(Math.Min(there, here) + 1).Take(Math.Abs(there - here)).Any(BeginsOrEndsCondition)))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>A statement and those around it that stand in lists of statements of the same function, the nearest first.</summary>
    private static IEnumerable<StatementSyntax> InLists(StatementSyntax statement) =>
        statement.Ancestors().TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Prepend(statement).OfType<StatementSyntax>()
            .Where(around => around.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax);

    /// <summary>
    /// The function around a node that may run later than the code around it: a lambda, or a local function that is given options.
    /// </summary>
    private static SyntaxNode? Function(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax:
                    return ancestor;
                case LocalFunctionStatementSyntax local:
                    return TakesOptions(local, model, cancellationToken) ? local : null;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }

    private static bool IsStatic(SyntaxNode function) =>
        (function is LocalFunctionStatementSyntax local ? local.Modifiers : ((AnonymousFunctionExpressionSyntax)function).Modifiers).Any(
            SyntaxKind.StaticKeyword);

    /// <summary>Whether a lambda, or a local function that is given options, runs while the program starts.</summary>
    public static bool RunsAtStart(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) =>
        Symbol(function, model, cancellationToken) is { Parameters: var parameters }
        && parameters.Any(parameter => StartUpTypes.Any(parameter.Type.HasFullName));

    /// <summary>Whether a function that is handed over is called while the program starts, or when options are first used.</summary>
    public static bool IsAskedForAtStart(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) =>
        RunsAtStart(function, model, cancellationToken) || TakesOptions(function, model, cancellationToken);

    /// <summary>
    /// Whether a method is given the options of a scheme: <c>AddJwtBearer(Configure)</c> calls it when they are first used, and so does the
    /// lambda that calls it.
    /// </summary>
    private static bool TakesOptions(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) =>
        Symbol(function, model, cancellationToken) is { Parameters: var parameters }
        && parameters.Any(parameter => IsOfScheme(parameter.Type));

    private static bool IsOfScheme(ITypeSymbol type) => type.DerivesFrom("Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions");

    private static IMethodSymbol? Symbol(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) =>
        (function is AnonymousFunctionExpressionSyntax
            ? model.GetSymbolInfo(function, cancellationToken).Symbol
            : model.GetDeclaredSymbol(function, cancellationToken)) as IMethodSymbol;

    /// <summary>Whether a place is in a method that is asked for options, or given them, when they are first used.</summary>
    private static bool IsInSetUp(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        place.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is MethodDeclarationSyntax method
        && (TakesOptions(method, model, cancellationToken)
            || (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                && model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol
                && symbol.AllInterfaces.Any(candidate =>
                    candidate.Name is "IConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions"
                    && candidate.IsInNamespace("Microsoft.Extensions.Options"))));

    /// <summary>
    /// The first statement that has to do with a local function, where each that names it stands in its list: what it reads must have a
    /// value by then.
    /// </summary>
    private static StatementSyntax? FirstNamed(LocalFunctionStatementSyntax function)
    {
        if (function.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
            return null;
        var siblings = Siblings(function);
        var uses = siblings.Where(sibling => sibling != function).SelectMany(sibling => sibling.DescendantNodes())
            .OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == function.Identifier.ValueText).ToList();
        return uses.Count > 0 && uses.All(use => siblings.Contains(StatementOf(use)!))
            ? siblings.First(sibling => sibling == function || uses.Any(use => StatementOf(use) == sibling))
            : null;
    }

    /// <summary>
    /// The statement around a node that stands in a list of statements, in the same function; none where a condition stands between: what
    /// is not set up needs no value.
    /// </summary>
    private static StatementSyntax? StatementOf(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement
                    and not LocalFunctionStatementSyntax:
                    return statement;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                    or MemberDeclarationSyntax and not GlobalStatementSyntax:
                case StatementSyntax { Parent: IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or ForStatementSyntax
                    or CommonForEachStatementSyntax }:
                case ExpressionSyntax { Parent: ConditionalExpressionSyntax { Condition: var condition } } chosen when chosen != condition:
                case SwitchExpressionArmSyntax:
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
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1] is var above && above.Start >= statement.FullSpan.Start
            && above.ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
            line = above;
        return line.Start;
    }

    /// <summary>What a declaration like those that are made here reads.</summary>
    private static BinaryExpressionSyntax? ValueOf(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax
        {
            IsConst: false,
            Declaration:
            {
                Type.IsVar: true,
                Variables: [{
                    Initializer.Value: BinaryExpressionSyntax
                    {
                        RawKind: (int)SyntaxKind.CoalesceExpression,
                        Right: ThrowExpressionSyntax,
                    } value,
                }],
            },
        }
            ? value
            : null;

    /// <summary>What is thrown where the value is missing, however it is laid out: it names the key.</summary>
    private static string OrElse(BinaryExpressionSyntax value) =>
        string.Join(" ", value.Right.DescendantTokens().Select(token => token.Text));

    /// <summary>
    /// Whether that is a read of a text and nothing that is made of it (<c>configuration["Jwt:Audience"]?.Split(',') ?? throw …</c>), as
    /// far as its form says.
    /// </summary>
    private static bool IsText(BinaryExpressionSyntax value) => value.Left switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var called } } =>
            called is { Identifier.ValueText: "GetEnvironmentVariable" }
                or GenericNameSyntax
                {
                    Identifier.ValueText: "GetValue",
                    TypeArgumentList.Arguments:
                    [
                        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword }
                            or NullableTypeSyntax { ElementType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword } },
                    ],
                },
        var read => read is not ConditionalAccessExpressionSyntax,
    };

    private static BinaryExpressionSyntax Parsed(string value) => (BinaryExpressionSyntax)SyntaxFactory.ParseExpression(value);

    /// <summary>Whether a variable that a statement sees may get another value, before or after it.</summary>
    private static bool IsAssigned(string variable, StatementSyntax statement) =>
        ListOf(statement).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == variable && name.Parent is AssignmentExpressionSyntax { Left: var left }
                && left == name
                || name.Identifier.ValueText == variable
                    && name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None });

    private static string? NameOf(StatementSyntax statement) =>
        (statement as LocalDeclarationStatementSyntax)?.Declaration.Variables[0].Identifier.ValueText;

    /// <summary>Whether the code of a value has a name in it.</summary>
    private static bool Names(string value, string name) =>
        SyntaxFactory.ParseExpression(value).DescendantTokens()
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>Whether what stands before a statement is there under another condition (<c>#if</c>).</summary>
    private static bool BeginsOrEndsCondition(StatementSyntax statement) =>
        statement.GetLeadingTrivia()
            .Any(trivia =>
                trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia
                    or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>A name that nothing in the same member has, and that this pass gives to nothing where both would be known.</summary>
    private static string Free(string name, StatementSyntax statement, IEnumerable<StartUpRead> declared)
    {
        var member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax);
        var code = member is not null
            ? [member]
            : statement.SyntaxTree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Cast<SyntaxNode>();
        var taken = new HashSet<string>(code.SelectMany(node => node.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        // What stands there under another condition (#if) is text only.
        taken.UnionWith(code.SelectMany(node => node.DescendantTrivia()).Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            .SelectMany(trivia => SyntaxFactory.ParseTokens(trivia.ToString())).Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText));
        var scope = ScopeOf(ListOf(statement));
        taken.UnionWith(
            declared.Where(other => other.IsNew && ScopeOf(ListOf(other.Statement)).OverlapsWith(scope)).Select(other => other.Name));
        var candidate = name;
        for (var number = 2; taken.Contains(candidate); number++)
            candidate = name + number;
        return candidate;
    }
}

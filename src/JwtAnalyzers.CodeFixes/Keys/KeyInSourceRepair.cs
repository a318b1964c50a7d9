using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Keys;

/// <summary>
/// JWT3001, JWT3002: takes the key out of the source. Text stays text and base64 stays base64, so that what makes the key of it stays as it
/// is; a list of bytes is read as base64. Only the code changes: the old key is known, and has to be replaced by its owner. Two keys of one
/// file stay two: where both would be read by one name, neither is repaired.
/// </summary>
internal sealed class KeyInSourceRepair : PatternRepair
{
    private const string InBase64 = " in base64";
    private const string SharedNames = "the names by which two keys would be read";
    private const string Advice = " (set it first, and retire the old key)";

    private static readonly RequiredValue Key = new("Key", "Key");

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (!LiteralKey.IsAt(diagnostic)
            || site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax literal
            || literal.Span != diagnostic.Location.SourceSpan
            || !IsClean(literal, site))
            return null;

        var keysOfFile = LiteralKey.KeysOfFileAt(diagnostic);
        if (keysOfFile.Any() && ChosenName(literal, site) is { } name
            && site.Once(SharedNames, whole => NamesOfTwo(keysOfFile, whole)).Contains(name))
            return null;
        if ((Named(literal, site) ?? Chosen(literal, site)) is not { } edit)
            return null;
        return LiteralKey.IsInBase64At(diagnostic) ? edit with { Title = edit.Title.Replace(Advice, InBase64 + Advice) } : edit;
    }

    /// <summary>
    /// The names by which two different keys would be read. A holder of one of two keys must not have the other: a refresh token's key is
    /// none for access tokens.
    /// </summary>
    private static HashSet<string> NamesOfTwo(IEnumerable<(TextSpan Place, int Number)> keys, RepairSite site)
    {
        var unrepaired = new RepairSite(site.Model, site.Root, site.Text, site.Cancellation);
        var names =
            from key in keys
            where site.Root.FullSpan.Contains(key.Place)
            let name = site.Root.FindNode(key.Place, getInnermostNodeForTie: true) is ExpressionSyntax literal
                ? ChosenName(literal, unrepaired)
                : null
            where name is not null
            group key.Number by name into numbers
            where numbers.Distinct().Skip(1).Any()
            select numbers.Key;
        return [.. names];
    }

    private static bool IsClean(ExpressionSyntax literal, RepairSite site) =>
        !literal.ContainsDirectives && !IsPutTogether(literal) && !IsInComment(literal, site);

    /// <summary>What it would be read by, which is no name that the code gives it: such a one stands for that key already.</summary>
    private static string? ChosenName(ExpressionSyntax literal, RepairSite site) =>
        IsClean(literal, site) && Named(literal, site) is null ? Chosen(literal, site)?.Title.Replace(InBase64, "") : null;

    /// <summary>Reads it by the name that the code gives it.</summary>
    private static RepairEdit? Named(ExpressionSyntax literal, RepairSite site) => Fallback(literal, site) ?? Default(literal, site);

    /// <summary>Reads it by a name that is chosen for it.</summary>
    private static RepairEdit? Chosen(ExpressionSyntax literal, RepairSite site) =>
        literal.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? Variable(variable, literal, site)
            : InPlace(literal, site);

    /// <summary><c>configuration["Jwt:Key"] ?? "…"</c>: what is missing is an error.</summary>
    private static RepairEdit? Fallback(ExpressionSyntax literal, RepairSite site)
    {
        if (literal.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var given } coalescence
            || coalescence.Right != literal)
            return null;

        var source = given switch
        {
            ElementAccessExpressionSyntax { Expression: var configuration, ArgumentList.Arguments: [{ Expression: var key }] }
                when ConfigurationInScope.IsRoot(TypeOf(configuration, site)) && Text(key, site) is { } name =>
                ValueSource.FromConfiguration(configuration.ToString(), name, literal, site.Pass),
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } call
                when site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is IMethodSymbol { Name: "GetEnvironmentVariable" }
                    && Text(key, site) is { } name => ValueSource.FromEnvironment(name, literal, site.Pass),
            _ => null,
        };
        return source is null ? null : Replacing(coalescence.Span, source.Expression, source.Description).Using(source);
    }

    /// <summary><c>configuration.GetValue("Jwt:Key", "…")</c>.</summary>
    private static RepairEdit? Default(ExpressionSyntax literal, RepairSite site) =>
        literal.Parent is ArgumentSyntax
        {
            NameColon: null,
            Parent: ArgumentListSyntax
            {
                Arguments: [{ Expression: var key }, _],
                Parent: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValue", Expression: var configuration },
                } call,
            },
        }
        && ConfigurationInScope.IsRoot(TypeOf(configuration, site)) && Text(key, site) is { } name
        && ValueSource.FromConfiguration(configuration.ToString(), name, literal, site.Pass) is { } source
            ? Replacing(call.Span, Delimited(source, call), source.Description).Using(source)
            : null;

    private static RepairEdit? InPlace(ExpressionSyntax literal, RepairSite site)
    {
        // A settings class gets its values later: an initializer that throws would not let it.
        if (literal.FirstAncestorOrSelf<EqualsValueClauseSyntax>() is { Parent: PropertyDeclarationSyntax { AccessorList: { } list } }
            && list.Accessors.Any(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)))
            return null;
        if (IsConstantRequired(literal))
            return null;
        if (Read(literal, literal, site) is not var (replaced, text, description, source))
            return null;
        return Replacing(replaced.Span, replaced == literal && source.Read is null ? Delimited(text, replaced) : text, description)
            .Using(source);
    }

    /// <summary>A constant, a field or a local. A constant becomes a value that is read once; a private one of a single use goes.</summary>
    private static RepairEdit? Variable(VariableDeclaratorSyntax variable, ExpressionSyntax literal, RepairSite site)
    {
        if (variable.Parent?.Parent is LocalDeclarationStatementSyntax local)
        {
            if (Read(literal, literal, site) is not var (place, text, description, source) || place != literal)
                return InPlace(literal, site);
            return local.IsConst
                ? IsUsedAsConstant(variable, site)
                    ? null
                    : new RepairEdit(Title(description),
                        ImmutableArray.Create(Removal(local.Modifiers.First(modifier => modifier.IsKind(SyntaxKind.ConstKeyword))),
                            new TextChange(literal.Span, text))).Using(source)
                : Replacing(literal.Span, text, description).Using(source);
        }

        if (variable.Parent?.Parent is not FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field)
            return null;
        if (Moved(field, variable, literal, site) is { } moved)
            return moved;
        var constant = field.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.ConstKeyword));
        if (constant.RawKind == 0)
            return InPlace(literal, site);
        if (IsUsedAsConstant(variable, site) || Read(literal, literal, site) is not var (replaced, value, needs, from)
            || replaced != literal || from.Read is not null)
            return null;
        return new RepairEdit(Title(needs),
            ImmutableArray.Create(new TextChange(constant.Span, "static readonly"), new TextChange(literal.Span, value))).Using(from);
    }

    /// <summary>
    /// A private field that is named once, where a configuration is at hand: the value is read there, and the field goes.
    /// </summary>
    private static RepairEdit? Moved(
        FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, ExpressionSyntax literal, RepairSite site)
    {
        if (field.ContainsDirectives || field.Parent is not TypeDeclarationSyntax { Modifiers: var modifiers } type
            || modifiers.Any(SyntaxKind.PartialKeyword)
            || field.Modifiers.Any(
                modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
            || !literal.IsKind(SyntaxKind.StringLiteralExpression)
            || type.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == variable.Identifier.ValueText).ToList() is not [var use]
            || use.Parent is not ArgumentSyntax
            || ConfigurationInScope.Find(use, site.Model, site.Cancellation) is null
            || ValueSource.Find(Key, use, site.Pass) is not { } source)
            return null;
        return new RepairEdit(Title(source.Description),
            ImmutableArray.Create(TextEdits.Delete(site.Text, field.Span), new TextChange(use.Span, source.Expression))).Using(source);
    }

    /// <summary>What to replace, by what, and what it needs.</summary>
    private static (ExpressionSyntax Replaced, string Text, string Description, ValueSource Source)? Read(
        ExpressionSyntax literal, ExpressionSyntax place, RepairSite site)
    {
        if (ValueSource.Find(Key, place, site.Pass) is not { } source)
            return null;
        switch (literal)
        {
            case LiteralExpressionSyntax { Token.RawKind: (int)SyntaxKind.StringLiteralToken
                or (int)SyntaxKind.SingleLineRawStringLiteralToken or (int)SyntaxKind.MultiLineRawStringLiteralToken }
                or BinaryExpressionSyntax or InterpolatedStringExpressionSyntax:
                return (literal, source.Expression, source.Description, source);
            // "…"u8.ToArray() is bytes of text; the span alone may have to live as long as the program.
            case LiteralExpressionSyntax
                when literal.Parent is MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "ToArray",
                    Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call,
                }:
                return (call, $"{site.NameOf("System.Text.Encoding", literal)}.UTF8.GetBytes({source.Expression})", source.Description,
                    source);
            case ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax
                when site.Model.GetTypeInfo(
                    literal, site.Cancellation).ConvertedType is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }:
                return (literal, $"{site.NameOf("System.Convert", literal)}.FromBase64String({source.Expression})",
                    source.Description + InBase64, source);
            default:
                return null;
        }
    }

    /// <summary>Whether constants make up the key, so that they would stay behind.</summary>
    private static bool IsPutTogether(ExpressionSyntax literal) =>
        literal is BinaryExpressionSyntax or InterpolatedStringExpressionSyntax
        && literal.DescendantNodes().Any(node => node is SimpleNameSyntax);

    private static bool IsConstantRequired(ExpressionSyntax literal) =>
        literal.Ancestors().Any(node => node is AttributeSyntax or ParameterSyntax or CaseSwitchLabelSyntax or ConstantPatternSyntax);

    /// <summary>Whether any file names the constant where the language wants one. By name: in doubt, no fix.</summary>
    private static bool IsUsedAsConstant(VariableDeclaratorSyntax variable, RepairSite site)
    {
        var name = variable.Identifier.ValueText;
        return CompilationText.FilesThatSay(site.Model.Compilation, name, site.Cancellation)
            .SelectMany(tree => tree.GetRoot(site.Cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(identifier => identifier.Identifier.ValueText == name)
            .Any(identifier => IsConstantRequired(identifier) || identifier.Ancestors().Any(node => node is GotoStatementSyntax
                || node is FieldDeclarationSyntax { Modifiers: var field } && field.Any(SyntaxKind.ConstKeyword)
                || node is LocalDeclarationStatementSyntax { IsConst: true }));
    }

    /// <summary>Whether a comment repeats the secret, so that replacing the literal would leave it behind.</summary>
    private static bool IsInComment(ExpressionSyntax literal, RepairSite site) =>
        site.Model.GetConstantValue(literal, site.Cancellation) is { HasValue: true, Value: string { Length: > 0 } secret }
        && site.Root.DescendantTrivia(descendIntoTrivia: false)
            .Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)
                && trivia.ToFullString().Contains(secret));

    private static RepairEdit Replacing(TextSpan span, string text, string description) =>
        new(Title(description), ImmutableArray.Create(new TextChange(span, text)));

    private static string Title(string description) => $"Read the key from {description}{Advice}";

    /// <summary>In brackets, unless what is around it takes the whole expression.</summary>
    private static string Delimited(ValueSource source, ExpressionSyntax place) =>
        source.Read is null ? Delimited(source.Expression, place) : source.Expression;

    private static string Delimited(string expression, ExpressionSyntax place) =>
        place.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax
            or AssignmentExpressionSyntax or ParenthesizedExpressionSyntax or SwitchExpressionArmSyntax
        || place.Parent is ConditionalExpressionSyntax conditional && conditional.Condition != place
        || place.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalescence && coalescence.Right == place
            ? expression
            : $"({expression})";

    private static TextChange Removal(SyntaxToken modifier) => new(TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), "");

    private static ITypeSymbol? TypeOf(ExpressionSyntax expression, RepairSite site) =>
        site.Model.GetTypeInfo(expression, site.Cancellation).Type;

    private static string? Text(ExpressionSyntax expression, RepairSite site) =>
        site.Model.GetConstantValue(expression, site.Cancellation) is { HasValue: true, Value: string { Length: > 0 } text } ? text : null;
}

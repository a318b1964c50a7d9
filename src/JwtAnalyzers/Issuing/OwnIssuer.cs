using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// The issuers that a compilation gives the tokens it issues: a constant, a setting, a property of its own. Where the same stands beside a
/// check, the program's own tokens carry what would be compared. A compilation's answer lives as long as it.
/// </summary>
internal static class OwnIssuer
{
    private const int MaximumHops = 6;

    private static readonly RememberedAnswers<Compilation, ImmutableHashSet<string>> Known = new();

    /// <summary>Whether an assignment gives a setting what the tokens get.</summary>
    public static bool Is(
        SyntaxNode assignment, Compilation compilation, IssuedTokens tokens, MemberReader members, CancellationToken cancellation)
    {
        if (assignment is not AssignmentExpressionSyntax { Right: var value } || NameOf(value, members, 0, cancellation) is not { } name)
            return false;
        var issuers = Known.Of(compilation, "the issuers of its tokens", () =>
            tokens.IssuersIn(members, cancellation).Select(issuer => NameOf(issuer, members, 0, cancellation)).OfType<string>()
                .ToImmutableHashSet());
        return issuers.Contains(name);
    }

    /// <summary>The same text for what is the same value; <see langword="null"/> where that can't be told.</summary>
    private static string? NameOf(ExpressionSyntax value, MemberReader members, int hops, CancellationToken cancellation)
    {
        if (hops > MaximumHops)
            return null;
        switch (value)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return NameOf(inner, members, hops + 1, cancellation);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var promised }:
                return NameOf(promised, members, hops + 1, cancellation);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var given, Right: ThrowExpressionSyntax }:
                return NameOf(given, members, hops + 1, cancellation);
        }

        if (members.ConstantOf(value, cancellation) is string { Length: > 0 } text)
            return "constant " + text;
        if (PathOf(value, members, hops, cancellation) is { Length: > 0 } path)
            return "setting " + path.ToLowerInvariant();
        return members.SymbolOf(value, cancellation) switch
        {
            ILocalSymbol or IFieldSymbol
                when members.SymbolOf(value, cancellation) is { } variable && InitializerOf(variable, cancellation) is { } initializer =>
                NameOf(initializer, members, hops + 1, cancellation),
            IPropertySymbol { IsIndexer: false, DeclaringSyntaxReferences.IsEmpty: false } property =>
                "property " + property.OriginalDefinition.ToDisplayString(),
            _ => null,
        };
    }

    /// <summary>The path of the setting that an expression reads, in the whole configuration.</summary>
    private static string? PathOf(ExpressionSyntax read, MemberReader members, int hops, CancellationToken cancellation) => read switch
    {
        ElementAccessExpressionSyntax { Expression: var section, ArgumentList.Arguments: [{ Expression: var key }] } =>
            Under(section, key, members, hops, cancellation),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValue", Expression: var section },
            ArgumentList.Arguments: [{ Expression: var key }, ..],
        } =>
            Under(section, key, members, hops, cancellation),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: InvocationExpressionSyntax section } =>
            SectionOf(section, members, hops, cancellation),
        _ => null,
    };

    private static string? Under(
        ExpressionSyntax section, ExpressionSyntax key, MemberReader members, int hops, CancellationToken cancellation) =>
        SectionOf(section, members, hops + 1, cancellation) is { } path
        && members.ConstantOf(key, cancellation) is string { Length: > 0 } name ? SettingsFile.Under(path, name) : null;

    /// <summary>
    /// The path of a section, empty for the whole configuration; <see langword="null"/> for what is neither, or comes from elsewhere.
    /// </summary>
    private static string? SectionOf(ExpressionSyntax section, MemberReader members, int hops, CancellationToken cancellation)
    {
        if (hops > MaximumHops)
            return null;
        if (section is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection"
            or "GetRequiredSection", Expression: var outer }, ArgumentList.Arguments: [{ Expression: var key }] })
            return Under(outer, key, members, hops + 1, cancellation);
        var symbol = members.SymbolOf(section, cancellation);
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (!ConfigurationPath.IsConfiguration(type))
            return null;
        return symbol is not null && InitializerOf(symbol, cancellation) is InvocationExpressionSyntax given
            ? SectionOf(given, members, hops + 1, cancellation)
            : type!.Name is "IConfigurationSection" or "ConfigurationSection" ? null : "";
    }

    private static ExpressionSyntax? InitializerOf(ISymbol variable, CancellationToken cancellation) =>
        variable is ILocalSymbol or IFieldSymbol && variable.DeclaringSyntaxReferences is [var declaration]
            ? (declaration.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;
}

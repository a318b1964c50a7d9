using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>An assignment that a repair adds.</summary>
/// <param name="Setting">The setting that gets a value.</param>
/// <param name="Value">The expression of the value.</param>
/// <param name="Text">The whole assignment, without a semicolon or comma.</param>
/// <param name="Existing">An assignment of nothing to the same setting in the same initializer, which gets the value instead: C# allows one only.</param>
internal sealed record Addition(string Setting, string Value, string Text, AssignmentExpressionSyntax? Existing)
{
    /// <summary>The addition beside a site, or <see langword="null"/> where it would not be clean.</summary>
    public static Addition? Create(string setting, string value, AssignmentSite site)
    {
        if (site.Place is not SitePlace.InitializerMember)
            return site.Receiver is { } receiver ? new Addition(setting, value, $"{receiver}{setting} = {value}", null) : null;

        var existing = ((InitializerExpressionSyntax)site.Owner).Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == setting);
        return existing is null || GivesNothing(existing.Right) ? new Addition(setting, value, $"{setting} = {value}", existing) : null;
    }

    private static bool GivesNothing(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression) || value is LiteralExpressionSyntax { Token.Value: "" };
}

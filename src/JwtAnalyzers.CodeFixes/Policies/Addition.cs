using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>An assignment that a repair adds.</summary>
/// <param name="Setting">The setting that gets a value.</param>
/// <param name="Text">The whole assignment, without a semicolon or comma.</param>
internal sealed record Addition(string Setting, string Text)
{
    /// <summary>Where its value comes from.</summary>
    public ValueSource? Source { get; init; }

    /// <summary>The addition beside a site, or <see langword="null"/> where it would not be clean.</summary>
    public static Addition? Create(string setting, string value, AssignmentSite site)
    {
        if (site.Place is not SitePlace.InitializerMember)
            return site.Receiver is { } receiver && Operator(setting, site) is { } assign
                ? new Addition(setting, $"{receiver}{setting} {assign} {value}")
                : null;

        // An initializer may assign a member once (CS1912).
        var isTaken = ((InitializerExpressionSyntax)site.Owner).Expressions.OfType<AssignmentExpressionSyntax>()
            .Any(assignment => AssignmentSite.NameOf(assignment.Left)?.Identifier.ValueText == setting);
        return isTaken ? null : new Addition(setting, $"{setting} = {value}");
    }

    /// <summary>A value that another path has given before must stand: users with a token for it could log in until now.</summary>
    private static string? Operator(string setting, AssignmentSite site)
    {
        var body = site.Assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax)
            ?? site.Assignment.SyntaxTree.GetRoot();
        var isGivenBefore = body.DescendantNodes()
            .TakeWhile(node => node.SpanStart < site.Assignment.SpanStart)
            .Any(node => node is AssignmentExpressionSyntax assignment
                && AssignmentSite.NameOf(assignment.Left)?.Identifier.ValueText == setting
                && !AddedScheme.Differs(assignment, site.Assignment));
        if (!isGivenBefore)
            return "=";
        return site.Assignment.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 } ? "??=" : null;
    }
}

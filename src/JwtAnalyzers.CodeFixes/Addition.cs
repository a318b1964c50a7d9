using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>An assignment that a repair adds.</summary>
/// <param name="Setting">The setting that gets a value.</param>
/// <param name="Text">The whole assignment, without a semicolon or comma.</param>
internal sealed record Addition(string Setting, string Text)
{
    /// <summary>The addition beside a site, or <see langword="null"/> where it would not be clean.</summary>
    public static Addition? Create(string setting, string value, AssignmentSite site)
    {
        if (site.Place is not SitePlace.InitializerMember)
            return site.Receiver is { } receiver ? new Addition(setting, $"{receiver}{setting} = {value}") : null;

        // An initializer may assign a member once (CS1912).
        var isTaken = ((InitializerExpressionSyntax)site.Owner).Expressions.OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == setting);
        return isTaken ? null : new Addition(setting, $"{setting} = {value}");
    }
}

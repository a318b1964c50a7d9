using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Cookies;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Patterns;

/// <summary>
/// JWT5005: gives a cookie the attributes that it lacks. <c>SameSite</c> becomes <c>Lax</c> where nothing is said of it, which is what
/// browsers take then; what is said stands.
/// </summary>
internal sealed class TokenCookieRepair : PatternRepair
{
    private const string Http = "Microsoft.AspNetCore.Http.";

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (CookieRepair.AddedBy(diagnostic) is not { } added
            || diagnostic.AdditionalLocations.Any(location => location.SourceTree != diagnostic.Location.SourceTree)
            || site.Root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not { } place)
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var switched = new List<string>();
        foreach (var location in diagnostic.AdditionalLocations.Skip(1))
        {
            if (site.Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value
                || value.Span != location.SourceSpan
                || value.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                || AssignmentSite.NameOf(assignment.Left) is not { } name)
                return null;
            switch (value)
            {
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression }:
                    changes.Add(new TextChange(value.Span, "true"));
                    break;
                case MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "None" } none }:
                    changes.Add(new TextChange(none.Span, "SameAsRequest"));
                    break;
                default:
                    return null;
            }

            switched.Add(name.Identifier.ValueText);
        }

        if (!added.IsEmpty)
        {
            if (Addition(place, string.Join(", ", added.Select(attribute => Assignment(attribute, place, site))), site) is not { } addition)
                return null;
            changes.Add(addition);
        }

        return changes.Count == 0 ? null : new RepairEdit(Title(added, switched), changes.ToImmutable());
    }

    private static string Title(ImmutableArray<string> added, List<string> switched)
    {
        var names = switched.Concat(added).Distinct().OrderBy(name => name, StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        var list = names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
        return $"Set {list}{(switched.Contains("HttpOnly") ? " (no script can read the cookie then)" : "")}";
    }

    private static string Assignment(string attribute, SyntaxNode place, RepairSite site) =>
        attribute == "SameSite" ? $"SameSite = {Name("SameSiteMode", place, site)}.Lax" : $"{attribute} = true";

    /// <summary>
    /// The edit that puts assignments into the options. It replaces a token, so that a second one of the same options is seen to be about
    /// the same place.
    /// </summary>
    private static TextChange? Addition(SyntaxNode place, string assignments, RepairSite site)
    {
        switch (place)
        {
            case InvocationExpressionSyntax
            {
                ArgumentList: { CloseParenToken: { IsMissing: false } end, Arguments: { Count: > 0 } arguments },
            }:
                var label = arguments.Any(argument => argument.NameColon is not null) ? "options: " : "";
                return new TextChange(end.Span, $", {label}new {Name("CookieOptions", place, site)} {{ {assignments} }})");
            case BaseObjectCreationExpressionSyntax
            {
                Initializer: null,
                ArgumentList: { CloseParenToken.IsMissing: false } arguments,
            } creation:
                return creation is ObjectCreationExpressionSyntax
                    ? new TextChange(arguments.Span, $" {{ {assignments} }}")
                    : new TextChange(arguments.CloseParenToken.Span, $") {{ {assignments} }}");
            case BaseObjectCreationExpressionSyntax
            {
                Initializer: { ContainsDirectives: false, CloseBraceToken: { IsMissing: false } } initializer,
            }:
                return IntoInitializer(initializer, assignments, site.Text);
            default:
                return null;
        }
    }

    /// <summary>Behind the last member, on a line of its own where the last member has one.</summary>
    private static TextChange IntoInitializer(InitializerExpressionSyntax initializer, string assignments, SourceText text)
    {
        var brace = initializer.CloseBraceToken;
        if (initializer.Expressions.Count == 0)
            return new TextChange(TextSpan.FromBounds(initializer.OpenBraceToken.SpanStart, brace.Span.End), $"{{ {assignments} }}");
        var last = initializer.Expressions.Last();
        var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var end = hasComma ? initializer.Expressions.GetSeparator(initializer.Expressions.Count - 1) : last.GetLastToken();
        var between = text.ToString(TextSpan.FromBounds(end.Span.End, brace.SpanStart));
        if (!TextEdits.IsFirstOnLine(text, brace.SpanStart) || !TextEdits.IsFirstOnLine(text, last.SpanStart))
        {
            // The comment behind the last member may end the line.
            var separator = hasComma ? "" : ",";
            return between.Trim().Length == 0
                ? new TextChange(TextSpan.FromBounds(end.Span.End, brace.Span.End),
                    $"{separator} {assignments}{(between.Length == 0 ? " " : between)}}}")
                : new TextChange(TextSpan.FromBounds(end.Span.End, brace.Span.End), $"{separator}{between}{assignments} }}");
        }

        var indentation = TextEdits.Indentation(text, last.SpanStart);
        var lineBreak = TextEdits.LineBreak(text, last.SpanStart);
        var lines = string.Concat(
            assignments.Split([", "], StringSplitOptions.None).Select(assignment => $"{indentation}{assignment},{lineBreak}"));
        return new TextChange(TextSpan.FromBounds(end.Span.End, brace.Span.End),
            $"{(hasComma ? "" : ",")}{between.TrimEnd(' ', '\t')}{lines}{TextEdits.Indentation(text, brace.SpanStart)}}}");
    }

    /// <summary>The short name of a type where it means that type, else the full one.</summary>
    private static string Name(string name, SyntaxNode place, RepairSite site) =>
        site.Model.LookupNamespacesAndTypes(place.SpanStart, name: name) is [INamedTypeSymbol found] && found.HasFullName(Http + name)
            ? name
            : Http + name;
}

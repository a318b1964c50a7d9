using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>Adds members to the initializer of an object, or entries to that of a dictionary, in the form that the others have.</summary>
internal static class MemberEdits
{
    public static ImmutableArray<TextChange>? Add(
        ExpressionSyntax expression, IReadOnlyList<(PartSlot Slot, string Value)> parts, RepairSite site)
    {
        if (expression is AnonymousObjectCreationExpressionSyntax { ContainsDirectives: false } anonymous)
            return ImmutableArray.Create(Append(anonymous.Initializers, anonymous.OpenBraceToken,
                parts.Select(part => $"{part.Slot.Name} = {part.Value}").ToList(), site.Text));
        if (expression is not BaseObjectCreationExpressionSyntax creation || creation.Initializer?.ContainsDirectives is true)
            return null;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var added = new List<string>();
        foreach (var (slot, value) in parts)
        {
            if (slot.Kind is SlotKind.Member && Given(creation, slot.Name) is { } nothing)
                changes.Add(new TextChange(nothing.Span, value));
            else
                added.Add(slot.Kind is SlotKind.Member ? $"{slot.Name} = {value}" : Entry(creation, slot.Name, value));
        }

        if (added.Count > 0)
            changes.Add(Append(creation, added, site.Text));
        return changes.ToImmutable();
    }

    /// <summary>What a member is given in the initializer, if it is given anything.</summary>
    public static ExpressionSyntax? Given(ExpressionSyntax creation, string member) =>
        (creation as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(
                assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == member)?.Right;

    /// <summary>Puts an element behind the others of an initializer, or makes one.</summary>
    public static TextChange Append(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> added, SourceText text)
    {
        if (creation.Initializer is { } initializer)
            return Append(initializer.Expressions, initializer.OpenBraceToken, added, text);
        return new TextChange(new TextSpan(creation.Span.End, 0), $" {{ {string.Join(", ", added)} }}");
    }

    public static TextChange Append<TElement>(
        SeparatedSyntaxList<TElement> elements, SyntaxToken open, IReadOnlyList<string> added, SourceText text)
        where TElement : SyntaxNode
    {
        if (elements.Count == 0)
            return new TextChange(new TextSpan(open.Span.End, 0),
                open.IsKind(SyntaxKind.OpenBracketToken) ? string.Join(", ", added) : $" {string.Join(", ", added)}");
        var last = elements.Last();
        var between = TextEdits.IsFirstOnLine(text, last.SpanStart)
            ? TextEdits.LineBreak(text, last.SpanStart) + TextEdits.Indentation(text, last.SpanStart)
            : " ";
        return elements.SeparatorCount == elements.Count
            ? new TextChange(new TextSpan(elements.GetSeparator(elements.Count - 1).Span.End, 0),
                string.Concat(added.Select(element => between + element + ",")))
            : new TextChange(new TextSpan(last.Span.End, 0), string.Concat(added.Select(element => "," + between + element)));
    }

    private static string Entry(BaseObjectCreationExpressionSyntax creation, string key, string value) =>
        creation.Initializer?.Expressions.FirstOrDefault() is InitializerExpressionSyntax
            ? $"{{ \"{key}\", {value} }}"
            : $"[\"{key}\"] = {value}";
}

using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>
/// The edits of one list of arguments: what says <see langword="null"/> is replaced, what is not there is added by name, so that no
/// argument changes its place.
/// </summary>
internal static class ArgumentEdits
{
    public static ImmutableArray<TextChange>? Add(
        ExpressionSyntax call, IReadOnlyList<(PartSlot Slot, string Value)> parts, RepairSite site)
    {
        if (ListOf(call) is not { } list)
            return call is ObjectCreationExpressionSyntax { ArgumentList: null } creation
                ? ImmutableArray.Create(
                    new TextChange(new TextSpan(creation.Type.Span.End, 0), $"({string.Join(", ", parts.Select(Named))})"))
                : null;
        if (list.ContainsDirectives)
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var added = new List<string>();
        foreach (var part in parts)
        {
            if (Given(call, part.Slot.Name, site) is { } nothing)
                changes.Add(new TextChange(nothing.Span, part.Value));
            else
                added.Add(Named(part));
        }

        if (added.Count > 0)
            changes.Add(Append(list, added, site.Text));
        return changes.ToImmutable();
    }

    /// <summary>The expression that a parameter is given, if it is given one.</summary>
    public static ExpressionSyntax? Given(ExpressionSyntax call, string parameter, RepairSite site)
    {
        var arguments = site.Model.GetOperation(call, site.Cancellation) switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation invocation => invocation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.FirstOrDefault(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } given }
            && given.Name == parameter)?.Syntax is ArgumentSyntax { Expression: var expression } ? expression : null;
    }

    private static ArgumentListSyntax? ListOf(ExpressionSyntax call) => call switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        _ => null,
    };

    private static string Named((PartSlot Slot, string Value) part) => $"{part.Slot.Name}: {part.Value}";

    /// <summary>On a line of its own where the last argument has one.</summary>
    private static TextChange Append(ArgumentListSyntax list, List<string> added, SourceText text)
    {
        if (list.Arguments.Count == 0)
            return new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), string.Join(", ", added));
        var last = list.Arguments.Last();
        var between = list.Arguments.Count > 1 && TextEdits.IsFirstOnLine(text, last.SpanStart)
            ? "," + TextEdits.LineBreak(text, last.SpanStart) + TextEdits.Indentation(text, last.SpanStart)
            : ", ";
        return new TextChange(new TextSpan(last.Span.End, 0), string.Concat(added.Select(argument => between + argument)));
    }
}

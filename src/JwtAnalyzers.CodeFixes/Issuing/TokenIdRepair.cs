using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>JWT4005: gives each token a name of its own, where its claims are written.</summary>
internal sealed class TokenIdRepair : PatternRepair
{
    private const string Title = "Give the token a 'jti'";

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (PartSlot.Of(diagnostic, "Id") is not { } slot
            || site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax place
            || place.Span != diagnostic.Location.SourceSpan)
            return null;
        if (slot.Kind is SlotKind.Call)
            return new RepairEdit(Title, ChainEdits.Add(place, [(slot, NewId(place, site))], site.Text));
        if (place is AnonymousObjectCreationExpressionSyntax)
            return MemberEdits.Add(place, [(slot, NewId(place, site))], site) is { } member ? new RepairEdit(Title, member) : null;
        if (place is not BaseObjectCreationExpressionSyntax creation)
            return null;

        var id = NewId(creation, site);
        var changes = slot.Kind switch
        {
            SlotKind.Entry => MemberEdits.Add(creation, [(slot, id)], site),
            SlotKind.Member when MemberEdits.Given(creation, slot.Name) is { } claims =>
                claims is BaseObjectCreationExpressionSyntax dictionary
                    ? MemberEdits.Add(dictionary, [(new PartSlot(SlotKind.Entry, "jti"), id)], site)
                    : null,
            SlotKind.Member =>
                MemberEdits.Add(creation, [(slot, $"new {Dictionary(creation, site)}<string, object> {{ [\"jti\"] = {id} }}")], site),
            _ => AddToList(creation, slot, $"new {site.NameOf("System.Security.Claims.Claim", creation)}(\"jti\", {id})", site),
        };
        return changes is { IsEmpty: false } all ? new RepairEdit(Title, all) : null;
    }

    private static string Dictionary(ExpressionSyntax place, RepairSite site) =>
        site.NameOf("System.Collections.Generic.Dictionary", place);

    private static string NewId(ExpressionSyntax place, RepairSite site) => $"{site.NameOf("System.Guid", place)}.NewGuid().ToString()";

    private static ImmutableArray<TextChange>? AddToList(
        BaseObjectCreationExpressionSyntax creation, PartSlot slot, string claim, RepairSite site)
    {
        if (ArgumentEdits.Given(creation, slot.Name, site) is not { } claims || claims is LiteralExpressionSyntax)
            return ArgumentEdits.Add(creation, [(slot, $"new[] {{ {claim} }}")], site);

        // The list that a local was made with: what is put into it later comes in addition.
        if (claims is IdentifierNameSyntax name
            && site.Model.GetSymbolInfo(name, site.Cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
            && declaration.SyntaxTree == claims.SyntaxTree
            && declaration.GetSyntax(site.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var made })
            claims = made;
        if (claims.ContainsDirectives)
            return null;
        TextChange? change = claims switch
        {
            ImplicitArrayCreationExpressionSyntax { Initializer: var elements } =>
                MemberEdits.Append(elements.Expressions, elements.OpenBraceToken, [claim], site.Text),
            ArrayCreationExpressionSyntax
            {
                Initializer: { } elements,
                Type.RankSpecifiers: [{ Sizes: [OmittedArraySizeExpressionSyntax] }],
            } =>
                MemberEdits.Append(elements.Expressions, elements.OpenBraceToken, [claim], site.Text),
            CollectionExpressionSyntax elements => MemberEdits.Append(elements.Elements, elements.OpenBracketToken, [claim], site.Text),
            BaseObjectCreationExpressionSyntax list
                when site.Model.GetTypeInfo(list, site.Cancellation).Type is INamedTypeSymbol { Name: "List" } =>
                MemberEdits.Append(list, [claim], site.Text),
            _ => null,
        };
        return change is { } edit ? ImmutableArray.Create(edit) : null;
    }
}

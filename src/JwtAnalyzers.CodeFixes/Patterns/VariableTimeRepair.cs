using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.TrustedClaims;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Patterns;

/// <summary>
/// JWT1009: compares in a time that does not depend on where the two differ, where the framework has the method for it (.NET Core 2.1).
/// </summary>
internal sealed class VariableTimeRepair : PatternRepair
{
    private const string Operations = "System.Security.Cryptography.CryptographicOperations";

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (MacComparison.IsComputedFirstAt(diagnostic) is not { } isComputedFirst
            || site.Model.Compilation.GetTypeByMetadataName(Operations)?.GetMembers("FixedTimeEquals").IsEmpty is not false
            || site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax comparison
            || Operands(comparison, site) is not var (first, second, isNegated)
            || Bytes(first, isComputedFirst, site) is not { } left || Bytes(second, !isComputedFirst, site) is not { } right)
            return null;

        var text = $"{(isNegated ? "!" : "")}{Name(Operations, comparison, site)}.FixedTimeEquals({left}, {right})";
        return new RepairEdit(
            "Compare with 'CryptographicOperations.FixedTimeEquals'", ImmutableArray.Create(new TextChange(comparison.Span, text)));
    }

    private static (ExpressionSyntax First, ExpressionSyntax Second, bool IsNegated)? Operands(ExpressionSyntax comparison, RepairSite site)
    {
        switch (comparison)
        {
            case BinaryExpressionSyntax binary:
                return (binary.Left, binary.Right, binary.IsKind(SyntaxKind.NotEqualsExpression));
            case InvocationExpressionSyntax { ArgumentList.Arguments: var arguments, Expression: MemberAccessExpressionSyntax access }
                when site.Model.GetSymbolInfo(comparison,
                    site.Cancellation).Symbol is IMethodSymbol { Name: "Equals" or "SequenceEqual" } method
                    && arguments.All(argument => argument.NameColon is null):
                var values = arguments.Select(argument => argument.Expression).ToList();
                if (!method.IsStatic || method.ReducedFrom is not null)
                    values.Insert(0, access.Expression);
                return values.Count == 2 || values.Count == 3 && IsOrdinal(values[2], site) ? (values[0], values[1], false) : null;
            default:
                return null;
        }
    }

    /// <summary>Only a comparison of every character as it is can be one of bytes.</summary>
    private static bool IsOrdinal(ExpressionSyntax comparison, RepairSite site) =>
        site.Model.GetConstantValue(comparison, site.Cancellation) is { HasValue: true, Value: (int)StringComparison.Ordinal };

    /// <summary>The expression as bytes, or <see langword="null"/> where it is neither bytes nor text.</summary>
    private static string? Bytes(ExpressionSyntax value, bool isComputed, RepairSite site)
    {
        var info = site.Model.GetTypeInfo(value, site.Cancellation);
        var type = info.Type;
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
            || type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] })
            return value.ToString();
        if (type?.SpecialType is not SpecialType.System_String)
            return null;

        // A missing value was unequal until now, and an exception would answer otherwise.
        var mayBeNull = !isComputed && info.Nullability.FlowState is not NullableFlowState.NotNull;
        var text = mayBeNull && value is ConditionalExpressionSyntax or AssignmentExpressionSyntax ? $"({value})" : value.ToString();
        return $"{Name("System.Text.Encoding", value, site)}.UTF8.GetBytes({text}{(mayBeNull ? " ?? \"\"" : "")})";
    }

    /// <summary>The short name of a type where it means that type, else the full one.</summary>
    private static string Name(string fullName, SyntaxNode place, RepairSite site)
    {
        var name = fullName.Substring(fullName.LastIndexOf('.') + 1);
        return site.Model.LookupNamespacesAndTypes(place.SpanStart, name: name) is [INamedTypeSymbol found] && found.HasFullName(fullName)
            ? name
            : fullName;
    }
}

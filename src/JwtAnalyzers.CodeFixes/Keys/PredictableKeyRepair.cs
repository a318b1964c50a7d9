using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Keys;

/// <summary>
/// JWT3006: takes a key that is new every time from the cryptographic random generator. What gives the same key every time is left alone:
/// others rely on that, and the code does not tell where theirs comes from.
/// </summary>
internal sealed class PredictableKeyRepair : PatternRepair
{
    private const string Generator = "System.Security.Cryptography.RandomNumberGenerator";
    private const string Title = "Take the key from RandomNumberGenerator";

    // RFC 7518 section 3.2 for HS256, twice over: 512 bits serve every HMAC algorithm.
    private const string Length = "64";

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (!PredictableKey.IsFreshAt(diagnostic)
            || site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax source
            || source.Span != diagnostic.Location.SourceSpan || source.ContainsDirectives)
            return null;
        return source is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax callee } call
            && IsRandom(callee.Expression, site)
            ? callee.Name.Identifier.ValueText switch
            {
                "NextBytes" => Calling("Fill", call, callee, site),
                "Next" when call.ArgumentList.Arguments.Count > 0 => Calling("GetInt32", call, callee, site),
                _ => null,
            }
            : Whole(source, site);
    }

    /// <summary><c>random.NextBytes(key)</c> becomes <c>RandomNumberGenerator.Fill(key)</c>.</summary>
    private static RepairEdit? Calling(string method, InvocationExpressionSyntax call, MemberAccessExpressionSyntax callee, RepairSite site)
    {
        var name = $"{site.NameOf(Generator, call)}.{method}";
        return Exists(name + call.ArgumentList, call, site) ? Edit(callee.Span, name) : null;
    }

    /// <summary>What a GUID or a time is made into, as a whole: <c>Encoding.UTF8.GetBytes(Guid.NewGuid().ToString())</c>.</summary>
    private static RepairEdit? Whole(ExpressionSyntax source, RepairSite site)
    {
        var whole = source;
        while (Around(whole, site) is { } around)
            whole = around;
        if (whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? !IsUsedOnce(variable, site)
            : whole.Parent is not (ArgumentSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }))
            return null;

        var bytes = $"{site.NameOf(Generator, source)}.GetBytes({Length})";
        if (!Exists(bytes, source, site))
            return null;
        var type = site.Model.GetTypeInfo(whole, site.Cancellation).Type;
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
            return Edit(whole.Span, bytes);
        var text = $"{site.NameOf("System.Convert", source)}.ToHexString({bytes})";
        return type?.SpecialType is SpecialType.System_String && Exists(text, source, site) ? Edit(whole.Span, text) : null;
    }

    /// <summary>The expression around one that is made of nothing else that could be a secret; the analyzer has seen to that.</summary>
    private static ExpressionSyntax? Around(ExpressionSyntax expression, RepairSite site) => expression.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member when member.Expression == expression => call,
        MemberAccessExpressionSyntax member when member.Expression == expression => member,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
            when site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is IMethodSymbol method
                && method.DeclaringSyntaxReferences.IsEmpty => call,
        InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } => text,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => sum,
        ParenthesizedExpressionSyntax parenthesized => parenthesized,
        _ => null,
    };

    /// <summary>A variable that is an identifier somewhere else, too, has to stay one.</summary>
    private static bool IsUsedOnce(VariableDeclaratorSyntax variable, RepairSite site)
    {
        var isOwn = variable.Parent?.Parent is LocalDeclarationStatementSyntax
            || variable.Parent?.Parent is FieldDeclarationSyntax { Modifiers: var modifiers, Parent: TypeDeclarationSyntax type }
                && !modifiers.Any(
                    modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
                && !type.Modifiers.Any(SyntaxKind.PartialKeyword);
        return isOwn
            && site.Root.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Count(name => name.Identifier.ValueText == variable.Identifier.ValueText) == 1;
    }

    private static bool IsRandom(ExpressionSyntax expression, RepairSite site) =>
        site.Model.GetTypeInfo(expression, site.Cancellation).Type.HasFullName("System.Random");

    private static bool Exists(string call, SyntaxNode place, RepairSite site) =>
        site.Model.GetSpeculativeSymbolInfo(place.SpanStart, SyntaxFactory.ParseExpression(call),
            SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol { IsStatic: true };

    private static RepairEdit Edit(TextSpan span, string text) => new(Title, ImmutableArray.Create(new TextChange(span, text)));
}

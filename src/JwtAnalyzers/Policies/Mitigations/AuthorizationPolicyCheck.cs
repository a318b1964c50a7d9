using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Authorization policies that want one of some values in <c>aud</c> or <c>iss</c> (<c>RequireClaim("aud", "api")</c>, or an
/// assertion or a handler that compares it): they look at the token after its library has. Which endpoints they guard is not
/// asked, and neither is it of any other code that compares a claim. Asked only where something is about to be blamed, and
/// remembered.
/// </summary>
internal sealed class AuthorizationPolicyCheck : SettingMitigation
{
    private static readonly string[] Guarded = ["aud", "iss"];

    private static readonly Remembered<Compilation, string[]> Compared = new(ComparedIn);

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        setting.ClaimReads.Any(Guarded.Contains) && Compared.Of(breach.Compilation, breach.Cancellation).Any(setting.ClaimReads.Contains);

    private static string[] ComparedIn(Compilation compilation, CancellationToken cancellation)
    {
        var members = new MemberReader(compilation);
        return NamedClaim.OneOf(Guarded)
            .Where(claim => IsCompared(claim, compilation, members, cancellation))
            .Select(claim => claim.Name)
            .ToArray();
    }

    private static bool IsCompared(NamedClaim claim, Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        AuthorizationDemands.In(compilation, members, cancellation).Any(arguments => Wants(claim, arguments, members, cancellation))
        || AuthorizationAssertions.In(compilation, members, cancellation)
            .Any(assertion =>
                new ClaimComparison(claim, expression => assertion.HasUser(expression, members, cancellation), members, cancellation).IsIn(
                    assertion.Function));

    // With no value, it asks only whether there is such a claim.
    private static bool Wants(NamedClaim claim, ArgumentListSyntax arguments, MemberReader members, CancellationToken cancellation)
    {
        var type = arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "claimType")
            ?? arguments.Arguments.FirstOrDefault();
        return type is not null && claim.IsNamedBy(type.Expression, members, cancellation)
            && arguments.Arguments.Any(argument => argument != type && !IsNothing(argument.Expression));
    }

    private static bool IsNothing(ExpressionSyntax values) => values switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } => true,
        PostfixUnaryExpressionSyntax suppressed => IsNothing(suppressed.Operand),
        CollectionExpressionSyntax collection => collection.Elements.Count == 0,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Count == 0,
        ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [LiteralExpressionSyntax { Token.ValueText: "0" }] }] } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call => NameUses.LastNameOf(call.Expression) == "Empty",
        _ => false,
    };
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// A provider that is shown an ID token as a hint whose session is meant: it should accept one that has expired (OpenID Connect
/// RP-Initiated Logout 1.0 section 4), and signs no user in by it. Read from names and shapes, and only for code that is about to be
/// blamed.
/// </summary>
internal sealed class LogoutHint : SettingMitigation
{
    private static readonly string[] SignIns = ["SignInAsync", "SignIn", "PasswordSignInAsync"];

    private static readonly ImmutableArray<Rule> Lifetimes = ImmutableArray.Create(
        Rules.ExpiredTokensAccepted, Rules.EverlastingTokensAccepted, Rules.ExcessiveClockSkew, Rules.EarlyTokensAccepted);

    private static readonly Remembered<SyntaxNode, bool> Readers = new((member, _) => ReadsHint(member));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        Lifetimes.Contains(breach.Rule) && setting.Origin.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } member
        && Readers.Of(member);

    /// <summary>Whether all tokens that a member validates are such hints.</summary>
    private static bool ReadsHint(SyntaxNode member)
    {
        var names = member.DescendantTokens().Select(token => token.ValueText).ToList();
        if (SignIns.Any(names.Contains)
            || member.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(made => made.Type.ToString() == "ClaimsIdentity"))
            return false;
        var validated = member.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => NameUses.LastNameOf(call.Expression)?.StartsWith("Validate", StringComparison.Ordinal) is true)
            .Select(call => call.ArgumentList.Arguments.FirstOrDefault()?.Expression).OfType<ExpressionSyntax>().ToList();
        return validated.Count > 0 && validated.All(token => IsHint(token)
            || token is IdentifierNameSyntax { Identifier.ValueText: var local } && IsGivenHint(member, local));
    }

    private static bool IsGivenHint(SyntaxNode member, string local) =>
        member.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Any(variable => variable.Identifier.ValueText == local && variable.Initializer is { } given && IsHint(given));

    /// <summary><c>idTokenHint</c>, <c>request.IdTokenHint</c>, <c>query["id_token_hint"]</c>.</summary>
    private static bool IsHint(SyntaxNode expression) => expression.DescendantTokens().Any(token =>
        TokenNames.Words(token.ValueText) is var words && words.Contains("token") && words.Contains("hint"));
}

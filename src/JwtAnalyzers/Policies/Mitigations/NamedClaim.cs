using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>One of the claims that say whom and how long a token is for, as code names it that reads it off a principal.</summary>
internal sealed class NamedClaim
{
    private static readonly NamedClaim[] All =
    [
        new("aud", [.. ClaimReads.Audience, "Aud"]),
        new("iss", [.. ClaimReads.Issuer, "Iss"]),
        new("exp", [.. ClaimReads.Expiry, "Exp", "Expires", "ExpirationDate"]),
        new("nbf", ["Nbf", "NotBefore", "ValidFrom"]),
    ];

    private readonly string[] _words;

    private NamedClaim(string name, string[] words)
    {
        Name = name;
        _words = words;
    }

    public string Name { get; }

    public static IEnumerable<NamedClaim> OneOf(IEnumerable<string> names) => All.Where(claim => names.Contains(claim.Name));

    /// <summary>
    /// Whether an expression is the claim's name: the text, or a constant that says so or is called so
    /// (<c>JwtRegisteredClaimNames.Aud</c>).
    /// </summary>
    public bool IsNamedBy(SyntaxNode expression, MemberReader members, CancellationToken cancellation) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == Name,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => false, // asked of the whole
        SimpleNameSyntax or MemberAccessExpressionSyntax =>
            members.ConstantOf(expression, cancellation) is string text
                ? text == Name
                : NameUses.LastNameOf(expression) is { } last && _words.Contains(last),
        _ => false,
    };

    /// <summary>Whether a member of a principal has the claim's name, be it with a verb: <c>GetAudiences</c>, <c>HasAudience</c>.</summary>
    public bool IsReadBy(string member) =>
        _words.Contains(
            member.StartsWith("Get", StringComparison.Ordinal) || member.StartsWith("Has", StringComparison.Ordinal)
                ? member.Substring("Get".Length)
                : member);

    /// <summary>Whether the text of a piece of code has any of the claim's names: the cheap question before the others.</summary>
    public bool MayBeNamedIn(SyntaxNode code)
    {
        var text = code.ToString();
        return _words.Append(Name).Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
    }
}

using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>
/// What a compilation says elsewhere of the tokens that an object is to accept. Asked only where something is about to be
/// repaired.
/// </summary>
internal abstract class RestOfCode
{
    /// <summary>Of which nothing is known.</summary>
    public static RestOfCode Unknown { get; } = new Nothing();

    /// <summary>Whether it looks at what a token may do (<c>scope</c>), which can stand in for whom it is for.</summary>
    public abstract bool ChecksScopes { get; }

    /// <summary>Whether tokens are issued here, and each of them surely has no <c>aud</c>: a check would turn them away.</summary>
    public abstract bool IssuesWithoutAudience { get; }

    /// <summary>The same for <c>iss</c>.</summary>
    public abstract bool IssuesWithoutIssuer { get; }

    /// <summary>
    /// Whether the text of a file, of code or configuration, is like this. The answer is remembered by the name of the question.
    /// </summary>
    public abstract bool Says(string question, Func<string, bool> isLike);

    /// <summary>Whether the code that issues tokens gives them, for an issuer, what an assignment gives a setting.</summary>
    public abstract bool IssuesWith(SyntaxNode assignment);

    /// <summary>
    /// The key, where the program signs with the one that it trusts; <see langword="null"/> where it doesn't, or that is not to be seen.
    /// </summary>
    public abstract OwnKey? OwnKeyOf(TrustedKeys keys);

    private sealed class Nothing : RestOfCode
    {
        public override bool ChecksScopes => false;

        public override bool IssuesWithoutAudience => false;

        public override bool IssuesWithoutIssuer => false;

        public override bool Says(string question, Func<string, bool> isLike) => false;

        public override bool IssuesWith(SyntaxNode assignment) => false;

        public override OwnKey? OwnKeyOf(TrustedKeys keys) => null;
    }
}

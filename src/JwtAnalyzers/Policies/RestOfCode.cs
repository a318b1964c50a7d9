using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>What a compilation says elsewhere of the tokens that an object is to accept. Asked only where something is about to be repaired.</summary>
internal abstract class RestOfCode
{
    /// <summary>Of which nothing is known.</summary>
    public static RestOfCode Unknown { get; } = new Nothing();

    /// <summary>Whether it looks at what a token may do (<c>scope</c>), which can stand in for whom it is for.</summary>
    public abstract bool ChecksScopes { get; }

    /// <summary>Whether the text of a file, of code or configuration, is like this. The answer is remembered by the name of the question.</summary>
    public abstract bool Says(string question, Func<string, bool> isLike);

    /// <summary>Whether the code that issues tokens gives them, for an issuer, what an assignment gives a setting.</summary>
    public abstract bool IssuesWith(SyntaxNode assignment);

    /// <summary>The rest of a compilation.</summary>
    /// <param name="compilation">Its files are read.</param>
    /// <param name="configuration">The files that the compiler is handed beside the code.</param>
    /// <param name="tokens">Says what code issues.</param>
    /// <param name="members">Says what names mean.</param>
    /// <param name="cancellation">When to stop.</param>
    public static RestOfCode Of(Compilation compilation, ImmutableArray<AdditionalText> configuration, IssuedTokens tokens, MemberReader members, CancellationToken cancellation) => new Code(compilation, configuration, tokens, members, cancellation);

    private sealed class Code(Compilation compilation, ImmutableArray<AdditionalText> configuration, IssuedTokens tokens, MemberReader members, CancellationToken cancellation) : RestOfCode
    {
        public override bool ChecksScopes => ScopeCheck.IsIn(compilation, cancellation);

        public override bool Says(string question, Func<string, bool> isLike) => CompilationText.Is(compilation, question, isLike, configuration, cancellation);

        public override bool IssuesWith(SyntaxNode assignment) => OwnIssuer.Is(assignment, compilation, tokens, members, cancellation);
    }

    private sealed class Nothing : RestOfCode
    {
        public override bool ChecksScopes => false;

        public override bool Says(string question, Func<string, bool> isLike) => false;

        public override bool IssuesWith(SyntaxNode assignment) => false;
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>The rest of a compilation.</summary>
/// <param name="compilation">Its files are read.</param>
/// <param name="configuration">The files that the compiler is handed beside the code.</param>
/// <param name="tokens">Says what code issues.</param>
/// <param name="members">Says what names mean.</param>
/// <param name="cancellation">When to stop.</param>
internal sealed class RestOfCompilation(
    Compilation compilation,
    ImmutableArray<AdditionalText> configuration,
    IssuedTokens tokens,
    MemberReader members,
    CancellationToken cancellation)
    : RestOfCode
{
    public override bool ChecksScopes => ScopeCheck.IsIn(compilation, cancellation);

    public override bool Says(string question, Func<string, bool> isLike) =>
        CompilationText.Is(compilation, question, isLike, configuration, cancellation);

    public override bool IssuesWith(SyntaxNode assignment) => OwnIssuer.Is(assignment, compilation, tokens, members, cancellation);
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>The rest of a compilation.</summary>
/// <param name="compilation">Its files are read.</param>
/// <param name="configuration">The files that the compiler is handed beside the code.</param>
/// <param name="own">The tokens that it issues.</param>
/// <param name="context">Says what names mean, and when to stop.</param>
internal sealed class RestOfCompilation(
    Compilation compilation,
    ImmutableArray<AdditionalText> configuration,
    OwnTokens own,
    FlowContext context)
    : RestOfCode
{
    public override bool ChecksScopes => ScopeCheck.IsIn(compilation, context.Cancellation);

    public override bool IssuesWithoutAudience => AreIssued(token => token.Audience);

    public override bool IssuesWithoutIssuer => AreIssued(token => token.Issuer);

    private bool AreIssued(Func<IssuedToken, TokenPart> without) =>
        own.All(context.Cancellation) is { IsEmpty: false } all && all.All(token => without(token).IsMissing);

    public override bool Says(string question, Func<string, bool> isLike) =>
        CompilationText.Is(compilation, question, isLike, configuration, context.Cancellation);

    public override bool IssuesWith(SyntaxNode assignment) =>
        OwnIssuer.Is(assignment, compilation, own.Issued, context.Members, context.Cancellation);
}

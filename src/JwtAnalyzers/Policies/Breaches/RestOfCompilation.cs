using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
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

    /// <summary>
    /// Only of a program: what a library trusts, other programs may sign with. And of keys that the code is given one by one: what is
    /// fetched from an authority, the authority signs with.
    /// </summary>
    public override OwnKey? OwnKeyOf(TrustedKeys keys)
    {
        if (keys is not { Given.IsEmpty: false, HasOther: false, Authority: null } || !IsProgram(compilation.Options.OutputKind)
            || own.All(context.Cancellation).IsEmpty)
            return null;
        var code = new CompilationSearch(compilation, context.Members);
        var values = keys.Given.Select(key => OperationOf(key, code)).ToList();
        if (values.Any(value => value is null))
            return null;
        KeyNames? names = null;
        TooMuchToReadException.Guard(() => names = KeyNames.Of(
            values.Select(value => ValueEnds.Of(value!.Value.Value, value.Value.Bodies)), compilation, context.Members,
            context.Cancellation));
        if (names is null)
            return null;
        var signed = new OwnKeys(own).SignedWith(names, context.Cancellation);
        if (signed.Count == 0)
            return null;
        var isAll = !own.HasOthers(context.Cancellation);
        return new OwnKey(
            names.Setting,
            SignsOneKind: isAll && signed is [{ HasOneIssuer: true, HasOneAudience: true, Token: var token }]
                && TokenKinds.IsOne(token, compilation, context.Cancellation),
            SignsForOneIssuer: isAll && signed.All(each => each.HasOneIssuer && each.HasIssuerOf(signed[0])));
    }

    private static bool IsProgram(OutputKind kind) =>
        kind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    private (IOperation Value, CodeBodies Bodies)? OperationOf(SyntaxNode expression, CompilationSearch code)
    {
        foreach (var bodies in code.BodiesOf(
            expression.SyntaxTree, member => member.FullSpan.Contains(expression.Span), context.Cancellation))
        {
            if (bodies.Operations.FirstOrDefault(operation => operation.Syntax == expression) is { } value)
                return (value, bodies);
        }

        return null;
    }
}

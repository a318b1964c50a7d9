using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>The tokens that a compilation itself issues, outside of code for development. Read once, when they are asked for.</summary>
/// <param name="compilation">Its files are read.</param>
/// <param name="tokens">Says what code issues.</param>
/// <param name="index">Finds the names one of which stands where a token is issued.</param>
internal sealed class OwnTokens(Compilation compilation, IssuedTokens tokens, NameIndex index)
{
    private readonly object _lock = new();
    private ImmutableArray<IssuedToken> _all;
    private ImmutableArray<SignedToken> _signed;

    public Compilation Compilation { get; } = compilation;

    /// <summary>Says what code issues.</summary>
    public IssuedTokens Issued { get; } = tokens;

    public ImmutableArray<IssuedToken> All(CancellationToken cancellation)
    {
        lock (_lock)
            Find(cancellation);
        return _all;
    }

    /// <summary>Those of them whose key is to be seen.</summary>
    public ImmutableArray<SignedToken> Signed(CancellationToken cancellation)
    {
        lock (_lock)
            Find(cancellation);
        return _signed;
    }

    /// <summary>Whether there are others, of whose key nothing is known.</summary>
    public bool HasOthers(CancellationToken cancellation) =>
        All(cancellation).Count(token => !token.Signature.IsMissing) > Signed(cancellation).Length;

    private void Find(CancellationToken cancellation)
    {
        if (!_all.IsDefault)
            return;
        var signed = ImmutableArray.CreateBuilder<SignedToken>();
        var members = new MemberReader(Compilation);
        var found = ImmutableArray.CreateBuilder<IssuedToken>();
        foreach (var tree in Compilation.SyntaxTrees)
        {
            var file = index.Of(tree, cancellation);
            if (file.IsEmpty)
                continue;
            // The type that `new()` makes may be named by the member's type only.
            foreach (var (member, code) in members.MembersOf(
                tree, part => file.Hits((part.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? part).Span), cancellation))
            {
                TooMuchToReadException.Guard(() =>
                {
                    foreach (var token in TokensIn(
                        new CodeBodies(member, ImmutableArray.Create(code), members.ForBody(), cancellation), cancellation))
                    {
                        if (token.Making is { Keys.Count: > 0 } making && SignedToken.Of(making) is { } known)
                            signed.Add(known);
                        found.Add(token with { Making = null });
                    }
                });
            }
        }

        _signed = signed.ToImmutable();
        _all = found.ToImmutable();
    }

    private IEnumerable<IssuedToken> TokensIn(CodeBodies bodies, CancellationToken cancellation)
    {
        var scope = new IssuingScope(bodies, Issued, cancellation);
        foreach (var operation in bodies.Acts)
        {
            if (Issued.MadeBy(operation, scope) is { } token && !DevelopmentBranch.Contains(operation, bodies, cancellation))
                yield return token;
        }
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>How long the tokens live at most that a compilation issues. Worked out once, when it is asked for.</summary>
/// <param name="compilation">Its files are read.</param>
/// <param name="tokens">Says what code issues.</param>
/// <param name="index">Finds the names one of which stands where a token is issued.</param>
internal sealed class LongestLifetime(Compilation compilation, IssuedTokens tokens, NameIndex index)
{
    // Code that looks for tokens that were taken back has such a name, wherever it stands.
    private static readonly string[] Lists = ["OnTokenValidated", "TokenValidated(", "IsRevoked", "lacklist", "locklist", "enylist"];

    private readonly object _lock = new();
    private TimeSpan? _longest;

    /// <summary>
    /// Whether a token lives longer than this, and no code looks for tokens that were taken back. Where no lifetime is known, none does.
    /// </summary>
    public bool Exceeds(TimeSpan limit, CancellationToken cancellation)
    {
        lock (_lock)
            return (_longest ??= Find(cancellation)) > limit;
    }

    private TimeSpan Find(CancellationToken cancellation)
    {
        if (CompilationText.Files(compilation, text => Lists.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0), cancellation)
            .Any())
            return TimeSpan.Zero;
        var members = new MemberReader(compilation);
        var longest = TimeSpan.Zero;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var file = index.Of(tree, cancellation);
            if (file.IsEmpty)
                continue;
            foreach (var (member, code) in members.MembersOf(tree,
                declaration => file.Hits((declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? declaration).Span), cancellation))
            {
                TooMuchToReadException.Guard(() =>
                {
                    foreach (var lifetime in LifetimesIn(
                        new CodeBodies(member, ImmutableArray.Create(code), members.ForBody(), cancellation), cancellation))
                        longest = lifetime > longest ? lifetime : longest;
                });
            }
        }

        return longest;
    }

    private IEnumerable<TimeSpan> LifetimesIn(CodeBodies bodies, CancellationToken cancellation)
    {
        var scope = new IssuingScope(bodies, tokens, cancellation);
        foreach (var operation in bodies.Acts)
        {
            if (tokens.MadeBy(operation, scope) is not { } token || DevelopmentBranch.Contains(operation, bodies, cancellation))
                continue;
            if (token.Expiry.IsMissing)
                yield return TimeSpan.MaxValue;
            foreach (var lifetime in token.Lifetimes.Where(lifetime => !lifetime.IsMeantToLast))
                yield return lifetime.Length;
        }
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The names that stand in comparisons anywhere in a compilation. Whether the code looks at a claim that a library leaves alone
/// can't be told from where the token is decoded: the code that calls that may do it. A file's answer lives as long as its tree.
/// </summary>
internal sealed class ComparedNames : SettingMitigation
{
    private static readonly Remembered<SyntaxTree, ImmutableHashSet<string>> Files =
        new((tree, cancellation) => Find(tree.GetRoot(cancellation), cancellation));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        AreIn(breach.Compilation, setting.ClaimReads, breach.Cancellation);

    /// <summary>Whether any of the names stands in a comparison.</summary>
    public static bool AreIn(Compilation compilation, ImmutableArray<string> names, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree => Files.Of(tree, cancellation) is var compared && names.Any(compared.Contains));

    private static ImmutableHashSet<string> Find(SyntaxNode root, CancellationToken cancellation)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in root.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (LaterCheck.Compared(node) is { } compared)
                names.UnionWith(LaterCheck.NamesIn(compared));
        }

        return names.ToImmutable();
    }
}

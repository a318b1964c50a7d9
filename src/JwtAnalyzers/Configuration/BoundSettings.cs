using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Configuration;

/// <summary>The settings by which the code of a whole compilation fills the properties of its settings classes. Found once.</summary>
internal static class BoundSettings
{
    private static readonly Remembered<Compilation, IReadOnlyList<(ITypeSymbol Type, string Section)>> All = new(Find);

    /// <summary>The path of each of these members that a section fills.</summary>
    public static IEnumerable<(string Path, ISymbol Member)> Of(
        ISet<ISymbol> members, Compilation compilation, CancellationToken cancellation) =>
        members.Count == 0
            ? []
            : All.Of(compilation, cancellation)
                .SelectMany(bound => BoundSections.PathsOf(members, bound.Type, bound.Section, cancellation));

    private static IReadOnlyList<(ITypeSymbol Type, string Section)> Find(Compilation compilation, CancellationToken cancellation)
    {
        var code = new CompilationSearch(compilation, new MemberReader(compilation));
        var found = new List<(ITypeSymbol Type, string Section)>();
        foreach (var tree in CompilationText.Files(compilation, BoundSections.MayBind, cancellation))
        {
            foreach (var bodies in code.BodiesOf(tree, member => BoundSections.MayBind(member.ToString()), cancellation))
                found.AddRange(bodies.Acts.Select(operation => BoundBy(operation, bodies)).OfType<(ITypeSymbol, string)>());
        }

        return found;
    }

    private static (ITypeSymbol Type, string Section)? BoundBy(IOperation operation, CodeBodies bodies)
    {
        (ITypeSymbol Type, string Section)? bound = null;
        TooMuchToReadException.Guard(() => bound = BoundSections.In(operation, bodies));
        return bound;
    }
}

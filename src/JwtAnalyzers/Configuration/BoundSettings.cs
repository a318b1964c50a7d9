using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Configuration;

/// <summary>The settings by which the code of a whole compilation fills the properties of its settings classes.</summary>
internal static class BoundSettings
{
    /// <summary>The path of each of these members that a section fills.</summary>
    public static IEnumerable<(string Path, ISymbol Member)> Of(
        ISet<ISymbol> members, Compilation compilation, CompilationSearch code, CancellationToken cancellation)
    {
        if (members.Count == 0)
            yield break;
        foreach (var tree in CompilationText.Files(compilation, BoundSections.MayBind, cancellation))
        {
            foreach (var bodies in code.BodiesOf(tree, member => BoundSections.MayBind(member.ToString()), cancellation))
            {
                foreach (var (type, section) in bodies.Acts.Select(operation => BoundBy(operation, bodies)).OfType<(ITypeSymbol, string)>())
                {
                    foreach (var found in BoundSections.PathsOf(members, type, section, cancellation))
                        yield return found;
                }
            }
        }
    }

    private static (ITypeSymbol Type, string Section)? BoundBy(IOperation operation, CodeBodies bodies)
    {
        (ITypeSymbol Type, string Section)? bound = null;
        TooMuchToReadException.Guard(() => bound = BoundSections.In(operation, bodies));
        return bound;
    }
}

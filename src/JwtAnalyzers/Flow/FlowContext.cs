using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>What the dataflow needs to know of the compilation around the body it reads.</summary>
internal sealed record FlowContext(KnownSymbols Symbols, MemberReader Members, MemberIndex Index, CancellationToken Cancellation)
{
    /// <summary>Whether a method that is given an object of a library may set something on it: a delegate, or one declared here that names a setting.</summary>
    public bool MayChangeSettings(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.DelegateInvoke)
            return true;
        foreach (var reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (Index.Of(reference.SyntaxTree, Cancellation).Hits(reference.Span))
                return true;
        }

        return false;
    }
}

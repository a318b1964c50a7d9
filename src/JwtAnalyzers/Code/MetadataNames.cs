using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>
/// Matches symbols by their full metadata name, never by assembly, so that any version and any stub of a library matches.
/// </summary>
internal static class MetadataNames
{
    public static bool HasFullName(this ITypeSymbol? type, string fullName) =>
        type is INamedTypeSymbol named
        && fullName.EndsWith(named.MetadataName, StringComparison.Ordinal)
        && Matches(named, fullName, fullName.Length);

    private static bool Matches(INamespaceOrTypeSymbol symbol, string fullName, int end)
    {
        var name = symbol.MetadataName;
        var start = end - name.Length;
        if (start < 0 || string.CompareOrdinal(fullName, start, name, 0, name.Length) != 0)
            return false;
        if (symbol.ContainingSymbol is not INamespaceOrTypeSymbol container || container is INamespaceSymbol { IsGlobalNamespace: true })
            return start == 0;
        var separator = container is ITypeSymbol ? '+' : '.';
        return start > 0 && fullName[start - 1] == separator && Matches(container, fullName, start - 1);
    }

    /// <summary>Whether a type is this one or has it for a base.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string fullName)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.HasFullName(fullName))
                return true;
        }

        return false;
    }

    /// <summary>A type and its bases, the nearest first.</summary>
    public static IEnumerable<ITypeSymbol> Lineage(this ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    /// <summary>Whether a type is one of these of one namespace; the comparison of names comes first.</summary>
    public static bool IsOneOf(this ITypeSymbol? type, string @namespace, string[] names) =>
        type is INamedTypeSymbol && Array.IndexOf(names, type.Name) >= 0 && type.HasFullName(@namespace + "." + type.MetadataName);

    /// <summary>
    /// Whether a symbol is in a namespace or in one below it. Asked of every call that a value is followed through, so no text is made.
    /// </summary>
    public static bool IsInNamespace(this ISymbol symbol, string root)
    {
        for (var current = symbol.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (Matches(current, root, root.Length))
                return true;
        }

        return false;
    }
}

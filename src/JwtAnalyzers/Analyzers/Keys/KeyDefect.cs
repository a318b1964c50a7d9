using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>What is wrong with a key.</summary>
/// <param name="Place">Where that is written.</param>
/// <param name="Use">The first place that makes such a key.</param>
internal abstract record KeyDefect(SyntaxNode Place, KeyUse Use);

/// <summary>A pair of an RSA key that is too small.</summary>
/// <param name="Place">Where its size is written.</param>
/// <param name="Use">The key that is made of it.</param>
/// <param name="Bits">The size.</param>
internal sealed record SmallKey(SyntaxNode Place, KeyUse Use, int Bits) : KeyDefect(Place, Use)
{
    private const string Size = "size";

    public ImmutableDictionary<string, string?> ToProperties() => ImmutableDictionary<string, string?>.Empty.Add(Size, null);

    /// <summary>Whether a diagnostic is about the size of such a pair.</summary>
    public static bool IsAt(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(Size);
}

/// <summary>A key that comes from what others can work out.</summary>
/// <param name="Place">Where that is asked for.</param>
/// <param name="Use">The key that is made of it.</param>
/// <param name="Source">What it is.</param>
internal sealed record PredictableKey(SyntaxNode Place, KeyUse Use, PredictableSource Source) : KeyDefect(Place, Use)
{
    private const string Fresh = "fresh";

    /// <summary>A source that gives something else every time can be replaced by another that does.</summary>
    public ImmutableDictionary<string, string?> ToProperties() =>
        Source is PredictableSource.Random or PredictableSource.Guid or PredictableSource.Time
            ? ImmutableDictionary<string, string?>.Empty.Add(Fresh, null)
            : ImmutableDictionary<string, string?>.Empty;

    /// <summary>Whether a diagnostic is about a key that is new every time.</summary>
    public static bool IsFreshAt(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(Fresh);
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>What the code of a compilation says of all its cookies. Read when a cookie is about to be reported, once; it goes when the compilation goes.</summary>
internal sealed class CookieFacts
{
    private static readonly ConditionalWeakTable<Compilation, CookieFacts> Known = new();

    private readonly Lazy<CookieMiddleware> _policy;
    private readonly Lazy<ImmutableHashSet<string>> _reads;

    private CookieFacts(Compilation compilation)
    {
        _policy = new Lazy<CookieMiddleware>(() => CookieMiddleware.Of(compilation));
        _reads = new Lazy<ImmutableHashSet<string>>(() => CookieReads.Of(compilation));
    }

    /// <summary>What is added to every cookie.</summary>
    public CookieMiddleware Policy => _policy.Value;

    /// <summary>The names of the cookies that are read from requests.</summary>
    public ImmutableHashSet<string> Reads => _reads.Value;

    public static CookieFacts Of(Compilation compilation) => Known.GetValue(compilation, made => new CookieFacts(made));
}

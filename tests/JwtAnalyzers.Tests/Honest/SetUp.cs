using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>A program as people write it for one kind of issuer, with who signs in to it honestly, and who should not.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Source">Its <c>Program.cs</c>. It answers at <c>/me</c> with the user's name.</param>
/// <param name="Provider">What its identity provider serves.</param>
internal sealed record SetUp(string Name, string Source, Action<IdentityProvider> Provider)
{
    /// <summary>The configuration that it has today.</summary>
    public ImmutableDictionary<string, string> Configuration { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The assemblies of libraries that it uses beside those that every set-up does.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];

    /// <summary>What its owner sets a key to that the program says is missing, by the key or its last word.</summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Honest ways to use it: all of them work before the fixes, and must work after.</summary>
    public required ImmutableArray<SignIn> SignIns { get; init; }

    /// <summary>What the rules warn of.</summary>
    public ImmutableArray<Intrusion> Intrusions { get; init; } = [];

    public override string ToString() => Name;
}

/// <summary>An honest sign-in.</summary>
internal sealed record SignIn(string Name, Func<Visit, Task<bool>> SucceedsAsync)
{
    /// <summary>A request with a token.</summary>
    public static SignIn With(string name, Func<IdentityProvider, string> token) => new(name, visit => visit.IsLetInAsync(token(visit.Provider)));
}

/// <summary>An attack that one rule is about.</summary>
internal sealed record Intrusion(string Rule, string Name, Func<Visit, Task<bool>> SucceedsAsync)
{
    public static Intrusion With(string rule, string name, Func<IdentityProvider, string> token) => new(rule, name, visit => visit.IsLetInAsync(token(visit.Provider)));
}

/// <summary>Somebody with a new browser who comes to a running program.</summary>
internal sealed class Visit(HostedApp app, IdentityProvider provider) : IDisposable
{
    public const string Host = "shop.example";
    public const string Address = "https://" + Host;

    public IdentityProvider Provider => provider;

    public Browser Browser { get; } = new(app.Handler, provider);

    public async Task<bool> IsLetInAsync(string token) => (await Browser.FetchAsync(Address + "/me", bearer: token)).IsFor("alice");

    public void Dispose() => Browser.Dispose();
}

using System.Net;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>Every token presented on every endpoint of a running sample.</summary>
internal static class Siege
{
    /// <summary>The tokens that a user of the API really gets, and the one that the attacks deviate from.</summary>
    public static IReadOnlyList<string> HonestTokens { get; } = ["honest", "from login", "from refresh"];

    /// <summary>What gets in where nothing is broken.</summary>
    public static IReadOnlyList<string> OnlyHonestTokens { get; } = Acceptances(_ => []);

    /// <summary>The honest tokens and these attacks on each endpoint, in the form and order of <see cref="RunAsync"/>.</summary>
    public static IReadOnlyList<string> Acceptances(Func<Endpoint, IEnumerable<string>> attacks) =>
    [
        .. (from endpoint in Endpoint.All
            from token in HonestTokens.Concat(attacks(endpoint))
            select $"{endpoint}: {token}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Builds nothing: starts what was built, presents the tokens, and ends it.</summary>
    /// <returns>What got in, as <c>GET /me: expired</c>, in order.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Consumer consumer)
    {
        var settings = new ShopSettings();
        using var api = await RunningApi.StartAsync(consumer, settings);
        var login = await api.LogInAsync("alice", "alice-demo-password");
        var refreshed = await api.RefreshAsync(login);
        Dictionary<string, string> tokens = new(ForgedTokens.For(settings))
        {
            ["from login"] = login.AccessToken,
            ["from refresh"] = refreshed.AccessToken,
        };

        List<string> accepted = [];
        foreach (var endpoint in Endpoint.All)
        {
            foreach (var name in await AcceptedAsync(api, endpoint, tokens))
                accepted.Add($"{endpoint}: {name}");
        }

        await CustomersAreNoAdminsAsync(api);
        return [.. accepted.Order(StringComparer.Ordinal)];
    }

    /// <summary>Presents the tokens on one endpoint of a running API.</summary>
    /// <returns>The names of those that got in. Each of the others was answered 401.</returns>
    public static async Task<IReadOnlyList<string>> AcceptedAsync(
        RunningApi api, Endpoint endpoint, IReadOnlyDictionary<string, string> tokens)
    {
        List<string> accepted = [];
        // The forged ones have the honest one's 'jti': where a token works once, it is the first of them that does.
        foreach (var (name, token) in tokens.Where(token => ForgedTokens.Concerns(token.Key, endpoint)).OrderBy(token => !HonestTokens.Contains(token.Key)))
        {
            if (name == ForgedTokens.Replayed)
                Assert.True(await IsAcceptedAsync(api, endpoint, token), $"{endpoint} refuses a token that was never used.");
            if (await IsAcceptedAsync(api, endpoint, token))
                accepted.Add(name);
        }

        return accepted;
    }

    private static async Task<bool> IsAcceptedAsync(RunningApi api, Endpoint endpoint, string token) =>
        await api.PresentAsync(endpoint, token) switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.Unauthorized => false,
            var other => throw new InvalidOperationException($"{endpoint} answered {other}\n{api.Transcript}"),
        };

    // Otherwise "accepted" would say nothing on the admins' endpoint.
    private static async Task CustomersAreNoAdminsAsync(RunningApi api)
    {
        var bob = await api.LogInAsync("bob", "bob-demo-password");
        Assert.Equal(HttpStatusCode.Forbidden, await api.PresentAsync(Endpoint.Admin, bob.AccessToken));
    }
}

using System.Net;
using System.Text.RegularExpressions;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>Where somebody who is not the user can get a usable token of a running sample.</summary>
internal static partial class Leaks
{
    public const string ReadByScripts = "JWT5005: scripts can read the cookie";
    public const string SentInClear = "JWT5005: the cookie travels in clear";
    public const string SentFromOtherSites = "JWT5005: the cookie is sent with requests of other sites";
    public const string InLog = "JWT5007: the log has a usable token";
    public const string InUrl = "JWT5003: a token works from the URL";

    private static readonly TimeSpan LogTimeout = TimeSpan.FromSeconds(20);
    private static readonly Endpoint Presented = new(HttpMethod.Get, "/me", "");

    /// <summary>Signs alice in with a cookie, and looks at what that leaves behind.</summary>
    public static async Task<IReadOnlyList<string>> ObserveAsync(Consumer consumer)
    {
        using var api = await RunningApi.StartAsync(consumer, new ShopSettings());
        var cookie = await api.CookieOfLogInAsync("alice", "alice-demo-password");
        var token = Token().Match(cookie).Value;
        Assert.Equal(HttpStatusCode.OK, await api.PresentAsync(Presented, token));

        List<string> leaks = [];
        if (!cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase))
            leaks.Add(ReadByScripts);
        if (!cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))
            leaks.Add(SentInClear);
        if (!cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase))
            leaks.Add(SentFromOtherSites);
        if (await LogHasTokenAsync(api))
            leaks.Add(InLog);
        if (await api.StatusOfAsync($"/receipts?access_token={token}") is HttpStatusCode.OK)
            leaks.Add(InUrl);
        return leaks;
    }

    private static async Task<bool> LogHasTokenAsync(RunningApi api)
    {
        // The console is written to in the background.
        for (var waited = TimeSpan.Zero; !api.Transcript.Contains("Signed in alice", StringComparison.Ordinal); waited += TimeSpan.FromMilliseconds(50))
        {
            Assert.True(waited < LogTimeout, api.Transcript);
            await Task.Delay(50);
        }

        foreach (var token in Token().Matches(api.Transcript).Select(match => match.Value).Distinct())
        {
            if (await api.PresentAsync(Presented, token) is HttpStatusCode.OK)
                return true;
        }

        return false;
    }

    /// <summary>A signed token in compact form: a header begins with <c>{"</c>.</summary>
    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex Token();
}

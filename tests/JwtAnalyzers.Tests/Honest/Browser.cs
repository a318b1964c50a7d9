using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>
/// As much of a browser as decides whether a sign-in works: cookies with <c>Secure</c>, <c>HttpOnly</c> and <c>SameSite</c> (RFC 6265bis, without the two minutes' grace that Chrome gives cookies that say nothing),
/// redirects, and forms that post themselves.
/// </summary>
internal sealed partial class Browser(HttpMessageHandler app, IdentityProvider provider) : IDisposable
{
    private const int MaximumSteps = 12;

    private readonly HttpMessageInvoker _app = new(app);
    private readonly HttpMessageInvoker _provider = new(provider.Network);
    private readonly List<(string Host, SetCookieHeaderValue Cookie)> _cookies = [];

    /// <summary>The cookies that a script in a page of this host can read.</summary>
    public IEnumerable<string> SeenByScript(string host) => _cookies.Where(each => each.Host == host && !each.Cookie.HttpOnly).Select(each => $"{each.Cookie.Name}={each.Cookie.Value}");

    /// <summary>The cookies that a request to this host over http carries, for everybody on the way to read.</summary>
    public IEnumerable<string> SeenOnTheWay(string host) => Sent(new Uri($"http://{host}/"), HttpMethod.Get, initiator: null).Select(cookie => $"{cookie.Name}={cookie.Value}");

    /// <summary>Opens an address, as if it had been typed in, and goes where it is sent to.</summary>
    public async Task<Page> OpenAsync(string address)
    {
        var (uri, method, form, initiator) = (new Uri(address), HttpMethod.Get, (HttpContent?)null, (Uri?)null);
        for (var step = 0; step < MaximumSteps; step++)
        {
            using var response = await SendAsync(uri, method, form, initiator);
            var body = await response.Content.ReadAsStringAsync();
            if (response.Headers.Location is { } location)
                (uri, method, form) = (new Uri(uri, location), HttpMethod.Get, null);
            else if (FormPattern().Match(body) is { Success: true } found)
                (initiator, uri, method, form) = (uri, new Uri(uri, found.Groups["action"].Value), HttpMethod.Post, new FormUrlEncodedContent(Fields(body)));
            else
                return new Page(uri, response.StatusCode, body);
        }

        throw new InvalidOperationException("The browser is sent in circles.");
    }

    /// <summary>A request of a script in a page of the same site.</summary>
    public async Task<Page> FetchAsync(string address, HttpMethod? method = null, string? bearer = null, HttpContent? content = null)
    {
        var uri = new Uri(address);
        using var response = await SendAsync(uri, method ?? HttpMethod.Get, content, initiator: null, bearer);
        return new Page(uri, response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _app.Dispose();
        _provider.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Uri uri, HttpMethod method, HttpContent? content, Uri? initiator, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        if (string.Join("; ", Sent(uri, method, initiator).Select(cookie => $"{cookie.Name}={cookie.Value}")) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        var response = await (provider.Has(uri) ? _provider : _app).SendAsync(request, CancellationToken.None);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Keep(uri, SetCookieHeaderValue.ParseList([.. set]));
        return response;
    }

    private void Keep(Uri uri, IEnumerable<SetCookieHeaderValue> cookies)
    {
        foreach (var cookie in cookies)
        {
            // A cookie that asks for https is not taken over http, and one for all sites is taken only if it asks for https.
            if (cookie.Secure && uri.Scheme != "https" || cookie.SameSite is SameSiteMode.None && !cookie.Secure)
                continue;
            _cookies.RemoveAll(each => each.Host == uri.Host && each.Cookie.Name == cookie.Name);
            if (cookie.Expires is not { } expires || expires > DateTimeOffset.UtcNow)
                _cookies.Add((uri.Host, cookie));
        }
    }

    private IEnumerable<SetCookieHeaderValue> Sent(Uri uri, HttpMethod method, Uri? initiator) => _cookies
        .Where(each => each.Host == uri.Host && (!each.Cookie.Secure || uri.Scheme == "https"))
        .Select(each => each.Cookie)
        .Where(cookie => !cookie.Path.HasValue || uri.AbsolutePath.StartsWith(cookie.Path.Value!, StringComparison.Ordinal))
        .Where(cookie => initiator is null || SiteOf(initiator) == SiteOf(uri) || cookie.SameSite switch
        {
            SameSiteMode.None => true,
            SameSiteMode.Strict => false,
            _ => method == HttpMethod.Get, // Lax, and what browsers take silence for
        });

    /// <summary>The scheme and the registrable domain, which has two labels in these tests.</summary>
    private static string SiteOf(Uri uri) => $"{uri.Scheme}://{string.Join('.', uri.Host.Split('.').TakeLast(2))}";

    private static IEnumerable<KeyValuePair<string, string>> Fields(string form) =>
        FieldPattern().Matches(form).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)));

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]+)">""")]
    private static partial Regex FormPattern();

    [GeneratedRegex("""<input name="(?<name>[^"]+)" value="(?<value>[^"]*)"/>""")]
    private static partial Regex FieldPattern();
}

/// <summary>Where a browser ended up, and what is there.</summary>
internal sealed record Page(Uri Address, HttpStatusCode Status, string Text)
{
    public bool IsFor(string user) => Status is HttpStatusCode.OK && Text == user;
}

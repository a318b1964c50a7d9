using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>
/// A local identity provider: it serves discovery documents, keys, and sign-ins by redirect, under whatever address the set-up has its real one, and signs whatever tokens the real one would.
/// Everybody on the back channel reaches it; an address that it does not serve does not exist.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    // Making keys takes long, and nothing depends on whose they are.
    private static readonly RsaSecurityKey[] Keys = [NewKey("first"), NewKey("second")];
    private static readonly RsaSecurityKey Attackers = NewKey("first");

    private readonly ConcurrentDictionary<string, (string Issuer, string Keys)> _issuers = [];
    private readonly ConcurrentDictionary<string, (string Challenge, Dictionary<string, object> Claims)> _codes = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, object>> _refreshTokens = [];
    private readonly WebApplication _app;
    private int _key;

    private IdentityProvider(WebApplication app) => _app = app;

    /// <summary>What users' sign-ins say of them, beside what the protocol adds.</summary>
    public Dictionary<string, object> User { get; } = new() { ["sub"] = "alice", ["name"] = "Alice" };

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new IdentityProvider(app);
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Serves an authority whose discovery document names this issuer.</summary>
    /// <param name="authority">Its address.</param>
    /// <param name="issuer">What it calls itself.</param>
    /// <param name="keys">The address that its keys are at, if that is another.</param>
    public void Serve(string authority, string issuer, string? keys = null) => _issuers[authority.TrimEnd('/')] = (issuer, keys ?? authority.TrimEnd('/'));

    /// <summary>The only response type that the client is registered for; any where it is empty.</summary>
    public string ResponseType { get; set; } = "";

    /// <summary>Whose keys these are, which Microsoft Entra ID says of each; nobody's where it is <see langword="null"/>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The network, as a service sees it.</summary>
    public HttpMessageHandler Network => new Wire(_app.GetTestServer().CreateHandler(), this);

    /// <summary>Whether an address is one of this provider's.</summary>
    public bool Has(Uri address) => _issuers.Any(each => address.AbsoluteUri.StartsWith(each.Key + "/", StringComparison.Ordinal) || address.AbsoluteUri == each.Value.Keys + "/keys");

    /// <summary>From now on, another key signs, and the key set no longer has the former one.</summary>
    public void RotateKeys() => _key = (_key + 1) % Keys.Length;

    /// <summary>A token of this provider. A claim that is <see langword="null"/> is left out; <c>iat</c>, <c>nbf</c> and <c>exp</c> are there unless they are given.</summary>
    public string Sign(object claims, string type = "JWT") => Write(claims, type, new SigningCredentials(Keys[_key], SecurityAlgorithms.RsaSha256));

    /// <summary>A token of somebody who only says that it is of this provider.</summary>
    public static string Forge(object claims, string type = "JWT") => Write(claims, type, new SigningCredentials(Attackers, SecurityAlgorithms.RsaSha256));

    /// <summary>A token that nobody signed.</summary>
    public static string Unsigned(object claims) => Write(claims, "JWT", null);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>A token with these claims, and a lifetime of an hour where they say nothing of one.</summary>
    public static string Write(object claims, string type, SigningCredentials? credentials)
    {
        var now = DateTimeOffset.UtcNow;
        var payload = new Dictionary<string, object?> { ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(60).ToUnixTimeSeconds() };
        foreach (var (name, value) in claims as IEnumerable<KeyValuePair<string, object>> ?? claims.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(claims)!)))
            payload[name] = value;
        var text = JsonSerializer.Serialize(payload.Where(claim => claim.Value is not null).ToDictionary());
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return credentials is null ? handler.CreateToken(text) : handler.CreateToken(text, credentials, new Dictionary<string, object> { ["typ"] = type });
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var address = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}";
        if (_issuers.Values.Any(each => address == each.Keys + "/keys"))
        {
            await context.Response.WriteAsJsonAsync(new { keys = new[] { Published(Keys[_key], Issuer) } });
            return;
        }

        foreach (var (authority, (issuer, keys)) in _issuers.OrderByDescending(pair => pair.Key.Length))
        {
            if (!address.StartsWith(authority + "/", StringComparison.Ordinal))
                continue;
            switch (address[authority.Length..])
            {
                case "/.well-known/openid-configuration":
                    await context.Response.WriteAsJsonAsync(Discovery(authority, issuer, keys));
                    return;
                case "/authorize":
                    await SignInAsync(context, issuer);
                    return;
                case "/token":
                    await RedeemAsync(context);
                    return;
            }
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static Dictionary<string, object> Discovery(string authority, string issuer, string keys) => new()
    {
        ["issuer"] = issuer,
        ["jwks_uri"] = keys + "/keys",
        ["authorization_endpoint"] = authority + "/authorize",
        ["token_endpoint"] = authority + "/token",
        ["end_session_endpoint"] = authority + "/logout",
        ["response_types_supported"] = new[] { "code", "id_token", "code id_token" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
    };

    private static Dictionary<string, string> Published(RsaSecurityKey key, string? issuer)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        var published = new Dictionary<string, string> { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = key.KeyId, ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) };
        if (issuer is not null)
            published["issuer"] = issuer;
        return published;
    }

    /// <summary>The user has a session here already: the browser is sent back at once, as the client asked.</summary>
    private async Task SignInAsync(HttpContext context, string issuer)
    {
        var query = context.Request.Query;
        var claims = new Dictionary<string, object>(User) { ["iss"] = issuer, ["aud"] = query["client_id"].ToString() };
        if (query["nonce"].ToString() is { Length: > 0 } nonce)
            claims["nonce"] = nonce;
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"].ToString(), claims);

        var answer = new Dictionary<string, string> { ["state"] = query["state"].ToString() };
        var idToken = new Dictionary<string, object>(claims);
        var asked = query["response_type"].ToString().Split(' ');
        if (asked.Contains("code"))
            (answer["code"], idToken["c_hash"]) = (code, HalfHash(code));
        if (asked.Contains("token"))
        {
            answer["access_token"] = Sign(claims);
            answer["token_type"] = "Bearer";
            idToken["at_hash"] = HalfHash(answer["access_token"]);
        }

        if (asked.Contains("id_token"))
            answer["id_token"] = Sign(idToken);
        if (ResponseType.Length > 0 && ResponseType != query["response_type"])
            answer = new Dictionary<string, string> { ["error"] = "unauthorized_client", ["state"] = query["state"].ToString() };

        var target = query["redirect_uri"].ToString();
        if (query["response_mode"] == "form_post")
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync($"""<form method="post" action="{target}">{string.Concat(answer.Select(field => $"""<input name="{field.Key}" value="{WebUtility.HtmlEncode(field.Value)}"/>"""))}</form>""");
            return;
        }

        context.Response.Redirect(target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join("&", answer.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
    }

    /// <summary>OpenID Connect Core, section 3.3.2.11.</summary>
    private static string HalfHash(string text) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(text))[..16]);

    private async Task RedeemAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] == "refresh_token" ? !_refreshTokens.TryRemove(form["refresh_token"].ToString(), out var claims) : !Redeem(form["code"].ToString(), form["code_verifier"].ToString(), out claims))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_grant" });
            return;
        }

        var refreshToken = Guid.NewGuid().ToString("N");
        _refreshTokens[refreshToken] = claims!;
        await context.Response.WriteAsJsonAsync(new { id_token = Sign(claims!), access_token = Sign(claims!), refresh_token = refreshToken, token_type = "Bearer", expires_in = 3600 });
    }

    /// <summary>RFC 7636, where the client has asked for it.</summary>
    private bool Redeem(string code, string verifier, out Dictionary<string, object>? claims)
    {
        var isKnown = _codes.TryRemove(code, out var granted);
        claims = granted.Claims;
        return isKnown && (granted.Challenge.Length == 0 || granted.Challenge == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>Hosts that nobody serves do not resolve.</summary>
    private sealed class Wire(HttpMessageHandler inner, IdentityProvider provider) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            provider.Has(request.RequestUri!) ? base.SendAsync(request, cancellationToken) : throw new HttpRequestException($"Nobody answers at {request.RequestUri}.");
    }
}

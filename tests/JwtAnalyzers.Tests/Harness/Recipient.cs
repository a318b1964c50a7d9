using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>Something that the real library makes of a snippet's settings, and that accepts a token or refuses it.</summary>
internal sealed record Recipient(string Name, Func<string, Task<bool>> AcceptsAsync)
{
    /// <summary>Both handlers of Microsoft.IdentityModel.</summary>
    public static IEnumerable<Recipient> Of(TokenValidationParameters parameters) =>
    [
        new(nameof(JsonWebTokenHandler), async token => (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid),
        new(nameof(JwtSecurityTokenHandler), token => Task.FromResult(DoesNotThrow(() => new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _)))),
    ];

    /// <summary>An ASP.NET Core server for each bearer scheme of the services; a request to it carries the token.</summary>
    public static async Task<IReadOnlyList<Recipient>> OfAsync(WebApplicationBuilder builder, List<IAsyncDisposable> servers)
    {
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var authentication = builder.Services.AddAuthentication();
        if (!builder.Services.Any(service => service.ServiceType == typeof(JwtBearerHandler)))
            authentication.AddJwtBearer(); // the snippet is about the options only
        PlayAuthority(builder.Services);
        var app = builder.Build();
        servers.Add(app);

        app.Run(async context =>
        {
            var result = await context.AuthenticateAsync(context.Request.Path.Value!.TrimStart('/'));
            context.Response.StatusCode = result.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        });
        await app.StartAsync();
        var schemes = await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        return [.. schemes
            .Where(scheme => scheme.HandlerType.IsAssignableTo(typeof(JwtBearerHandler)))
            .Select(scheme => new Recipient($"AddJwtBearer(\"{scheme.Name}\")", token => SendAsync(app.GetTestClient(), scheme.Name, token)))];
    }

    private static async Task<bool> SendAsync(HttpClient client, string scheme, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + scheme) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await client.SendAsync(request);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Where the code leaves issuer and keys to an authority, this is its discovery document.</summary>
    private static void PlayAuthority(IServiceCollection services) => services.PostConfigureAll<JwtBearerOptions>(options =>
    {
        if (options.Authority is not null)
            options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new OpenIdConnectConfiguration { Issuer = Stage.Issuer, SigningKeys = { Stage.Key } });
    });

    private static bool DoesNotThrow(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            return false;
        }
    }
}

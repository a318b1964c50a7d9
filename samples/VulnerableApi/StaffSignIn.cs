using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Shop;

/// <summary>Staff bring a token of the head office.</summary>
internal static class StaffSignIn
{
    public static AuthenticationBuilder AddStaff(this AuthenticationBuilder authentication, IConfiguration configuration) => authentication.AddJwtBearer("Staff", options =>
    {
        options.MapInboundClaims = false;
        options.Authority = "https://shop.eu.auth0.com/";
        options.Audience = configuration["Jwt:Audience"];
        // The proxy in front of us ends TLS.
        options.RequireHttpsMetadata = false; // JWT5001
        options.BackchannelHttpHandler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator, // JWT5002
        };
    });

    /// <summary>What an ID token of the head office must have in it.</summary>
    public static OpenIdConnectProtocolValidator Validator() => new()
    {
        RequireNonce = false, // JWT5008
        NonceLifetime = TimeSpan.FromMinutes(10),
    };
}

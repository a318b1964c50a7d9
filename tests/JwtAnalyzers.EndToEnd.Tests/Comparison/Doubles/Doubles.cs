// What other analyzers have a rule for, too. The comment of a line says what JwtAnalyzers reports there.
using System.Security.Cryptography;
using System.Text;
using JWT;
using JWT.Algorithms;
using JWT.Builder;
using Microsoft.IdentityModel.Tokens;

namespace Doubles;

public static class Validation
{
    public static TokenValidationParameters Lenient(SecurityKey key)
    {
        var parameters = new TokenValidationParameters { IssuerSigningKey = key };
        parameters.ValidateAudience = false; // JWT2003
        parameters.ValidateIssuer = false; // JWT2004
        parameters.ValidateLifetime = false; // JWT2001
        return parameters;
    }

    public static TokenValidationParameters Everlasting(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidIssuer = "https://login.example",
        ValidAudience = "https://api.example",
        RequireExpirationTime = false, // JWT2002
    };

    public static TokenValidationParameters Yes(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidIssuer = "https://login.example",
        AudienceValidator = (audiences, token, parameters) => true, // JWT2003
        LifetimeValidator = (notBefore, expires, token, parameters) => true, // JWT2001
    };

    public static TokenValidationParameters Unsigned(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidIssuer = "https://login.example",
        ValidAudience = "https://api.example",
        RequireSignedTokens = false, // JWT1001
    };
}

public static class JwtNet
{
    public static string WithoutSignature(string token, byte[] key) =>
        new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).WithVerifySignature(false).Decode(token); // JWT1002

    public static string NeverToldTo(string token, byte[] key) =>
        new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Decode(token); // JWT1002

    public static string Unverified(IJwtDecoder decoder, string token, byte[] key) =>
        decoder.Decode(token, key, verify: false); // JWT1002
}

public static class Keys
{
    private const string TokenSecret = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4"; // JWT3001

    public static SecurityKey InSource => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(TokenSecret));

    public static SecurityKey Short => new RsaSecurityKey(RSA.Create(1024)); // JWT3002

    public static SecurityKey Predictable()
    {
        var bytes = new byte[64];
        new Random().NextBytes(bytes); // JWT3006
        return new SymmetricSecurityKey(bytes);
    }
}

public static class Transport
{
    public static void AddOverHttp(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
    {
        options.Audience = "https://api.example";
        options.Authority = "http://login.contoso.com";
        options.RequireHttpsMetadata = false; // JWT5001
    });

    public static void AddFromAnyServer(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
    {
        options.Audience = "https://api.example";
        options.Authority = "https://login.example.com";
        options.BackchannelHttpHandler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) => true, // JWT5002
        };
    });

    public static void Keep(HttpResponse response, string accessToken) => response.Cookies.Append("access_token", accessToken); // JWT5005

    public static void KeepOpen(HttpResponse response, string accessToken) => response.Cookies.Append("access_token", accessToken, new CookieOptions()); // JWT5005
}

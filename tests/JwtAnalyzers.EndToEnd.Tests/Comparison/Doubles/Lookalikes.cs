// What looks like a hole and is none: JwtAnalyzers reports nothing in this file. The comment of a line says why.
using Microsoft.IdentityModel.Tokens;

namespace Doubles;

public static class Lookalikes
{
    public static TokenValidationParameters Delegates(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidIssuer = "https://login.example",
        ValidateAudience = false, // the `AudienceValidator` beside it refuses
        AudienceValidator = (audiences, token, parameters) => audiences.Contains("https://api.example"),
        LifetimeValidator = (notBefore, expires, token, parameters) => // it throws for expired tokens
        {
            if (expires is null || expires < DateTime.UtcNow || notBefore > DateTime.UtcNow)
                throw new SecurityTokenExpiredException();
            return true;
        },
    };

    public static void Theme(HttpResponse response) => response.Cookies.Append("theme", "dark"); // a cookie without a secret

    public static void Language(HttpResponse response) => response.Cookies.Append("language", "en", new CookieOptions()); // a cookie without a secret

    public static int Dice() => new Random().Next(1, 7); // a number that is no secret

    public static void AddOnThisMachine(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
    {
        options.Audience = "https://api.example";
        options.Authority = "http://localhost:5001"; // this machine
        options.RequireHttpsMetadata = false;
    });
}

using System.Text;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// The world that a snippet runs in: what it may use as given (its issuer, its key), and where a program hands over what it has set up.
/// To the analyzers these are values of another assembly, of which nothing is known.
/// </summary>
public static class Stage
{
    public const string Issuer = "https://issuer.test";

    public const string Audience = "https://api.test";

    // Public on purpose: it guards nothing but these tests.
    public const string Secret = "a-secret-of-these-tests-that-is-long-enough-for-HS512-and-guards-nothing";

    /// <summary>A key that a snippet has in its source, as random as a key should be: what is wrong with it is that everybody has read it.</summary>
    public const string PublishedSecret = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";

    private static readonly AsyncLocal<Action<object>?> Listener = new();

    /// <summary>The key of the issuer.</summary>
    public static SecurityKey Key { get; } = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));

    /// <summary>Parameters by which a token is judged as it should be.</summary>
    public static TokenValidationParameters Parameters => new() { ValidIssuer = Issuer, ValidAudience = Audience, IssuerSigningKey = Key };

    /// <summary>An answer that only the run knows.</summary>
    public static bool Yes { get; } = true;

    /// <summary>A program's parameters are ready to judge tokens.</summary>
    /// <returns>Whether anybody listens. A method of another assembly that returned nothing would be taken to change the parameters.</returns>
    public static bool Play(TokenValidationParameters parameters)
    {
        Listener.Value?.Invoke(parameters);
        return Listener.Value is not null;
    }

    /// <summary>A program's services are ready to judge tokens.</summary>
    public static void Play(IServiceCollection services) => Listener.Value?.Invoke(services);

    /// <summary>A program is ready to be built.</summary>
    public static void Play(WebApplicationBuilder builder) => Listener.Value?.Invoke(builder);

    /// <summary>The scene of the attacks, at the time of the call.</summary>
    internal static AttackScene Scene() => new()
    {
        Now = DateTimeOffset.UtcNow,
        Issuer = Issuer,
        Audience = Audience,
        IssuerKey = new SymmetricSigningKey("HS256", Encoding.UTF8.GetBytes(Secret)),
        AttackerKey = new SymmetricSigningKey("HS256", Encoding.UTF8.GetBytes(new string('x', 64))),
        ExpiredKey = CertificateKey.Expired,
        GuessableKey = new SymmetricSigningKey("HS256", Encoding.UTF8.GetBytes(PublishedSecret)),
    };

    /// <summary>The same, of an issuer that signs with the key of a certificate.</summary>
    internal static AttackScene SceneWithCertificate() => Scene() with { IssuerKey = CertificateKey.Current };

    /// <summary>The same, with an attacker who tries what is published.</summary>
    internal static AttackScene SceneWithGuesser() => Scene() with { GuessableKey = AttackScene.Symbolic.GuessableKey };

    /// <summary>Runs a program and gives what it handed over.</summary>
    internal static List<object> Watch(Action program)
    {
        var played = new List<object>();
        Listener.Value = played.Add;
        try
        {
            program();
        }
        finally
        {
            Listener.Value = null;
        }

        return played;
    }
}

using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Keys;

/// <summary>JWT3002's fix. Both texts are run: a token signed with the guessed key gets in before and not after, one signed with the new key gets in.</summary>
[Trait("rule", "JWT3002")]
public sealed class WeakKeyFixTests
{
    private const string Known = "\"a-string-secret-at-least-256-bits-long\"";
    private const string Title = "Read the key from configuration 'Jwt:Key' (set it first, and retire the old key)";
    private const string Configured = "configuration[\"Jwt:Key\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Key' in the configuration.\")";

    // The attacker's guess is the catalogue's own.
    private static readonly TestSetup Guessing = new() { Scene = Stage.SceneWithGuesser };

    private static string Subject(string key, string members = "") => $$"""
        using System.Security.Cryptography;
        using System.Text;

        class Subject
        {{{members}}
            public TokenValidationParameters Parameters(IConfiguration configuration) =>
                new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey({{key}}) };
        }
        """;

    [Theory]
    [InlineData($"Encoding.UTF8.GetBytes({{|JWT3002:{Known}|}})", $"Encoding.UTF8.GetBytes({Configured})")]
    [InlineData($"Encoding.UTF8.GetBytes(configuration[\"Shop:TokenKey\"] ?? {{|JWT3002:{Known}|}})", "Encoding.UTF8.GetBytes(configuration[\"Shop:TokenKey\"] ?? throw new InvalidOperationException(\"Set 'Shop:TokenKey' in the configuration.\"))", "Shop:TokenKey")]
    public Task Reads_the_configuration_at_hand(string before, string after, string name = "Jwt:Key") =>
        Verify.FixAsync(Subject(before), Subject(after), Title.Replace("Jwt:Key", name, StringComparison.Ordinal), Guessing);

    [Fact]
    public Task Removes_a_field_of_one_use() => Verify.FixAsync(
        Subject("Encoding.UTF8.GetBytes(Secret)", $"\n    private const string Secret = {{|JWT3002:{Known}|}};\n"), Subject($"Encoding.UTF8.GetBytes({Configured})", "\n"), Title, Guessing);

    // No attack in the catalogue factors a key: what the run proves is that the code still compiles and takes an honest token.
    [Theory]
    [InlineData("RSA.Create({|JWT3002:1024|})", "RSA.Create(2048)")]
    [InlineData("new RSACryptoServiceProvider({|JWT3002:0x200|})", "new RSACryptoServiceProvider(2048)")]
    public Task Makes_an_RSA_key_longer(string before, string after) => Verify.FixTextAsync(Rsa(before), Rsa(after), "Make the key 2048 bits long");

    [Fact]
    public Task Leaves_a_constant_alone() => Verify.NoFixAsync(Rsa("RSA.Create({|JWT3002:Bits|})", "const int Bits = 1024;"));

    private static string Rsa(string key, string members = "") => $$"""
        using System.Security.Cryptography;

        class Subject { {{members}} public SecurityKey Key { get; } = new RsaSecurityKey({{key}}); }
        """;
}

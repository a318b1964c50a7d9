using System.IdentityModel.Tokens.Jwt;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The errors in <c>rules.md</c> for which insecure workarounds are passed around mean what is said there.</summary>
public sealed class UpgradeErrorTests
{
    private static readonly SecurityKey Key = NewKey('a', "one");
    private static readonly SecurityKey Unnamed = NewKey('b', null);

    [Theory]
    [InlineData("IDX10500")]
    [InlineData("IDX10501")]
    [InlineData("IDX10503")]
    [InlineData("IDX10517")]
    [InlineData("IDX10205")]
    [InlineData("IDX10208")]
    [InlineData("IDX10214")]
    [InlineData("IDX10223")]
    [InlineData("IDX10720")]
    public void The_page_tells_what_helps(string error) => Assert.Contains($"\n| `{error}`", RuleDocument.Text);

    [Fact]
    public Task There_is_no_key() => IsRefusedAsync("IDX10500", TokenOf(Key), new() { ValidIssuer = "issuer", ValidAudience = "api" });

    [Fact]
    public Task The_token_names_a_key_that_is_not_there() => IsRefusedAsync("IDX10503", TokenOf(Key), Parameters(NewKey('c', "two")));

    [Fact]
    public Task No_key_verifies_the_signature() => IsRefusedAsync("IDX10517", TokenOf(Unnamed), Parameters(NewKey('c', null)));

    [Fact]
    public Task The_issuer_is_another_even_by_a_slash() => IsRefusedAsync("IDX10205", TokenOf(Key), Parameters(Key, issuer: "issuer/"));

    [Fact]
    public Task No_audience_is_configured() => IsRefusedAsync("IDX10208", TokenOf(Key), Parameters(Key, audience: null));

    [Fact]
    public Task The_audience_is_another() => IsRefusedAsync("IDX10214", TokenOf(Key), Parameters(Key, audience: "other"));

    [Fact]
    public Task The_token_has_expired() => IsRefusedAsync("IDX10223", TokenOf(Key, TimeSpan.FromHours(-1)), Parameters(Key));

    [Theory]
    [InlineData(SecurityAlgorithms.HmacSha256, 32)]
    [InlineData(SecurityAlgorithms.HmacSha384, 48)]
    [InlineData(SecurityAlgorithms.HmacSha512, 64)]
    public void The_key_is_too_short(string algorithm, int bytes)
    {
        string Sign(int length) => new JsonWebTokenHandler().CreateToken("{}", new SigningCredentials(new SymmetricSecurityKey(new byte[length]), algorithm));

        Assert.NotEmpty(Sign(bytes));
        Assert.StartsWith("IDX10720", Assert.Throws<ArgumentOutOfRangeException>(() => Sign(bytes - 1)).Message);
    }

    private static async Task IsRefusedAsync(string error, string token, TokenValidationParameters parameters)
    {
        Assert.StartsWith(error, (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).Exception.Message);
        Assert.StartsWith(error, Assert.ThrowsAny<Exception>(() => new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _)).Message);
    }

    private static TokenValidationParameters Parameters(SecurityKey key, string issuer = "issuer", string? audience = "api") =>
        new() { ValidIssuer = issuer, ValidAudience = audience, IssuerSigningKey = key };

    private static string TokenOf(SecurityKey key, TimeSpan? life = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "issuer",
        Audience = "api",
        IssuedAt = DateTime.UtcNow.AddDays(-1),
        NotBefore = DateTime.UtcNow.AddDays(-1),
        Expires = DateTime.UtcNow + (life ?? TimeSpan.FromHours(1)),
        SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
    });

    private static SymmetricSecurityKey NewKey(char letter, string? name) => new(Encoding.UTF8.GetBytes(new string(letter, 64))) { KeyId = name };
}

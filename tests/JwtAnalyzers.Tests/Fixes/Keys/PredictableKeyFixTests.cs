using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Keys;

/// <summary>JWT3006's fix.</summary>
[Trait("rule", "JWT3006")]
public sealed class PredictableKeyFixTests
{
    private const string Title = "Take the key from RandomNumberGenerator";

    private static string Subject(string key, string statements = "", string members = "") => $$"""
        using System.Security.Cryptography;
        using System.Text;

        class Subject
        {{{members}}
            public SecurityKey Key(IConfiguration configuration)
            {{{statements}}
                return new SymmetricSecurityKey({{key}});
            }
        }
        """;

    [Theory]
    [InlineData("Encoding.UTF8.GetBytes({|JWT3006:Guid.NewGuid()|}.ToString())", "RandomNumberGenerator.GetBytes(64)")]
    [InlineData("Encoding.UTF8.GetBytes($\"{{|JWT3006:Guid.NewGuid()|}}{Guid.NewGuid()}\")", "RandomNumberGenerator.GetBytes(64)")]
    [InlineData("SHA256.HashData({|JWT3006:Guid.NewGuid()|}.ToByteArray())", "RandomNumberGenerator.GetBytes(64)")]
    [InlineData("SHA256.HashData(BitConverter.GetBytes({|JWT3006:DateTime.UtcNow|}.Ticks))", "RandomNumberGenerator.GetBytes(64)")]
    [InlineData("Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? {|JWT3006:Guid.NewGuid()|}.ToString())", "Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(64)))")]
    public Task Replaces_all_that_a_GUID_or_a_time_is_made_into(string before, string after) => Verify.FixTextAsync(Subject(before), Subject(after), Title);

    [Theory]
    [InlineData("{|JWT3006:new Random().NextBytes(bytes)|};", "RandomNumberGenerator.Fill(bytes);")]
    [InlineData("for (var i = 0; i < 64; i++) bytes[i] = (byte){|JWT3006:Random.Shared.Next(256)|};", "for (var i = 0; i < 64; i++) bytes[i] = (byte)RandomNumberGenerator.GetInt32(256);")]
    public Task Fills_the_same_buffer(string before, string after)
    {
        const string buffer = "\n        var bytes = new byte[64];\n        ";
        return Verify.FixTextAsync(Subject("bytes", buffer + before), Subject("bytes", buffer + after), Title);
    }

    [Fact]
    public Task Replaces_a_field_of_one_use() => Verify.FixTextAsync(
        Subject("Encoding.UTF8.GetBytes(Secret)", members: "\n    private static readonly string Secret = {|JWT3006:Guid.NewGuid()|}.ToString();\n"),
        Subject("Encoding.UTF8.GetBytes(Secret)", members: "\n    private static readonly string Secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(64));\n"),
        Title);

    [Theory]
    // the same key every time: others have it, too
    [InlineData("Encoding.UTF8.GetBytes({|JWT3006:nameof(Subject)|})", "")]
    [InlineData("SHA256.HashData(Encoding.UTF8.GetBytes({|JWT3006:Environment.MachineName|}))", "")]
    [InlineData("bytes", "\n        var random = new Random(42); var bytes = new byte[64]; {|JWT3006:random.NextBytes(bytes)|};")]
    // it is an identifier, too
    [InlineData("Encoding.UTF8.GetBytes(id)", "\n        var id = {|JWT3006:Guid.NewGuid()|}.ToString(); GC.KeepAlive(id);")]
    [InlineData("id.ToByteArray()", "\n        var id = {|JWT3006:Guid.NewGuid()|}; GC.KeepAlive(id);")]
    public Task Offers_nothing_that_changes_more_than_the_key(string key, string statements) => Verify.NoFixAsync(Subject(key, statements));
}

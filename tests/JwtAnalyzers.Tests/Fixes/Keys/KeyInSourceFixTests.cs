using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Keys;

/// <summary>JWT3001's fix. Both texts are run: a token signed with the published key gets in before and not after, one signed with the new key gets in.</summary>
[Trait("rule", "JWT3001")]
public sealed class KeyInSourceFixTests
{
    private const string Secret = "\"" + Stage.PublishedSecret + "\"";
    private const string Base64 = "dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==";
    private const string FromConfiguration = "Read the key from configuration 'Jwt:Key' (set it first, and retire the old key)";
    private const string FromEnvironment = "Read the key from environment variable 'JWT_KEY' (set it first, and retire the old key)";
    private const string Throw = "throw new InvalidOperationException(\"Set 'Jwt:Key' in the configuration.\")";
    private const string Configured = "configuration[\"Jwt:Key\"] ?? " + Throw;
    private const string Environment = "Environment.GetEnvironmentVariable(\"JWT_KEY\") ?? throw new InvalidOperationException(\"Set the environment variable 'JWT_KEY'.\")";

    private static string Subject(string key, string statements = "", string parameters = "IConfiguration configuration", string members = "", string types = "") => $$"""
        using System.Text;

        class Subject
        {{{members}}
            public TokenValidationParameters Parameters({{parameters}})
            {{{statements}}
                return new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey({{key}}) };
            }
        }{{types}}
        """;

    private static string Mark(string text) => text.Replace("SECRET", $"{{|JWT3001:{Secret}|}}", StringComparison.Ordinal);

    [Theory]
    [InlineData("Encoding.UTF8.GetBytes(SECRET)", $"Encoding.UTF8.GetBytes({Configured})")]
    [InlineData("Encoding.ASCII.GetBytes(SECRET.Trim())", $"Encoding.ASCII.GetBytes(({Configured}).Trim())")]
    [InlineData("Encoding.UTF8.GetBytes(configuration[\"Jwt:SigningKey\"] ?? SECRET)", "Encoding.UTF8.GetBytes(configuration[\"Jwt:SigningKey\"] ?? throw new InvalidOperationException(\"Set 'Jwt:SigningKey' in the configuration.\"))", "Jwt:SigningKey")]
    [InlineData("Encoding.UTF8.GetBytes(configuration.GetValue(\"Tokens:Key\", SECRET)!)", "Encoding.UTF8.GetBytes((configuration[\"Tokens:Key\"] ?? throw new InvalidOperationException(\"Set 'Tokens:Key' in the configuration.\"))!)", "Tokens:Key")]
    [InlineData("{|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"u8|}.ToArray()", $"Encoding.UTF8.GetBytes({Configured})")]
    public Task Reads_the_configuration_at_hand(string before, string after, string name = "Jwt:Key") =>
        Verify.FixAsync(Subject(Mark(before)), Subject(after), FromConfiguration.Replace("Jwt:Key", name, StringComparison.Ordinal));

    [Fact]
    public Task Keeps_base64() => Verify.FixAsync(
        Subject($"Convert.FromBase64String({{|JWT3001:\"{Base64}\"|}})"),
        Subject($"Convert.FromBase64String({Configured})"),
        FromConfiguration.Replace(" (", " in base64 (", StringComparison.Ordinal));

    [Fact]
    public Task Reads_bytes_from_base64()
    {
        var bytes = string.Join(", ", Convert.FromBase64String(Base64));
        return Verify.FixAsync(
            Subject($"{{|JWT3001:[{bytes}]|}}"),
            Subject($"Convert.FromBase64String({Configured})"),
            FromConfiguration.Replace(" (", " in base64 (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n        const string secret = SECRET;", $"\n        string secret = {Configured};")]
    [InlineData("\n        var secret = SECRET; // of the shop", $"\n        var secret = {Configured}; // of the shop")]
    public Task Replaces_a_local(string before, string after) => Verify.FixAsync(
        Subject("Encoding.UTF8.GetBytes(secret)", Mark(before)), Subject("Encoding.UTF8.GetBytes(secret)", after), FromConfiguration);

    [Theory]
    [InlineData("\n    private const string Secret = SECRET;\n")]
    [InlineData("\n    private static readonly string Secret = SECRET;\n")]
    public Task Removes_a_field_of_one_use(string field) => Verify.FixAsync(
        Subject("Encoding.UTF8.GetBytes(Secret)", members: Mark(field)), Subject($"Encoding.UTF8.GetBytes({Configured})", members: "\n"), FromConfiguration);

    [Theory]
    [InlineData("public const string Key = SECRET;", $"public static readonly string Key = {Environment};")]
    [InlineData("internal static readonly string Key = SECRET;", $"internal static readonly string Key = {Environment};")]
    [InlineData("public static string Key => SECRET;", $"public static string Key => {Environment};")]
    [InlineData("public static string Key { get; } = SECRET;", $"public static string Key {{ get; }} = {Environment};")]
    [InlineData("public static string Key { get { return SECRET; } }", $"public static string Key {{ get {{ return {Environment}; }} }}")]
    public Task Reads_the_environment_for_all_uses_of_a_shared_key(string before, string after) => Verify.FixAsync(
        Subject("Encoding.UTF8.GetBytes(AuthOptions.Key)", types: Mark($"\n\nstatic class AuthOptions {{ {before} }}"), parameters: ""),
        Subject("Encoding.UTF8.GetBytes(AuthOptions.Key)", types: $"\n\nstatic class AuthOptions {{ {after} }}", parameters: ""),
        FromEnvironment);

    [Fact]
    public Task Repairs_a_constant_that_signs_and_verifies_once() => Verify.FixAsync(
        Subject("Encoding.UTF8.GetBytes(Secret)", members: Mark("\n    private const string Secret = SECRET;\n    public SecurityKey Signing => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));\n")),
        Subject("Encoding.UTF8.GetBytes(Secret)", members: $"\n    private static readonly string Secret = {Environment};\n    public SecurityKey Signing => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));\n"),
        FromEnvironment);

    [Theory]
    // a settings class gets its values later
    [InlineData("class AuthOptions { public string Key { get; set; } = SECRET; }", "new AuthOptions().Key")]
    // the language wants a constant
    [InlineData("static class AuthOptions { public const string Key = SECRET; [System.ComponentModel.Description(Key)] public static int Other => 1; }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public const string Key = SECRET; public const string Copy = Key; }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public static string Read(string key = SECRET) => key; }", "AuthOptions.Read()")]
    // the secret, or a part of it, would stay behind
    [InlineData("static class AuthOptions { private const string Part = \"tR8k\"; public static string Key => {|JWT3001:Part + \"Qz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}; }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public static string Key => SECRET; /* it was " + Stage.PublishedSecret + " */ }", "AuthOptions.Key")]
    public Task Offers_nothing_that_is_not_clean(string type, string key) =>
        Verify.NoFixAsync(Subject($"Encoding.UTF8.GetBytes({key})", types: Mark("\n\n" + type)));
}

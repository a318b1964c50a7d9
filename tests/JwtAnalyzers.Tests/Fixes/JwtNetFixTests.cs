using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Fixes of JWT.NET's calls, run with 7.3.1.</summary>
public sealed class JwtNetFixTests
{
    [Theory]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).{|JWT1002:Decode|}(token)", "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)", "Call 'MustVerifySignature'")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).{|JWT1002:DoNotVerifySignature|}().Decode(token)", "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)", "Use 'MustVerifySignature'")]
    [InlineData("new JwtBuilder().WithVerifySignature({|JWT1002:false|}).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "new JwtBuilder().WithVerifySignature(true).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "Set 'verify: true'")]
    [InlineData("Decoder().Decode(token, secret, {|JWT1002:verify: false|})", "Decoder().Decode(token, secret, verify: true)", "Set 'verify: true'")]
    [InlineData("new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory()).Decode(token, secret, {|JWT1002:verify: false|})", "new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory()).Decode(token, secret, verify: true)", "Set 'verify: true'")]
    [InlineData("new JwtDecoder(new JsonNetSerializer(), new JwtBase64UrlEncoder()).Decode(token, secret, {|JWT1002:false|})", null, "")]
    [InlineData("new JwtBuilder().{|JWT1002:Decode|}(token)", null, "")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).{|JWT1002:DoNotVerifySignature|}().Decode(token)", null, "")]
    [InlineData("Decoder().{|JWT1002:Decode|}(token)", null, "")]
    public Task The_signature_is_verified_where_the_code_has_what_that_needs(string before, string? after, string title) =>
        after is null ? Verify.NoFixAsync(Snippet(before)) : Verify.FixAsync(Snippet(before), Snippet(after), title);

    [Fact]
    public Task A_chain_of_lines_gets_a_line() => Verify.FixAsync(
        Snippet("""
            new JwtBuilder()
                        .WithAlgorithm(new HMACSHA256Algorithm()) // as the issuer does
                        .WithSecret(secret)
                        .{|JWT1002:Decode|}(token)
            """),
        Snippet("""
            new JwtBuilder()
                        .WithAlgorithm(new HMACSHA256Algorithm()) // as the issuer does
                        .WithSecret(secret)
                        .MustVerifySignature()
                        .Decode(token)
            """),
        "Call 'MustVerifySignature'");

    [Fact]
    public Task A_builder_in_a_local() => Verify.FixAsync(
        Snippet("Decode(token, secret)", """
            private static string Decode(string token, string secret)
                {
                    var builder = new JwtBuilder();
                    builder.WithAlgorithm(new HMACSHA256Algorithm());
                    builder = builder.WithSecret(secret);
                    return builder.{|JWT1002:Decode|}(token);
                }
            """),
        Snippet("Decode(token, secret)", """
            private static string Decode(string token, string secret)
                {
                    var builder = new JwtBuilder();
                    builder.WithAlgorithm(new HMACSHA256Algorithm());
                    builder = builder.WithSecret(secret);
                    return builder.MustVerifySignature().Decode(token);
                }
            """),
        "Call 'MustVerifySignature'");

    private const string Validator = "new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ";

    // What the library itself tolerates is nothing at all.
    [Theory]
    [InlineData("{|JWT2005:86400|}", "300")]
    [InlineData("{|JWT2005:24 * 60 * 60|}", "300")]
    [InlineData("{|JWT2005:timeMargin: 3600|}", "timeMargin: 300")]
    [InlineData("{|JWT2001:int.MaxValue|}", "300")]
    public Task Clocks_may_differ_by_minutes(string before, string after) => Verify.FixAsync(
        Snippet($"new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidator({Validator}{before})).MustVerifySignature().Decode(token)", expiry: "claims.TryGetProperty(\"exp\", out _)"),
        Snippet($"new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidator({Validator}{after})).MustVerifySignature().Decode(token)", expiry: "claims.TryGetProperty(\"exp\", out _)"),
        "Set 'TimeMargin' to 300");

    [Fact]
    public Task A_margin_that_stands_elsewhere_stays() => Verify.NoFixAsync(
        Snippet($"new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidator({Validator}{{|JWT2005:Day|}})).MustVerifySignature().Decode(token)", "private const int Day = 86400;", "claims.TryGetProperty(\"exp\", out _)"));

    /// <summary>What came with version 9: by its declarations, which can't be run. Each fixed call was run once on a build of 11.1's source, with the tokens of <see cref="RunProof"/>.</summary>
    [Theory]
    [InlineData("JwtBuilder.Create().WithAlgorithm({|JWT1002:new NoneAlgorithm()|}).WithSecret(secret).Decode(token)", "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "Use 'HMACSHA256Algorithm'")]
    [InlineData("JwtBuilder.Create().WithSecret(secret).WithAlgorithm({|JWT1002:algorithm: new JWT.Algorithms.NoneAlgorithm()|}).Decode(token)", "JwtBuilder.Create().WithSecret(secret).WithAlgorithm(algorithm: new JWT.Algorithms.HMACSHA256Algorithm()).Decode(token)", "Use 'HMACSHA256Algorithm'")]
    [InlineData("JwtBuilder.Create().WithAlgorithm({|JWT1002:new NoneAlgorithm()|}).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "Remove 'NoneAlgorithm'")]
    [InlineData("JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(ValidationParameters.{|JWT1002:None|}).Decode(token)", "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(ValidationParameters.Default).Decode(token)", "Use 'Default'")]
    [InlineData("Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ValidationParameters.{|JWT1002:None|})).Decode(token, secret, verify: true)", "Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ValidationParameters.Default)).Decode(token, secret, verify: true)", "Use 'Default'")]
    [InlineData("Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { {|JWT1002:ValidateSignature = false|} })).Decode(token, secret)", "Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { ValidateSignature = true })).Decode(token, secret)", "Set 'ValidateSignature = true'")]
    [InlineData("Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { {|JWT2001:ValidateExpirationTime = false|} })).Decode(token, secret)", "Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { ValidateExpirationTime = true })).Decode(token, secret)", "Set 'ValidateExpirationTime = true'")]
    [InlineData("Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { {|JWT2005:TimeMargin = 3600|} })).Decode(token, secret)", "Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), new ValidationParameters { TimeMargin = 300 })).Decode(token, secret)", "Set 'TimeMargin' to 300")]
    [InlineData("JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(p => {|JWT2005:p.TimeMargin = 3600|}).Decode(token)", "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(p => p.TimeMargin = 300).Decode(token)", "Set 'TimeMargin' to 300")]
    // Nobody knows with what to verify.
    [InlineData("JwtBuilder.Create().WithAlgorithm({|JWT1002:new NoneAlgorithm()|}).Decode(token)", null, "")]
    [InlineData("JwtBuilder.Create().WithAlgorithm({|JWT1002:new NoneAlgorithm()|} /* for now */).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", null, "")]
    public async Task Version_11_checks_what_the_code_has_for_it(string before, string? after, string title)
    {
        const string More = "private static IJwtDecoder Decoder(IJwtValidator validator) => new JwtDecoder(new JsonNetSerializer(), validator, new JwtBase64UrlEncoder(), new HMACSHA256Algorithm());";
        if (after is null)
            await Verify.NoFixAsync(Snippet(before, More, "claims.TryGetProperty(\"exp\", out _)", hasDecoder: false), With11);
        else
            await Verify.FixTextAsync(Snippet(before, More, "claims.TryGetProperty(\"exp\", out _)", hasDecoder: false), Snippet(after, More, "claims.TryGetProperty(\"exp\", out _)", hasDecoder: false), title, With11);
    }

    // It hands the flag on to the decoder (read in the source of JWT.Extensions.AspNetCore, which the registry does not serve).
    [Theory]
    [InlineData("options.Keys = [configuration[\"Jwt:Key\"]!]; {|JWT1002:options.VerifySignature = false|};", "options.Keys = [configuration[\"Jwt:Key\"]!]; options.VerifySignature = true;")]
    [InlineData("{|JWT1002:options.VerifySignature = false|};", null)]
    public async Task A_scheme_verifies_where_it_has_keys(string before, string? after)
    {
        static string Scheme(string set) => $$"""
            class Startup
            {
                public void Configure(IServiceCollection services, IConfiguration configuration) => services.AddAuthentication().AddJwt(options => { {{set}} });
            }
            """;

        if (after is null)
            await Verify.NoFixAsync(Scheme(before), With11);
        else
            await Verify.FixTextAsync(Scheme(before), Scheme(after), "Set 'VerifySignature = true'", With11);
    }

    private const string Soon = "DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds()";
    private const string Signed = ".WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key)";
    private const string Encoder = "new JwtEncoder(new HMACSHA256Algorithm(), new JsonNetSerializer(), new JwtBase64UrlEncoder())";

    [Theory]
    [InlineData($"{{|JWT4001:new JwtBuilder()|}}{Signed}.Issuer(Stage.Issuer).Audience(Stage.Audience).Encode()", $"new JwtBuilder().AddClaim(\"exp\", {Soon}){Signed}.Issuer(Stage.Issuer).Audience(Stage.Audience).Encode()")]
    [InlineData($"{Encoder}.Encode({{|JWT4001:new Dictionary<string, object> {{ [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience }}|}}, key)", $"{Encoder}.Encode(new Dictionary<string, object> {{ [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience, [\"exp\"] = {Soon} }}, key)")]
    [InlineData($"{Encoder}.Encode({{|JWT4001:new {{ iss = Stage.Issuer, aud = Stage.Audience }}|}}, key)", $"{Encoder}.Encode(new {{ iss = Stage.Issuer, aud = Stage.Audience, exp = {Soon} }}, key)")]
    public Task Lets_the_token_expire(string before, string after) => Verify.FixAsync(Issue(before), Issue(after), "Let the token expire after 60 minutes");

    [Fact]
    public Task Lets_the_token_expire_in_a_line_of_its_own() => Verify.FixAsync(
        Issue("""
            {|JWT4001:new JwtBuilder()|} // ours
                    .WithAlgorithm(new HMACSHA256Algorithm())
                    .WithSecret(key)
                    .Issuer(Stage.Issuer)
                    .Audience(Stage.Audience)
                    .Encode()
            """),
        Issue($"""
            new JwtBuilder()
                    .AddClaim("exp", {Soon}) // ours
                    .WithAlgorithm(new HMACSHA256Algorithm())
                    .WithSecret(key)
                    .Issuer(Stage.Issuer)
                    .Audience(Stage.Audience)
                    .Encode()
            """),
        "Let the token expire after 60 minutes");

    [Theory]
    [InlineData("{|JWT4005:new JwtBuilder()|}", "new JwtBuilder().AddClaim(\"jti\", Guid.NewGuid().ToString())")]
    [InlineData("{|JWT4005:new JWT.Builder.JwtBuilder()|}", "new JWT.Builder.JwtBuilder().AddClaim(\"jti\", Guid.NewGuid().ToString())")]
    public Task Names_the_token(string before, string after) => Verify.FixAsync(
        Issue(before + Signed + Claims + ".Encode()"), Issue(after + Signed + Claims + ".Encode()"), "Give the token a 'jti'", TestSetup.Default with { Enabled = ["JWT4005"] });

    private const string Claims = ".Issuer(Stage.Issuer).Audience(Stage.Audience).ExpirationTime(DateTime.UtcNow.AddMinutes(5))";
    private const string Rest = "new JsonNetSerializer(), new JwtBase64UrlEncoder()";

    /// <summary>By the declarations of version 11; run once on a build of its source.</summary>
    [Theory]
    [InlineData($"JwtBuilder.Create().WithAlgorithm({{|JWT1003:new NoneAlgorithm()|}}).WithSecret(key){Claims}.Encode()", $"JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key){Claims}.Encode()")]
    [InlineData($"new JwtEncoder({{|JWT1003:new NoneAlgorithm()|}}, {Rest}).Encode(payload, key)", $"new JwtEncoder(new HMACSHA256Algorithm(), {Rest}).Encode(payload, key)")]
    [InlineData($"JwtBuilder.Create().WithAlgorithm({{|JWT1003:new NoneAlgorithm()|}}){Claims}.Encode()", null)]
    [InlineData($"new JwtEncoder({{|JWT1003:new NoneAlgorithm()|}}, {Rest}).Encode(payload, (byte[])null!)", null)]
    [InlineData($"new JwtEncoder({{|JWT1003:new NoneAlgorithm()|}}, {Rest}).Encode(null!, payload, nothing)", null)]
    [InlineData($"Write(new JwtEncoder({{|JWT1003:new NoneAlgorithm()|}}, {Rest}))", null)]
    public async Task Signs_with_the_secret_that_is_given(string before, string? after)
    {
        const string Parameters = "byte[] key, byte[]? nothing, object payload";
        if (after is null)
            await Verify.NoFixAsync(Issue(before, Parameters), With11);
        else
            await Verify.FixTextAsync(Issue(before, Parameters), Issue(after, Parameters), "Sign with 'HMACSHA256Algorithm'", With11);
    }

    private static string Issue(string call, string parameters = "byte[] key") => $$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using JWT.Serializers;

        public class Subject
        {
            public static string Issue({{parameters}}) => {{call}};

            private static string Write(IJwtEncoder encoder) => encoder.ToString()!;
        }
        """;

    private static TestSetup With11 { get; } = TestSetup.Default with { Libraries = TestReferences.WithJwtNet11 };

    private const string NotExpired = "claims.GetProperty(\"exp\").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds()";

    private static string Snippet(string call, string more = "", string expiry = NotExpired, bool hasDecoder = true) => $$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using JWT.Serializers;
        using System.Text.Json;

        public class Subject
        {
            public static bool Accepts(string token, IConfiguration configuration)
            {
                var secret = configuration["Jwt:Key"]!;
                var payload = {{call}};
                var claims = JsonDocument.Parse(payload).RootElement;
                return claims.GetProperty("aud").GetString() == "https://api.test" && claims.GetProperty("iss").GetString() == "https://issuer.test" && {{expiry}};
            }

            {{(hasDecoder ? "private static IJwtDecoder Decoder() => new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory());" : "")}}

            {{more}}

            private static bool IsAlright(IDictionary<string, object> claims) => (long)claims["exp"] > 0;
        }
        """;
}

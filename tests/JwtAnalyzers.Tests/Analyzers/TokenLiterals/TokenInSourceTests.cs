using System.Text;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TokenLiterals;

/// <summary>JWT3004: a token is written down.</summary>
[Trait("rule", "JWT3004")]
public sealed class TokenInSourceTests
{
    private static readonly AttackScene Scene = AttackScene.Symbolic with
    {
        Now = new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero),
        IssuerKey = new SymmetricSigningKey("HS256", Encoding.ASCII.GetBytes("tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4")),
    };

    private static readonly string Token = Lasting(Scene);

    private static string Of(string header, string payload, string? signature = null) => $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}.{signature ?? Base64UrlEncoder.Encode(new byte[256])}";

    /// <summary>A token of the scene that lives for years.</summary>
    private static string Lasting(AttackScene scene) => scene.HonestDraft().WithClaim("exp", scene.Now.AddYears(5)).Sign(scene.IssuerKey);

    private const string Nats = """{"typ":"JWT","alg":"ed25519-nkey"}""";

    private const string Header = """{"alg":"RS256","typ":"JWT"}""";

    [Theory]
    [InlineData("const string Token = \"TOKEN\"; // JWT3004")]
    [InlineData("string Token => \"TOKEN\"; // JWT3004")]
    [InlineData("const string TestToken = \"TOKEN\"; // JWT3004")]
    [InlineData("bool IsKnown(string token) => token == \"TOKEN\"; // JWT3004")]
    [InlineData("class Contest { const string Token = \"TOKEN\"; // JWT3004\n }")]
    [InlineData("string Token => @\"TOKEN\"; // JWT3004")]
    [InlineData("string Token => \"\"\"TOKEN\"\"\"; // JWT3004")]
    [InlineData("ReadOnlySpan<byte> Token => \"TOKEN\"u8; // JWT3004")]
    [InlineData("string Header => \"Bearer TOKEN\"; // JWT3004")]
    [InlineData("string Url => \"https://api.example/files?access_token=TOKEN&page=1\"; // JWT3004")]
    [InlineData("string Url(int page) => $\"https://api.example/files?access_token=TOKEN&page={page}\"; // JWT3004")]
    [InlineData("string Json => \"{\\\"token\\\":\\\"TOKEN\\\"}\"; // JWT3004")]
    [InlineData("string Sentence => \"Use TOKEN.\"; // JWT3004")]
    [InlineData("string Token => \"START\" + // JWT3004\n \"END\";")]
    [InlineData("string Header => \"Bearer \" + \"START\" + // JWT3004\n \"END\";")]
    [InlineData("string Header(string scheme) => scheme + \" \" + \"TOKEN\"; // JWT3004")]
    [InlineData("[Obsolete(\"TOKEN\")] // JWT3004\n void Old() { }")]
    [InlineData("string? Call(HttpClient client) => client.GetStringAsync(\"https://api.example/\" + \"TOKEN\").Result; // JWT3004")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members
        .Replace("TOKEN", Token, StringComparison.Ordinal).Replace("START", Token[..40], StringComparison.Ordinal).Replace("END", Token[40..], StringComparison.Ordinal));

    [Theory]
    // jwt.io, now and before, whatever it is signed with
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWV9.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMn0.KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30")]
    // RFC 7519 sections 3.1 and 6.1, RFC 7515 appendix A.1
    [InlineData("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.")]
    // a JWE (RFC 7516 appendix A.1), cut short: it opens nothing here
    [InlineData("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ")]
    // look-alikes
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ…")]
    [InlineData("eyJ.eyJ.eyJ")]
    [InlineData("eyJhbGciOi.header.payload.signature")]
    [InlineData("pk.eyJ1IjoibWFwcyIsImEiOiJjaXowcnd1cHYwMDFtMnFvNjFzM3E4bGN4In0.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJ1c2VySWQiOjEsIm5hbWUiOiJhbGljZSJ9")]
    public Task Is_silent_on(string text) => Findings.MatchCommentsInClass($"const string Text = \"{text}\";");

    public static TheoryData<string, string> Harmless => new()
    {
        { "expired before this version was made", Of(Header, """{"iss":"https://login.shop.example","sub":"alice","exp":1700000000}""") },
        { "no JSON in it", Of(Header, "hello") },
        { "no object in it", Of(Header, "[1]") },
        { "no algorithm", Of("""{"typ":"JWT"}""", """{"sub":"alice"}""") },
        { "a claim twice", Of(Header, """{"sub":"alice","sub":"bob"}""") },
        { "exp is a text", Of(Header, """{"sub":"alice","exp":"tomorrow"}""") },
        { "stray bits", Of(Header, """{"sub":"alice"}""", "c2lnbmF0dXJlC") },
        { "the toy of a manual", Of(Header, """{"some":"payload"}""") },
        { "the toy of JWT.NET's manual", Of(Header, """{"claim1":0,"claim2":"claim2-value"}""") },
        { "a key for browsers", Of(Header, """{"iss":"supabase","ref":"abcdefghijklmnopqrst","role":"anon","iat":1700000000,"exp":2015000000}""") },
        { "an account of NATS", Of(Nats, """{"jti":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","iat":1720720359,"iss":"OBDQ","name":"A","sub":"ABMS","nats":{"type":"account","version":2}}""") },
        { "a user of NATS, who has a seed", Of(Nats, """{"jti":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","iat":1720720359,"iss":"ABDQ","name":"u","sub":"UBMS","nats":{"type":"user","bearer_token":false,"version":2}}""") },
        { "NATS, before version 2", Of("""{"typ":"jwt","alg":"ed25519"}""", """{"jti":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","iat":1720720359,"iss":"OBDQ","name":"A","sub":"ABMS","type":"account","nats":{}}""") },
        { "bound to a key by DPoP", Of(Header, """{"sub":"alice","cnf":{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}}""") },
        { "bound to a certificate", Of(Header, """{"sub":"alice","cnf":{"x5t#S256":"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}}""") },
        { "of a day", Of(Header, """{"iss":"https://login.shop.example","sub":"alice","iat":2035000000,"exp":2035086400}""") },
        { "of an hour, without iat", Of(Header, """{"iss":"https://login.shop.example","sub":"alice","nbf":2035000000,"exp":2035003600}""") },
        { "unsigned", Of("""{"alg":"none"}""", """{"sub":"alice","role":"admin"}""", "") },
        { "without a signature", Of(Header, """{"sub":"alice","role":"admin"}""", "") },
        { "a signature that no key makes", Of(Header, """{"sub":"alice","role":"admin"}""", "c2lnbmF0dXJl") },
        { "a signature that no secret makes", Of("""{"alg":"HS256"}""", """{"sub":"alice","role":"admin"}""", "YWJjMTIzZGVm") },
        { "a signature of another algorithm", Of("""{"alg":"ES256"}""", """{"sub":"alice","role":"admin"}""") },
        { "of a developer's machine", Of(Header, """{"iss":"dotnet-user-jwts","sub":"alice","iat":1767268800,"exp":1998804800}""") },
        { "a signed document of the App Store", Of("""{"alg":"ES256","x5c":["MIIB"]}""", """{"notificationType":"DID_RENEW","data":{"bundleId":"shop"}}""", Base64UrlEncoder.Encode(new byte[64])) },
        { "a licence", Of(Header, """{"iss":"https://duendesoftware.com","aud":"IdentityServer","exp":2015000000,"edition":"Enterprise"}""") },
    };

    // A user of NATS whose token is all that it takes, and what only looks like one of theirs.
    public static TheoryData<string, string> Harmful => new()
    {
        { "a bearer of NATS", Of(Nats, """{"jti":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","iat":1720720359,"iss":"ABDQ","name":"u","sub":"UBMS","nats":{"type":"user","bearer_token":true,"version":2}}""") },
        { "another algorithm", Of(Header, """{"iat":1720720359,"iss":"OBDQ","sub":"ABMS","nats":{"type":"account","version":2}}""") },
        { "nothing of NATS", Of(Nats, """{"iat":1720720359,"iss":"OBDQ","sub":"ABMS"}""") },
        { "of two days", Of(Header, """{"iss":"https://login.shop.example","sub":"alice","iat":2035000000,"exp":2035172800}""") },
        { "without iat", Of(Header, """{"iss":"https://login.shop.example","sub":"alice","exp":2035000000}""") },
        { "for a service, with certificates", Of("""{"alg":"RS256","x5c":["MIIB"]}""", """{"iss":"https://login.shop.example","aud":"https://api.shop.example"}""") },
        { "ES256", Of("""{"alg":"ES256"}""", """{"sub":"alice"}""", Base64UrlEncoder.Encode(new byte[64])) },
        { "ES512", Of("""{"alg":"ES512"}""", """{"sub":"alice"}""", Base64UrlEncoder.Encode(new byte[132])) },
        { "bound to nothing", Of(Header, """{"sub":"alice","cnf":{}}""") },
    };

    [Theory, MemberData(nameof(Harmful))]
    public Task Fires_on(string what, string token)
    {
        Assert.NotEmpty(what);
        return Findings.MatchCommentsInClass($"const string Token = \"{token}\"; // JWT3004");
    }

    [Theory, MemberData(nameof(Harmless))]
    public async Task Is_silent_on_what_opens_nothing(string what, string token)
    {
        Assert.NotEmpty(what);
        await Findings.MatchCommentsInClass($"const string Token = \"{token}\";");
        await SettingsFindings.MatchComments($$"""{ "Api": { "Token": "{{token}}" } }""");
    }

    [Theory]
    [InlineData("void Configure(dynamic options) => options.LicenseKey = \"TOKEN\";")]
    [InlineData("const string AutoMapperLicense = \"TOKEN\";")]
    [InlineData("string LicenceKey { get; } = \"TOKEN\";")]
    [InlineData("void Configure(dynamic options) => options.SetLicense(\"TOKEN\");")]
    [InlineData("const string SampleToken = \"TOKEN\";")]
    [InlineData("string GetExample() => \"Bearer TOKEN\";")]
    [InlineData("class FakeTokens { public string Get() => \"TOKEN\"; }")]
    [InlineData("class GateTests { const string Token = \"TOKEN\"; }")]
    [InlineData("[System.ComponentModel.DefaultValue(\"TOKEN\")] public string Token { get; set; } = \"\";")]
    [InlineData("[System.ComponentModel.Description(\"Such as TOKEN\")] public string Token { get; set; } = \"\";")]
    [InlineData("void Describe(dynamic scheme) => scheme.Example = \"TOKEN\";")]
    [InlineData("const string ExpiredToken = \"TOKEN\";")]
    [InlineData("// eyJ TOKEN\n void Run() { }")]
    [InlineData("/// <summary>TOKEN</summary>\n void Run() { }")]
    [InlineData("\n#if DEBUG\nconst string Token = \"TOKEN\";\n#endif\n")]
    [InlineData("const string Cut = \"STARTx\" + \"END\";")]
    public Task Is_silent_where_the_token_is_no_secret(string members) => Findings.MatchCommentsInClass(members
        .Replace("TOKEN", Token, StringComparison.Ordinal).Replace("STARTx", Token[..41] + "!", StringComparison.Ordinal).Replace("END", Token[41..], StringComparison.Ordinal));

    [Fact]
    public Task Fires_in_a_configuration_file() => SettingsFindings.MatchComments(
    [
        ("appsettings.json", $$"""
            {
              "Partner": {
                "Url": "https://partner.example",
                "Authorization": "Bearer {{Token}}", // JWT3004
                "LicenseKey": "{{Token}}",
                "Tokens": [ "{{Token}}" ] // JWT3004
              }
            }
            """),
        ("appsettings.Development.json", $$"""{ "Partner": { "Token": "{{Token}}" } }"""),
    ]);

    [Fact]
    public async Task Is_silent_in_a_project_without_a_JWT_library_and_in_tests()
    {
        var source = $"class Subject {{ const string Token = \"{Token}\"; }}";
        Assert.Empty(await Findings.Of(Findings.Compile(source, withJwt: false)));
        Assert.Empty(await Findings.Of(Findings.Compile(source), options: new BuildOptions(("build_property.IsTestProject", "true"))));
        Assert.Single(await Findings.Of(Findings.Compile(source)));
    }

    public static TheoryData<string, string> Remarks => new()
    {
        { Token, "A token is in the source code: whoever can read that can use it" },
        { new NoExpiryAttack().Forge(Scene), "A token is in the source code: whoever can read that can use it, and it never expires" },
        { Lasting(Scene with { IssuerKey = new SymmetricSigningKey("HS256", Encoding.ASCII.GetBytes("secret")) }), "A token is in the source code: whoever can read that can use it, and it is signed with a secret that can be guessed: anybody can sign such a token" },
        { Lasting(Scene with { IssuerKey = new SymmetricSigningKey("HS512", Encoding.ASCII.GetBytes("secret")) }), "A token is in the source code: whoever can read that can use it, and it is signed with a secret that can be guessed: anybody can sign such a token" },
    };

    [Theory, MemberData(nameof(Remarks))]
    public async Task The_message_says_what_is_wrong_with_the_token_and_nothing_of_what_it_says(string token, string message)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($"class Subject {{ const string Text = \"{token}\"; }}")));
        Assert.Equal(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(finding.Properties.Values.Append(finding.ToString()), text => Assert.All(token.Split('.', StringSplitOptions.RemoveEmptyEntries), part => Assert.DoesNotContain(part, text)));
    }

    [Fact]
    public Task Thousands_of_parts_are_no_matter() => Findings.MatchCommentsInClass(
        $"const string Text = {string.Join(" + ", Enumerable.Repeat("\"eyJ\"", 3_000))}; string Sum(string x) => x + {string.Join(" + ", Enumerable.Repeat("\"eyJ.\"", 3_000))};");
}

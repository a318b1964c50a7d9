using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries;

/// <summary>JWT1003 and JWT4001 to JWT4006 where jose-jwt 5.3 or JWT.NET makes the token: 7.3.1, and 11.1 by its declarations.</summary>
public sealed class OtherLibraryIssuingTests
{
    private const string Whole = "[\"iss\"] = \"i\", [\"aud\"] = \"a\", [\"sub\"] = name, [\"exp\"] = soon";

    [Theory]
    [InlineData("return Jose.JWT.Encode(whole, null, {|JWT1003:JwsAlgorithm.none|});")]
    [InlineData("return Jose.JWT.Encode(whole, key, {|JWT1003:JwsAlgorithm.none|});")]
    [InlineData("return Jose.JWT.Encode(json, null, {|JWT1003:JwsAlgorithm.none|});")]
    [InlineData("return Jose.JWT.Encode(json, null, {|JWT1003:\"none\"|});")]
    [InlineData("return Jose.JWT.EncodeBytes(key, null, {|JWT1003:JwsAlgorithm.none|});")]
    [InlineData("return Jose.JWT.Encode(algorithm: {|JWT1003:JwsAlgorithm.none|}, key: null, payload: whole);")]
    [InlineData("const JwsAlgorithm No = JwsAlgorithm.none; return Jose.JWT.Encode(whole, null, {|JWT1003:No|});")]
    [InlineData("var no = JwsAlgorithm.none; return Jose.JWT.Encode(whole, null, {|JWT1003:no|});")]
    public Task Jose_makes_an_unsigned_token(string body) => Jose(body);

    [Theory]
    [InlineData("return Jose.JWT.Encode(whole, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(whole, rsa, JwsAlgorithm.RS256);")]
    [InlineData("return Jose.JWT.Encode(json, key, \"HS256\");")]
    [InlineData("return Jose.JWT.Encode(whole, key, algorithm);")]
    [InlineData("return Jose.JWT.Encode(whole, key, condition ? JwsAlgorithm.none : JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(json, key, JweAlgorithm.DIR, JweEncryption.A128CBC_HS256);")]
    [InlineData("return Encode(json, null, JwsAlgorithm.none);")]
    [InlineData("return Jose.Base64Url.Encode(key);")]
    [InlineData("if (environment.IsDevelopment()) return Jose.JWT.Encode(whole, null, JwsAlgorithm.none); return json;")]
    [InlineData("var none = JwsAlgorithm.none; if (condition) none = JwsAlgorithm.HS256; return Jose.JWT.Encode(whole, key, none);")]
    [InlineData("return algorithm == JwsAlgorithm.none ? json : name;")]
    public Task Jose_signs_or_may(string body) => Jose(body);

    [Theory]
    [InlineData("return Jose.JWT.Encode({|JWT4001:new Dictionary<string, object> { [\"iss\"] = \"i\", [\"aud\"] = \"a\", [\"sub\"] = name }|}, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = {|JWT4001:new Dictionary<string, object> { { \"iss\", \"i\" }, { \"aud\", \"a\" } }|}; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = {|JWT4001:new Dictionary<string, object>()|}; payload[\"iss\"] = \"i\"; payload.Add(\"aud\", \"a\"); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode({|JWT4001:new { iss = \"i\", aud = \"a\", sub = name }|}, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode({|JWT4001:\"{\\\"iss\\\":\\\"i\\\",\\\"aud\\\":\\\"a\\\"}\"|}, key, JwsAlgorithm.HS256);")]
    [InlineData("var text = JsonSerializer.Serialize(new { iss = \"i\", aud = \"a\" }); return Jose.JWT.Encode({|JWT4001:text|}, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\", aud = \"a\", exp = {|JWT4002:DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds()|} }, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\", aud = \"a\", exp = {|JWT4006:DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()|} }, key, JwsAlgorithm.HS256);")]
    public Task Jose_makes_a_token_that_lacks_something(string body) => Jose(body);

    [Theory]
    [InlineData("return Jose.JWT.Encode(whole, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\", aud = \"a\", exp = soon }, key, JwsAlgorithm.HS256);")]
    // camel case
    [InlineData("return Jose.JWT.Encode(new { Iss = \"i\", Aud = \"a\", Exp = soon }, key, JwsAlgorithm.HS256);")]
    // signed data is no token
    [InlineData("return Jose.JWT.Encode(new { amount = 5, to = name }, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(json, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(\"hello\", key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(order, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(given, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; Fill(payload); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; foreach (var claim in given) payload[claim.Key] = claim.Value; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object>(given) { [\"iss\"] = \"i\", [\"aud\"] = \"a\" }; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\" }, rsa, JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM);")]
    [InlineData("var refreshToken = Jose.JWT.Encode(new { iss = \"i\", aud = \"a\", exp = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds() }, key, JwsAlgorithm.HS256); return refreshToken;")]
    // whom it is for, the library compares nowhere
    [InlineData("return Jose.JWT.Encode(new { sub = name, exp = soon }, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\", sub = name, exp = soon }, key, JwsAlgorithm.HS256);")]
    public Task Jose_makes_a_token_that_lacks_nothing_that_is_known(string body) => Jose(body);

    [Theory]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; foreach (var claim in user.Claims) payload[claim.Type] = claim.Value; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; foreach (var claim in user.Claims) payload.Add(claim.Type, claim.Value); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; foreach (var more in pairs) payload[more.Name] = more.Value; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; foreach (var more in mine) payload[more.Name] = more.Value; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = user.Claims.ToDictionary(c => c.Type, c => (object)c.Value); payload[\"iss\"] = \"i\"; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; given.ToList().ForEach(p => payload[p.Key] = p.Value); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; payload = payload.Concat(given).ToDictionary(p => p.Key, p => p.Value); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; IDictionary<string, object> alias = payload; alias[\"exp\"] = soon; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("var payload = new Dictionary<string, object> { [\"iss\"] = \"i\" }; void Set() => payload[\"exp\"] = soon; Set(); return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("object payload = condition ? new { iss = \"i\", exp = soon } : new { iss = \"i\", exp = 2 * soon }; return Jose.JWT.Encode(payload, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(JsonSerializer.Serialize(new { iss = \"i\" }).Replace(\"}\", \",\\\"exp\\\":1}\"), key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(\"{\\\"iss\\\":\\\"i\\\",\" + json + \"}\", key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(string.Format(\"{{\\\"iss\\\":\\\"i\\\",\\\"{0}\\\":1}}\", json), key, JwsAlgorithm.HS256);")]
    // a proof of possession (RFC 9449 section 4.2), a security event (RFC 8417 section 2.2)
    [InlineData("return Jose.JWT.Encode(new { jti = Guid.NewGuid(), htm = \"POST\", htu = name, iat = soon }, key, JwsAlgorithm.HS256, extraHeaders: new Dictionary<string, object> { [\"typ\"] = \"dpop+jwt\" });")]
    [InlineData("return Jose.JWT.Encode(new Dictionary<string, object> { [\"iss\"] = \"i\", [\"jti\"] = name, [\"iat\"] = soon, [\"aud\"] = \"a\", [\"events\"] = new { } }, key, JwsAlgorithm.HS256);")]
    public Task Other_code_has_a_hand_in_it(string body) => Verify.DiagnosticsAsync($$"""
        using Jose;
        using System.Security.Claims;
        using System.Text.Json;

        class Tokens
        {
            public string Make(string name, string json, byte[] key, bool condition, IDictionary<string, object> given, ClaimsPrincipal user, List<(string Name, object Value)> pairs, List<Mine> mine)
            {
                var soon = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds();
                {{body}}
            }
        }

        class Mine { public string Name { get; set; } = ""; public object Value { get; set; } = ""; }
        """);

    [Theory]
    [InlineData("return Jose.JWT.Encode({|JWT4005:new Dictionary<string, object> { [\"iss\"] = \"i\", [\"exp\"] = soon }|}, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode({|JWT4005:new { iss = \"i\", exp = soon }|}, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Encode(new { iss = \"i\", exp = soon, jti = Guid.NewGuid() }, key, JwsAlgorithm.HS256); // JWT4005 is on")]
    public Task Jose_makes_a_token_without_a_name(string body) => Jose(body);

    private static Task Jose(string body) => Verify.DiagnosticsAsync($$"""
        using Jose;
        using System.Security.Cryptography;
        using System.Text.Json;

        class Tokens(IWebHostEnvironment environment)
        {
            public string Make(string name, string json, byte[] key, RSA rsa, JwsAlgorithm algorithm, bool condition, Order order, IDictionary<string, object> given)
            {
                var soon = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds();
                var whole = new Dictionary<string, object> { {{Whole}} };
                {{body}}
            }

            private static string Encode(string payload, object? key, JwsAlgorithm algorithm) => payload + key + algorithm;
            private static void Fill(Dictionary<string, object> payload) => payload["exp"] = 1;
        }

        class Order { public string Iss { get; set; } = ""; public int Amount { get; set; } }
        """);

    private const string Signed = ".WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key)";

    [Theory]
    [InlineData("return {|JWT4001:new JwtBuilder()|}.WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Issuer(\"i\").Audience(\"a\").Encode();")]
    [InlineData("return {|JWT4001:new JwtBuilder()|}.WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).AddClaim(\"iss\", \"i\").AddClaim(ClaimName.Audience, \"a\").Encode();")]
    [InlineData("var builder = {|JWT4001:new JwtBuilder()|}.WithAlgorithm(new HMACSHA256Algorithm()); builder.WithSecret(key); builder = builder.Issuer(\"i\"); builder.Audience(\"a\"); return builder.Encode();")]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Issuer(\"i\").Audience(\"a\").ExpirationTime({|JWT4002:DateTime.UtcNow.AddDays(90)|}).Encode();")]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Issuer(\"i\").Audience(\"a\").AddClaim(\"exp\", {|JWT4006:DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()|}).Encode();")]
    [InlineData("return encoder.Encode({|JWT4001:new Dictionary<string, object> { [\"iss\"] = \"i\", [\"aud\"] = \"a\" }|}, key);")]
    [InlineData("return encoder.Encode({|JWT4001:new { iss = \"i\", aud = \"a\", role = \"admin\" }|}, key);")]
    [InlineData("var payload = {|JWT4001:new { iss = \"i\", aud = \"a\" }|}; return encoder.Encode(payload, key);")]
    [InlineData("return encoder.Encode(new Dictionary<string, object> { [\"kid\"] = \"1\" }, {|JWT4001:new { iss = \"i\", aud = \"a\" }|}, key);")]
    public Task JwtNet_makes_a_token_that_lacks_something(string body) => JwtNet(body);

    [Theory]
    [InlineData($"return new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").ExpirationTime(DateTime.UtcNow.AddMinutes(5)).Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").AddClaim(\"exp\", soon).Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").AddClaim(ClaimName.ExpirationTime, soon).Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").AddClaims(given).Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").AddClaim(name, soon).Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.AddClaims(new Dictionary<string, object> {{ {Whole} }}).Encode();")]
    [InlineData($"var builder = new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\"); Add(builder); return builder.Encode();")]
    [InlineData($"var builder = new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\"); if (name == \"x\") builder.ExpirationTime(DateTime.UtcNow.AddMinutes(5)); return builder.Encode();")]
    [InlineData($"var builder = new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\"); _kept = builder; return builder.Encode();")]
    // what is done by another name
    [InlineData($"var builder = new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\"); var same = builder; same.ExpirationTime(DateTime.UtcNow.AddMinutes(5)); return builder.Encode();")]
    [InlineData($"var builder = new JwtBuilder(){Signed}; var same = builder.Issuer(\"i\").Audience(\"a\"); same.AddClaim(\"exp\", soon); return builder.Encode();")]
    [InlineData($"var builder = new JwtBuilder(){Signed}; JwtBuilder same; same = builder.Issuer(\"i\").Audience(\"a\"); same.AddClaim(\"exp\", soon); return builder.Encode();")]
    [InlineData("return Made(key).Encode();")]
    [InlineData("return _kept.Issuer(\"i\").Encode();")]
    [InlineData($"return new JwtBuilder(){Signed}.MustVerifySignature().DecodeHeader(name);")]
    [InlineData("return encoder.Encode(new { iss = \"i\", aud = \"a\", exp = soon }, key);")]
    [InlineData($"return encoder.Encode(new Dictionary<string, object> {{ {Whole} }}, key);")]
    [InlineData("return encoder.Encode(given, key);")]
    [InlineData("return encoder.Encode(new Order(), key);")]
    [InlineData("return new JwtBase64UrlEncoder().Encode(key);")]
    [InlineData("return Encode(new { iss = \"i\" }, key);")]
    [InlineData($"var refreshToken = new JwtBuilder(){Signed}.Issuer(\"i\").Audience(\"a\").ExpirationTime(DateTime.UtcNow.AddDays(90)).Encode(); return refreshToken;")]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Subject(name).ExpirationTime(DateTime.UtcNow.AddMinutes(5)).Encode();")]
    public Task JwtNet_makes_a_token_that_lacks_nothing_that_is_known(string body) => JwtNet(body);

    private static Task JwtNet(string body) => Verify.DiagnosticsAsync($$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;

        class Tokens
        {
            private JwtBuilder _kept = new JwtBuilder();

            public string Make(string name, byte[] key, IJwtEncoder encoder, IDictionary<string, object> given)
            {
                var soon = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds();
                {{body}}
            }

            private static JwtBuilder Made(byte[] key) => new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).Issuer("i").Audience("a");
            private static void Add(JwtBuilder builder) => builder.ExpirationTime(DateTime.UtcNow.AddMinutes(5));
            private static string Encode(object payload, byte[] key) => payload.ToString() + key;
        }

        class Order { public string Iss { get; set; } = ""; public int Amount { get; set; } }
        """);

    private const string Claims = ".Issuer(\"i\").Audience(\"a\").ExpirationTime(DateTime.UtcNow.AddMinutes(5))";

    // What was measured on a build of 11.1: the last algorithm counts, a factory beside it does not, an encoder does.
    [Theory]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm({{|JWT1003:new NoneAlgorithm()|}}){Claims}.Encode();")]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm({{|JWT1003:new NoneAlgorithm()|}}).WithSecret(secret){Claims}.Encode();")]
    [InlineData($"var builder = JwtBuilder.Create(); builder.WithAlgorithm({{|JWT1003:new NoneAlgorithm()|}}); return builder{Claims}.Encode();")]
    [InlineData("return JwtBuilder.Create().WithAlgorithm({|JWT1003:new NoneAlgorithm()|}).Encode(order);")]
    [InlineData("var own = new JwtEncoder({|JWT1003:new NoneAlgorithm()|}, new JsonNetSerializer(), new JwtBase64UrlEncoder()); return own.Encode(order, secret);")]
    [InlineData("services.AddSingleton<IJwtEncoder>(new JwtEncoder({|JWT1003:new NoneAlgorithm()|}, new JsonNetSerializer(), new JwtBase64UrlEncoder())); return \"\";")]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret){Claims}.Encode();")]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret){Claims}.Encode();")]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).WithEncoder(encoder).WithSecret(secret){Claims}.Encode();")]
    [InlineData($"return JwtBuilder.Create().WithAlgorithm(algorithm).WithSecret(secret){Claims}.Encode();")]
    [InlineData("return JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).DecodeHeader(secret);")]
    [InlineData("return new JwtEncoder(new HMACSHA256Algorithm(), new JsonNetSerializer(), new JwtBase64UrlEncoder()).Encode(order, secret);")]
    [InlineData("return new JwtEncoder(algorithm, new JsonNetSerializer(), new JwtBase64UrlEncoder()).Encode(order, secret);")]
    [InlineData("algorithm = new NoneAlgorithm(); return secret;")]
    [InlineData($"if (environment.IsDevelopment()) return JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()){Claims}.Encode(); return \"\";")]
    [InlineData("return new Own(new NoneAlgorithm()).Encode(order, secret);")]
    public Task Version_11_makes_an_unsigned_token_or_does_not(string body) => Verify.DiagnosticsAsync($$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using JWT.Serializers;

        class Tokens(IWebHostEnvironment environment)
        {
            public string Make(string secret, object order, IJwtEncoder encoder, IJwtAlgorithm algorithm, IServiceCollection services) { {{body}} }
        }

        class Own(IJwtAlgorithm algorithm) { public string Encode(object payload, string key) => payload + key + algorithm; }
        """, TestSetup.Default with { Libraries = TestReferences.WithJwtNet11 });
}

using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JWT;
using JWT.Algorithms;
using JWT.Builder;
using JWT.Serializers;
using JwtAnalyzers.Validation.Tests.Differential;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using JwtHeader = System.IdentityModel.Tokens.Jwt.JwtHeader;

namespace JwtAnalyzers.Validation.Tests.Vectors;

/// <summary>How a library is asked whether a signature is right. Its algorithm is the one the key names, as its user would pin it.</summary>
/// <param name="Library">The library.</param>
/// <param name="Remark">What is asked, and what cannot be: no payload of Wycheproof's is a JSON object, so no token is a JWT.</param>
/// <param name="Accepts">The answer for one key (a JSON Web Key that names its algorithm) of those the token may be verified with; <see langword="null"/> where the library cannot be asked.</param>
internal sealed record LibraryVerifier(Library Library, string Remark, Func<IReadOnlyList<JsonNode>, string, bool?> Accepts)
{
    private static readonly string[] Algorithms =
        ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static IReadOnlyList<LibraryVerifier> All { get; } =
    [
        new(Library.JoseJwt, "with a Jwk and the algorithm pinned", JoseJwt),
        new(Library.JwtSecurityTokenHandler, "with a JsonWebKeySet and ValidAlgorithms; a TokenReader stands in for the payload that is no JSON object, which it cannot for an empty one", JwtSecurityTokenHandlerAccepts),
        new(Library.JwtNet, "with a secret or RSA key; an IJsonSerializer stands in for the payload that is no JSON object; it has HS256 to HS512 and RS256 only", JwtNet),
        new(Library.JsonWebTokenHandler, "with a JsonWebKeySet and ValidAlgorithms, of empty payloads only: it reads the claims before the signature, and so says nothing of signatures over others", JsonWebTokenHandlerAccepts),
    ];

    /// <summary>Asks about one vector. A key that names no registered algorithm leaves nothing to pin.</summary>
    public bool? Ask(WycheproofVector vector)
    {
        var json = JsonNode.Parse(vector.Key)!;
        IReadOnlyList<JsonNode> keys = json["keys"] is JsonArray set ? [.. set.OfType<JsonNode>()] : [json];
        return keys.All(key => Algorithms.Contains(AlgorithmOf(key))) ? Accepts(keys, vector.Token) : null;
    }

    private static bool? JoseJwt(IReadOnlyList<JsonNode> keys, string token) => DoesNotThrow(() =>
    {
        var key = NamedBy(token, keys);
        Jose.JWT.DecodeBytes(token, Jose.Jwk.FromJson(key.ToJsonString(), Jose.JWT.DefaultSettings.JsonMapper), Enum.Parse<Jose.JwsAlgorithm>(AlgorithmOf(key)));
    });

    private static bool? JwtSecurityTokenHandlerAccepts(IReadOnlyList<JsonNode> keys, string token) => HasEmptyPayload(token) ? null : DoesNotThrow(() =>
    {
        var parameters = SignatureOnly(keys);
        parameters.TokenReader = (text, _) =>
        {
            var parts = text.Split('.');
            return new JwtSecurityToken(JwtHeader.Base64UrlDeserialize(parts[0]), [], parts[0], parts[1], parts[2]);
        };
        new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
    });

    private static bool? JsonWebTokenHandlerAccepts(IReadOnlyList<JsonNode> keys, string token) =>
        HasEmptyPayload(token) ? new JsonWebTokenHandler().ValidateTokenAsync(token, SignatureOnly(keys)).GetAwaiter().GetResult().IsValid : null;

    private static bool? JwtNet(IReadOnlyList<JsonNode> keys, string token)
    {
        if (keys.Any(key => AlgorithmOf(key) is not ("HS256" or "HS384" or "HS512" or "RS256")))
            return null;
        return DoesNotThrow(() =>
        {
            var key = NamedBy(token, keys);
            var builder = new JwtBuilder().WithSerializer(new HeaderSerializer()).MustVerifySignature();
            builder = AlgorithmOf(key) switch
            {
                "HS256" => builder.WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(Bytes(key, "k")),
                "HS384" => builder.WithAlgorithm(new HMACSHA384Algorithm()).WithSecret(Bytes(key, "k")),
                "HS512" => builder.WithAlgorithm(new HMACSHA512Algorithm()).WithSecret(Bytes(key, "k")),
                _ => builder.WithAlgorithm(new RS256Algorithm(RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }))),
            };
            builder.Decode(token);
        });
    }

    private static TokenValidationParameters SignatureOnly(IReadOnlyList<JsonNode> keys)
    {
        var set = new JsonWebKeySet(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.DeepClone())]) }.ToJsonString());
        return new TokenValidationParameters
        {
            // GetSigningKeys leaves out secrets, which nobody publishes.
            IssuerSigningKeys = [.. set.GetSigningKeys(), .. set.Keys.Where(key => key.Kty == "oct")],
            ValidAlgorithms = [.. keys.Select(AlgorithmOf)],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
    }

    private static bool HasEmptyPayload(string token) => token.Split('.') is [_, "", _];

    /// <summary>The key that the token's header names, as somebody looks it up who takes a set to hold each name once.</summary>
    private static JsonNode NamedBy(string token, IReadOnlyList<JsonNode> keys)
    {
        if (keys.Count == 1)
            return keys[0];
        var header = JsonNode.Parse(Base64UrlEncoder.Decode(token[..token.IndexOf('.')]))!;
        return keys.First(key => (string?)key["kid"] == (string?)header["kid"]);
    }

    private static string AlgorithmOf(JsonNode key) => (string?)key["alg"] ?? "";

    private static byte[] Bytes(JsonNode key, string member) => Base64UrlEncoder.DecodeBytes((string?)key[member]);

    /// <summary>The libraries throw whatever comes: their own exceptions, and those of what they call.</summary>
    private static bool DoesNotThrow(Action verify)
    {
        try
        {
            verify();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Reads the header and takes every payload for one without claims.</summary>
    private sealed class HeaderSerializer : IJsonSerializer
    {
        private readonly JsonNetSerializer _serializer = new();

        public string Serialize(object obj) => _serializer.Serialize(obj);

        public T Deserialize<T>(string json) => typeof(T) == typeof(JWT.Builder.JwtHeader) ? _serializer.Deserialize<T>(json) : _serializer.Deserialize<T>("{}");
    }
}

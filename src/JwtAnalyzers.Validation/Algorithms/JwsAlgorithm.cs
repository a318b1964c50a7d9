namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A JWS signature algorithm (RFC 7518 section 3.1). <c>none</c> is not among them: nothing verifies with it.</summary>
public sealed class JwsAlgorithm
{
    private static readonly Dictionary<string, JwsAlgorithm> ByName = new JwsAlgorithm[]
    {
        new("HS256", SignatureFamily.Hmac, 256), new("HS384", SignatureFamily.Hmac, 384), new("HS512", SignatureFamily.Hmac, 512),
        new("RS256", SignatureFamily.RsaPkcs1, 256), new("RS384", SignatureFamily.RsaPkcs1, 384),
        new("RS512", SignatureFamily.RsaPkcs1, 512),
        new("ES256", SignatureFamily.Ecdsa, 256), new("ES384", SignatureFamily.Ecdsa, 384), new("ES512", SignatureFamily.Ecdsa, 512),
        new("PS256", SignatureFamily.RsaPss, 256), new("PS384", SignatureFamily.RsaPss, 384), new("PS512", SignatureFamily.RsaPss, 512),
    }.ToDictionary(algorithm => algorithm.Name, StringComparer.Ordinal);

    private JwsAlgorithm(string name, SignatureFamily family, int hashBits) => (Name, Family, HashBits) = (name, family, hashBits);

    /// <summary>The value of <c>alg</c>: <c>HS256</c>.</summary>
    public string Name { get; }

    /// <summary>The kind of signature, and with it the kind of key.</summary>
    public SignatureFamily Family { get; }

    /// <summary>The output size of the SHA-2 function in bits: 256, 384 or 512.</summary>
    public int HashBits { get; }

    /// <summary>The algorithm with this name, compared case-sensitively (RFC 7515 section 4.1.1), or <see langword="null"/>.</summary>
    public static JwsAlgorithm? Find(string? name) => name is not null && ByName.TryGetValue(name, out var algorithm) ? algorithm : null;

    /// <inheritdoc />
    public override string ToString() => Name;
}

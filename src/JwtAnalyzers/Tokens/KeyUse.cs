using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tokens;

/// <summary>Where a key that signs or verifies tokens is made.</summary>
/// <param name="Use">The operation that makes it.</param>
/// <param name="Material">The text or bytes it is made of.</param>
/// <param name="Form">What these are.</param>
internal sealed record KeyUse(IOperation Use, IOperation Material, KeyForm Form)
{
    /// <summary>
    /// The fewest bits that the referenced version of the library demands of such a key, whatever the algorithm; 0 where it takes any,
    /// <see langword="null"/> where it refuses what RFC 7518 section 3.2 forbids. A key that the library refuses lets no caller in.
    /// </summary>
    public int? LeastBits { get; init; }

    /// <summary>The algorithm that it is used with (<c>HS512</c>), where the code says so.</summary>
    public string? Algorithm { get; init; }
}

/// <summary>What key material is written as, which decides whether it is a secret.</summary>
internal enum KeyForm
{
    /// <summary>A secret, whatever is in it.</summary>
    Secret,

    /// <summary>A secret that the library decodes from base64url, whatever is in it.</summary>
    SecretInBase64Url,

    /// <summary>PEM text (RFC 7468): of a private key, a public one, or a certificate.</summary>
    Pem,

    /// <summary>A JSON Web Key (RFC 7517) or a set of them.</summary>
    JsonWebKey,

    /// <summary>The .NET framework's XML of an RSA key.</summary>
    Xml,

    /// <summary>The bytes of a private key alone, or a part that only a private key has.</summary>
    PrivateKey,

    /// <summary>The bytes of a certificate, with its private key (PKCS #12) or without.</summary>
    Certificate,

    /// <summary>A key pair that the code makes itself.</summary>
    Pair,
}

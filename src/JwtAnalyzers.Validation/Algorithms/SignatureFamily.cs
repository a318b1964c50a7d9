namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>The families of JWS algorithm (RFC 7518 section 3.1).</summary>
public enum SignatureFamily
{
    /// <summary>HMAC with SHA-2: the same key signs and verifies (RFC 7518 section 3.2).</summary>
    Hmac,

    /// <summary>RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3).</summary>
    RsaPkcs1,

    /// <summary>ECDSA on the NIST curves (RFC 7518 section 3.4).</summary>
    Ecdsa,

    /// <summary>RSASSA-PSS (RFC 7518 section 3.5).</summary>
    RsaPss,
}

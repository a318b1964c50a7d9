namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A key that tokens are signed with, bound to one algorithm (RFC 8725 section 3.1). Safe for use by several threads.</summary>
public abstract class SigningKey
{
    /// <summary>The value of <c>alg</c> in the header of what it signs.</summary>
    public abstract string Algorithm { get; }

    /// <summary>The key that verifies what this one signs.</summary>
    public abstract VerificationKey VerificationKey { get; }

    /// <summary>The value of <c>kid</c> in the header of what it signs, or <see langword="null"/> for none.</summary>
    public string? KeyId => VerificationKey.KeyId;

    /// <summary>The signature over this input (RFC 7515 section 5.1 step 5).</summary>
    public abstract byte[] Sign(byte[] signingInput);

    /// <inheritdoc />
    public sealed override string ToString() => $"{Algorithm} signing key for {VerificationKey}";
}

using JwtAnalyzers.Validation.Checks;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation;

/// <summary>Judges tokens as the RFCs say: RFC 7515 section 5.2, RFC 7519 section 7.2, RFC 8725 section 3.</summary>
/// <remarks>Stateless: it has no clock, and the same arguments always give the same verdict.</remarks>
public sealed class ReferenceValidator : ITokenValidator
{
    private ReferenceValidator()
    {
    }

    /// <summary>The validator.</summary>
    public static ReferenceValidator Instance { get; } = new();

    /// <inheritdoc />
    public ValidationVerdict Validate(PresentedToken token, ValidationPolicy policy, DateTimeOffset now)
    {
        var rejections = new List<Rejection>();
        if (token.Read(out var malformed) is { } signed)
        {
            SignatureCheck.Run(signed.Jws, policy, rejections);
            CheckContent(signed.Jws.Header, signed.Claims, policy, now, rejections);
        }
        else if (policy.RefusesEncrypted.Is(false) && SymbolicEncryption.Decrypt(token.Text, policy.Keys) is var (header, claims))
        {
            CheckContent(header, claims, policy, now, rejections);
        }
        else
        {
            rejections.Add(malformed ?? Rejections.NotCompactSerialization);
        }

        return rejections.Count == 0 ? ValidationVerdict.Accepted : ValidationVerdict.Rejected([.. rejections]);
    }

    private static void CheckContent(
        JoseHeader header,
        ClaimSet claims,
        ValidationPolicy policy,
        DateTimeOffset now,
        List<Rejection> rejections)
    {
        LifetimeCheck.Run(claims, policy, now, rejections);
        AudienceCheck.Run(claims, policy, rejections);
        IssuerCheck.Run(claims, policy, rejections);
        TypeCheck.Run(header, policy, rejections);
        TokenIdCheck.Run(claims, policy, rejections);
    }
}

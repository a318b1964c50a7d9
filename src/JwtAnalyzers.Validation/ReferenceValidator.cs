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
    public ValidationVerdict Validate(string token, ValidationPolicy policy, DateTimeOffset now)
    {
        if (JsonWebToken.Parse(token, out var malformed) is not { } parsed)
            return ValidationVerdict.Rejected(malformed ?? Rejections.NotCompactSerialization);

        var rejections = new List<Rejection>();
        SignatureCheck.Run(parsed, policy, rejections);
        LifetimeCheck.Run(parsed.Claims, policy, now, rejections);
        AudienceCheck.Run(parsed.Claims, policy, rejections);
        IssuerCheck.Run(parsed.Claims, policy, rejections);
        return rejections.Count == 0 ? ValidationVerdict.Accepted : ValidationVerdict.Rejected([.. rejections]);
    }
}

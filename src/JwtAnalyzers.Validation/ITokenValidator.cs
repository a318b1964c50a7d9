using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation;

/// <summary>Judges a token against a policy.</summary>
public interface ITokenValidator
{
    /// <summary>Whether a recipient with this policy accepts the token, and if not, every reason why.</summary>
    /// <param name="token">JWS compact serialization (RFC 7515 section 7.1). Any text is allowed, and none makes this throw.</param>
    /// <param name="policy">What the recipient accepts. Unknown knobs are judged at their safest: switches as on, the clock skew as zero.</param>
    /// <param name="now">The recipient's time.</param>
    ValidationVerdict Validate(string token, ValidationPolicy policy, DateTimeOffset now);
}

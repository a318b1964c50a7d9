using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation;

/// <summary>Judges a token against a policy.</summary>
public interface ITokenValidator
{
    /// <summary>Whether a recipient with this policy accepts the token, and if not, every reason why.</summary>
    /// <param name="token">The token; no text makes this throw.</param>
    /// <param name="policy">
    /// What the recipient accepts. Unknown knobs are judged at their safest: switches as on, the clock skew as zero.
    /// </param>
    /// <param name="now">The recipient's time.</param>
    ValidationVerdict Validate(PresentedToken token, ValidationPolicy policy, DateTimeOffset now);
}

/// <summary>Judging a token that is presented once.</summary>
public static class TokenValidatorExtensions
{
    /// <summary>As <see cref="ITokenValidator.Validate"/>, of a token's text.</summary>
    /// <param name="validator">Who judges.</param>
    /// <param name="token">JWS compact serialization (RFC 7515 section 7.1). Any text is allowed, and none makes this throw.</param>
    /// <param name="policy">What the recipient accepts.</param>
    /// <param name="now">The recipient's time.</param>
    public static ValidationVerdict Validate(this ITokenValidator validator, string token, ValidationPolicy policy, DateTimeOffset now) =>
        (validator ?? throw new ArgumentNullException(nameof(validator))).Validate(new PresentedToken(token), policy, now);
}

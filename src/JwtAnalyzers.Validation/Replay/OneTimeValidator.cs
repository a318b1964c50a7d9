using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Replay;

/// <summary>A validator with a memory: it accepts each token once, and none that was taken back (RFC 7519 section 4.1.7).</summary>
/// <remarks>
/// What the registries know is added to the policy's <see cref="ValidationPolicy.UsedTokenIds"/> and
/// <see cref="ValidationPolicy.RevokedTokenIds"/>, so that the policy's switches decide as ever.
/// </remarks>
public sealed class OneTimeValidator : ITokenValidator
{
    private readonly ITokenValidator _validator;
    private readonly ITokenIdRegistry _used;
    private readonly ITokenIdRegistry _revoked;

    /// <summary>A validator that asks another one, and these registries.</summary>
    public OneTimeValidator(ITokenValidator validator, ITokenIdRegistry used, ITokenIdRegistry revoked) =>
        (_validator, _used, _revoked) = (validator, used, revoked);

    /// <inheritdoc />
    public ValidationVerdict Validate(PresentedToken token, ValidationPolicy policy, DateTimeOffset now)
    {
        if (token.Read(out _)?.Claims.TokenId is not { } id)
            return _validator.Validate(token, policy, now);

        var informed = policy with
        {
            UsedTokenIds = _used.Contains(id) ? ValueList.Of([.. policy.UsedTokenIds, id]) : policy.UsedTokenIds,
            RevokedTokenIds = _revoked.Contains(id) ? ValueList.Of([.. policy.RevokedTokenIds, id]) : policy.RevokedTokenIds,
        };
        var verdict = _validator.Validate(token, informed, now);
        if (!verdict.IsAccepted)
            return verdict;

        // Two threads may have come this far with one token: only the first to register it was there first.
        var isFirst = _used.TryAdd(id);
        return isFirst || policy.RefusesReplayed.Is(false) ? verdict : ValidationVerdict.Rejected(Rejections.TokenReplayed);
    }
}

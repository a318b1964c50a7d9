namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that expired a little longer ago than clocks may differ.</summary>
public sealed class RecentlyExpiredAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "recently-expired";

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(30);

    private readonly TimeSpan _tolerance;

    /// <summary>What RFC 7519 section 4.1.4 allows: "no more than a few minutes", which we read as five.</summary>
    public static TimeSpan DefaultTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The attack on a recipient whose clock skew is more than <see cref="DefaultTolerance"/>.</summary>
    public RecentlyExpiredAttack()
        : this(DefaultTolerance)
    {
    }

    /// <summary>
    /// The attack on a recipient whose clock skew is more than this, by a second at least. A negative one counts as zero.
    /// </summary>
    public RecentlyExpiredAttack(TimeSpan tolerance) => _tolerance = tolerance < TimeSpan.Zero ? TimeSpan.Zero : tolerance;

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that expired a little longer ago than clocks may differ.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 7519 section 4.1.4; ASVS 9.2.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene)
    {
        // Whole seconds: one more than the tolerance is refused by a recipient that compares "after" and by one that compares "on
        // or after".
        var expiration = AttackScene.Later(AttackScene.Later(scene.Now, _tolerance.Negate()), TimeSpan.FromSeconds(-1));
        var issued = AttackScene.Later(expiration, Age.Negate());
        return scene.HonestDraft().WithClaim("iat", issued).WithClaim("nbf", issued).WithClaim("exp", expiration).Sign(scene.IssuerKey);
    }
}

using System.Collections;

namespace JwtAnalyzers.Validation.Attacks;

/// <summary>An immutable list of attacks with unique ids.</summary>
public sealed class AttackCatalogue : IReadOnlyList<Attack>
{
    private readonly Attack[] _attacks;
    private readonly Dictionary<string, Attack> _byId;

    /// <summary>A catalogue of these attacks, in this order.</summary>
    /// <exception cref="ArgumentException">Two attacks have the same id.</exception>
    public AttackCatalogue(IEnumerable<Attack> attacks)
    {
        _attacks = [.. attacks];
        _byId = _attacks.ToDictionary(attack => attack.Id, StringComparer.Ordinal);
    }

    /// <summary>Every attack there is.</summary>
    public static AttackCatalogue Default { get; } = new(
    [
        new UnsignedAttack(),
        new EmptySignatureAttack(),
        new WrongKeyAttack(),
        new TamperedPayloadAttack(),
        new KeyConfusionAttack(),
        new EmbeddedKeyAttack(),
        new EncryptedTokenAttack(),
        new GuessableSecretAttack(),
        new ExpiredKeyAttack(),
        new ExpiredAttack(),
        new RecentlyExpiredAttack(),
        new NoExpiryAttack(),
        new NotYetValidAttack(),
        new ForeignAudienceAttack(),
        new AbsentAudienceAttack(),
        new ForeignIssuerAttack(),
        new AbsentIssuerAttack(),
        new LookalikeIssuerAttack(),
        new WrongTypeAttack(),
        new ReplayedAttack(),
        new RevokedAttack(),
    ]);

    /// <inheritdoc />
    public int Count => _attacks.Length;

    /// <inheritdoc />
    public Attack this[int index] => _attacks[index];

    /// <summary>The attack with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Attack this[string id] => _byId[id];

    /// <summary>The attack with this id, if there is one.</summary>
    public bool TryGet(string id, out Attack? attack) => _byId.TryGetValue(id, out attack);

    /// <summary>The catalogue with this attack in place of the one with its id.</summary>
    public AttackCatalogue With(Attack attack) => new(_attacks.Select(each => each.Id == attack.Id ? attack : each));

    /// <summary>The catalogue without the attack of this id.</summary>
    public AttackCatalogue Without(string id) => new(_attacks.Where(attack => attack.Id != id));

    /// <inheritdoc />
    public IEnumerator<Attack> GetEnumerator() => ((IEnumerable<Attack>)_attacks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

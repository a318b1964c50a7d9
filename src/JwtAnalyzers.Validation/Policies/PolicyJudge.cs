using System.Collections.Concurrent;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Policies;

/// <summary>Says which attacks a policy lets in, and remembers it. Safe for use by several threads.</summary>
/// <remarks>A policy is a value, so a verdict once found holds for good: the second look at a policy is one look-up.</remarks>
public sealed class PolicyJudge
{
    /// <summary>About how many verdicts are remembered; when there are more, all are forgotten. A compilation has a few dozen policies.</summary>
    public const int Capacity = 4096;

    private readonly ITokenValidator _validator;
    private readonly AttackScene _scene;
    private readonly ConcurrentDictionary<Attack, string> _tokens = new();
    private readonly ConcurrentDictionary<(ValidationPolicy Policy, Attack Attack), bool> _verdicts = new();
    private int _remembered;

    /// <summary>A judge that presents forged tokens to this validator.</summary>
    /// <param name="validator">Who judges the tokens.</param>
    /// <param name="scene">Where the attacks take place; <see cref="AttackScene.Symbolic"/> where it is <see langword="null"/>.</param>
    public PolicyJudge(ITokenValidator validator, AttackScene? scene = null)
    {
        _validator = validator;
        _scene = scene ?? AttackScene.Symbolic;
    }

    /// <summary>How many verdicts are remembered now.</summary>
    internal int Remembered => _verdicts.Count;

    /// <summary>Whether a recipient with this policy accepts the attack's token. Attacks are told apart by object: two of one id may differ in what they are told to tolerate.</summary>
    public bool Accepts(ValidationPolicy policy, Attack attack)
    {
        var key = (policy, attack);
        if (_verdicts.TryGetValue(key, out var accepts))
            return accepts;

        if (!_tokens.TryGetValue(attack, out var token))
            token = _tokens.GetOrAdd(attack, attack.Forge(_scene));
        accepts = _validator.Validate(token, policy, _scene.Now).IsAccepted;

        if (_verdicts.TryAdd(key, accepts) && Interlocked.Increment(ref _remembered) > Capacity)
        {
            _verdicts.Clear();
            Interlocked.Exchange(ref _remembered, 0);
        }

        return accepts;
    }
}

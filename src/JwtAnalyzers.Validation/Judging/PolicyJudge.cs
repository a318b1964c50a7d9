using System.Collections.Concurrent;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Policies;

/// <summary>Says which attacks a policy lets in, and remembers it. Safe for use by several threads.</summary>
/// <remarks>A policy is a value, so a verdict once found holds for good: the second look at a policy is one look-up.</remarks>
public sealed class PolicyJudge
{
    /// <summary>
    /// About how many policies and verdicts on them are remembered; when there are more, all are forgotten. A compilation has a
    /// few dozen policies.
    /// </summary>
    public const int Capacity = 4096;

    private readonly ITokenValidator _validator;
    private readonly AttackScene _scene;
    private readonly ConcurrentDictionary<Attack, PresentedToken> _tokens = new();
    private readonly ConcurrentDictionary<ValidationPolicy, JudgedPolicy> _policies = new();
    private int _remembered;

    /// <summary>A judge that presents forged tokens to this validator.</summary>
    /// <param name="validator">Who judges the tokens.</param>
    /// <param name="scene">Where the attacks take place; <see cref="AttackScene.Symbolic"/> where it is <see langword="null"/>.</param>
    public PolicyJudge(ITokenValidator validator, AttackScene? scene = null)
    {
        _validator = validator;
        _scene = scene ?? AttackScene.Symbolic;
    }

    /// <summary>How many policies and verdicts on them are remembered now.</summary>
    internal int Remembered => _policies.Values.Sum(policy => 1 + policy.Remembered);

    /// <summary>
    /// Whether a recipient with this policy accepts the attack's token. Attacks are told apart by object: two of one id may
    /// differ in what they are told to tolerate.
    /// </summary>
    public bool Accepts(ValidationPolicy policy, Attack attack) => Of(policy).Accepts(attack);

    /// <summary>
    /// What this judge says of a policy: for callers that ask of one policy and several attacks, since to find a policy again is to
    /// compare all of it.
    /// </summary>
    public JudgedPolicy Of(ValidationPolicy policy)
    {
        if (_policies.TryGetValue(policy, out var known))
            return known;
        MakeRoomForOne();
        return _policies.GetOrAdd(policy, new JudgedPolicy(this, policy));
    }

    internal bool Judge(ValidationPolicy policy, Attack attack)
    {
        MakeRoomForOne();
        if (!_tokens.TryGetValue(attack, out var token))
            token = _tokens.GetOrAdd(attack, new PresentedToken(attack.Forge(_scene)));
        return _validator.Validate(token, policy, _scene.Now).IsAccepted;
    }

    private void MakeRoomForOne()
    {
        if (Interlocked.Increment(ref _remembered) <= Capacity)
            return;
        _policies.Clear();
        Interlocked.Exchange(ref _remembered, 1);
    }
}

/// <summary>A policy and the verdicts on it so far. Safe for use by several threads.</summary>
public sealed class JudgedPolicy
{
    private readonly PolicyJudge _judge;
    private readonly ValidationPolicy _policy;
    private readonly Dictionary<Attack, bool> _verdicts = [];

    internal JudgedPolicy(PolicyJudge judge, ValidationPolicy policy) => (_judge, _policy) = (judge, policy);

    internal int Remembered
    {
        get
        {
            lock (_verdicts)
                return _verdicts.Count;
        }
    }

    /// <summary>Whether a recipient with this policy accepts the attack's token.</summary>
    public bool Accepts(Attack attack)
    {
        lock (_verdicts)
        {
            if (!_verdicts.TryGetValue(attack, out var accepts))
                _verdicts[attack] = accepts = _judge.Judge(_policy, attack);
            return accepts;
        }
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>
/// What an object accepts while some of its settings are read as repaired. Each choice of them is interpreted once, since the
/// attacks that get in ask for much the same ones.
/// </summary>
internal sealed class RepairedPolicies
{
    private readonly PolicySettings _settings;
    private readonly PolicyJudge _judge;
    private readonly Dictionary<ulong, JudgedPolicy> _policies = [];

    public RepairedPolicies(PolicySettings settings, PolicyJudge judge)
    {
        _settings = settings;
        _judge = judge;
        Suspects = settings.Suspects.ToImmutableArray();
    }

    /// <summary>The settings that can be to blame. There are fewer than 64: no library's object has as many settings.</summary>
    public ImmutableArray<Setting> Suspects { get; }

    /// <summary>Every suspect.</summary>
    public ulong All => (1UL << Suspects.Length) - 1;

    /// <summary>What is accepted while these suspects, a bit for each, are repaired.</summary>
    public JudgedPolicy With(ulong repaired)
    {
        if (!_policies.TryGetValue(repaired, out var policy))
            _policies[repaired] = policy =
                _judge.Of(_settings.Adapter.Interpret(_settings.Repair(Of(repaired).Select(suspect => suspect.Name).ToImmutableHashSet())));
        return policy;
    }

    /// <summary>The suspects that the bits stand for.</summary>
    public ImmutableArray<Setting> Of(ulong bits) => Suspects.Where((_, index) => (bits & (1UL << index)) != 0).ToImmutableArray();
}

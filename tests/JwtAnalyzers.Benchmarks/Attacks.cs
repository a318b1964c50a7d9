using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Measuring;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Benchmarks;

/// <summary>The whole attack catalogue against one policy.</summary>
[Config(typeof(CatalogueConfiguration))]
public class Attacks
{
    private static readonly ValidationPolicy Policy = ValidationPolicy.Safe with { ChecksExpiration = false };
    private readonly PolicyJudge _judge = new(ReferenceValidator.Instance);
    private long _policies;

    [GlobalSetup]
    public void Check()
    {
        // One attack gets in and not all do: a judge that answers always the same would be fast.
        if (SeenPolicy() is var accepted && (accepted == 0 || accepted == AttackCatalogue.Default.Count))
            throw new InvalidOperationException($"{accepted} attacks are accepted.");
    }

    /// <summary>Every verdict is remembered: what a build pays for all but the first of its equal policies.</summary>
    [Benchmark(Baseline = true)]
    public int SeenPolicy() => Accepted(_judge, Policy);

    /// <summary>A policy like no other; the tokens are forged already.</summary>
    [Benchmark]
    public int NewPolicy() => Accepted(_judge, Policy with { ClockSkew = TimeSpan.FromTicks(++_policies) });

    /// <summary>The first policy of a build: the tokens have to be forged first.</summary>
    [Benchmark]
    public int NewJudge() => Accepted(new PolicyJudge(ReferenceValidator.Instance), Policy);

    private static int Accepted(PolicyJudge judge, ValidationPolicy policy)
    {
        var accepted = 0;
        foreach (var attack in AttackCatalogue.Default)
        {
            if (judge.Accepts(policy, attack))
                accepted++;
        }

        return accepted;
    }
}

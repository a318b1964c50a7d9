using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>A setting that is to blame for a breach, where it got its value, that value in words, and what repairs it.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="SameCheck">The settings that decide the same check, itself among them.</param>
/// <param name="ClaimReads">The names by which code reads the claim that is checked.</param>
/// <param name="Origin">Where it got its value.</param>
/// <param name="Cause">That value in words.</param>
/// <param name="Repair">What repairs it.</param>
internal sealed record BlamedSetting(
    string Setting,
    ImmutableArray<string> SameCheck,
    ImmutableArray<string> ClaimReads,
    SyntaxNode Origin,
    string Cause,
    RepairStep Repair)
{
    /// <summary>Whether it takes a delegate, which no configuration has.</summary>
    public bool IsDelegate { get; init; }

    /// <summary>Where it is reported, if that is a part of a long function.</summary>
    public SyntaxNode? Place { get; init; }
}

/// <summary>
/// An attack of a rule is accepted by an object: the settings to blame, in the order of the source, and the value honest tokens
/// need after the repair.
/// </summary>
internal sealed record Breach(Rule Rule, ObjectIdentity Object, ImmutableArray<BlamedSetting> Blamed, RequiredValue? Required)
{
    /// <summary>The value honest tokens need after the repair and that the code gives, from wherever it may be missing.</summary>
    public RequiredValue? Given { get; init; }

    /// <summary>Whether options hold the object, so that it judges every token that comes in.</summary>
    public bool IsHeldByOptions { get; init; }

    /// <summary>The library's method that is given such an object to open an encrypted token, and validates nothing.</summary>
    public string? Opening { get; init; }

    /// <summary>Where the keys come from that the object trusts.</summary>
    public TrustedKeys Keys { get; init; } = TrustedKeys.Unknown;

    /// <summary>The functions that may refuse what the object accepts.</summary>
    public ImmutableArray<EventCheck> Events { get; init; } = ImmutableArray<EventCheck>.Empty;

    /// <summary>What follows, in words: the last part of the message, where that depends on the code.</summary>
    public string Consequence { get; init; } = Rule.Consequence;

    /// <summary>Whether honest code needs it as it is: a fix would lock that out.</summary>
    public bool IsNeededAsItIs { get; init; }

    /// <summary>Whether a delegate is to blame.</summary>
    public bool IsDelegated => Blamed.Any(blamed => blamed.IsDelegate);

    /// <summary>The same breach on several paths is one: each of its causes has to go.</summary>
    public static Breach Union(IEnumerable<Breach> breaches)
    {
        var all = breaches.ToList();
        return all[0] with
        {
            Blamed = all.SelectMany(breach => breach.Blamed)
                .GroupBy(blamed => new { blamed.Origin, blamed.Setting })
                .Select(Weakest)
                .OrderBy(blamed => blamed.Origin, SourceOrder.Instance)
                .ToImmutableArray(),
            Required = all.Select(breach => breach.Required).FirstOrDefault(required => required is not null),
            IsNeededAsItIs = all.Any(breach => breach.IsNeededAsItIs),
            Given = all.Select(breach => breach.Given).FirstOrDefault(given => given is not null),
        };
    }

    // A place that some path can't repair can't be repaired.
    private static BlamedSetting Weakest(IEnumerable<BlamedSetting> sameOrigin) =>
        sameOrigin.OrderBy(blamed => blamed.Repair.Action).First();
}

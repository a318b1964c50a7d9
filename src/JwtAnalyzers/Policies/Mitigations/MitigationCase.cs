using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>A breach that is about to be reported, and the code in which something may make it harmless.</summary>
/// <param name="Breach">The breach.</param>
/// <param name="All">All breaches of the same code, this one among them.</param>
/// <param name="Compilation">Where mitigations are looked for.</param>
/// <param name="Libraries">What the libraries say of types, settings and calls.</param>
/// <param name="Flow">Says what names mean, and when to stop.</param>
internal sealed record MitigationCase(
    Breach Breach,
    IReadOnlyList<Breach> All,
    Compilation Compilation,
    PolicyLibraries Libraries,
    FlowContext Flow)
{
    public Rule Rule => Breach.Rule;

    public MemberReader Members => Flow.Members;

    public CancellationToken Cancellation => Flow.Cancellation;

    /// <summary>
    /// Whether a setting decides about a claim, or about keys that stand in the token itself: what is no access token has other
    /// claims, and may have its key with it.
    /// </summary>
    public bool IsOfClaimOrKeyInToken(BlamedSetting setting) => !setting.ClaimReads.IsEmpty || Rule.IsAboutKeyInToken;

    /// <summary>
    /// The attacks of the breach, and the worse ones that the same setting lets in: code that switches a whole check off makes it
    /// elsewhere, as it sees fit. A token of OpenIddict's own need not end.
    /// </summary>
    public IEnumerable<string> AttacksBy(BlamedSetting setting) => Rules.ProvedOnPolicies
        .TakeWhile(rule => rule != Rule)
        .Where(worse =>
            All.Any(other =>
                other.Rule == worse && other.Blamed.Any(blamed => blamed.Origin == setting.Origin && blamed.Setting == setting.Setting)))
        .Append(Rule)
        .SelectMany(rule => rule.Attacks);
}

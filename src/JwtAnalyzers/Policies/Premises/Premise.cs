using JwtAnalyzers.Policies.Mitigations;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// What an attacker must have besides the forged token, so that it is worth anything: a token of another service, a key that is trusted
/// here. Asked of a breach that nothing makes harmless. Stateless.
/// </summary>
internal abstract class Premise
{
    /// <summary>What the breach is in this code: the same, with what it means here, or advice where the premise is missing.</summary>
    public abstract Breach Judge(MitigationCase found, RestOfCode rest);

    protected static Breach Advice(Breach breach, string assumption) =>
        breach with { Rule = breach.Rule.WithoutPremise!, Consequence = assumption };
}

using System.Collections.Immutable;
using JwtAnalyzers.Policies.Mitigations;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// JWT2001: the token alone lets its owner in. Where a refresh token decides, an expired token is as good as any, provided that the issuer
/// signed it, and that it is accepted nowhere else.
/// </summary>
internal sealed class NoSecondCredential : Premise
{
    private const string FromThenOn = ", from the first refresh on and wherever else these parameters are used";

    public override Breach Judge(MitigationCase found, RestOfCode rest)
    {
        var breach = found.Breach;
        if (breach.IsHeldByOptions || found.All.Any(other => other.Object.Equals(breach.Object) && other.Rule.IsAboutSignature))
            return breach;
        if (!RefreshParameters.AreOfExchange(found))
            return breach with { IsNeededAsItIs = breach.Blamed.Any(blamed =>
                RefreshExchange.Needs(blamed.Origin, found.Compilation, found.Cancellation)) };
        return RefreshParameters.AreShared(found)
            ? breach with
            {
                Blamed = breach.Blamed.Select(blamed => blamed with { Cause = blamed.Cause + FromThenOn }).ToImmutableArray(),
                IsNeededAsItIs = true,
            }
            : Advice(breach, "");
    }
}

using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// JWT2001: the token alone lets its owner in. Where a refresh token decides, an expired token is as good as any, provided that the issuer
/// signed it.
/// </summary>
internal sealed class NoSecondCredential : Premise
{
    public override Breach Judge(MitigationCase found, RestOfCode rest)
    {
        var breach = found.Breach;
        return !breach.IsHeldByOptions
            && (breach.Blamed.All(blamed => RefreshExchange.Contains(blamed.Origin, found.Compilation, found.Cancellation))
                || CallsTo(breach.Object).Any(call => RefreshExchange.Contains(call, found.Compilation, found.Cancellation)))
            && !found.All.Any(other => other.Object.Equals(breach.Object) && other.Rule.IsAboutSignature)
            ? Advice(breach, "")
            : breach;
    }

    private static IEnumerable<SyntaxNode> CallsTo(ObjectIdentity identity)
    {
        for (var calls = identity.Calls; calls is not null; calls = calls.Outer)
            yield return calls.Call;
    }
}

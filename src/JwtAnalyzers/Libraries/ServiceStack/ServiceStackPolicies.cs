using System.Collections.Immutable;
using JwtAnalyzers.Policies;

namespace JwtAnalyzers.Libraries.ServiceStack;

/// <summary>
/// ServiceStack's providers are no policies that can be attacked: signature and expiry can't be switched off. They say that the
/// library is there.
/// </summary>
internal sealed class ServiceStackPolicies : PolicyAdapter
{
    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create("ServiceStack.Auth.JwtAuthProviderReader");
}

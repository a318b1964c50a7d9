using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>The names of claims (RFC 7519, OpenID Connect, Entra ID) by which code looks claims up.</summary>
internal static class ClaimNames
{
    /// <summary>What chooses the check that follows (the issuer, the tenant, the key), or tells when to renew: it grants nothing.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "exp", "nbf", "iat", "iss", "aud", "jti", "kid", "alg", "typ", "cty", "tid", "tenant", "tenantid", "tenant_id", "realm", "azp", "appid", "client_id", "auth_time", "nonce", "sid", "ver",
        "at_hash", "c_hash", "cnf", "ath", "htm", "htu", "events", "http://schemas.microsoft.com/identity/claims/tenantid",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/expiration",
    };

    private static readonly string[] LookUps = ["First", "Single", "Last", "Where", "Any", "All", "Count", "Find", "Get", "TryGet", "HasClaim", "Exists", "Contains", "Select"];

    public static bool IsHarmless(string name) => Harmless.Contains(name);

    /// <summary>The constant texts that a look-up names: <c>FindFirst("sub")</c>, <c>First(c => c.Type == "role")</c>, <c>Payload["email"]</c>.</summary>
    public static IReadOnlyCollection<string> In(IOperation lookUp)
    {
        var arguments = lookUp switch
        {
            IInvocationOperation { TargetMethod.Name: var name } invocation when LookUps.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) => invocation.Arguments,
            IPropertyReferenceOperation indexer => indexer.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.SelectMany(Texts).ToList();
    }

    private static IEnumerable<string> Texts(IArgumentOperation argument)
    {
        var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
        return value is IDelegateCreationOperation function
            ? function.Descendants().Where(operation => operation.ConstantValue is { HasValue: true, Value: string }).Select(operation => (string)operation.ConstantValue.Value!)
            : value.ConstantValue is { HasValue: true, Value: string text } ? [text] : [];
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>The names of claims (RFC 7519, OpenID Connect, Entra ID) by which code looks claims up.</summary>
internal static class ClaimNames
{
    /// <summary>What says which token this is, from which issuer, for which audience and by which key, and nothing of the user.</summary>
    public static readonly string[] OfToken = ["iss", "aud", "jti", "kid", "alg", "typ", "cty", "azp", "client_id", "nonce", "sid",
        "at_hash", "c_hash", "cnf", "ath"];

    /// <summary>What chooses the check that follows (the issuer, the tenant, the key), or tells when to renew: it grants nothing.</summary>
    private static readonly HashSet<string> Harmless = new(OfToken, StringComparer.OrdinalIgnoreCase)
    {
        "exp", "nbf", "iat", "tid", "tenant", "tenantid", "tenant_id", "realm", "appid", "auth_time", "ver", "htm", "htu", "events",
        "http://schemas.microsoft.com/identity/claims/tenantid",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/expiration",
    };

    private static readonly string[] OtherLookUps = ["Last", "All", "Count", "HasClaim", "Contains", "Select"];

    public static bool IsHarmless(string name) => Harmless.Contains(name);

    /// <summary>
    /// The constant texts that a look-up names: <c>FindFirst("sub")</c>, <c>First(c => c.Type == "role")</c>, <c>Payload["email"]</c>.
    /// </summary>
    public static IReadOnlyCollection<string> In(IOperation lookUp)
    {
        var arguments = lookUp switch
        {
            IInvocationOperation { TargetMethod.Name: var name } invocation when LookUps.Contain(name, OtherLookUps) =>
                invocation.Arguments,
            IPropertyReferenceOperation indexer => indexer.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.SelectMany(Texts).ToList();
    }

    private static IEnumerable<string> Texts(IArgumentOperation argument)
    {
        var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
        return value is IDelegateCreationOperation function
            ? function.Descendants().Where(operation => operation.ConstantValue is { HasValue: true, Value: string })
                .Select(operation => (string)operation.ConstantValue.Value!)
            : value.ConstantValue is { HasValue: true, Value: string text } ? [text] : [];
    }
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// The attributes that say which callers get to an endpoint. They count on the method, what it overrides, its type and the bases of that,
/// but not on interfaces; and <c>[AllowAnonymous]</c> on any of them is stronger than <c>[Authorize]</c> on all others (measured on ASP.NET
/// Core 10).
/// </summary>
internal static class AuthorizationAttributes
{
    // Schemes that look at no bearer token: whom they know may send any.
    private static readonly string[] SchemesWithoutTokens = ["Cookies", "Identity.Application", "Identity.External", "Negotiate",
        "Certificate", "Windows", "NTLM", "Basic"];

    /// <summary>What the attributes of a method or accessor say, those of what it overrides among them.</summary>
    public static Admission Of(IMethodSymbol method)
    {
        var said = Said(method, isInherited: false) | (method.AssociatedSymbol is { } property ? Said(property, isInherited: false) : 0);
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            said |= Said(overridden, isInherited: true);
        return said;
    }

    /// <summary>What the attributes of a type and of its bases say.</summary>
    public static Admission Of(ITypeSymbol type) =>
        type.Lineage().Aggregate(Admission.Unsaid, (said, each) => said | Said(each, isInherited: each != (object)type));

    private static Admission Said(ISymbol symbol, bool isInherited) =>
        symbol.GetAttributes().Aggregate(Admission.Unsaid, (said, attribute) =>
            attribute.AttributeClass is not { } type || isInherited && !IsInherited(type) ? said
            : IsAnonymous(type) ? said | Admission.Anonymous
            : IsAuthorization(type) && !AsksForNoToken(attribute) ? said | Admission.Authorized
            : said);

    // An own filter that is called so asks for something, too: what, is for its own code to say.
    private static bool IsAuthorization(INamedTypeSymbol attribute) =>
        attribute.Name.StartsWith("Authorize", StringComparison.Ordinal)
        || attribute.AllInterfaces.Any(each => each.Name == "IAuthorizeData")
        || attribute.Lineage().Any(each => each.Name == "AuthorizeAttribute");

    private static bool IsAnonymous(INamedTypeSymbol attribute) =>
        attribute.AllInterfaces.Any(each => each.Name == "IAllowAnonymous")
        || attribute.Lineage().Any(each => each.Name is "AllowAnonymousAttribute" or "AllowAnonymous");

    private static bool AsksForNoToken(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "AuthenticationSchemes").Value.Value is string schemes
        && schemes.Split(',').All(scheme => SchemesWithoutTokens.Contains(scheme.Trim()));

    private static bool IsInherited(INamedTypeSymbol attribute) =>
        attribute.Lineage().SelectMany(each => each.GetAttributes())
            .FirstOrDefault(usage => usage.AttributeClass?.Name == nameof(AttributeUsageAttribute))?.NamedArguments
            .FirstOrDefault(argument => argument.Key == nameof(AttributeUsageAttribute.Inherited)).Value.Value is not false;
}

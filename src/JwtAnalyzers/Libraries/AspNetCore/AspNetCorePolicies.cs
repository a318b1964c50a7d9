using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries.IdentityModel;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>ASP.NET Core's options, which hold <c>TokenValidationParameters</c> and hand some of their own values on to them.</summary>
internal sealed class AspNetCorePolicies : PolicyAdapter
{
    private readonly bool _usesJsonWebTokens;

    public AspNetCorePolicies(bool usesJsonWebTokens = true) => _usesJsonWebTokens = usesJsonWebTokens;

    // The property came with version 8, and with it the change to JsonWebTokenHandler, which refuses a SignatureValidator's
    // JwtSecurityToken (IDX10506).
    public override PolicyAdapter For(Compilation compilation) =>
        new AspNetCorePolicies(
            compilation.GetTypesByMetadataName(JwtBearerOptions).Any(type => !type.GetMembers("UseSecurityTokenValidators").IsEmpty));

    private const string JwtBearerOptions = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions";
    private const string JwtBearerEvents = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerEvents";
    private const string OpenIdConnectEvents = "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectEvents";
    private const string OpenIdConnectOptions = "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions";

    public override ImmutableArray<string> TypeNames { get; } =
        ImmutableArray.Create(JwtBearerOptions, OpenIdConnectOptions, JwtBearerEvents, OpenIdConnectEvents);

    public override ConfiguredSchemes? Schemes { get; } = new AspNetCoreSchemes();

    public override ImmutableArray<SchemeRegistration> Registrations { get; } = ImmutableArray.Create(
        new SchemeRegistration(AspNetCoreSchemes.AddJwtBearer, "JwtBearerOptions", AspNetCoreSchemes.DefaultScheme) { NameAt = 0 },
        new SchemeRegistration("AddOpenIdConnect", "OpenIdConnectOptions", "OpenIdConnect") { NameAt = 0 });

    public override bool? Supplies(ObjectState owner, string setting) => setting switch
    {
        // JwtBearerPostConfigureOptions copies Audience, OpenIdConnectPostConfigureOptions ClientId, where ValidAudience is empty.
        "ValidAudience" => owner.HasValue(owner.TypeName == JwtBearerOptions ? "Audience" : "ClientId"),
        "ValidIssuer" => SuppliesIssuer(owner),
        "IssuerSigningKeys" => owner.HasValue("Authority") | owner.HasValue("MetadataAddress") | owner.HasValue("ConfigurationManager"),
        _ => false,
    };

    // The discovery document names one issuer, that of the authority's tenant. Where tokens of many tenants are expected there is none
    // to compare with; which of both it is, only a literal tells.
    private static bool? SuppliesIssuer(ObjectState owner) =>
        owner.ValueOf("Authority") is ConstantValue { Value: string { Length: > 0 } authority }
            ? MultiTenantPaths.Any(path => authority.IndexOf(path, StringComparison.OrdinalIgnoreCase) >= 0) ? null : true
            : (owner.HasValue("Authority") | owner.HasValue("MetadataAddress") | owner.HasValue("ConfigurationManager")
                | owner.HasValue("Configuration")) is false
            ? false
            : null;

    // Microsoft Entra ID's authorities for many tenants.
    private static readonly string[] MultiTenantPaths = ["/common", "/organizations", "/consumers"];

    public override string? TokenTypeOf(ObjectState owner) => owner.ValueOf("UseSecurityTokenValidators") switch
    {
        ConstantValue { Value: true } => IdentityModelPolicies.JwtSecurityToken,
        ConstantValue { Value: false } => IdentityModelPolicies.JsonWebToken,
        null
            when owner.Origin is ObjectOrigin.Created && owner.ValueOf("SecurityTokenValidators") is null
                && owner.ValueOf("TokenHandlers") is null =>
            _usesJsonWebTokens ? IdentityModelPolicies.JsonWebToken : IdentityModelPolicies.JwtSecurityToken,
        _ => null,
    };

    public override bool TakesAccessTokens(ObjectState owner) => owner.TypeName == JwtBearerOptions;

    // A handler of one's own may check what the parameters leave out.
    public override bool HasOwnHandler(ObjectState owner) =>
        owner.ValueOf("TokenHandlers") is UnknownValue || owner.ValueOf("SecurityTokenValidators") is UnknownValue
        || owner.ValueOf("TokenHandler") is UnknownValue || owner.ValueOf("SecurityTokenValidator") is UnknownValue;

    public override bool MayCheckClaims(PolicyOwner owner)
    {
        if (HasOwnHandler(owner.Object))
            return true;
        if (owner.Object.ValueOf("EventsType") is not null)
            return true;
        return owner.Object.ValueOf("Events") switch
        {
            null or ConstantValue { Value: null } => false,
            ObjectValue { Identity: var identity } when owner.Path.Objects.TryGetValue(identity, out var events) =>
                events.ValueOf(TokenValidated) is null ? events.Origin is not ObjectOrigin.Created : false,
            _ => true,
        };
    }

    public override ImmutableArray<EventCheck> EventsOf(PolicyOwner owner) =>
        owner.Object.ValueOf("Events") is ObjectValue { Identity: var identity }
        && owner.Path.Objects.TryGetValue(identity, out var events)
        && events.Settings.TryGetValue(TokenValidated, out var handler)
        && handler.Value is not (CallbackValue { Behavior.Result: CallbackResult.OnlyListens } or ConstantValue { Value: null })
            ? ImmutableArray.Create(new EventCheck(handler.Origin, NeverTokensOf(owner.Object)))
            : ImmutableArray<EventCheck>.Empty;

    // What is made of a token that is of another type is null, and a check behind it never happens.
    private ImmutableArray<string> NeverTokensOf(ObjectState owner) => TokenTypeOf(owner) switch
    {
        IdentityModelPolicies.JsonWebToken => ImmutableArray.Create("JwtSecurityToken"),
        IdentityModelPolicies.JwtSecurityToken => ImmutableArray.Create("JsonWebToken"),
        _ => ImmutableArray<string>.Empty,
    };

    private const string TokenValidated = "OnTokenValidated";

    public override bool IsCallback(INamedTypeSymbol type) =>
        type is { Name: "Func", TypeArguments: [{ Name: "TokenValidatedContext" } context, _] }
            && context.IsInNamespace("Microsoft.AspNetCore.Authentication");

    public override bool ConfiguresNewOptions(IMethodSymbol method) =>
        (method.Name == AspNetCoreSchemes.AddJwtBearer
            && method.ContainingType.HasFullName("Microsoft.Extensions.DependencyInjection.JwtBearerExtensions"))
        || (method.Name == "AddOpenIdConnect"
            && method.ContainingType.HasFullName("Microsoft.Extensions.DependencyInjection.OpenIdConnectExtensions"));
}

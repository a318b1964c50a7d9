using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries.IdentityModel;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>What an event asks of a token whose type it gets wrong, it never asks.</summary>
    public override ImmutableArray<Setting> Settings { get; } = ImmutableArray.Create(new Setting(TokenValidated, SettingKind.Event));

    public override bool IsPolicy(string typeName) => typeName == JwtBearerEvents;

    public override ValidationPolicy Interpret(PolicySettings settings) => ValidationPolicy.Safe with
    {
        ChecksRevocation = settings.Owner is not { Object: var options } || !settings.ListensInVain(TokenValidated, EventTokenOf(options)),
    };

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
        if (!EventsOf(owner).IsEmpty)
            return false;
        return owner.Object.ValueOf("Events") switch
        {
            null or ConstantValue { Value: null } => false,
            ObjectValue { Identity: var identity } when owner.Path.Objects.TryGetValue(identity, out var events) =>
                events.ValueOf(TokenValidated) is null ? events.Origin is not ObjectOrigin.Created : false,
            _ => true,
        };
    }

    public override ImmutableArray<EventCheck> EventsOf(PolicyOwner owner)
    {
        var options = owner.Object;
        // The type wins over the object.
        if (options.Settings.TryGetValue("EventsType", out var type))
            return type.Value is ConstantValue { Value: null } ? ImmutableArray<EventCheck>.Empty : Of(type.Origin);
        if (!options.Settings.TryGetValue("Events", out var given))
            return ImmutableArray<EventCheck>.Empty;
        if (given is { Value: UnknownValue, Origin: AssignmentExpressionSyntax { Right: ObjectCreationExpressionSyntax } })
            return Of(given.Origin);
        if (given.Value is not ObjectValue { Identity: var identity } || !owner.Path.Objects.TryGetValue(identity, out var events))
            return ImmutableArray<EventCheck>.Empty;
        if (events.Settings.TryGetValue(TokenValidated, out var handler))
            return OnlyListens(handler.Value, options) ? ImmutableArray<EventCheck>.Empty : Of(handler.Origin);
        // A class of one's own has the methods that the library calls.
        return events is { Origin: ObjectOrigin.Created, Creation: ObjectCreationExpressionSyntax made } && !LibraryEvents.Contains(
            NameUses.LastNameOf(made.Type))
            ? Of(made)
            : ImmutableArray<EventCheck>.Empty;

        ImmutableArray<EventCheck> Of(SyntaxNode origin) => ImmutableArray.Create(new EventCheck(origin, NeverTokensOf(options)));
    }

    private static readonly string?[] LibraryEvents = ["JwtBearerEvents", "OpenIdConnectEvents"];

    private bool OnlyListens(AbstractValue handler, ObjectState options) => handler switch
    {
        ConstantValue { Value: null } or CallbackValue { Behavior.Result: CallbackResult.OnlyListens } => true,
        CallbackValue { Behavior.PassesAllOf: var types } => EventTokenOf(options) is { } type && types.Contains(type),
        _ => false,
    };

    // What is made of a token that is of another type is null, and a check behind it never happens.
    private ImmutableArray<string> NeverTokensOf(ObjectState owner) => EventTokenOf(owner) switch
    {
        IdentityModelPolicies.JsonWebToken => ImmutableArray.Create("JwtSecurityToken"),
        IdentityModelPolicies.JwtSecurityToken => ImmutableArray.Create("JsonWebToken"),
        _ => ImmutableArray<string>.Empty,
    };

    // The property of the OpenID Connect event is a JwtSecurityToken by its type.
    private string? EventTokenOf(ObjectState owner) => owner.TypeName == JwtBearerOptions ? TokenTypeOf(owner) : null;

    public override bool IsApartFromToken(ISymbol member) =>
        member is { Name: "RequestServices" or "RequestAborted" or "TraceIdentifier", ContainingType: { Name: "HttpContext" } request }
            && request.IsInNamespace("Microsoft.AspNetCore.Http");

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

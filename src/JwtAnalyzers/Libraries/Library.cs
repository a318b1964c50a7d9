using System.Collections.Immutable;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Libraries.AspNetCore;
using JwtAnalyzers.Libraries.FastEndpoints;
using JwtAnalyzers.Libraries.Functions;
using JwtAnalyzers.Libraries.Grpc;
using JwtAnalyzers.Libraries.HotChocolate;
using JwtAnalyzers.Libraries.IdentityModel;
using JwtAnalyzers.Libraries.IdentityServer;
using JwtAnalyzers.Libraries.IdentityWeb;
using JwtAnalyzers.Libraries.Jose;
using JwtAnalyzers.Libraries.JwtNet;
using JwtAnalyzers.Libraries.Katana;
using JwtAnalyzers.Libraries.Lambda;
using JwtAnalyzers.Libraries.OpenIddict;
using JwtAnalyzers.Libraries.Platform;
using JwtAnalyzers.Libraries.ServiceStack;
using JwtAnalyzers.Libraries.WebApi;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Libraries;

/// <summary>One library and all that the analyzers know of it: what it accepts, how it handles tokens, what it issues.</summary>
internal sealed record Library(string Name)
{
    public ImmutableArray<PolicyAdapter> Accepts { get; private init; } = ImmutableArray<PolicyAdapter>.Empty;

    public ImmutableArray<TokenAdapter> Handles { get; private init; } = ImmutableArray<TokenAdapter>.Empty;

    public ImmutableArray<IssuingAdapter> Issues { get; private init; } = ImmutableArray<IssuingAdapter>.Empty;

    /// <summary>
    /// The only list of libraries, in the order in which they are asked. It matters where several could answer: keys and
    /// safeguards are met in it, and the first weak algorithm counts.
    /// </summary>
    public static ImmutableArray<Library> All { get; } = ImmutableArray.Create(
        new Library("Microsoft.IdentityModel")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new IdentityModelPolicies(), new OverriddenHandlers()),
            Handles = ImmutableArray.Create<TokenAdapter>(new IdentityModelTokens(), new IdentityModelClaims()),
            Issues = ImmutableArray.Create<IssuingAdapter>(new IdentityModelIssuing()),
        },
        new Library("ASP.NET Core")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new AspNetCorePolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new AspNetCoreTokens()),
        },
        new Library(".NET")
        {
            Handles = ImmutableArray.Create<TokenAdapter>(new ClientTokens(), new PlatformKeys()),
        },
        new Library("IdentityServer")
        {
            Handles = ImmutableArray.Create<TokenAdapter>(new IdentityServerTokens()),
            Issues = ImmutableArray.Create<IssuingAdapter>(new IdentityServerIssuing()),
        },
        new Library("JWT.NET")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new JwtNetPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new JwtNetTokens()),
            Issues = ImmutableArray.Create<IssuingAdapter>(new JwtNetIssuing()),
        },
        new Library("jose-jwt")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new JosePolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new JoseTokens()),
            Issues = ImmutableArray.Create<IssuingAdapter>(new JoseIssuing()),
        },
        new Library("FastEndpoints")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new FastEndpointsPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new FastEndpointsTokens()),
        },
        new Library("ServiceStack")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new ServiceStackPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new ServiceStackTokens()),
        },
        new Library("OpenIddict")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new OpenIddictPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new OpenIddictTokens()),
            Issues = ImmutableArray.Create<IssuingAdapter>(new OpenIddictIssuing()),
        },
        new Library("Microsoft.Identity.Web")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new IdentityWebPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new IdentityWebTokens()),
        },
        new Library("Katana")
        {
            Accepts = ImmutableArray.Create<PolicyAdapter>(new KatanaPolicies()),
            Handles = ImmutableArray.Create<TokenAdapter>(new KatanaTokens()),
        },
        new Library("gRPC") { Handles = ImmutableArray.Create<TokenAdapter>(new GrpcTokens()) },
        new Library("Azure Functions") { Handles = ImmutableArray.Create<TokenAdapter>(new FunctionsTokens()) },
        new Library("AWS Lambda") { Handles = ImmutableArray.Create<TokenAdapter>(new LambdaTokens()) },
        new Library("ASP.NET Web API 2") { Handles = ImmutableArray.Create<TokenAdapter>(new WebApiTokens()) },
        new Library("HotChocolate") { Handles = ImmutableArray.Create<TokenAdapter>(new HotChocolateTokens()) });

    /// <summary>What all of them accept.</summary>
    public static ImmutableArray<PolicyAdapter> PolicyAdapters { get; } = All.SelectMany(library => library.Accepts).ToImmutableArray();

    /// <summary>The calls by which code adds authentication schemes.</summary>
    public static ImmutableArray<SchemeRegistration> Registrations { get; } =
        PolicyAdapters.SelectMany(adapter => adapter.Registrations).ToImmutableArray();

    /// <summary>What a framework takes for its schemes from configuration. There is one that does.</summary>
    public static ConfiguredSchemes Schemes { get; } =
        PolicyAdapters.Select(adapter => adapter.Schemes).OfType<ConfiguredSchemes>().Single();

    /// <summary>How all of them handle tokens.</summary>
    public static ImmutableArray<TokenAdapter> TokenAdapters { get; } = All.SelectMany(library => library.Handles).ToImmutableArray();

    /// <summary>What all of them issue.</summary>
    public static ImmutableArray<IssuingAdapter> IssuingAdapters { get; } = All.SelectMany(library => library.Issues).ToImmutableArray();
}

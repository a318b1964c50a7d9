using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Tests.Harness.Declarations;

/// <summary>
/// The frameworks that issue or take tokens, as far as the rules know them: DECLARATIONS of the same names and signatures, since the registry serves few of them. They
/// compile and do nothing; what the real ones do is in facts/libraries.md, section 5. An assembly of their own, as the real ones are.
/// </summary>
internal static class Frameworks
{
    private const string FastEndpoints = """
        namespace FastEndpoints.Security
        {
            public enum TokenSigningStyle { Symmetric, Asymmetric }

            public sealed class JwtSigningOptions
            {
                public string? SigningKey { get; set; }
                public TokenSigningStyle SigningStyle { get; set; }
            }

            public sealed class JwtCreationOptions
            {
                public string SigningKey { get; set; } = null!;
                public TokenSigningStyle SigningStyle { get; set; }
                public DateTime? ExpireAt { get; set; }
                public string? Issuer { get; set; }
                public string? Audience { get; set; }
            }

            public static class JwtBearer
            {
                public static string CreateToken(Action<JwtCreationOptions>? options = null) => throw null!;
            }

            // Before version 5.23 (df151405).
            public static class JWTBearer
            {
                public enum TokenSigningStyle { Symmetric, Asymmetric }

                public static string CreateToken(string signingKey, DateTime? expireAt = null, IEnumerable<string>? permissions = null) => throw null!;
                public static string CreateToken(string signingKey, Action<object> privileges, string? issuer = null, string? audience = null, DateTime? expireAt = null, TokenSigningStyle signingStyle = TokenSigningStyle.Symmetric) => throw null!;
            }

            public static class AuthExtensions
            {
                public static IServiceCollection AddJWTBearerAuth(this IServiceCollection services, string tokenSigningKey, JWTBearer.TokenSigningStyle tokenSigningStyle = JWTBearer.TokenSigningStyle.Symmetric, Action<TokenValidationParameters>? tokenValidation = null, Action<JwtBearerEvents>? bearerEvents = null) => services;
                public static IServiceCollection AddJWTBearerAuth(this IServiceCollection services, string tokenSigningKey, Action<JwtBearerOptions> jwtOptions) => services;
                public static IServiceCollection AddJWTBearerAuth(this IServiceCollection services, string tokenSigningKey, JWTBearer.TokenSigningStyle tokenSigningStyle, Action<JwtBearerOptions>? jwtOptions = null) => services;
                public static IServiceCollection AddAuthenticationJWTBearer(this IServiceCollection services, string tokenSigningKey, string? issuer = null, string? audience = null) => services;
                public static IServiceCollection AddAuthenticationJwtBearer(this IServiceCollection services, Action<JwtSigningOptions> signingOptions, Action<JwtBearerOptions>? bearerOptions = null) => services;
            }
        }
        """;

    private const string ServiceStack = """
        namespace ServiceStack.Auth
        {
            public class JwtAuthProviderReader
            {
                public bool RequireSecureConnection { get; set; } = true;
                public bool RequireHashAlgorithm { get; set; } = true;
                public bool AllowInQueryString { get; set; }
                public bool AllowInFormData { get; set; }
                public string HashAlgorithm { get; set; } = "HS256";
                public byte[] AuthKey { get; set; } = null!;
                public string AuthKeyBase64 { set { } }
                public static Dictionary<string, object> ExtractPayload(string jwt) => throw null!;
            }

            public class JwtAuthProvider : JwtAuthProviderReader
            {
                public TimeSpan ExpireTokensIn { get; set; }
            }
        }
        """;

    private const string IdentityServer = """
        namespace Duende.IdentityServer.Models
        {
            public static class GrantTypes
            {
                public static ICollection<string> Code => throw null!;
                public static ICollection<string> ClientCredentials => throw null!;
                public static ICollection<string> CodeAndClientCredentials => throw null!;
                public static ICollection<string> Implicit => throw null!;
            }

            public class Client
            {
                public ICollection<string> AllowedGrantTypes { get; set; } = null!;
                public bool RequirePkce { get; set; } = true;
                public bool AllowPlainTextPkce { get; set; }
                public bool RequireClientSecret { get; set; } = true;
                public bool AllowAccessTokensViaBrowser { get; set; }
                public int AccessTokenLifetime { get; set; } = 3600;
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IIdentityServerBuilder { }

            public static class IdentityServerServiceCollectionExtensions
            {
                public static IIdentityServerBuilder AddIdentityServer(this IServiceCollection services) => throw null!;
            }

            public static class IdentityServerBuilderExtensionsCrypto
            {
                public static IIdentityServerBuilder AddDeveloperSigningCredential(this IIdentityServerBuilder builder, bool persistKey = true, string? filename = null) => builder;
                public static IIdentityServerBuilder AddSigningCredential(this IIdentityServerBuilder builder, SigningCredentials credential) => builder;
            }
        }
        """;

    private const string OpenIddict = """
        namespace OpenIddict.Server
        {
            public sealed class OpenIddictServerOptions
            {
                public TokenValidationParameters TokenValidationParameters { get; } = new() { ValidateAudience = false, ValidateLifetime = false };
            }
        }

        namespace OpenIddict.Validation
        {
            public sealed class OpenIddictValidationOptions
            {
                public HashSet<string> Audiences { get; } = [];
                public TokenValidationParameters TokenValidationParameters { get; } = new() { ValidateAudience = false, ValidateLifetime = false };
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public sealed class OpenIddictBuilder
            {
            }

            public static class OpenIddictServerExtensions
            {
                public static OpenIddictBuilder AddServer(this OpenIddictBuilder builder, Action<OpenIddictServerBuilder> configuration) => builder;
            }

            public static class OpenIddictValidationExtensions
            {
                public static OpenIddictBuilder AddValidation(this OpenIddictBuilder builder, Action<OpenIddictValidationBuilder> configuration) => builder;
            }

            public sealed class OpenIddictServerBuilder
            {
                public OpenIddictServerBuilder Configure(Action<OpenIddict.Server.OpenIddictServerOptions> configuration) => this;
                public OpenIddictServerBuilder AddEphemeralEncryptionKey() => this;
                public OpenIddictServerBuilder AddEphemeralEncryptionKey(string algorithm) => this;
                public OpenIddictServerBuilder AddEphemeralSigningKey() => this;
                public OpenIddictServerBuilder AddDevelopmentEncryptionCertificate() => this;
                public OpenIddictServerBuilder AddDevelopmentSigningCertificate() => this;
                public OpenIddictServerBuilder AddSigningKey(SecurityKey key) => this;
                public OpenIddictServerBuilder AllowImplicitFlow() => this;
                public OpenIddictServerBuilder AllowNoneFlow() => this;
                public OpenIddictServerBuilder AllowAuthorizationCodeFlow() => this;
                public OpenIddictServerBuilder DisableAccessTokenEncryption() => this;
                public OpenIddictServerBuilder SetAccessTokenLifetime(TimeSpan? lifetime) => this;
                public OpenIddictServerBuilder SetRefreshTokenLifetime(TimeSpan? lifetime) => this;
                public OpenIddictServerAspNetCoreBuilder UseAspNetCore() => throw null!;
            }

            public sealed class OpenIddictServerAspNetCoreBuilder
            {
                public OpenIddictServerAspNetCoreBuilder DisableTransportSecurityRequirement() => this;
                public OpenIddictServerAspNetCoreBuilder EnableTokenEndpointPassthrough() => this;
            }

            public sealed class OpenIddictValidationBuilder
            {
                public OpenIddictValidationBuilder Configure(Action<OpenIddict.Validation.OpenIddictValidationOptions> configuration) => this;
                public OpenIddictValidationBuilder AddAudiences(params string[] audiences) => this;
                public OpenIddictValidationBuilder AddEncryptionKey(SecurityKey key) => this;
                public OpenIddictValidationBuilder SetIssuer(string address) => this;
                public OpenIddictValidationBuilder SetIssuer(Uri address) => this;
                public OpenIddictValidationBuilder SetClientId(string identifier) => this;
                public OpenIddictValidationBuilder SetClientSecret(string secret) => this;
                public OpenIddictValidationBuilder UseIntrospection() => this;
            }

            public sealed class OpenIddictValidationAspNetCoreBuilder
            {
                public OpenIddictValidationAspNetCoreBuilder DisableAccessTokenExtractionFromQueryString() => this;
            }

            public sealed class OpenIddictValidationSystemNetHttpBuilder
            {
                public OpenIddictValidationSystemNetHttpBuilder SetProductInformation(string name, string? version) => this;
            }

            public static class OpenIddictValidationIntegrationExtensions
            {
                public static OpenIddictValidationAspNetCoreBuilder UseAspNetCore(this OpenIddictValidationBuilder builder) => throw null!;
                public static OpenIddictValidationSystemNetHttpBuilder UseSystemNetHttp(this OpenIddictValidationBuilder builder) => throw null!;
                public static OpenIddictValidationBuilder UseLocalServer(this OpenIddictValidationBuilder builder) => builder;
            }

            public static class OpenIddictExtensions
            {
                public static OpenIddictBuilder AddOpenIddict(this IServiceCollection services) => throw null!;
            }
        }
        """;

    private const string IdentityWeb = """
        namespace Microsoft.Identity.Web
        {
            public class MicrosoftIdentityOptions : Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions
            {
                public bool AllowWebApiToBeAuthorizedByACL { get; set; }
            }

            public static class MicrosoftIdentityWebApiAuthenticationBuilderExtensions
            {
                public static Microsoft.AspNetCore.Authentication.AuthenticationBuilder AddMicrosoftIdentityWebApi(
                    this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, Action<JwtBearerOptions> configureJwtBearerOptions, Action<MicrosoftIdentityOptions> configureMicrosoftIdentityOptions, string jwtBearerScheme = "Bearer") => builder;

                public static Microsoft.AspNetCore.Authentication.AuthenticationBuilder AddMicrosoftIdentityWebApiAot(
                    this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, Action<object> configureOptions, string jwtBearerScheme, Action<JwtBearerOptions>? configureJwtBearerOptions) => builder;
            }

            public static class MicrosoftIdentityServiceCollectionExtensions
            {
                public static void AddMicrosoftIdentityWebApiAuthentication(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) { }

                public static void AddMicrosoftIdentityWebAppAuthentication(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) { }
            }
        }
        """;

    private const string Katana = """
        namespace Microsoft.Owin.Security.Jwt
        {
            public interface IIssuerSecurityKeyProvider { }

            public class SymmetricKeyIssuerSecurityKeyProvider : IIssuerSecurityKeyProvider
            {
                public SymmetricKeyIssuerSecurityKeyProvider(string issuer, byte[] key) { }
                public SymmetricKeyIssuerSecurityKeyProvider(string issuer, string base64Key) { }
            }

            public class SymmetricKeyIssuerSecurityTokenProvider
            {
                public SymmetricKeyIssuerSecurityTokenProvider(string issuer, byte[] key) { }
                public SymmetricKeyIssuerSecurityTokenProvider(string issuer, string base64Key) { }
            }

            public class JwtBearerAuthenticationOptions
            {
                public IEnumerable<string> AllowedAudiences { get; set; } = null!;
                public IEnumerable<IIssuerSecurityKeyProvider> IssuerSecurityKeyProviders { get; set; } = null!;
                public TokenValidationParameters TokenValidationParameters { get; set; } = null!;
                public JwtSecurityTokenHandler TokenHandler { get; set; } = null!;
            }

            public class JwtFormat
            {
                public JwtFormat(string allowedAudience, IIssuerSecurityKeyProvider issuerCredentialProvider) { }
                public JwtFormat(TokenValidationParameters validationParameters) { }
                public bool ValidateIssuer { get; set; } = true;
            }
        }

        namespace Owin
        {
            public interface IAppBuilder { }

            public static class JwtBearerAuthenticationExtensions
            {
                public static IAppBuilder UseJwtBearerAuthentication(this IAppBuilder app, Microsoft.Owin.Security.Jwt.JwtBearerAuthenticationOptions options) => app;
            }
        }
        """;

    /// <summary>The declarations, compiled.</summary>
    public static MetadataReference Reference { get; } = Compile("Frameworks", TestReferences.All, Findings.Usings, FastEndpoints, ServiceStack, IdentityServer, OpenIddict, IdentityWeb, Katana);

    /// <summary>ServiceStack's alone, which needs no library of Microsoft's.</summary>
    public static MetadataReference ServiceStackAlone { get; } = Compile("ServiceStack", TestReferences.Frameworks, "global using System; global using System.Collections.Generic;", ServiceStack);

    /// <summary>Microsoft.Identity.Web's alone, as one of its versions.</summary>
    public static MetadataReference IdentityWebOf(string version) => Compile("Microsoft.Identity.Web", TestReferences.All, Findings.Usings, IdentityWeb, $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]");

    /// <summary>Asserts that members of a class raise what their comments announce, in a project that references the frameworks.</summary>
    public static Task MatchComments(string members, string types = "") => Findings.MatchComments($$"""
        using System.Security.Claims;
        using System.Text;
        using Duende.IdentityServer.Models;
        using FastEndpoints.Security;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Identity.Web;
        using Microsoft.Owin.Security.Jwt;
        using Owin;
        using ServiceStack.Auth;
        class Subject
        {
        {{members}}
        }
        {{types}}
        """, more: Reference);

    /// <summary>Asserts that statements of a method raise what their comments announce.</summary>
    public static Task MatchCommentsIn(string statements) => MatchComments($$"""
            void Run(IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment, bool condition, SecurityKey key, IAppBuilder app)
            {
        {{statements}}
            }
        """);

    private static MetadataReference Compile(string name, ImmutableArray<MetadataReference> references, params string[] sources)
    {
        using var image = new MemoryStream();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var result = CSharpCompilation.Create(name, sources.Select(source => CSharpSyntaxTree.ParseText(source)), references, options).Emit(image);
        return result.Success ? MetadataReference.CreateFromImage(image.ToArray()) : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    }
}

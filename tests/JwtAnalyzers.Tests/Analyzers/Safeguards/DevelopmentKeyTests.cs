using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Safeguards;

/// <summary>JWT3005: a development signing key outside development.</summary>
[Trait("rule", "JWT3005")]
public sealed class DevelopmentKeyTests
{
    [Theory]
    [InlineData("services.AddIdentityServer().AddDeveloperSigningCredential(); // JWT3005")]
    [InlineData("services.AddIdentityServer().AddDeveloperSigningCredential(persistKey: false); // JWT3005")]
    [InlineData("IdentityServerBuilderExtensionsCrypto.AddDeveloperSigningCredential(services.AddIdentityServer()); // JWT3005")]
    [InlineData("services.AddOpenIddict().AddServer(o => { o.AddEphemeralEncryptionKey(); // JWT3005\n o.AddEphemeralSigningKey(); }); // JWT3005")]
    [InlineData("services.AddOpenIddict().AddServer(o => o\n.AddDevelopmentEncryptionCertificate() // JWT3005\n.AddDevelopmentSigningCertificate()); // JWT3005")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.AddEphemeralEncryptionKey(\"RSA-OAEP\")); // JWT3005")]
    [InlineData("if (condition) services.AddIdentityServer().AddDeveloperSigningCredential(); // JWT3005")]
    [InlineData("if (!environment.IsDevelopment()) services.AddIdentityServer().AddDeveloperSigningCredential(); // JWT3005")]
    [InlineData("if (environment.IsDevelopment()) { } else services.AddIdentityServer().AddDeveloperSigningCredential(); // JWT3005")]
    public Task Fires(string statements) => Frameworks.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddIdentityServer().AddSigningCredential(new SigningCredentials(key, \"RS256\"));")]
    [InlineData("services.AddIdentityServer();")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.AddSigningKey(key).AllowAuthorizationCodeFlow().DisableAccessTokenEncryption());")]
    [InlineData("if (environment.IsDevelopment()) services.AddIdentityServer().AddDeveloperSigningCredential();")]
    [InlineData("var builder = services.AddIdentityServer(); if (environment.IsDevelopment()) { builder.AddDeveloperSigningCredential(); } else { throw new Exception(\"need to configure key material\"); }")]
    [InlineData("if (!environment.IsProduction()) services.AddIdentityServer().AddDeveloperSigningCredential();")]
    [InlineData("if (environment.IsProduction()) { services.AddIdentityServer(); return; } services.AddIdentityServer().AddDeveloperSigningCredential();")]
    [InlineData("if (!environment.IsDevelopment()) services.AddIdentityServer(); else services.AddIdentityServer().AddDeveloperSigningCredential();")]
    [InlineData("if (environment.IsEnvironment(\"Local\")) services.AddIdentityServer().AddDeveloperSigningCredential();")]
    [InlineData("services.AddOpenIddict().AddServer(o => { if (environment.IsDevelopment()) { o.AddEphemeralEncryptionKey().AddEphemeralSigningKey(); } else { o.AddSigningKey(key); } });")]
    [InlineData("if (environment.IsDevelopment()) services.AddOpenIddict().AddServer(o => o.AddDevelopmentSigningCertificate());")]
    [InlineData("var dev = environment.IsDevelopment(); services.AddOpenIddict().AddServer(o => { if (dev) o.AddDevelopmentSigningCertificate(); });")]
    [InlineData("\n#if DEBUG\nservices.AddIdentityServer().AddDeveloperSigningCredential();\n#endif")]
    public Task Stays_silent(string statements) => Frameworks.MatchCommentsIn(statements);

    [Theory]
    [InlineData("void ConfigureDevelopmentServices(IServiceCollection services) => services.AddIdentityServer().AddDeveloperSigningCredential();", "")]
    [InlineData("void ConfigureServices(IServiceCollection services) => services.AddIdentityServer().AddDeveloperSigningCredential(); // JWT3005", "")]
    [InlineData("", "class StartupDevelopment { public void ConfigureServices(IServiceCollection services) => services.AddIdentityServer().AddDeveloperSigningCredential(); }")]
    [InlineData("void Run(Other other) => other.AddEphemeralSigningKey().AddDeveloperSigningCredential();", "class Other { public Other AddEphemeralSigningKey() => this; public Other AddDeveloperSigningCredential() => this; }")]
    public Task Conventions_and_look_alikes(string members, string types) => Frameworks.MatchComments(members, types);
}

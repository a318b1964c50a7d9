using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Safeguards;

/// <summary>JWT5002: signing keys are fetched from any server.</summary>
[Trait("rule", "JWT5002")]
public sealed class BackChannelTests
{
    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = System.Net.Http.HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }; }); // JWT5002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; }); // JWT5002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = delegate { return true; } }; }); // JWT5002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Backchannel = new System.Net.Http.HttpClient(new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }); }); // JWT5002")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { var handler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; o.BackchannelHttpHandler = handler; }); // JWT5002")]
    [InlineData("var r = new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever(new System.Net.Http.HttpClient(new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })); // JWT5002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { var handler = new System.Net.Http.HttpClientHandler(); handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; o.BackchannelHttpHandler = handler; }); // JWT5002")]
    [InlineData("var m = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"https://login.example\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever(), new System.Net.Http.HttpClient(new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })); // JWT5002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true } }; }); // JWT5002")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler(); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => errors == System.Net.Security.SslPolicyErrors.None }; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.Thumbprint == configuration[\"Thumbprint\"] }; });")]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddJwtBearer(o => { o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; }); }")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { if (environment.IsDevelopment()) o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; });")]
    [InlineData("var client = new System.Net.Http.HttpClient(new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { var other = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; o.BackchannelHttpHandler = new System.Net.Http.HttpClientHandler(); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.BackchannelTimeout = TimeSpan.FromSeconds(5); });")]
    [InlineData("var m = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"https://login.example\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever(), new System.Net.Http.HttpClient());")]
    [InlineData("services.AddHttpClient(\"legacy\").ConfigurePrimaryHttpMessageHandler(() => new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);

    [Fact]
    public Task A_handler_of_another_member_is_reported_where_keys_are_fetched_with_it() => Findings.MatchCommentsIn(
        """
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = Loose()); // JWT5002
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = _loose); // JWT5002
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = InSteps()); // JWT5002
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = StrictInSteps());
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = Strict());
        services.AddAuthentication().AddJwtBearer(o => o.BackchannelHttpHandler = Guarded(environment));
        """,
        """
        private readonly System.Net.Http.HttpClientHandler _loose = new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        static System.Net.Http.HttpClientHandler Loose() => new() { ServerCertificateCustomValidationCallback = System.Net.Http.HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        static System.Net.Http.HttpClientHandler InSteps()
        {
            var handler = new System.Net.Http.HttpClientHandler();
            handler.MaxConnectionsPerServer = 2;
            handler.ServerCertificateCustomValidationCallback = Accept;
            return handler;
        }
        static System.Net.Http.HttpClientHandler StrictInSteps()
        {
            var handler = new System.Net.Http.HttpClientHandler();
            var other = new System.Net.Http.HttpClientHandler();
            other.ServerCertificateCustomValidationCallback = Accept;
            return handler;
        }
        static bool Accept(System.Net.Http.HttpRequestMessage request, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain, System.Net.Security.SslPolicyErrors errors)
        {
            if (errors == System.Net.Security.SslPolicyErrors.None)
                return true;
            Console.WriteLine(certificate?.Subject);
            return true;
        }
        static System.Net.Http.HttpClientHandler Strict() => new() { MaxConnectionsPerServer = 2 };
        static System.Net.Http.HttpClientHandler Guarded(IWebHostEnvironment environment)
        {
            if (environment.IsDevelopment())
                return new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
            return new();
        }
        """);
}

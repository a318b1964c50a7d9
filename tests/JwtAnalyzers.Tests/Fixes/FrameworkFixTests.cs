using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>The fixes in code for a framework, by its declarations: none can be run.</summary>
public sealed class FrameworkFixTests
{
    private const string Secret = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";
    private const string Base64 = "dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==";
    private const string Configured = "configuration[\"Jwt:Key\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Key' in the configuration.\")";
    private const string Title = "Read the key from configuration 'Jwt:Key' (set it first, and retire the old key)";

    private const string TitleOfBase64 = "Read the key from configuration 'Jwt:Key' in base64 (set it first, and retire the old key)";

    private static TestSetup Setup { get; } = TestSetup.Default with { Libraries = TestReferences.All.Add(Frameworks.Reference) };

    private static string Subject(string statement) => $$"""
        using FastEndpoints.Security;
        using ServiceStack.Auth;

        class Subject
        {
            public void Run(IServiceCollection services, IConfiguration configuration, JwtAuthProvider provider)
            {
                {{statement}}
            }
        }
        """;

    [Theory]
    [InlineData("provider.AuthKeyBase64 = KEY;", Base64, Title)]
    [InlineData("provider.AuthKey = Convert.FromBase64String(KEY);", Base64, TitleOfBase64)]
    public Task A_key_is_read_from_the_configuration(string statement, string key, string title) => Verify.FixTextAsync(
        Subject(statement.Replace("KEY", $"{{|JWT3001:\"{key}\"|}}", StringComparison.Ordinal)), Subject(statement.Replace("KEY", Configured, StringComparison.Ordinal)), title, Setup);

    [Fact]
    public Task A_key_in_a_lambda_is_read_before_it() => Verify.FixTextAsync(
        Subject($"JwtBearer.CreateToken(o => o.SigningKey = {{|JWT3001:\"{Secret}\"|}});"), Subject($"var key = {Configured};\n        JwtBearer.CreateToken(o => o.SigningKey = key);"), Title, Setup);

    [Theory]
    [InlineData("services.{|JWT2004:AddAuthenticationJwtBearer|}(s => { });")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime({|JWT4001:null|}));")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.{|JWT5008:AllowImplicitFlow|}());")]
    [InlineData("services.AddIdentityServer().{|JWT3005:AddDeveloperSigningCredential|}();")]
    [InlineData("{|JWT5008:provider.RequireSecureConnection = false|};")]
    [InlineData("{|JWT5003:provider.AllowInQueryString = true|};")]
    [InlineData("var format = new Microsoft.Owin.Security.Jwt.JwtFormat(\"a\", null!) { {|JWT2004:ValidateIssuer = false|} };")]
    public Task What_somebody_may_depend_on_stays(string statement) => Verify.NoFixAsync(Subject(statement), Setup);
}

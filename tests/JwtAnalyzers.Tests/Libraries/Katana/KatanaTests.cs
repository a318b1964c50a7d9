using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.Katana;

/// <summary>Katana, by its declarations: its middleware, its format and its keys.</summary>
public sealed class KatanaTests
{
    private const string Sound = "ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key";

    [Theory]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { TokenValidationParameters = new TokenValidationParameters { " + Sound + ", ValidateLifetime = false } }); // JWT2001")]
    // the audiences are for options without parameters
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { AllowedAudiences = [\"a\"], TokenValidationParameters = new TokenValidationParameters { ValidIssuer = \"i\", ValidateAudience = false, IssuerSigningKey = key } }); // JWT2003")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = false }; // JWT2004")]
    [InlineData("var format = new JwtFormat(\"a\", null!); format.ValidateIssuer = false; // JWT2004")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { TokenValidationParameters = new TokenValidationParameters { " + Sound + " } });")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { AllowedAudiences = [\"a\"], IssuerSecurityKeyProviders = [] });")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions());")]
    [InlineData("var format = new JwtFormat(\"a\", null!);")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"i\", \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\"); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"i\", System.Text.Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityTokenProvider(\"i\", \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\"); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityTokenProvider(\"i\", Convert.FromBase64String(\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\")); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityTokenProvider(\"https://issuer.example/a-long-name\", configuration[\"Jwt:Key\"]!);")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"https://issuer.example/a-long-name\", configuration[\"Jwt:Key\"]!);")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = true };")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = condition };")]
    [InlineData("var format = new JwtFormat(\"a\", null!); if (environment.IsDevelopment()) format.ValidateIssuer = false;")]
    public Task Middleware(string statements) => Frameworks.MatchCommentsIn(statements);

    [Theory]
    [InlineData("\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\"", " // JWT3001")]
    [InlineData("System.Environment.GetEnvironmentVariable(\"KEY\")!", "")]
    [InlineData("new byte[] { 1, 2, 3, 200 }", " // JWT3001")]
    public Task Credentials_of_that_time(string key, string mark) => Findings.MatchComments($$"""
        var credentials = new Thinktecture.IdentityModel.Tokens.HmacSigningCredentials({{key}});{{mark}}
        namespace Thinktecture.IdentityModel.Tokens
        {
            public class HmacSigningCredentials
            {
                public HmacSigningCredentials(string base64EncodedKey) { }
                public HmacSigningCredentials(byte[] key) { }
            }
        }
        """);
}

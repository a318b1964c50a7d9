using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT5007: a token is written to a log.</summary>
public sealed class TokenLogTests
{
    [Theory]
    [InlineData("var token = handler.WriteToken(jwt); Console.WriteLine(token); // JWT5007")]
    [InlineData("logger.LogInformation(\"Issued {Token}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("var token = new JsonWebTokenHandler().CreateToken(descriptor); logger.LogDebug($\"token: {token}\"); // JWT5007")]
    [InlineData("var token = handler.WriteToken(jwt); var text = \"t=\" + token; logger.LogInformation(text); // JWT5007")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogWarning(\"Refused {Header}\", header); // JWT5007")]
    [InlineData("var header = context.Request.Headers.Authorization; logger.LogWarning(\"Refused {Header}\", header.ToString()); // JWT5007")]
    [InlineData("var token = context.Request.Headers[\"Authorization\"].ToString().Substring(\"Bearer \".Length); System.Diagnostics.Debug.WriteLine(token); // JWT5007")]
    [InlineData("var token = await context.GetTokenAsync(\"access_token\"); Console.WriteLine(token); // JWT5007")]
    [InlineData("using var scope = logger.BeginScope(\"{Token}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("Console.WriteLine(jwt.RawData); // JWT5007")]
    [InlineData("Console.WriteLine(Issue()); // JWT5007")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData("logger.LogInformation(\"Generating JWT token for {User}\", context.User.Identity!.Name);")]
    [InlineData("Console.WriteLine(jwt);")]
    [InlineData("Console.WriteLine(jwt.Id);")]
    [InlineData("logger.LogInformation(\"Token {Id} of {Subject}\", jwt.Id, jwt.Subject);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Length}\", token.Length);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Start}\", token[..8]);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Start}\", token.Substring(0, 8));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Hash}\", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Masked}\", Mask(token));")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogInformation(\"Has header: {Has}\", !string.IsNullOrEmpty(header));")]
    [InlineData("var token = handler.WriteToken(jwt); context.Response.Headers[\"X\"] = token;")]
    [InlineData("try { handler.ValidateToken(context.Request.Headers[\"Authorization\"].ToString(), new(), out _); } catch (Exception e) { logger.LogWarning(e, \"Refused\"); throw; }")]
    [InlineData("logger.LogInformation(\"Agent {Agent}\", context.Request.Headers[\"User-Agent\"].ToString());")]
    [InlineData("if (environment.IsDevelopment()) Console.WriteLine(handler.WriteToken(jwt));")]
    [InlineData("var token = \"continuation\"; Console.WriteLine(token);")]
    [InlineData("string token = context.Request.Query[\"token\"]!; var name = handler.ReadJwtToken(token).Issuer; Console.WriteLine(name);")]
    public Task Stays_silent(string statements) => Match(statements);

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Logging;
        class Subject(ILogger<Subject> logger, JwtSecurityTokenHandler handler, IWebHostEnvironment environment)
        {
            async Task Run(HttpContext context, JwtSecurityToken jwt, SecurityTokenDescriptor descriptor)
            {
        {{statements}}
                await Task.Yield();
            }

            string Issue() => handler.WriteToken(new JwtSecurityToken("a"));
            static string Mask(string text) => new('*', text.Length);
        }
        """);
}

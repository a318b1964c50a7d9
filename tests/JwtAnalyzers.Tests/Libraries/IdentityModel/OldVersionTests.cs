using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Oracle;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.IdentityModel;

/// <summary>The same code on other versions of the library means other things (facts/libraries.md, section 1a): the referenced version decides.</summary>
public sealed class OldVersionTests
{
    private const string ValidateSignature = """
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.IdentityModel.Tokens;
        class Handler : JwtSecurityTokenHandler
        {
            protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters parameters) => new JwtSecurityToken(token);
        }
        """;

    private const string RequireAudience = """
        using Microsoft.IdentityModel.Tokens;
        class Subject { TokenValidationParameters P => new() { ValidAudience = "api", RequireAudience = false }; }
        """;

    private const string PayloadWithoutExpiry = """
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        class Subject { string Issue(SigningCredentials c) => new JsonWebTokenHandler().CreateToken("{\"iss\":\"i\",\"aud\":\"a\"}", c); }
        """;

    // Before version 8 JwtBearerOptions had no UseSecurityTokenValidators, and its handler took a JwtSecurityToken.
    private const string OldJwtBearer = """
        using System;
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.IdentityModel.Tokens;
        namespace Microsoft.AspNetCore.Authentication { class AuthenticationBuilder { } }
        namespace Microsoft.AspNetCore.Authentication.JwtBearer
        {
            class JwtBearerOptions { MORE public TokenValidationParameters TokenValidationParameters { get; set; } = new(); }
        }
        namespace Microsoft.Extensions.DependencyInjection
        {
            static class JwtBearerExtensions
            {
                public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, Action<Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions> configure) => builder;
            }
        }
        namespace Subject
        {
            using Microsoft.Extensions.DependencyInjection;
            class Startup
            {
                void M(AuthenticationBuilder builder) => builder.AddJwtBearer(o => o.TokenValidationParameters.SignatureValidator = (token, _) => new JwtSecurityToken(token));
            }
        }
        """;

    [Theory]
    [InlineData("6.8.0", "JWT1002")]
    [InlineData("7.7.3", "")]
    [InlineData("8.23.0", "")]
    public async Task An_override_of_ValidateSignature_counts_where_the_library_calls_it(string version, string id) =>
        Assert.Equal(id, await IdsOf(ValidateSignature, version));

    [Theory]
    [InlineData("7.7.3", "")]
    [InlineData("8.0.1", "")]
    [InlineData("8.23.0", "JWT2009")]
    public async Task RequireAudience_counts_where_the_library_obeys_it(string version, string id) =>
        Assert.Equal(id, await IdsOf(RequireAudience, version));

    [Theory]
    [InlineData("6.8.0", "")]
    [InlineData("7.7.3", "JWT4001")]
    [InlineData("8.23.0", "JWT4001")]
    public async Task A_payload_without_an_expiry_counts_where_the_library_adds_none(string version, string id) =>
        Assert.Equal(id, await IdsOf(PayloadWithoutExpiry, version));

    [Theory]
    [InlineData("", "JWT1002")]
    [InlineData("public bool UseSecurityTokenValidators { get; set; }", "")]
    public async Task A_JwtSecurityToken_passes_where_the_handler_takes_one(string member, string id) =>
        Assert.Equal(id, await IdsOf(OldJwtBearer.Replace("MORE", member), "7.7.3"));

    private static async Task<string> IdsOf(string source, string version)
    {
        var library = LibraryVersion.All.Single(each => each.ToString() == version);
        var compilation = CSharpCompilation.Create(
            "Old",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))],
            TestReferences.Frameworks.AddRange(library.Assemblies.Select(path => MetadataReference.CreateFromFile(path))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Findings.AssertCompiles(compilation);
        return string.Join(" ", (await Findings.Of(compilation)).Select(finding => finding.Id));
    }
}

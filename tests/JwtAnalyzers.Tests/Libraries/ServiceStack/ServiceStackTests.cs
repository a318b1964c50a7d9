using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.ServiceStack;

/// <summary>ServiceStack, by its declarations: keys, transport and URLs.</summary>
public sealed class ServiceStackTests
{
    [Theory]
    [InlineData("JwtAuthProvider A() => new() { RequireSecureConnection = false }; // JWT5008")]
    [InlineData("JwtAuthProviderReader A() => new JwtAuthProviderReader { AllowInQueryString = true }; // JWT5003")]
    [InlineData("void A(JwtAuthProvider provider) => provider.RequireSecureConnection = false; // JWT5008")]
    [InlineData("JwtAuthProvider A() => new() { AuthKeyBase64 = \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\" }; // JWT3001")]
    [InlineData("JwtAuthProvider A() => new() { AuthKey = Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\") }; // JWT3001")]
    [InlineData("JwtAuthProvider A() => new() { AuthKey = Encoding.UTF8.GetBytes(\"secret\") }; // JWT3002")]
    [InlineData("public string Run(string t) => JwtAuthProviderReader.ExtractPayload(t)[\"sub\"].ToString()!; // JWT1004")]
    public Task Fires(string members) => Frameworks.MatchComments(members);

    [Theory]
    [InlineData("JwtAuthProvider A() => new();")]
    [InlineData("JwtAuthProvider A() => new() { RequireSecureConnection = true, AllowInQueryString = false };")]
    // each of its algorithms has a key of its own
    [InlineData("JwtAuthProvider A() => new() { RequireHashAlgorithm = false };")]
    [InlineData("JwtAuthProvider A() => new() { AllowInFormData = true, HashAlgorithm = \"HS512\" };")]
    [InlineData("JwtAuthProvider A(IWebHostEnvironment e) => new() { RequireSecureConnection = !e.IsDevelopment() };")]
    [InlineData("void A(JwtAuthProvider provider, IWebHostEnvironment e) { if (e.IsDevelopment()) provider.RequireSecureConnection = false; }")]
    [InlineData("JwtAuthProvider A(IConfiguration c) => new() { AuthKeyBase64 = c[\"Jwt:Key\"]! };")]
    [InlineData("JwtAuthProvider A(byte[] key) => new() { AuthKey = key };")]
    [InlineData("Other A() => new() { RequireSecureConnection = false, AllowInQueryString = true, AuthKeyBase64 = \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\" };")]
    [InlineData("object A(string jwt) => JwtAuthProviderReader.ExtractPayload(jwt)[\"exp\"];")]
    public Task Stays_silent(string members) => Frameworks.MatchComments(members, "class Other { public bool RequireSecureConnection { get; set; } public bool AllowInQueryString { get; set; } public string AuthKeyBase64 { get; set; } = \"\"; }");

    // It brings its own implementation of JWT.
    [Fact]
    public async Task It_is_looked_at_where_no_other_library_is_referenced()
    {
        var compilation = Findings.Compile("class Subject { object A() => new ServiceStack.Auth.JwtAuthProvider { RequireSecureConnection = false, AllowInQueryString = true }; }", withJwt: false)
            .AddReferences(Frameworks.ServiceStackAlone);

        Findings.AssertCompiles(compilation);
        Assert.Equal(["JWT5008", "JWT5003"], (await Findings.Of(compilation)).Select(finding => finding.Id));
    }
}

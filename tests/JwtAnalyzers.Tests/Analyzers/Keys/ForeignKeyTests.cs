using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>A key that is a constant of another project.</summary>
public sealed class ForeignKeyTests
{
    private const string Core = """
        namespace Shop.Core;
        public static class AuthorizationConstants
        {
            public const string Key = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";
            public const string Weak = "a-string-secret-at-least-256-bits-long";
            public const string KeyName = "Jwt:Key";
            public static readonly string Field = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";
            public static string Property => "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";
        }
        """;

    [Theory]
    [InlineData("class A { SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Key)); }", "JWT3001")]
    [InlineData("class A { SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Key)); SecurityKey L() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Key)); }", "JWT3001")]
    [InlineData("class A { const string Own = AuthorizationConstants.Key; SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Own)); }", "JWT3001")]
    [InlineData("class A { SecurityKey K(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"] ?? AuthorizationConstants.Key)); }", "JWT3001")]
    [InlineData("class A { SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Weak)); }", "JWT3002")]
    [InlineData("class A { SecurityKey K(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[AuthorizationConstants.KeyName]!)); }")]
    // What is no constant is not in the metadata: an editor, which has the code, must not tell more than the build.
    [InlineData("class A { SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Field)); }")]
    [InlineData("class A { SecurityKey K() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(AuthorizationConstants.Property)); }")]
    [InlineData("class A { string Hint => AuthorizationConstants.Key; SecurityKey K(byte[] given) => new SymmetricSecurityKey(given); }")]
    public async Task Is_the_same_in_the_editor_and_in_the_build(string source, params string[] expected)
    {
        var core = Findings.Compile(Core);
        using var image = new MemoryStream();
        Assert.True(core.WithOptions(core.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary)).WithAssemblyName("Shop.Core").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference[] references = [MetadataReference.CreateFromImage(image.ToArray()), core.WithAssemblyName("Shop.Core").ToMetadataReference()];

        foreach (var reference in references)
        {
            var compilation = Findings.Compile("using System.Text; using Shop.Core;\n" + source).AddReferences(reference);
            Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
            var findings = (await Findings.Of(compilation, new JwtAnalyzers.Analyzers.Keys.KeyAnalyzer())).ToList();
            Assert.Equal(expected, findings.Select(finding => finding.Id));
            Assert.All(findings.Where(finding => finding.Id == "JWT3001"), finding => Assert.Contains("'Shop.Core.AuthorizationConstants.Key'", finding.GetMessage(), StringComparison.Ordinal));
            Assert.All(findings, finding => Assert.Empty(finding.Properties));
        }
    }
}

using JwtAnalyzers.Tests.Conventions;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>No analyzer throws on any snippet of <c>rules.md</c>, broken in any way, in an old language, with the library missing, there twice, or replaced by types of the same names.</summary>
public sealed class BrokenCodeTests
{
    // What the library declares, declared a second time, or in its place.
    private const string Doubled = "namespace Microsoft.IdentityModel.Tokens { public class TokenValidationParameters { public bool ValidateLifetime { get; set; } } public class SecurityTokenDescriptor { } public class SymmetricSecurityKey { } }";

    public static TheoryData<string> Rules => [.. RuleDocument.Snippets.Select(snippet => snippet.Section).Distinct()];

    [Theory, MemberData(nameof(Rules))]
    public async Task No_analyzer_throws(string rule)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"JWT_BROKEN_SEED={BrokenCode.Seed}");
        var texts = RuleDocument.Snippets.Where(snippet => snippet.Section == rule).SelectMany(snippet => BrokenCode.Of(snippet.Code, oneOf: 180));
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
            await Findings.Of(Compile(text, index)); // an exception fails it
    }

    private static Compilation Compile(string text, int index) => (index % 5) switch
    {
        1 => Old(Findings.Compile(text)),
        2 => Findings.Compile(text, withJwt: false),
        3 => Findings.Compile([("Subject.cs", text), ("Doubled.cs", Doubled)]),
        4 => Findings.Compile([("Subject.cs", "using Microsoft.IdentityModel.Tokens;\n" + text), ("Own.cs", Doubled)], withJwt: false),
        _ => Findings.Compile(text),
    };

    private static Compilation Old(Compilation compilation)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp7_3);
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(TestContext.Current.CancellationToken), options)));
    }
}

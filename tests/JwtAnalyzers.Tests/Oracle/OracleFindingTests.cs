using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>From the policies that the matrix compares to what people see: the analyzer's findings on the same source.</summary>
public sealed class OracleFindingTests
{
    private static readonly PolicyJudge Judge = new(ReferenceValidator.Instance);

    [Fact]
    public async Task What_gets_in_because_of_a_value_is_found_and_nothing_else()
    {
        var version = LibraryVersion.All[0];
        var policies = MatrixPolicy.All(Knobs.In(version), PairSample.All).Where(policy => policy.Values.Length < 2).ToList();
        var compilation = MatrixSource.Compile(version, policies);
        Findings.AssertCompiles(compilation);
        var reader = new PolicyReader(compilation, compilation.SyntaxTrees[0]);
        var found = (await Findings.Of(compilation)).ToLookup(finding => MethodOf(finding.Location), finding => finding.Id);

        var byDefault = GetIn(reader, policies[0]);
        Assert.Empty(found[policies[0].Method]);
        foreach (var policy in policies)
        {
            var rules = GetIn(reader, policy);
            Assert.All(found[policy.Method], id => Assert.True(rules.Contains(id), $"{id} is found, and no attack of it gets in: {policy}"));
            Assert.True(rules.IsSubsetOf(byDefault) || found[policy.Method].Any(), $"{string.Join(", ", rules.Except(byDefault))} is not found: {policy}");
        }
    }

    /// <summary>The rules, of those that are on, an attack of which gets in.</summary>
    private static HashSet<string> GetIn(PolicyReader reader, MatrixPolicy policy)
    {
        var values = reader.Read(policy)[Handler.Either];
        return [.. Rules.ProvedOnPolicies
            .Where(rule => rule.Descriptor.IsEnabledByDefault && rule.Attacks.Any(id => Judge.Accepts(values, AttackCatalogue.Default[id])))
            .Select(rule => rule.Id)];
    }

    private static string? MethodOf(Microsoft.CodeAnalysis.Location location) => location.SourceTree!.GetRoot(TestContext.Current.CancellationToken)
        .FindNode(location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText;
}

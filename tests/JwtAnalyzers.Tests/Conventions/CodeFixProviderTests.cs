using System.Composition.Hosting;
using System.Reflection;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>What an IDE and <c>dotnet format</c> need of a code fix provider before they find and use it.</summary>
public sealed class CodeFixProviderTests
{
    private static readonly Type[] Providers = [.. Shipped.CodeFixes.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)];

    [Fact]
    public void There_are_some() => Assert.NotEmpty(Providers);

    [Fact]
    public void Each_is_exported_for_CSharp_under_its_own_name() => Assert.All(Providers, provider =>
    {
        var export = provider.GetCustomAttribute<ExportCodeFixProviderAttribute>();
        Assert.NotNull(export);
        Assert.Equal(provider.Name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
    });

    [Fact]
    public void Each_is_found_by_MEF()
    {
        using var container = new ContainerConfiguration().WithAssembly(Shipped.CodeFixes).CreateContainer();
        Assert.Equal(Providers.Order(ByName), container.GetExports<CodeFixProvider>().Select(provider => provider.GetType()).Order(ByName));
    }

    [Fact]
    public void Each_fixes_all_in_document_project_and_solution() => Assert.All(Shipped.NewCodeFixProviders(), provider =>
    {
        var scopes = provider.GetFixAllProvider()!.GetSupportedFixAllScopes();
        Assert.Contains(FixAllScope.Document, scopes);
        Assert.Contains(FixAllScope.Project, scopes);
        Assert.Contains(FixAllScope.Solution, scopes);
    });

    [Fact]
    public void Each_rule_that_says_so_has_one_and_no_other_has() => Assert.Equal(
        Rules.All.Where(rule => rule.HasFix).Select(rule => rule.Id).Order(),
        Shipped.NewCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds).Order());

    private static Comparer<Type> ByName => Comparer<Type>.Create((left, right) => string.CompareOrdinal(left.FullName, right.FullName));
}

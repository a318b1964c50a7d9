using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.BrowserStorage;

/// <summary>JWT5010: a WebAssembly client keeps its session's token in the page. A refresh token, or a server that does so, is JWT5004.</summary>
[Trait("rule", "JWT5010")]
public sealed class PageStorageTests
{
    private const string Script = """
        using System.Threading.Tasks;
        using Microsoft.JSInterop;
        class Subject
        {
            async Task Run(IJSRuntime js, string value)
            {
                await js.InvokeVoidAsync("localStorage.setItem", "accessToken", value);
                await js.InvokeVoidAsync("localStorage.setItem", "refreshToken", value);
                await js.InvokeVoidAsync("localStorage.setItem", "theme", value);
            }
        }
        """;

    [Fact]
    public async Task An_access_token_that_a_page_keeps_for_itself_is_advice() =>
        Assert.Equal(["JWT5010", "JWT5004"], (await Findings.Of(Client)).Select(finding => finding.Id));

    [Fact]
    public async Task One_that_a_server_keeps_in_a_page_is_a_warning() =>
        Assert.Equal(["JWT5004", "JWT5004"], (await Findings.Of(Findings.Compile(Script))).Select(finding => finding.Id));

    /// <summary>A WebAssembly client: Blazor, and nothing of a server.</summary>
    private static CSharpCompilation Client => Findings.Compile(Script, withJwt: false).WithReferences(TestReferences.OfClient);
}

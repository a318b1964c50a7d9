using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT5004: a token in browser storage that scripts can read.</summary>
public sealed class BrowserStorageTests
{
    // Blazored.LocalStorage is not served by every registry: its names and signatures.
    private const string Stubs = """
        namespace Blazored.LocalStorage { interface ILocalStorageService { ValueTask SetItemAsync<T>(string key, T data, System.Threading.CancellationToken cancellation = default); ValueTask SetItemAsStringAsync(string key, string data); } }
        """;

    [Theory]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", \"authToken\", value); // JWT5004")]
    [InlineData("await js.InvokeVoidAsync(\"sessionStorage.setItem\", \"jwt\", value); // JWT5004")]
    [InlineData("await js.InvokeVoidAsync(\"window.localStorage.setItem\", \"k\", login.AccessToken); // JWT5004")]
    [InlineData("await js.InvokeAsync<object>(\"localStorage.setItem\", \"access_token\", value); // JWT5004")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", System.Threading.CancellationToken.None, \"token\", value); // JWT5004")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", TimeSpan.Zero, \"token\", value); // JWT5004")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", new object[] { \"token\", value }); // JWT5004")]
    [InlineData("await js.SetValueAsync(\"localStorage.jwt\", value); // JWT5004")]
    [InlineData("await storage.SetItemAsync(\"authToken\", value); // JWT5004")]
    [InlineData("await storage.SetItemAsync(\"k\", login.RefreshToken); // JWT5004")]
    [InlineData("await storage.SetItemAsStringAsync(Key, value); // JWT5004")]
    [InlineData("await storage.SetItemAsync(\"x\", new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"a\"))); // JWT5004")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData("await storage.SetItemAsStringAsync(\"theme\", value);")]
    [InlineData("await storage.SetItemAsync(\"userImageURL\", value);")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", \"culture\", value);")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.getItem\", \"token\");")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.removeItem\", \"token\");")]
    [InlineData("await js.InvokeVoidAsync(\"app.setToken\", \"token\", value);")]
    [InlineData("await storage.SetItemAsync(\"tokenExpiry\", DateTime.UtcNow);")]
    [InlineData("await storage.SetItemAsync(\"hasToken\", true);")]
    [InlineData("await storage.SetItemAsync(\"authToken\", \"\");")]
    [InlineData("await storage.SetItemAsync(\"deviceToken\", value);")]
    [InlineData("await storage.SetItemAsync(\"continuationToken\", value);")]
    [InlineData("await storage.SetItemAsync(\"xsrf-token\", value);")]
    [InlineData("await session.SetAsync(\"authToken\", value);")]
    [InlineData("var other = new Dictionary<string, string>(); other[\"token\"] = value;")]
    [InlineData("Set(\"token\", value); void Set(string key, string text) { }")]
    public Task Stays_silent(string statements) => Match(statements);

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Blazored.LocalStorage;
        using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
        using Microsoft.JSInterop;
        {{Stubs}}
        class Login { public string AccessToken { get; set; } = ""; public string RefreshToken { get; set; } = ""; }
        class Subject
        {
            const string Key = "refreshToken";
            async Task Run(IJSRuntime js, ILocalStorageService storage, ProtectedLocalStorage session, Login login, string value)
            {
        {{statements}}
                await Task.Yield();
            }
        }
        """);
}

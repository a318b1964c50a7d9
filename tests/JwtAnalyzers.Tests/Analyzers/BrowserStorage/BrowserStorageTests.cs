using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.BrowserStorage;

/// <summary>JWT5004: a token in browser storage that scripts can read.</summary>
[Trait("rule", "JWT5004")]
public sealed class BrowserStorageTests
{
    // Blazored, MAUI and Xamarin are not served by every registry: their names and signatures.
    private const string Stubs = """
        namespace Blazored.LocalStorage { interface ILocalStorageService { ValueTask SetItemAsync<T>(string key, T data, System.Threading.CancellationToken cancellation = default); ValueTask SetItemAsStringAsync(string key, string data); } }
        namespace Blazored.SessionStorage { interface ISessionStorageService { ValueTask SetItemAsync<T>(string key, T data); } }
        namespace Microsoft.Maui.Storage
        {
            interface IPreferences { void Set<T>(string key, T value, string? sharedName = null); }
            static class Preferences { public static IPreferences Default => null!; public static void Set(string key, string value) { } }
            interface ISecureStorage { Task SetAsync(string key, string value); }
        }
        namespace Xamarin.Forms { class Application { public IDictionary<string, object> Properties => null!; } }
        namespace System.Security.Cryptography { static class ProtectedData { public static byte[] Protect(string data) => []; } }
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
    [InlineData("js.InvokeVoid(\"localStorage.setItem\", \"token\", value); // JWT5004")]
    [InlineData("js.Invoke<object>(\"sessionStorage.setItem\", \"token\", value); // JWT5004")]
    [InlineData("await module.InvokeVoidAsync(\"localStorage.setItem\", \"token\", value); // JWT5004")]
    [InlineData("await js.InvokeAsync<object>(\"localStorage.setItem\", TimeSpan.FromSeconds(1), \"token\", value); // JWT5004")]
    [InlineData("await sessions.SetItemAsync(\"token\", value); // JWT5004")]
    [InlineData("Preferences.Set(\"access_token\", value); // JWT5004")]
    [InlineData("Preferences.Default.Set(\"access_token\", value); // JWT5004")]
    [InlineData("app.Properties[\"access_token\"] = value; // JWT5004")]
    [InlineData("app.Properties.Add(\"access_token\", value); // JWT5004")]
    [InlineData("System.IO.File.WriteAllText(path, login.AccessToken); // JWT5004")]
    [InlineData("await System.IO.File.WriteAllTextAsync(path, new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"a\"))); // JWT5004")]
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
    [InlineData("await secure.SetAsync(\"access_token\", value);")]
    [InlineData("Preferences.Set(\"theme\", value);")]
    [InlineData("Preferences.Default.Set(\"has_token\", true);")]
    [InlineData("app.Properties[\"theme\"] = value;")]
    [InlineData("var known = app.Properties[\"access_token\"];")]
    [InlineData("System.IO.File.WriteAllText(path, value);")]
    [InlineData("System.IO.File.WriteAllBytes(path, System.Security.Cryptography.ProtectedData.Protect(login.AccessToken));")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.setItem\", \"token\", \"\");")]
    [InlineData("await js.SetValueAsync(\"document.title\", login.AccessToken);")]
    [InlineData("await js.InvokeVoidAsync(\"localStorage.clear\");")]
    [InlineData("await protectedLocal.SetAsync(\"authToken\", login.AccessToken);")]
    public Task Stays_silent(string statements) => Match(statements);

    /// <summary>Every web project calls scripts and sets things. The place may be named in another file.</summary>
    [Theory]
    [InlineData("drawChart", 0)]
    [InlineData("localStorage.setItem", 1)]
    [InlineData("window.sessionStorage.setItem", 1)]
    public async Task Nothing_is_read_where_no_file_names_a_place_to_store_in(string script, int registered)
    {
        var compilation = Findings.Compile(
            [
                ("Page.cs", "using System.Threading.Tasks; using Microsoft.JSInterop; class Page(IJSRuntime js) { ValueTask Keep(string accessToken) => js.InvokeVoidAsync(Scripts.Keep, \"token\", accessToken); }"),
                ("Scripts.cs", $"static class Scripts {{ public const string Keep = \"{script}\"; }}"),
            ],
            withJwt: false);
        var analyzer = new JwtAnalyzers.Analyzers.BrowserStorage.BrowserStorageAnalyzer();
        var result = await compilation.WithAnalyzers([analyzer]).GetAnalysisResultAsync(TestContext.Current.CancellationToken);

        Findings.AssertCompiles(compilation);
        Assert.Equal(registered, result.AnalyzerTelemetryInfo[analyzer].OperationBlockActionsCount);
        Assert.Equal(registered, result.GetAllDiagnostics().Count(finding => finding.Id == "JWT5004"));
    }

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Blazored.LocalStorage;
        using Blazored.SessionStorage;
        using Microsoft.Maui.Storage;
        using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
        using Microsoft.JSInterop;
        {{Stubs}}
        class Login { public string AccessToken { get; set; } = ""; public string RefreshToken { get; set; } = ""; }
        class Subject
        {
            const string Key = "refreshToken";
            async Task Run(IJSInProcessRuntime js, IJSObjectReference module, ILocalStorageService storage, ISessionStorageService sessions, ProtectedLocalStorage session, ProtectedLocalStorage protectedLocal, ISecureStorage secure, Xamarin.Forms.Application app, Login login, string value, string path)
            {
        {{statements}}
                await Task.Yield();
            }
        }
        """);
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>A sample on Kestrel, on a free port of the loopback address.</summary>
internal sealed class RunningApi : IDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private RunningApi(ChildProcess process, Uri address)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = address, Timeout = RequestTimeout };
    }

    /// <summary>Starts what was built.</summary>
    public static Task<RunningApi> StartAsync(Consumer consumer, ShopSettings settings) =>
        StartAsync(consumer.ProjectFolder, [consumer.BuiltAssembly], settings.ToEnvironment());

    /// <summary>Starts an API by a command of <c>dotnet</c>.</summary>
    /// <exception cref="InvalidOperationException">It ended before it listened. The message has what it wrote.</exception>
    public static async Task<RunningApi> StartAsync(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            folder,
            "dotnet",
            arguments,
            environment,
            line =>
            {
                if (line.Split(Announcement) is [_, var url])
                    address.TrySetResult(new Uri(url));
            });
        var first = await Task.WhenAny(address.Task, process.Exited, Task.Delay(StartTimeout));
        if (first == address.Task)
            return new RunningApi(process, await address.Task);

        process.Dispose();
        throw new InvalidOperationException($"It does not listen:\n{process.Transcript}");
    }

    public string Transcript => _process.Transcript;

    /// <summary>The status code of the endpoint's answer to this bearer token.</summary>
    public async Task<HttpStatusCode> PresentAsync(Endpoint endpoint, string token)
    {
        using var response = await SendAsync(endpoint, token);
        return response.StatusCode;
    }

    /// <summary>What the bearer of this token gets there.</summary>
    public async Task<string> GetAsync(Endpoint endpoint, string token)
    {
        using var response = await SendAsync(endpoint, token);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The <c>Set-Cookie</c> header of a sign-in of the shop's pages.</summary>
    public async Task<string> CookieOfLogInAsync(string name, string password)
    {
        using var response = await _client.PostAsJsonAsync("/login/web", new { name, password });
        response.EnsureSuccessStatusCode();
        return Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }

    public async Task<HttpStatusCode> StatusOfAsync(string address)
    {
        using var response = await _client.GetAsync(address);
        return response.StatusCode;
    }

    public async Task<TokenPair> LogInAsync(string name, string password) =>
        await PostAsync("/login", new { name, password });

    public async Task<TokenPair> RefreshAsync(TokenPair tokens) =>
        await PostAsync("/refresh", tokens);

    /// <summary>The token that a path issues for these credentials.</summary>
    public async Task<string> IssueAsync(string path, string name, string password)
    {
        using var response = await _client.PostAsJsonAsync(path, new { name, password });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>What anybody gets there.</summary>
    public Task<string> GetAsync(string path) => _client.GetStringAsync(path);

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Endpoint endpoint, string token)
    {
        using var request = new HttpRequestMessage(endpoint.Method, endpoint.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request);
    }

    private async Task<TokenPair> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<TokenPair>(JsonSerializerOptions.Web))!;
    }
}

internal sealed record TokenPair(string AccessToken, string RefreshToken);

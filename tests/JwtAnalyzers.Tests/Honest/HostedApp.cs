using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Web;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>
/// A program as people write it, run in memory from its first line to <c>app.Run()</c>. What it does not know: its server is a test server, its back channel
/// leads to the local identity provider, and its log is read. Configuration comes by the command line, as <c>CreateBuilder(args)</c> reads it.
/// </summary>
internal sealed class HostedApp : IAsyncDisposable
{
    // The events of hosts are the process's: this says which are of the program that is started here.
    private static readonly AsyncLocal<HostedApp?> Current = new();

    private readonly AssemblyLoadContext _context;
    private readonly IdentityProvider _provider;
    private readonly TaskCompletionSource<IHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _log = [];
    private Task _run = Task.CompletedTask;
    private IHost? _host;

    private HostedApp(AssemblyLoadContext context, IdentityProvider provider) => (_context, _provider) = (context, provider);

    /// <summary>What the program logged, with the exceptions' messages.</summary>
    public ConcurrentQueue<string> Log => _log;

    public HttpMessageHandler Handler => _host!.GetTestServer().CreateHandler();

    /// <summary>Starts the program.</summary>
    /// <exception cref="Exception">What the program threw before it was ready.</exception>
    public static async Task<HostedApp> StartAsync(byte[] image, IdentityProvider provider, IEnumerable<KeyValuePair<string, string>> configuration)
    {
        var context = new AssemblyLoadContext("honest", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(image));
        var app = new HostedApp(context, provider);
        string[] arguments = ["--environment=Production", $"--contentRoot={AppContext.BaseDirectory}", .. configuration.Select(pair => $"--{pair.Key}={pair.Value}")];
        app._run = Task.Factory.StartNew(() => app.Run(assembly.EntryPoint!, arguments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(app._run, app._started.Task) == app._run)
        {
            context.Unload();
            await app._run; // its exception
            throw new InvalidOperationException("The program ended by itself.");
        }

        app._host = await app._started.Task;
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        _host!.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _run;
        _context.Unload();
    }

    private void Run(MethodInfo main, string[] arguments)
    {
        Current.Value = this;
        using var hosts = new Hosts();
        using var subscription = DiagnosticListener.AllListeners.Subscribe(hosts);
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? [] : [arguments], null);
    }

    private void Prepare(IHostBuilder builder) => builder
        .ConfigureWebHost(web => web.UseTestServer())
        .ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LogReader(_log)))
        .ConfigureServices(services => services
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => _provider.Network))
            .Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = "provider")
            .ConfigureAll<JwtBearerOptions>(options => options.BackchannelHttpHandler = _provider.Network)
            .ConfigureAll<OpenIdConnectOptions>(options => options.BackchannelHttpHandler = _provider.Network));

    private void Watch(IHost host)
    {
        _host = host;
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => _started.TrySetResult(host));
    }

    /// <summary>What the hosting libraries tell whoever listens; <c>WebApplicationFactory</c> listens to it too.</summary>
    private sealed class Hosts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting" && Current.Value is not null)
                _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            switch (value)
            {
                case { Key: "HostBuilding", Value: IHostBuilder builder }:
                    Current.Value?.Prepare(builder);
                    break;
                case { Key: "HostBuilt", Value: IHost host }:
                    Current.Value?.Watch(host);
                    break;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private sealed class LogReader(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.AspNetCore.Auth", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            log.Enqueue(formatter(state, exception));
            for (var inner = exception; inner is not null; inner = inner.InnerException)
                log.Enqueue(inner.Message);
        }

        public void Dispose()
        {
        }
    }
}

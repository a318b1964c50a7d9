using System.Collections.Immutable;
using System.IdentityModel.Tokens.Jwt;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// A snippet, compiled and loaded. A snippet that can be run is a program of top-level statements that ends in <see cref="Stage.Play(WebApplicationBuilder)"/>,
/// or has a class <c>Subject</c> with a public method <c>Parameters</c> that returns <c>TokenValidationParameters</c>, or <c>Configure</c> that adds services,
/// or a class with a public method <c>Accepts</c> or <c>AcceptsAsync</c> that judges a token itself.
/// Its parameters, and those of the class's constructor, are supplied by type; a <see langword="bool"/> takes both values.
/// </summary>
internal sealed class SnippetProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("snippet", isCollectible: true);
    private readonly Assembly _assembly;

    private SnippetProgram(Stream image, ImmutableHashSet<string> warnings)
    {
        _assembly = _context.LoadFromStream(image);
        Warnings = warnings;
    }

    /// <summary>The ids of the compiler's warnings.</summary>
    public ImmutableHashSet<string> Warnings { get; }

    public static SnippetProgram Load(string source, TestSetup setup)
    {
        using var image = new MemoryStream();
        var result = Compile(source, setup).Emit(image);
        if (!result.Success)
            throw new InvalidOperationException("The snippet does not compile:\n" + string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)) + "\n" + source);
        image.Position = 0;
        return new SnippetProgram(image, [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id)]);
    }

    public static CSharpCompilation Compile(string source, TestSetup setup) => TestReferences.Compile(
        "Snippet",
        setup.OtherFiles.Add(setup.FilePath, source).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Value), setup.ParseOptions, file.Key)),
        setup.References,
        setup.CompilationOptions);

    /// <summary>What judges tokens by this snippet's settings: for each way to call it, every handler and scheme.</summary>
    /// <param name="configuration">All the configuration that the snippet gets.</param>
    /// <param name="servers">What to dispose afterwards.</param>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(IReadOnlyDictionary<string, string> configuration, List<IAsyncDisposable> servers)
    {
        if (Judge() is { } judge)
            return [.. Judges(judge, configuration)];

        var recipients = new List<Recipient>();
        foreach (var (name, settings) in Settings(configuration))
        {
            IEnumerable<Recipient> found = settings switch
            {
                TokenValidationParameters parameters => Recipient.Of(parameters),
                WebApplicationBuilder builder => await Recipient.OfAsync(builder, servers),
                IServiceCollection services => await Recipient.OfAsync(BuilderWith(services, configuration), servers),
                _ => throw new InvalidOperationException($"{name} gives a {settings.GetType()}, which judges no tokens."),
            };
            recipients.AddRange(found.Select(recipient => recipient with { Name = $"{name}: {recipient.Name}" }));
        }

        return recipients.Count > 0 ? recipients : throw new InvalidOperationException("The snippet sets up nothing that judges tokens.");
    }

    /// <summary>The tokens that the snippet's method <c>Issue</c> makes, one for each way to call it.</summary>
    public IReadOnlyList<string> Issued(IReadOnlyDictionary<string, string> configuration)
    {
        var issue = _assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Single(method => method.Name == "Issue");
        var builder = Builder(configuration);
        return [.. Choices(issue.GetParameters().Count(parameter => parameter.ParameterType == typeof(bool))).Select(choices =>
        {
            var given = new Queue<bool>(choices);
            var instance = issue.IsStatic ? null : Construct(issue.DeclaringType!, builder);
            var token = Invoke(issue, instance, [.. issue.GetParameters().Select(parameter => parameter.ParameterType == typeof(bool) ? given.Dequeue() : Supply(parameter.ParameterType, builder))]);
            return token as string ?? new JwtSecurityTokenHandler().WriteToken((JwtSecurityToken)token!);
        })];
    }

    public void Dispose() => _context.Unload();

    private MethodInfo? Judge() => _assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .SingleOrDefault(method => method.Name is "Accepts" or "AcceptsAsync" && method.GetParameters() is [{ ParameterType: var type }, ..] && type == typeof(string));

    /// <summary>Code that judges tokens by itself: it refuses by saying no, or by an exception of the library.</summary>
    private static IEnumerable<Recipient> Judges(MethodInfo judge, IReadOnlyDictionary<string, string> configuration)
    {
        foreach (var choices in Choices(judge.GetParameters().Count(parameter => parameter.ParameterType == typeof(bool))))
        {
            var builder = Builder(configuration);
            yield return new Recipient($"{judge.Name}({string.Join(", ", choices)})", async token =>
            {
                try
                {
                    var given = new Queue<bool>(choices);
                    var instance = judge.IsStatic ? null : Construct(judge.DeclaringType!, builder);
                    var arguments = judge.GetParameters().Skip(1).Select(parameter => parameter.ParameterType == typeof(bool) ? given.Dequeue() : Supply(parameter.ParameterType, builder)).Prepend(token).ToArray();
                    return Invoke(judge, instance, arguments) is var answer && answer is Task<bool> task ? await task : (bool)answer!;
                }
                catch (Exception exception) when (exception is SecurityTokenException or ArgumentException or JWT.Exceptions.SignatureVerificationException or Jose.JoseException)
                {
                    return false;
                }
            });
        }
    }

    private IEnumerable<(string Name, object Settings)> Settings(IReadOnlyDictionary<string, string> configuration)
    {
        if (_assembly.EntryPoint is { } main)
        {
            string[] arguments = [.. configuration.Select(pair => $"--{pair.Key}={pair.Value}")];
            var played = Stage.Watch(() => Invoke(main, null, main.GetParameters().Length == 0 ? [] : [arguments]));
            return played.Count > 0 ? played.Select(settings => ("program", settings)) : throw new InvalidOperationException($"The program never calls {nameof(Stage)}.{nameof(Stage.Play)}.");
        }

        var subject = _assembly.GetTypes().SingleOrDefault(type => type.Name == "Subject")
            ?? throw new InvalidOperationException("A snippet that can be run has a class Subject, or top-level statements.");
        var method = subject.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).SingleOrDefault(method => method.Name is "Parameters" or "Configure")
            ?? throw new InvalidOperationException("Subject has one public method named Parameters or Configure.");
        return Choices(method.GetParameters().Count(parameter => parameter.ParameterType == typeof(bool))).Select(choices => Call(subject, method, choices, configuration));
    }

    private static (string Name, object Settings) Call(Type subject, MethodInfo method, bool[] choices, IReadOnlyDictionary<string, string> configuration)
    {
        var builder = Builder(configuration);
        var instance = method.IsStatic ? null : Construct(subject, builder);
        var given = new Queue<bool>(choices);
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(bool) ? given.Dequeue() : Supply(parameter.ParameterType, builder)).ToArray();
        var result = Invoke(method, instance, arguments);
        return ($"{method.Name}({string.Join(", ", choices)})", result is TokenValidationParameters ? result : builder);
    }

    private static object Construct(Type subject, WebApplicationBuilder builder)
    {
        var constructor = subject.GetConstructors().Single();
        return Invoke(constructor, null, [.. constructor.GetParameters().Select(parameter => Supply(parameter.ParameterType, builder))])
            ?? throw new InvalidOperationException("A constructor gives an object.");
    }

    private static object Supply(Type type, WebApplicationBuilder builder)
    {
        if (type.IsInstanceOfType(builder))
            return builder;
        if (type.IsInstanceOfType(builder.Configuration))
            return builder.Configuration;
        if (type.IsInstanceOfType(builder.Services))
            return builder.Services;
        if (type == typeof(TokenValidationParameters))
            return Stage.Parameters;
        if (type == typeof(SigningCredentials))
            return new SigningCredentials(Stage.Key, SecurityAlgorithms.HmacSha256);
        if (type.IsInstanceOfType(Stage.Key))
            return Stage.Key;
        if (type.IsAssignableFrom(typeof(List<Claim>)))
            return new List<Claim> { new("sub", "alice") };
        if (type == typeof(X509Certificate2))
            return CertificateKey.Current.Certificate;
        if (type == typeof(byte[]))
            return ((SymmetricSecurityKey)Stage.Key).Key;
        if (type == typeof(HostBuilderContext))
            return new HostBuilderContext(new Dictionary<object, object>()) { Configuration = builder.Configuration, HostingEnvironment = builder.Environment };
        throw new InvalidOperationException($"The harness has no {type} to give.");
    }

    /// <summary>The configuration and nothing else: no file, no environment variable of this machine.</summary>
    private static WebApplicationBuilder Builder(IReadOnlyDictionary<string, string> configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        return builder;
    }

    private static WebApplicationBuilder BuilderWith(IServiceCollection services, IReadOnlyDictionary<string, string> configuration)
    {
        var builder = Builder(configuration);
        foreach (var service in services)
            builder.Services.Add(service);
        return builder;
    }

    private static IEnumerable<bool[]> Choices(int count) =>
        Enumerable.Range(0, 1 << count).Select(bits => Enumerable.Range(0, count).Select(index => (bits >> index & 1) != 0).ToArray());

    private static object? Invoke(MethodBase method, object? instance, object?[] arguments) =>
        method is ConstructorInfo constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
            : method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}

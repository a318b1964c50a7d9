using System.Collections.Immutable;
using JwtAnalyzers.Options;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>The project that a snippet is in.</summary>
internal sealed record TestSetup
{
    /// <summary>The option without which Fix All in a project or solution leaves out what needs a setting.</summary>
    public static string AllFixes { get; } = AnalysisOptions.FixAllMayNeedSettings.Key;

    public static TestSetup Default { get; } = new();

    /// <summary>A program of top-level statements.</summary>
    public static TestSetup Program { get; } = new() { OutputKind = OutputKind.ConsoleApplication };

    /// <summary>The snippet's file; a name like <c>Page.g.cs</c> makes it generated code.</summary>
    public string FilePath { get; init; } = "/0/Snippet.cs";

    /// <summary>Whether a JWT library is referenced.</summary>
    public bool HasJwtLibrary { get; init; } = true;

    /// <summary>Whether the usings of a web project are there, and those of the JWT libraries.</summary>
    public bool HasUsings { get; init; } = true;

    /// <summary>Whether those of the JWT libraries are among them; a web project has only the others by itself.</summary>
    public bool HasJwtUsings { get; init; } = true;

    /// <summary>Lines of an <c>.editorconfig</c> section for the snippet, or a whole one if it begins with a bracket.</summary>
    public string EditorConfig { get; init; } = "";

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    /// <summary>Rules that are off by default and on in this project.</summary>
    public ImmutableArray<string> Enabled { get; init; } = [];

    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>More files of the project, by path.</summary>
    public ImmutableDictionary<string, string> MoreFiles { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Analyzers in place of those that are shipped.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; init; } = [];

    /// <summary>Configuration that the snippet reads anyway, vulnerable or not.</summary>
    public ImmutableDictionary<string, string> Configuration { get; init; } = ImmutableDictionary<string, string>.Empty
        .Add("Jwt:Issuer", Stage.Issuer)
        .Add("Jwt:Key", Stage.Secret);

    /// <summary>The scene of the attacks when the snippet is run.</summary>
    public Func<AttackScene> Scene { get; init; } = Stage.Scene;

    public CSharpParseOptions ParseOptions => new(LanguageVersion, preprocessorSymbols: Symbols);

    public CSharpCompilationOptions CompilationOptions => new(
        OutputKind,
        specificDiagnosticOptions:
        [
            new("CS1701", ReportDiagnostic.Suppress), // as the SDK does
            new("CS1702", ReportDiagnostic.Suppress),
            .. Enabled.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Warn)),
        ],
        nullableContextOptions: LanguageVersion.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable);

    public ImmutableArray<MetadataReference> References => HasJwtLibrary ? Libraries : TestReferences.Frameworks;

    /// <summary>The frameworks and the JWT libraries, where any is referenced.</summary>
    public ImmutableArray<MetadataReference> Libraries { get; init; } = TestReferences.All;

    /// <summary>The project's files beside the snippet.</summary>
    public ImmutableDictionary<string, string> OtherFiles => HasUsings ? MoreFiles.Add("/0/Usings.cs", Usings) : MoreFiles;

    private string Usings => WebUsings + (HasJwtLibrary && HasJwtUsings ? JwtUsings : "");

    // What Microsoft.NET.Sdk.Web imports by itself.
    private const string WebUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;

        """;

    private const string JwtUsings = """
        global using System.IdentityModel.Tokens.Jwt;
        global using Microsoft.AspNetCore.Authentication.JwtBearer;
        global using Microsoft.Extensions.Options;
        global using Microsoft.IdentityModel.JsonWebTokens;
        global using Microsoft.IdentityModel.Tokens;
        global using JwtAnalyzers.Tests.Harness;

        """;

    /// <summary>Describes the project to a test of the test library.</summary>
    public void ApplyTo(AnalyzerTest<DefaultVerifier> test, string source)
    {
        test.ReferenceAssemblies = TestReferences.None;
        // Several analyzers report JWT1002, each with a descriptor that is one and the same.
        test.MarkupOptions = MarkupOptions.UseFirstDescriptor;
        // The test library switches on what is off by default; here, only what the snippet announces.
        test.DisabledDiagnostics.Add(Rules.AnalyzersRunning.Id);
        test.DisabledDiagnostics.AddRange(Rules.All.Where(rule => !rule.Descriptor.IsEnabledByDefault && !source.Contains(rule.Id, StringComparison.Ordinal)).Select(rule => rule.Id));
        Fill(test.TestState, source);
        test.TestState.OutputKind = OutputKind;
        test.TestState.AdditionalReferences.AddRange(References);
        if (EditorConfig.Length > 0)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", EditorConfig.StartsWith('[') ? $"root = true\n{EditorConfig}" : $"root = true\n[*.cs]\n{EditorConfig}"));
    }

    public void Fill(SolutionState state, string source)
    {
        state.Sources.Add((FilePath, source));
        foreach (var (path, text) in OtherFiles)
            state.Sources.Add((path, text));
    }

    public IEnumerable<DiagnosticAnalyzer> NewAnalyzers() => Analyzers.IsEmpty ? Shipped.NewAnalyzers() : Analyzers;
}

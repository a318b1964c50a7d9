using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>Makes projects to be fixed of texts.</summary>
internal static class TrialProject
{
    public static Project Of(Workspace workspace, string name, string source, TestSetup setup) =>
        Of(workspace, name, [(setup.FilePath, SourceText.From(source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))), .. setup.OtherFiles.Select(file => (file.Key, SourceText.From(file.Value)))], setup);

    public static Project Of(Workspace workspace, string name, IEnumerable<(string Path, SourceText Text)> files, TestSetup setup)
    {
        var project = workspace.CurrentSolution.AddProject(name, name, LanguageNames.CSharp)
            .WithMetadataReferences(setup.References)
            .WithParseOptions(setup.ParseOptions)
            .WithCompilationOptions(setup.CompilationOptions);
        project = project.AddAnalyzerConfigDocument(".globalconfig", SourceText.From($"is_global = true\n{TestSetup.AllFixes} = true\n"), filePath: "/.globalconfig").Project;
        foreach (var (path, text) in files)
            project = project.AddDocument(Path.GetFileName(path), text, filePath: path).Project;
        return project;
    }

    /// <summary>A folder of the samples, with everything that is off by default on.</summary>
    public static Project OfSample(Workspace workspace, string name, Func<string, string>? change = null)
    {
        var folder = Path.Combine(RepositoryRoot, "samples", name);
        var setup = TestSetup.Program with { Enabled = [.. Rules.All.Select(rule => rule.Id)], HasJwtUsings = false };
        return Of(
            workspace,
            name,
            [
                .. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(path => (path, SourceText.From((change ?? (text => text))(File.ReadAllText(path)), Encoding.UTF8))),
                .. setup.OtherFiles.Select(file => (file.Key, SourceText.From(file.Value))),
            ],
            setup);
    }

    private static string RepositoryRoot { get; } = typeof(TrialProject).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;
}

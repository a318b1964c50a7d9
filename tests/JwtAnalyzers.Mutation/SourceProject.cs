using System.Text.Json.Nodes;

namespace JwtAnalyzers.Mutation;

/// <summary>A project whose sources are changed: compiled by the very command that a build would use, without the analyzers that only warn.</summary>
internal sealed class SourceProject
{
    private readonly string _folder;
    private readonly string _compiler;
    private readonly string[] _arguments;

    private SourceProject(string folder, string compiler, string[] arguments) => (_folder, _compiler, _arguments) = (folder, compiler, arguments);

    /// <summary>The file name of the assembly.</summary>
    public string AssemblyName => $"{Path.GetFileName(_folder)}.dll";

    public static async Task<SourceProject> Open(string folder)
    {
        var (code, output) = await Command.Run(
            folder, "dotnet", "msbuild", "-t:Compile", "-nodeReuse:false", "-getProperty:RoslynTargetsPath", "-getItem:CscCommandLineArgs",
            "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false", "-p:NonExistentFile=_");
        if (code != 0)
            throw new InvalidOperationException(output);
        var answer = JsonNode.Parse(output)!;
        var arguments = answer["Items"]!["CscCommandLineArgs"]!.AsArray().Select(item => (string)item!["Identity"]!);
        return new SourceProject(folder, Path.Combine((string)answer["Properties"]!["RoslynTargetsPath"]!, "bincore", "csc.dll"), [.. arguments.Where(IsNeeded)]);
    }

    /// <summary>The files in these folders, or of these names.</summary>
    public IEnumerable<string> Sources(params string[] places) => places
        .Select(place => Path.Combine(_folder, place))
        .SelectMany(place => File.Exists(place) ? [place] : Directory.GetFiles(place, "*.cs", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

    /// <summary>Compiles the project with this change, or as it is; false where it does not compile.</summary>
    public async Task<bool> Compile(Mutation? mutation, string assembly)
    {
        var arguments = _arguments.ToList();
        if (mutation is not null)
        {
            var changed = Path.ChangeExtension(assembly, ".changed.cs");
            await File.WriteAllTextAsync(changed, mutation.Apply(await File.ReadAllTextAsync(mutation.Path)));
            arguments[arguments.IndexOf(Path.GetRelativePath(_folder, mutation.Path))] = changed;
        }

        var response = Path.ChangeExtension(assembly, ".rsp");
        await File.WriteAllLinesAsync(response, arguments.Select(argument => argument.Contains(' ') && !argument.Contains('"') ? $"\"{argument}\"" : argument).Append($"/out:{assembly}"));
        return (await Command.Run(_folder, "dotnet", "exec", _compiler, "/noconfig", $"@{response}")).ExitCode == 0;
    }

    private static bool IsNeeded(string argument) =>
        !argument.StartsWith("/out:", StringComparison.Ordinal)
        && !argument.StartsWith("/doc:", StringComparison.Ordinal)
        && !argument.StartsWith("/refout:", StringComparison.Ordinal)
        && !argument.StartsWith("/warnaserror", StringComparison.Ordinal)
        && argument != "/noconfig"
        && (!argument.StartsWith("/analyzer:", StringComparison.Ordinal) || argument.Contains("PolySharp", StringComparison.Ordinal));
}

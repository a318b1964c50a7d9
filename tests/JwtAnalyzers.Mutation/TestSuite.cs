namespace JwtAnalyzers.Mutation;

/// <summary>Some tests of a built test project, in a copy of its outputs whose assemblies can be exchanged.</summary>
internal sealed class TestSuite(string outputs, string name, params string[] filter)
{
    /// <summary>A copy of what a test project's build has left, so that the build's own stays as it is.</summary>
    public static string Copy(string project, string workFolder)
    {
        var built = Path.Combine(project, "bin", "Debug", "net10.0");
        var copy = Path.Combine(workFolder, Path.GetFileName(project));
        foreach (var file in Directory.GetFiles(built, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Whether all tests pass with this assembly in place of the built one. Tests that never end do not pass.</summary>
    public async Task<bool> Passes(string assembly)
    {
        var target = Path.Combine(outputs, Path.GetFileName(assembly));
        var backup = $"{target}.built";
        File.Move(target, backup);
        File.Copy(assembly, target);
        try
        {
            return (await Command.Run(outputs, "dotnet", ["exec", $"{Path.GetFileName(outputs)}.dll", "-stopOnFail", .. filter])).ExitCode == 0;
        }
        finally
        {
            File.Move(backup, target, overwrite: true);
        }
    }

    public override string ToString() => name;
}

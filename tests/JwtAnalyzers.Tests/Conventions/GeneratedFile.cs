using System.Reflection;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>A file of the repository that says again what the code says: it is generated, and kept so that it can be read and shipped.</summary>
internal static class GeneratedFile
{
    internal static string Root => typeof(GeneratedFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Asserts that a file has the wanted text. Where it has not, the wanted text is written: beside the outputs, or in its place where <c>JWT_ACCEPT</c> is 1.</summary>
    public static void AssertIs(string path, string wanted) => Check(path, wanted, wholeFile: true);

    /// <summary>The same for a part of a file, between lines <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    public static void AssertHas(string path, string part, string wanted)
    {
        var text = Read(path);
        var begin = $"<!-- generated: {part} -->\n";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{path} has no line '{begin.Trim()}'.");
        var end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"{path} has no line '<!-- end -->' after '{begin.Trim()}'.");
        Check(path, $"{text[..start]}{begin}{wanted.TrimEnd('\n')}\n{text[end..]}", wholeFile: false);
    }

    private static void Check(string path, string wanted, bool wholeFile)
    {
        wanted = wanted.ReplaceLineEndings("\n");
        if (Read(path) == wanted)
            return;
        var accepts = Environment.GetEnvironmentVariable("JWT_ACCEPT") == "1";
        var target = accepts ? Path.Combine(Root, path) : Path.Combine(AppContext.BaseDirectory, "wanted", path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, wanted);
        if (!accepts)
            Assert.Fail($"{(wholeFile ? path : $"A generated part of {path}")} does not say what the code says. The wanted text is in {target}; with JWT_ACCEPT=1 the test writes it in its place.");
    }

    private static string Read(string path) =>
        Path.Combine(Root, path) is var file && File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
}

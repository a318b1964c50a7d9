using System.Text.Json;

namespace JwtAnalyzers.Validation.Tests.Vectors;

/// <summary>One test of Wycheproof's: a token, what to verify it with, and whether that should succeed.</summary>
/// <param name="Id">The number of the test in its file.</param>
/// <param name="Key">A JSON Web Key, or a set of them.</param>
/// <param name="Token">The token.</param>
/// <param name="IsValid">Whether the token is to be accepted.</param>
internal sealed record WycheproofVector(int Id, string Key, string Token, bool IsValid)
{
    /// <summary>The vectors of a file in the folder beside the repository; without that folder, the test is skipped.</summary>
    public static List<WycheproofVector> Load(string name)
    {
        var folder = Path.Combine(RepositoryRoot(), "..", "shared", "vectors", "wycheproof");
        Assert.SkipUnless(Directory.Exists(folder), $"Wycheproof's vectors are not in {folder}.");
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name)));
        return
        [
            .. from testGroup in document.RootElement.GetProperty("testGroups").EnumerateArray()
               let key = testGroup.TryGetProperty("public", out var publicKey) ? publicKey : testGroup.GetProperty("private")
               from test in testGroup.GetProperty("tests").EnumerateArray()
               let token = test.GetProperty("jws")
               select new WycheproofVector(
                   test.GetProperty("tcId").GetInt32(),
                   key.GetRawText(),
                   token.ValueKind == JsonValueKind.String ? token.GetString()! : token.GetRawText(),
                   test.GetProperty("result").GetString() == "valid"),
        ];
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "JwtAnalyzers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}

namespace JwtAnalyzers.Code;

/// <summary>Methods that look something up, by how their names begin.</summary>
internal static class LookUps
{
    private static readonly string[] Beginnings = ["Find", "Get", "TryGet", "Single", "First", "Where", "Any", "Exists"];

    /// <param name="method">The name of the method.</param>
    /// <param name="others">How the names begin that count beside these where the caller looks.</param>
    public static bool Contain(string method, string[] others) => BeginsWithOne(method, Beginnings) || BeginsWithOne(method, others);

    private static bool BeginsWithOne(string method, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (method.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

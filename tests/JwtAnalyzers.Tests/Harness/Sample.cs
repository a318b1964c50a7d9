namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// The snippets that are checked in every way: one of eight, and all with <c>JWT_VERIFY_FULL=1</c>. What the others are not asked is
/// whether they are silent under a pragma, and whether Fix All does in a project and in a solution what it does in a document: both are
/// decided in one place for all rules, and not by the snippet. Under a pragma, and in generated code, one snippet of each rule is tried in
/// every run (<see cref="Conventions.RuleDocumentTests"/>), and all snippets of <c>HarmlessTests</c> are fixed by project.
/// </summary>
internal static class Sample
{
    private const uint OneOf = 8;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("JWT_VERIFY_FULL") == "1";

    public static bool Has(string source) => IsFull || HashOf(source) % OneOf == 0;

    /// <summary>The same in every process.</summary>
    public static uint HashOf(string source) => source.Aggregate(17u, (sum, character) => (sum * 31) + character);
}

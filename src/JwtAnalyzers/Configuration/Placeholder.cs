namespace JwtAnalyzers.Configuration;

/// <summary>Tells what stands in for a secret from a secret.</summary>
internal static class Placeholder
{
    // What a deployment, a template or a developer is to replace, by the marks around it. No key is written like that.
    private static readonly (string Start, string End)[] Marks =
        [("<", ">"), ("${", "}"), ("#{", "}"), ("{{", "}}"), ("$(", ")"), ("__", "__"), ("%", "%"), ("[", "]"), ("{", "}"), ("@@", "@@"),
            ("@Microsoft.", ")"), ("$", "$"), ("<<", ">>"), ("*", "*")];

    // References to where the secret is kept.
    private static readonly string[] References = ["akvs://", "keyvault:", "vault:", "vault://", "env:", "arn:aws", "op://", "ref+",
        "secret://", "secretref:", "user-secrets:"];

    // As words of a sentence that says where the secret is.
    private static readonly string[] Sentences = ["user secret", "user-secret", "usersecret", "key vault", "keyvault",
        "environment variable", "env var", "secrets.json", "secret manager", "see readme", "see docs", "set in ", "stored in ",
        "comes from ", "overridden in ", "provided by ", "injected by "];

    private static readonly string[] Words = ["changeme", "changeit", "replaceme", "placeholder", "todo", "tbd", "none", "null", "empty",
        "redacted", "removed", "notset", "unset", "undefined", "fillme", "setme"];

    // 128 bits: no version of Microsoft.IdentityModel signs with less (facts/libraries.md, section 1a).
    private const int ShortestKey = 16;

    /// <summary>Whether a value can't be taken for a key, whatever its length: empty, in marks, a reference, a remark.</summary>
    public static bool IsMarked(string value)
    {
        var text = value.Trim();
        return text.Length == 0
            || IsInMarks(text)
            || text.IndexOf("${", StringComparison.Ordinal) >= 0 || text.IndexOf("#{", StringComparison.Ordinal) >= 0
            || text.IndexOf("{{", StringComparison.Ordinal) >= 0
            || References.Any(reference => text.StartsWith(reference, StringComparison.OrdinalIgnoreCase))
            || Sentences.Any(sentence => text.IndexOf(sentence, StringComparison.OrdinalIgnoreCase) >= 0)
            || text.All(character => !char.IsLetterOrDigit(character));
    }

    /// <summary>
    /// Whether a value only says that one is missing. One that is as long as a key would work as a key until it is noticed, and is none.
    /// </summary>
    public static bool IsWord(string value) =>
        value.Trim().Length < ShortestKey && Letters(value) is { Length: > 0 } letters
        && (Words.Contains(letters) || letters.StartsWith("your", StringComparison.Ordinal) || letters.All(letter => letter == 'x'));

    /// <summary>
    /// How many bytes a key needs to be of use: RFC 7518 section 3.2 for HS256. What is shorter is refused, whatever token is presented.
    /// </summary>
    public const int LengthOfKey = 32;

    /// <summary>Whether a value asks its reader to put the key in its place.</summary>
    public static bool AsksForKey(string value) => Requests.Any(request => value.IndexOf(request, StringComparison.OrdinalIgnoreCase) >= 0);

    private static readonly string[] Requests = ["change", "replace", "your", "todo", "here", "insert", "enter", "placeholder", "example",
        "fill", "override"];

    // A JSON Web Key is in braces, and the framework's XML of a key in angle brackets.
    private static bool IsInMarks(string text) =>
        text.IndexOf('"') < 0 && text.IndexOf("</", StringComparison.Ordinal) < 0
        && Marks.Any(mark => text.Length >= mark.Start.Length + mark.End.Length && text.StartsWith(mark.Start, StringComparison.Ordinal)
            && text.EndsWith(mark.End, StringComparison.Ordinal));

    private static string Letters(string value) => new([.. value.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

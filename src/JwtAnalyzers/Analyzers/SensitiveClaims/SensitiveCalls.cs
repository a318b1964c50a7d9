using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>What a method leaves of the value that it is given.</summary>
internal static class SensitiveCalls
{
    // What leaves a value readable.
    private static readonly string[] Texts =
    [
        .. TextMembers.Keeping, "Normalize", "Concat", "Join", "Format", "ToBase64String", "ToHexString", "ToHexStringLower", "GetString",
        "GetBytes", "Encode", "UrlEncode",
        "EscapeDataString", "ToCharArray", "AsSpan", "ConfigureAwait", "GetValueOrDefault", "FromResult", "Base64UrlEncode",
        "EncodeToString", "ToArray", "FirstOrDefault", "First",
        "Single", "SingleOrDefault",
    ];

    // What leaves nothing in clear, or a part that tells little.
    private static readonly HashSet<string> Disguises =
    [
        "encrypt", "protect", "mask", "masked", "redact", "obfuscate", "anonymize", "anonymise", "pseudonymize", "tokenize", "truncate",
        "last", "hmac", "seal", "shorten", "scrub", "hide", "censor", "sanitize", "remove", "strip", "wrap",
    ];

    /// <summary>Whether a method leaves nothing in clear, by its name.</summary>
    public static bool Hides(IMethodSymbol method) => TokenNames.Words(method.Name).Any(Disguises.Contains);

    /// <summary>Whether a method of a library leaves a value readable.</summary>
    public static bool KeepsText(IMethodSymbol method) => Texts.Contains(method.Name) && method.DeclaringSyntaxReferences.IsEmpty;

    public static bool IsSerialization(IMethodSymbol method) =>
        method.Name is "Serialize" && method.ContainingType.HasFullName("System.Text.Json.JsonSerializer")
        || method.Name is "SerializeObject" && method.ContainingType.HasFullName("Newtonsoft.Json.JsonConvert")
        || method.Name is "SerializeToElement" or "SerializeToNode" or "SerializeToDocument"
            && method.ContainingType.HasFullName("System.Text.Json.JsonSerializer");
}

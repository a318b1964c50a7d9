using System.Collections.Immutable;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// The names under which projects keep the key of their tokens, for where the code that reads it is in another project. <c>rules.md</c>
/// lists them.
/// </summary>
internal static class ConventionalKeys
{
    /// <summary>The sections, as they are without case and signs: <c>JwtSettings</c>, <c>jwt_settings</c>.</summary>
    public static ImmutableArray<string> Sections { get; } = ImmutableArray.Create(
        "jwt", "jwtsettings", "jwtsetting", "jwtoptions", "jwtoption", "jwtconfig", "jwtconfiguration", "jwttoken", "jwttokens",
        "jwttokensettings", "jwttokenoptions", "jwtauth", "jwtauthentication",
        "jwtbearer", "jwtbearersettings", "jwtbeareroptions", "jwtbearertokensettings", "jwtissueroptions", "jsonwebtoken", "jsonwebtokens",
        "bearer", "bearertoken", "bearertokens", "bearersettings",
        "token", "tokens", "tokensettings", "tokenoptions", "tokenmanagement", "tokenconfig", "tokenconfiguration",
        "tokenvalidationparameters", "accesstoken");

    /// <summary>What the key is called in one of them.</summary>
    public static ImmutableArray<string> Names { get; } = ImmutableArray.Create(
        "key", "secret", "secretkey", "signingkey", "signingsecret", "issuersigningkey", "securitykey", "symmetrickey",
        "symmetricsecuritykey", "securitysecret", "privatekey", "accesstokensecret", "refreshtokensecret",
        "tokenkey", "tokensecret");

    /// <summary>What it is called wherever it is.</summary>
    public static ImmutableArray<string> NamesAnywhere { get; } = ImmutableArray.Create(
        "jwtkey", "jwtsecret", "jwtsecretkey", "jwtsigningkey", "jwtsecuritykey", "jwttokenkey", "jwttokensecret", "jwtprivatekey",
        "issuersigningkey", "tokensigningkey");

    public static bool Contains(SettingsEntry entry)
    {
        var name = Letters(entry.Section.Name);
        return NamesAnywhere.Contains(name)
            || Names.Contains(name) && entry.Parts is var parts
                && parts.Take(parts.Length - 1).Any(section => Sections.Contains(Letters(section)));
    }

    /// <summary>Whether a value under such a name may be a key: not the address, the file or the name of one.</summary>
    public static bool MayBeKey(string value) =>
        value.Trim().Length >= ShortestKey && value.IndexOf("://", StringComparison.Ordinal) < 0
        && !FileEndings.Any(ending => value.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !value.StartsWith("/run/", StringComparison.Ordinal) && !value.StartsWith("projects/", StringComparison.Ordinal);

    private const int ShortestKey = 8;

    private static readonly string[] FileEndings = [".pem", ".key", ".pfx", ".p12", ".cer", ".crt", ".json", ".xml", ".txt", ".jwk"];

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

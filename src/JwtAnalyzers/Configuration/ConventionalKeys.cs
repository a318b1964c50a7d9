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
                && parts.Take(parts.Length - 1).Any(section => Sections.Contains(Letters(section)))
                && !(name == "key" && IsName(entry.Text));
    }

    /// <summary>
    /// Whether a value is what a header or a cookie is called: <c>"Token": { "Key": "Authorization" }</c>. A word that is shorter than 128
    /// bits is too short for a key of Microsoft.IdentityModel.
    /// </summary>
    private static bool IsName(string value) =>
        value.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && value.All(character => IsOfWord(character) || character == '-')
        || value.Length < ShortestOfLibrary && value.All(IsOfWord) && Separated.Any(separator =>
            value.Split(separator).All(word => word is [_, .. var rest] && rest.All(char.IsLower)));

    private static bool IsOfWord(char character) => char.IsLetter(character) || Separated.Contains(character);

    private static readonly char[] Separated = ['-', '_'];

    private const int ShortestOfLibrary = 16;

    /// <summary>Whether a value under such a name may be a key: not the address, the file or the name of one.</summary>
    public static bool MayBeKey(string value) =>
        value.Trim().Length >= ShortestKey && value.IndexOf("://", StringComparison.Ordinal) < 0
        && !FileEndings.Any(ending => value.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !Paths.Any(path => value.StartsWith(path, StringComparison.Ordinal)) && !IsPath(value);

    // Where the secret is kept: by a container, Google Cloud, HashiCorp Vault, the key management of AWS.
    private static readonly string[] Paths = ["/run/", "projects/", "secret/", "alias/"];

    /// <summary>Whether a value is the path of a parameter: <c>/orders/prod/jwt-key</c>. Base64 has other letters, too.</summary>
    private static bool IsPath(string value) =>
        value.StartsWith("/", StringComparison.Ordinal) && value.Count(character => character == '/') > 1
        && value.All(character => char.IsLower(character) || character is '/' or '-' or '_' or '.');

    private const int ShortestKey = 8;

    private static readonly string[] FileEndings = [".pem", ".key", ".pfx", ".p12", ".cer", ".crt", ".json", ".xml", ".txt", ".jwk"];

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

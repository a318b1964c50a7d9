using System.Text;

namespace JwtAnalyzers.Tokens;

/// <summary>Names that say that something is a token with which one can sign in. Whole words only.</summary>
internal static class TokenNames
{
    private static readonly string[] Tokens = ["token", "jwt", "bearer"];

    // Tokens of another kind, and what is about a token without being one.
    private static readonly string[] Others =
    [
        "cancellation", "antiforgery", "csrf", "xsrf", "page", "paging", "continuation", "confirmation", "confirm", "device", "push", "fcm", "firebase", "reset", "verification",
        "invite", "invitation", "expiry", "expires", "expiration", "expire", "expiring", "lifetime", "type", "name", "key", "id", "count", "valid", "has", "is", "hash", "endpoint", "url", "uri",
        "map", "mapbox", "captcha", "recaptcha",
    ];

    public static bool IsToken(string name)
    {
        var words = WordsOf(name);
        return words.Any(Tokens.Contains) && !words.Any(Others.Contains);
    }

    public static bool IsRefreshToken(string name) => WordsOf(name).Contains("refresh");

    /// <summary>The words of <c>authToken</c>, <c>auth_token</c>, <c>AUTH-TOKEN</c> and <c>auth:token</c>, in lower case.</summary>
    public static IReadOnlyList<string> WordsOf(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) && (i == 0 || !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((begins || !char.IsLetter(name[i])) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetter(name[i]))
                word.Append(char.ToLowerInvariant(name[i]));
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}

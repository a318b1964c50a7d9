using System.Collections.Immutable;
using System.Text;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>Names that say that something is a token with which one can sign in. Whole words only.</summary>
internal static class TokenNames
{
    private static readonly string[] Tokens = ["token", "jwt", "bearer"];

    private static readonly string[] SignIn = ["access", "refresh", "jwt", "bearer", "auth", "identity", "session"];

    // Tokens of another kind, and what is about a token without being one.
    private static readonly string[] Others =
    [
        "cancellation", "antiforgery", "csrf", "xsrf", "page", "paging", "continuation", "confirmation", "confirm", "device", "push", "fcm",
        "firebase", "reset", "verification",
        "invite", "invitation", "expiry", "expires", "expiration", "expire", "expiring", "lifetime", "type", "name", "key", "id", "count",
        "valid", "has", "is", "hash", "endpoint", "url", "uri",
        "map", "mapbox", "captcha", "recaptcha", "cart", "basket", "checkout", "payment", "stripe", "visitor", "guest", "tracking",
    ];

    /// <summary>
    /// What a variable that holds a token is mostly called: a file that names none of these, nor where tokens come from, is not read. The
    /// name is only where to look: whether the value is a token is another question.
    /// </summary>
    public static ImmutableHashSet<string> Variables { get; } = ImmutableHashSet.Create(
        "token", "accessToken", "access_token", "refreshToken", "idToken", "jwt", "jwtToken", "tokenString", "bearerToken", "authToken");

    public static bool IsToken(string name)
    {
        var words = Words(name);
        return words.Any(Tokens.Contains) && !words.Any(Others.Contains);
    }

    /// <summary>
    /// Whether a name says what kind of token it is, so that no other kind is meant: <c>accessToken</c>, and not <c>token</c>.
    /// </summary>
    public static bool IsSignInToken(string name) => IsToken(name) && Words(name).Any(word => SignIn.Contains(word));

    /// <summary>Whether a name says that something is a token of another kind.</summary>
    public static bool IsOther(string name) => Words(name).Any(Others.Contains);

    /// <summary>The name of the variable or member that a value is taken from.</summary>
    public static string? Of(IOperation value) => OperationShapes.Unwrapped(value) switch
    {
        IMemberReferenceOperation reference => reference.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    };

    public static bool IsRefreshToken(string name) => Words(name).Contains("refresh");

    /// <summary>The words of <c>authToken</c>, <c>auth_token</c>, <c>AUTH-TOKEN</c> and <c>auth:token</c>, in lower case.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i])
                && (i == 0 || !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
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

using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>What kind of token it is: RFC 8725 section 3.11, RFC 7515 section 4.1.9.</summary>
internal static class TypeCheck
{
    private const string Prefix = "application/";

    public static void Run(JoseHeader header, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (policy.ChecksType.Is(false))
            return;
        if (header.Type is not { } type
            || !policy.Types.Any(expected => Shortened(expected).Equals(Shortened(type), StringComparison.OrdinalIgnoreCase)))
            rejections.Add(Rejections.WrongType);
    }

    /// <summary>
    /// "a recipient using the media type value MUST treat it as if application/ were prepended to any typ value not containing a
    /// '/'"
    /// </summary>
    private static string Shortened(string type)
    {
        var isShortenable = type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && type.IndexOf('/', Prefix.Length) < 0;
        return isShortenable ? type.Substring(Prefix.Length) : type;
    }
}

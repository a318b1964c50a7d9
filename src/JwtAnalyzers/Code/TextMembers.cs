namespace JwtAnalyzers.Code;

/// <summary>
/// The members that leave a text, or what was encoded as one, in what they give. Not all readers count the same: what else one of them
/// means stands with it, since a key may be a part of a text, and a token is none any more when it was cut.
/// </summary>
internal static class TextMembers
{
    /// <summary>What gives a text as it is, other than in case and in the spaces around it.</summary>
    public static readonly string[] Keeping = ["ToString", "Trim", "TrimEnd", "TrimStart", "ToLower", "ToUpper", "ToLowerInvariant",
        "ToUpperInvariant"];

    /// <summary>What makes bytes of a text or a text of bytes, so that nothing is lost.</summary>
    public static readonly string[] Coding =
        ["GetBytes", "GetString", "FromBase64String", "FromHexString", "ToBase64String", "ToHexString", "Decode", "DecodeBytes", "AsSpan",
            "ToArray"];

    /// <summary>
    /// Where the methods are that a text passes through unchanged, or cut to a part that is whole: the header's value of a header.
    /// </summary>
    public static readonly string[] Namespaces =
        ["System.Linq", "Microsoft.Extensions.Primitives", "System.Net.Http.Headers", "Microsoft.Net.Http.Headers"];
}

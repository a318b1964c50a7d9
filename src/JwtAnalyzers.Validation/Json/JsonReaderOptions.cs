namespace JwtAnalyzers.Validation.Json;

/// <summary>
/// What a <see cref="JsonReader"/> accepts beyond the grammar, and its limits. The defaults are those of <see cref="Token"/>.
/// </summary>
public sealed record JsonReaderOptions
{
    /// <summary>No text may be nested deeper than this, whatever <see cref="MaximumDepth"/> says: the reader uses the stack.</summary>
    public const int DepthLimit = 256;

    /// <summary>
    /// For the header and the claims of a token: the grammar of RFC 8259 and nothing else, member names unique (RFC 7519 section
    /// 4).
    /// </summary>
    public static JsonReaderOptions Token { get; } = new();

    /// <summary>For a configuration file as .NET reads it: comments, trailing commas and a byte order mark are allowed.</summary>
    public static JsonReaderOptions Configuration { get; } = new()
    {
        AllowsComments = true,
        AllowsTrailingCommas = true,
        AllowsByteOrderMark = true,
        AllowsDuplicateMembers = true,
        MaximumLength = 16 * 1024 * 1024,
    };

    /// <summary>
    /// How many arrays and objects may be open at once. 64, as in System.Text.Json; at most <see cref="DepthLimit"/> counts.
    /// </summary>
    public int MaximumDepth { get; init; } = 64;

    /// <summary>How many UTF-16 code units the text may have.</summary>
    public int MaximumLength { get; init; } = 256_000;

    /// <summary>Whether <c>// to the end of the line</c> and <c>/* between these */</c> may stand between values.</summary>
    public bool AllowsComments { get; init; }

    /// <summary>Whether the last element of an array or object may be followed by a comma.</summary>
    public bool AllowsTrailingCommas { get; init; }

    /// <summary>Whether the text may begin with U+FEFF.</summary>
    public bool AllowsByteOrderMark { get; init; }

    /// <summary>Whether an object may have several members with the same name.</summary>
    public bool AllowsDuplicateMembers { get; init; }
}

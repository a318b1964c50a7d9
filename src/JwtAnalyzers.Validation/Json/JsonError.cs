namespace JwtAnalyzers.Validation.Json;

/// <summary>Why a text is no JSON that is accepted.</summary>
public enum JsonErrorKind
{
    /// <summary>The text ends in the middle of a value.</summary>
    UnexpectedEnd,

    /// <summary>A character that the grammar does not allow here (RFC 8259 section 2).</summary>
    UnexpectedCharacter,

    /// <summary>A number that the grammar does not allow: a leading zero, a bare point or exponent (RFC 8259 section 6).</summary>
    InvalidNumber,

    /// <summary>A control character in a string that must be escaped (RFC 8259 section 7).</summary>
    ControlCharacter,

    /// <summary>An escape sequence that does not exist (RFC 8259 section 7).</summary>
    InvalidEscape,

    /// <summary>A surrogate without its partner: no character (RFC 8259 section 8.2, RFC 7493 section 2.1).</summary>
    LoneSurrogate,

    /// <summary>A second member with the same name (RFC 7515 section 4, RFC 7519 section 4).</summary>
    DuplicateMember,

    /// <summary>Arrays and objects are nested deeper than <see cref="JsonReaderOptions.MaximumDepth"/>.</summary>
    TooDeep,

    /// <summary>The text is longer than <see cref="JsonReaderOptions.MaximumLength"/>.</summary>
    TooLong,
}

/// <summary>Why a text is no JSON that is accepted, and where.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Position">The index of the offending character, in UTF-16 code units; the length of the text at its end.</param>
public readonly record struct JsonError(JsonErrorKind Kind, int Position);

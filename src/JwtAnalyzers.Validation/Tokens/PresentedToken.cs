namespace JwtAnalyzers.Validation.Tokens;

/// <summary>
/// A token as a caller presents it. It is taken apart when it is first looked at, and once: a policy is attacked with the same
/// tokens as the next. Safe for use by several threads.
/// </summary>
public sealed class PresentedToken
{
    private readonly Lazy<Reading> _read;

    /// <summary>A token of this text. Any text is allowed, and none makes this throw.</summary>
    public PresentedToken(string? text)
    {
        Text = text;
        _read = new Lazy<Reading>(() => new Reading(JsonWebToken.Parse(text, out var rejection), rejection));
    }

    /// <summary>What is presented: JWS compact serialization (RFC 7515 section 7.1), where it is a token at all.</summary>
    public string? Text { get; }

    /// <summary>The token, not yet validated.</summary>
    /// <returns>The token, or <see langword="null"/> with the first reason why it is none.</returns>
    public JsonWebToken? Read(out Rejection? rejection)
    {
        rejection = _read.Value.Rejection;
        return _read.Value.Token;
    }

    private sealed record Reading(JsonWebToken? Token, Rejection? Rejection);
}

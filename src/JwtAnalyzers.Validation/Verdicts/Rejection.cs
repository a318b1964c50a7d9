namespace JwtAnalyzers.Validation;

/// <summary>One reason why a token is refused. <see cref="Rejections"/> has them all.</summary>
/// <param name="Code">The stable name, in lower case with hyphens: <c>token-expired</c>.</param>
/// <param name="Message">The reason in one sentence. It holds nothing of the token, so that it may be logged.</param>
/// <param name="Source">The document and section that asks for it: <c>RFC 7519 section 4.1.4</c>.</param>
public sealed record Rejection(string Code, string Message, string Source)
{
    /// <inheritdoc />
    public override string ToString() => $"{Code}: {Message} ({Source})";
}

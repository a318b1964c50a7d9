using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation;

/// <summary>What a recipient makes of a token. A value: verdicts with the same reasons are equal.</summary>
/// <param name="Rejections">Every reason to refuse the token, in the order of the checks; of a text that cannot be read, the first.</param>
public sealed record ValidationVerdict(ValueList<Rejection> Rejections)
{
    /// <summary>The verdict on a token with which nothing is wrong.</summary>
    public static ValidationVerdict Accepted { get; } = new(ValueList.Of<Rejection>());

    /// <summary>Whether there is no reason to refuse the token.</summary>
    public bool IsAccepted => Rejections.Count == 0;

    /// <summary>A verdict that refuses the token for these reasons; with none, the verdict that accepts it.</summary>
    public static ValidationVerdict Rejected(params Rejection[] reasons) => new(ValueList.Of(reasons));

    /// <inheritdoc />
    public override string ToString() => IsAccepted ? "accepted" : string.Join("; ", Rejections);
}

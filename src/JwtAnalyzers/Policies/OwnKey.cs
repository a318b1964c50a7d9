namespace JwtAnalyzers.Policies;

/// <summary>A key that the program signs with itself, and what it signs with it.</summary>
/// <param name="Setting">The setting that it is in, if that is known.</param>
/// <param name="SignsOneKind">Whether all that it signs is of one kind, and addressed to one audience by one issuer.</param>
/// <param name="SignsForOneIssuer">Whether all that it signs names one issuer, or none.</param>
internal sealed record OwnKey(string? Setting, bool SignsOneKind, bool SignsForOneIssuer)
{
    /// <summary>Under what condition the program is the only one, in words.</summary>
    public string Assumption => Setting is null
        ? "as long as no other program or environment has its key"
        : $"as long as no other program or environment holds '{Setting}'";
}

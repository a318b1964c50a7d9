namespace JwtAnalyzers.Policies.Premises;

/// <summary>An issuer of which anyone may get a token for an app of their own.</summary>
/// <param name="Address">What its addresses have in them.</param>
/// <param name="Anyone">Who may, in words.</param>
/// <param name="SharesKeys">Whether the same keys sign for many issuers.</param>
internal sealed record OpenIssuer(string Address, string Anyone, bool SharesKeys);

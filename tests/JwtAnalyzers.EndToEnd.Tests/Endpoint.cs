namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>A protected endpoint of the samples, and the one rule that VulnerableApi breaks on it.</summary>
internal sealed record Endpoint(HttpMethod Method, string Path, string BrokenRule)
{
    /// <summary>Whether a token opens it once: what asks for that is what JWT2012 is about.</summary>
    public bool TakesTokensOnce => BrokenRule == "JWT2012";

    /// <summary>Whether tokens that were reported lost are refused there, or should be. To the others such a token is an honest one.</summary>
    public bool RefusesLostTokens => BrokenRule == "JWT2013";

    /// <summary>Whether an event says who the caller is, whatever the token.</summary>
    public bool AsksNobody => Path == "/terminal/orders";

    public bool IsRepairedByFix => !AsksNobody && Path != "/parcels" && VulnerableApiProof.HasFix(BrokenRule);

    /// <summary>For admins only.</summary>
    public static Endpoint Admin { get; } = new(HttpMethod.Get, "/admin", "JWT2003");

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new(HttpMethod.Get, "/me", "JWT2003"),
        Admin,
        new(HttpMethod.Get, "/mobile/orders", "JWT1001"),
        new(HttpMethod.Get, "/kiosk/orders", "JWT2001"),
        new(HttpMethod.Get, "/support/orders", "JWT1002"),
        new(HttpMethod.Get, "/warehouse/orders", "JWT2005"),
        new(HttpMethod.Get, "/report", "JWT2001"),
        new(HttpMethod.Post, "/webhook", "JWT1001"),
        new(HttpMethod.Get, "/partner/orders", "JWT2003"),
        new(HttpMethod.Get, "/feed", "JWT2002"),
        new(HttpMethod.Get, "/franchise/orders", "JWT2004"),
        new(HttpMethod.Get, "/presale", "JWT2006"),
        new(HttpMethod.Get, "/courier/orders", "JWT2009"),
        new(HttpMethod.Get, "/invoice", "JWT2012"),
        new(HttpMethod.Get, "/terminal/orders", "JWT1002"),
        new(HttpMethod.Get, "/profile", "JWT1004"),
        new(HttpMethod.Get, "/support/tickets", "JWT1005"),
        new(HttpMethod.Get, "/archive", "JWT2008"),
        new(HttpMethod.Get, "/vouchers", "JWT1008"),
        new(HttpMethod.Get, "/stock", "JWT5009"),
        new(HttpMethod.Get, "/till/orders", "JWT3001"),
        new(HttpMethod.Get, "/locker/orders", "JWT3002"),
        new(HttpMethod.Get, "/returns", "JWT3006"),
        new(HttpMethod.Get, "/display/orders", "JWT3003"),
        new(HttpMethod.Get, "/status", "JWT3004"),
        new(HttpMethod.Get, "/parcels", "JWT1006"),
        new(HttpMethod.Get, "/supplier/orders", "JWT1007"),
        new(HttpMethod.Get, "/reviews", "JWT2011"),
        new(HttpMethod.Get, "/logistics/orders", "JWT2014"),
        new(HttpMethod.Get, "/receipts", "JWT5003"),
        new(HttpMethod.Get, "/pickup", "JWT2010"),
        new(HttpMethod.Get, "/depot/orders", "JWT2013"),
    ];

    public override string ToString() => $"{Method} {Path}";
}

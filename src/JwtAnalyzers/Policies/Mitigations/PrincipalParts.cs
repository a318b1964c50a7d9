namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>What code has in hand of a validated token.</summary>
internal enum PrincipalPart
{
    /// <summary>Nothing that says more of the token: a value, an answer, a service.</summary>
    Nothing,

    /// <summary>All of it, or something that may lead to it.</summary>
    Anything,

    /// <summary>What an event is told.</summary>
    Context,

    /// <summary>The request, with the token in its headers.</summary>
    Http,
    Request,
    Principal,
    Identity,

    /// <summary>The list of its claims.</summary>
    Claims,

    /// <summary>One of them, whose type is known.</summary>
    Claim,

    /// <summary>The parsed token.</summary>
    Token,
}

/// <summary>What the members of a validated token's parts lead to, in ASP.NET Core and <c>System.Security.Claims</c>.</summary>
internal static class PrincipalParts
{
    /// <summary>What a member gives, and the claim that it says.</summary>
    public static (PrincipalPart Part, string? Claim) Of(PrincipalPart part, string member) => part switch
    {
        PrincipalPart.Context => (OfContext(member), null),
        PrincipalPart.Http => (OfHttp(member), null),
        PrincipalPart.Request =>
            (member is "Path" or "PathBase" or "Method" or "Host" or "Scheme" or "IsHttps" or "Protocol" or "ContentType" or "ContentLength"
                ? PrincipalPart.Nothing
                : PrincipalPart.Anything, null),
        PrincipalPart.Principal => OfPrincipal(member),
        PrincipalPart.Identity => OfIdentity(member),
        PrincipalPart.Claim => (PrincipalPart.Nothing, member is "Issuer" or "OriginalIssuer" ? "iss" : null),
        PrincipalPart.Token => OfToken(member),
        PrincipalPart.Claims => (PrincipalPart.Anything, null), // what is called on them, see below
        _ => (part, null),
    };

    /// <summary>Whether a method of a principal, an identity or a token is asked for the claims of a type.</summary>
    public static bool AsksForType(PrincipalPart part, string method) => part is PrincipalPart.Principal or PrincipalPart.Identity
        ? method is "FindFirst" or "FindFirstValue" or "FindAll" or "HasClaim"
        : part is PrincipalPart.Token
            && method is "GetClaim" or "TryGetClaim" or "GetPayloadValue" or "TryGetPayloadValue" or "TryGetValue";

    /// <summary>Whether a method of LINQ picks claims of a list by a condition.</summary>
    public static bool Picks(string method) => method is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last"
        or "LastOrDefault" or "Any" or "All" or "Where" or "Count" or "Exists" or "Find" or "FindAll";

    /// <summary>
    /// Whether a method of ASP.NET Core Identity asks who a principal is, and whether that user's stamp is still the same.
    /// </summary>
    public static bool AsksForUser(string? method) =>
        method is "GetUserAsync" or "GetUserId" or "GetUserName" or "ValidateSecurityStampAsync";

    /// <summary>Whether a method gives one claim, which has an issuer, too.</summary>
    public static bool GivesClaim(string method) => method is "FindFirst" or "GetClaim" or "First" or "FirstOrDefault" or "Single"
        or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find";

    /// <summary>Whether it gives the same list.</summary>
    public static bool Keeps(string method) => method is "ToList" or "ToArray" or "AsEnumerable" or "OrderBy" or "Distinct";

    private static PrincipalPart OfContext(string member) => member switch
    {
        "Principal" or "User" or "Subject" => PrincipalPart.Principal,
        "SecurityToken" => PrincipalPart.Token,
        "HttpContext" => PrincipalPart.Http,
        "Request" => PrincipalPart.Request,
        "Fail" or "NoResult" or "Success" or "Options" or "Scheme" or "Response" or "Result" or "HandleResponse" or "SkipHandler" =>
            PrincipalPart.Nothing,
        _ => PrincipalPart.Anything,
    };

    private static PrincipalPart OfHttp(string member) => member switch
    {
        "User" => PrincipalPart.Principal,
        "Request" => PrincipalPart.Request,
        "RequestServices" or "RequestAborted" or "Connection" or "TraceIdentifier" or "Response" or "Items" => PrincipalPart.Nothing,
        _ => PrincipalPart.Anything,
    };

    private static (PrincipalPart, string?) OfPrincipal(string member) => member switch
    {
        "Identity" or "Identities" => (PrincipalPart.Identity, null),
        "Claims" => (PrincipalPart.Claims, null),
        "IsInRole" => (PrincipalPart.Nothing, "roles"),
        "AddIdentity" or "AddIdentities" => (PrincipalPart.Nothing, null),
        "Clone" => (PrincipalPart.Principal, null),
        _ => (PrincipalPart.Anything, null),
    };

    private static (PrincipalPart, string?) OfIdentity(string member) => member switch
    {
        "Name" => (PrincipalPart.Nothing, "name"),
        "IsAuthenticated" or "AuthenticationType" or "RoleClaimType" or "NameClaimType" or "Label" or "AddClaim" or "AddClaims"
            or "RemoveClaim" or "TryRemoveClaim" => (PrincipalPart.Nothing, null),
        "Claims" => (PrincipalPart.Claims, null),
        "First" or "FirstOrDefault" or "Single" => (PrincipalPart.Identity, null),
        _ => (PrincipalPart.Anything, null),
    };

    private static (PrincipalPart, string?) OfToken(string member) => member switch
    {
        "Issuer" => (PrincipalPart.Nothing, "iss"),
        "Audiences" => (PrincipalPart.Nothing, "aud"),
        "ValidTo" or "ValidFrom" or "IssuedAt" => (PrincipalPart.Nothing, "exp"),
        "Id" => (PrincipalPart.Nothing, "jti"),
        "Subject" => (PrincipalPart.Nothing, "sub"),
        "Actor" or "Typ" or "Alg" or "Kid" => (PrincipalPart.Nothing, member.ToLowerInvariant()),
        "Claims" => (PrincipalPart.Claims, null),
        _ => (PrincipalPart.Anything, null),
    };
}

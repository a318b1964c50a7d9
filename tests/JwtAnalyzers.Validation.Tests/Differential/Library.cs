namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>The libraries that the reference validator is held against.</summary>
[Flags]
public enum Library
{
    JsonWebTokenHandler = 1,
    JwtSecurityTokenHandler = 2,
    JwtNet = 4,
    JoseJwt = 8,
    IdentityModel = JsonWebTokenHandler | JwtSecurityTokenHandler,
    All = IdentityModel | JwtNet | JoseJwt,
}

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>Who is handed the parameters.</summary>
internal enum Handler
{
    JsonWebTokenHandler,
    JwtSecurityTokenHandler,

    /// <summary>The code does not say: what either lets in gets in.</summary>
    Either,
}

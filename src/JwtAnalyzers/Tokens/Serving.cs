namespace JwtAnalyzers.Tokens;

/// <summary>For which requests a host runs a lambda.</summary>
internal enum Serving
{
    /// <summary>For none: it sets something up, or chooses.</summary>
    No,

    /// <summary>For those to one endpoint.</summary>
    Endpoint,

    /// <summary>For all that pass it on their way to an endpoint.</summary>
    Pipeline,
}

namespace JwtAnalyzers.Tokens;

/// <summary>Which callers a framework lets get to code, as far as one place in the code says so.</summary>
[Flags]
internal enum Admission
{
    /// <summary>This place does not say.</summary>
    Unsaid = 0,

    /// <summary>Only those whom the authentication knows.</summary>
    Authorized = 1,

    /// <summary>Everybody: that is stronger, wherever it is said.</summary>
    Anonymous = 2,
}

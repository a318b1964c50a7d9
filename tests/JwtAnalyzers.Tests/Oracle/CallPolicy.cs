using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>A part of a call that takes a token: the code, and with whose tokens it can work.</summary>
/// <param name="Code">The code; empty where the part is left out.</param>
/// <param name="Fits">The signature algorithms of issuers whose honest tokens it does not keep out.</param>
internal sealed record CallPart(string Code, params string[] Fits)
{
    public static readonly string[] Any = ["HS256", "RS256"];
}

/// <summary>One way to call a library with a token.</summary>
/// <param name="Index">Its place in the matrix.</param>
/// <param name="Library">The library's name.</param>
/// <param name="Code">The whole call, of <c>token</c>.</param>
/// <param name="Parts">What it is made of.</param>
internal sealed record CallPolicy(int Index, string Library, string Code, ImmutableArray<CallPart> Parts)
{
    public string Method => $"P{Index}";

    /// <summary>Whether the parts together are made for the issuer's algorithm. What verifies nothing takes anything.</summary>
    public bool Fits(string algorithm) => VerifiesNothing || Parts.All(part => part.Fits.Contains(algorithm));

    /// <summary>Whether the library was measured to take any token this way: its words for "do not verify", or none at all in 7.3.1.</summary>
    private bool VerifiesNothing => Library == "JWT.NET" && Parts.LastOrDefault(part => part.Code.Contains("erif", StringComparison.Ordinal)) switch
    {
        null => true,
        { Code: var code } => code.Contains("false", StringComparison.Ordinal) || code.EndsWith("DoNotVerifySignature()", StringComparison.Ordinal),
    };

    public override string ToString() => Code;
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>What is to be known of an issued token by those who compare it with others, or its key with other keys.</summary>
/// <param name="Site">Where it is made.</param>
/// <param name="Keys">What it is signed with comes from.</param>
/// <param name="Claims">The names of its claims.</param>
internal sealed record SignedToken(SyntaxNode Site, IReadOnlyList<ValueEnds> Keys, IReadOnlyCollection<string> Claims)
{
    /// <summary>What its issuer comes from; nothing where it has none.</summary>
    public IReadOnlyList<ValueEnds> Issuers { get; init; } = [];

    /// <summary>The same of its audience.</summary>
    public IReadOnlyList<ValueEnds> Audiences { get; init; } = [];

    /// <summary>
    /// Whether the names of what holds it say that it is for a purpose of its own: to refresh others, for a link in a letter.
    /// </summary>
    public bool HasPurpose { get; init; }

    /// <summary>Worked out where the code is at hand that makes the token: that is for one thread.</summary>
    public static SignedToken? Of(TokenMaking making)
    {
        SignedToken? token = null;
        TooMuchToReadException.Guard(() => token = new SignedToken(
            making.Site.Syntax, [.. making.Keys.Select(key => ValueEnds.Of(key, making.Bodies))], [.. making.Claims.Claims.Keys])
        {
            Issuers = EndsOf("iss", making.Issuers, making),
            Audiences = EndsOf("aud", making.Audiences, making),
            HasPurpose = IssuingScope.IsMeantToLast(making.Site.Syntax)
                || ObjectUse.Of(making.Site, making.Bodies).Names.Any(LastingPurposes.IsNamedBy),
        });
        return token;
    }

    private static IReadOnlyList<ValueEnds> EndsOf(string claim, IEnumerable<IOperation> given, TokenMaking making) =>
        [.. given.Concat(making.Claims.Claims.TryGetValue(claim, out var value) && value is not null ? [value] : [])
            .Select(each => ValueEnds.Of(each, making.Bodies))];
}

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Why an attacker finds a key. The worse before the lesser.</summary>
public enum KeyWeakness
{
    /// <summary>It is, or begins with, a secret that is published: see <see cref="WellKnownSecrets"/>.</summary>
    WellKnown,

    /// <summary>It is a short text over and over again.</summary>
    Repeated,

    /// <summary>It counts upwards or downwards, or runs along the keyboard.</summary>
    Sequence,

    /// <summary>It is made of very few different characters.</summary>
    FewCharacters,

    /// <summary>It is made of words that people remember, such as they put into keys.</summary>
    Words,

    /// <summary>It is shorter than 128 bits, or than its algorithm demands (RFC 7518 sections 3.2, 3.3 and 3.5).</summary>
    TooShort,
}

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Whether a secret can be found by guessing: RFC 8725 section 3.5, RFC 7518 section 8.8, ASVS 11.2.3.</summary>
/// <remarks>
/// It finds what guessers try first and is no measure of entropy: true means guessable, false means nothing. A guess is
/// checked offline against one token, billions of times per second.
/// </remarks>
public static class KeyStrength
{
    // 128 bits: what ASVS 5.0 requirement 11.2.3 asks of every key.
    private const int ShortestLength = 16;

    // 32 random bytes have 30 distinct ones on average, 32 random hexadecimal digits 14. Fewer than 8 do not come by chance.
    private const int FewestDistinct = 8;

    /// <summary>Words of five letters or more: by chance, one occurs in about one of 200 000 random keys of 43 characters of base64url.</summary>
    private static readonly string[] Words =
    [
        "secret", "passw", "super", "token", "change", "example", "default", "admin", "security", "symmetric", "signing", "authentication", "my-key", "my_key", "test-key", "test_key",
    ];

    /// <summary>Whether the key is shorter than 128 bits, repeats itself, counts upwards or downwards, or is made of the words such keys are made of.</summary>
    public static bool IsGuessable(byte[] key) =>
        key.Length < ShortestLength || key.Distinct().Count() < FewestDistinct || IsPeriodic(key) || IsSequence(key) || HasWord(key);

    private static bool IsPeriodic(byte[] key) =>
        Enumerable.Range(1, key.Length / 2).Any(period => Enumerable.Range(period, key.Length - period).All(index => key[index] == key[index - period]));

    /// <summary>Most steps are the same, as in 0, 1, 2 … and in "abcdef…0123…": a few breaks between runs are allowed.</summary>
    private static bool IsSequence(byte[] key)
    {
        var steps = key.Skip(1).Select((value, index) => value - key[index]).ToList();
        var mostCommon = steps.GroupBy(step => step).Max(group => group.Count());
        return mostCommon * 4 >= steps.Count * 3;
    }

    private static bool HasWord(byte[] key)
    {
        if (!key.All(value => value is >= 0x20 and <= 0x7E))
            return false;
        var text = new string([.. key.Select(value => (char)value)]);
        return Words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Whether a secret can be found by guessing: RFC 8725 section 3.5, RFC 7518 section 8.8, ASVS 11.2.3.</summary>
/// <remarks>
/// It finds what guessers try first and is no measure of entropy: a weakness is one, none means nothing. A guess is
/// checked offline against one token, billions of times per second. It is told the key, and no text of a message may repeat it:
/// <see cref="Describe"/> says what is wrong in words of its own. GUIDs are not guessable by what they are made of.
/// </remarks>
public static class KeyStrength
{
    /// <summary>The fewest bits of an RSA key: RFC 7518 sections 3.3 and 3.5.</summary>
    public const int LeastRsaBits = 2048;

    // 128 bits: what ASVS 5.0 requirement 11.2.3 asks of every key.
    private const int ShortestLength = 16;

    // No one types such a key, and looking for repetitions takes the square of its length.
    private const int LongestLookedAt = 1024;

    // 32 random bytes have 30 distinct ones on average, 32 random hexadecimal digits 14. Fewer than 8 do not come by chance.
    private const int FewestDistinct = 8;

    // A run of three along the keyboard comes by chance in one of a thousand places; three quarters of a text never do.
    private const int ShortestRun = 3;

    private static readonly string[] KeyboardRows =
    [
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "!@#$%^&*()",
        "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"
    ];

    /// <summary>
    /// Words of five letters or more: by chance, one occurs in about one of 100 000 random keys of 43 characters of base64url.
    /// </summary>
    private static readonly string[] Words =
    [
        "secret", "passw", "super", "token", "change", "example", "default", "admin", "security", "symmetric", "signing", "authentication",
        "my-key", "my_key", "test-key", "test_key",
        "mykey", "testkey", "jwtkey", "jwt-key", "jwt_key", "private", "hello", "sample", "placeholder", "letmein", "strongkey",
        "verystrong", "verylong", "keyhere", "key_here", "key-here", "key for",
    ];

    /// <summary>
    /// Words of which such keys are made, none shorter than three letters; they count only where they make up most of a text.
    /// </summary>
    private static readonly string[] CommonWords =
    [
        "access", "aes", "and", "any", "api", "app", "application", "asp", "aspnet", "audience", "auth", "backend", "bank", "base",
        "battery", "bearer", "bit", "bits", "blog", "book",
        "brown", "byte", "bytes", "can", "character", "characters", "chat", "client", "code", "company", "confidential", "config",
        "configuration", "core", "correct", "create",
        "created", "crypto", "data", "database", "demo", "dev", "development", "dog", "dotnet", "dragon", "encrypt", "encryption",
        "enough", "environment", "football", "for", "fox",
        "frontend", "generate", "generated", "global", "god", "hash", "here", "hidden", "hmac", "horse", "hotel", "identity", "issuer",
        "jumps", "jwt", "key", "keys", "lazy", "least",
        "library", "local", "login", "long", "longer", "love", "main", "master", "monkey", "movie", "music", "must", "net", "never", "new",
        "not", "one", "only", "our", "over",
        "phrase", "pizza", "please", "prod", "production", "project", "put", "quick", "random", "real", "really", "refresh", "replace",
        "rsa", "safe", "salt", "secure", "server",
        "service", "session", "set", "setting", "settings", "sha", "share", "shared", "shop", "short", "should", "sign", "some", "staple",
        "store", "string", "strong", "summer",
        "system", "test", "testing", "text", "that", "the", "this", "three", "todo", "two", "unguessable", "unique", "use", "used", "user",
        "users", "value", "verify", "very", "web",
        "website", "welcome", "winter", "with", "word", "world", "your",
    ];

    /// <summary>
    /// Whether the key has any weakness that lets it be guessed. Its algorithm may demand more: see
    /// <see cref="WeaknessOf(byte[], JwsAlgorithm)"/>.
    /// </summary>
    public static bool IsGuessable(byte[] key) => WeaknessOf(key) is not null;

    /// <summary>Why the key can be guessed; <see langword="null"/> where no reason is known.</summary>
    public static KeyWeakness? WeaknessOf(byte[] key) =>
        key.Length > LongestLookedAt ? null
        : WellKnownSecrets.Contain(key) ? KeyWeakness.WellKnown
        : key.Length > 1 && IsPeriodic(key) ? KeyWeakness.Repeated
        : key.Length > 3 && (IsSequence(key) || IsAlongKeyboard(key)) ? KeyWeakness.Sequence
        : HasWord(key) || IsMadeOfWords(key) ? KeyWeakness.Words
        : key.Length < ShortestLength ? KeyWeakness.TooShort
        : key.Distinct().Count() < FewestDistinct ? KeyWeakness.FewCharacters
        : null;

    /// <summary>
    /// Why the key is not one for the algorithm: it can be guessed, or is shorter than RFC 7518 section 3.2 demands (32, 48, 64
    /// bytes for HS256, HS384, HS512).
    /// </summary>
    /// <param name="key">The bytes of the key.</param>
    /// <param name="algorithm">An HMAC algorithm.</param>
    public static KeyWeakness? WeaknessOf(byte[] key, JwsAlgorithm algorithm) =>
        WeaknessOf(key) ?? (key.Length * 8 < algorithm.HashBits ? KeyWeakness.TooShort : null);

    /// <summary>The weakness in words that go on after "because it": "is made of words". They never repeat the key.</summary>
    public static string Describe(KeyWeakness weakness) => weakness switch
    {
        KeyWeakness.WellKnown => "is a published example",
        KeyWeakness.Repeated => "repeats itself",
        KeyWeakness.Sequence => "is a sequence",
        KeyWeakness.FewCharacters => "has only a few different characters",
        KeyWeakness.Words => "is made of words",
        _ => "is too short",
    };

    private static bool IsPeriodic(byte[] key) =>
        Enumerable.Range(1, key.Length / 2)
            .Any(period => Enumerable.Range(period, key.Length - period).All(index => key[index] == key[index - period]));

    /// <summary>Most steps are the same, as in 0, 1, 2 … and in "abcdef…0123…": a few breaks between runs are allowed.</summary>
    private static bool IsSequence(byte[] key)
    {
        var steps = key.Skip(1).Select((value, index) => value - key[index]).ToList();
        var mostCommon = steps.GroupBy(step => step).Max(group => group.Count());
        return mostCommon * 4 >= steps.Count * 3;
    }

    private static bool IsAlongKeyboard(byte[] key)
    {
        if (Text(key)?.ToLowerInvariant() is not { } text)
            return false;
        var covered = 0;
        for (var start = 0; start < text.Length;)
        {
            var length = LongestRun(text, start);
            covered += length;
            start += Math.Max(length, 1);
        }

        return covered * 4 >= text.Length * 3;
    }

    private static int LongestRun(string text, int start)
    {
        var longest = 0;
        foreach (var row in KeyboardRows)
        {
            var at = row.IndexOf(text[start]);
            foreach (var step in at < 0 ? [] : new[] { 1, -1 })
            {
                var length = 1;
                while (start + length < text.Length && at + (length * step) is var next && next >= 0 && next < row.Length
                    && row[next] == text[start + length])
                    length++;
                longest = Math.Max(longest, length);
            }
        }

        return longest >= ShortestRun ? longest : 0;
    }

    private static bool HasWord(byte[] key) =>
        Text(key) is { } text && Words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>
    /// Whether three quarters of the letters belong to at least three common words. Digits and signs between them are what people
    /// add.
    /// </summary>
    private static bool IsMadeOfWords(byte[] key)
    {
        if (Text(key)?.ToLowerInvariant() is not { } text)
            return false;
        var letters = new string([.. text.Where(character => character is >= 'a' and <= 'z')]);
        if (letters.Length * 2 < text.Length)
            return false;

        // best[n]: the most letters of the first n that words can cover, and how many words that takes.
        var best = new (int Letters, int Words)[letters.Length + 1];
        for (var end = 1; end <= letters.Length; end++)
        {
            best[end] = best[end - 1];
            foreach (var word in CommonWords)
            {
                var start = end - word.Length;
                if (start < 0 || string.CompareOrdinal(letters, start, word, 0, word.Length) != 0)
                    continue;
                var covered = (best[start].Letters + word.Length, best[start].Words + 1);
                if (covered.Item1 > best[end].Letters)
                    best[end] = covered;
            }
        }

        return best[letters.Length] is var (most, count) && count >= 3 && most * 4 >= letters.Length * 3;
    }

    /// <summary>The key as text; <see langword="null"/> where it is none.</summary>
    private static string? Text(byte[] key) =>
        key.Length > 0 && key.All(value => value is >= 0x20 and <= 0x7E) ? new string([.. key.Select(value => (char)value)]) : null;
}

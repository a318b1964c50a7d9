namespace JwtAnalyzers.Validation.Encoding;

/// <summary>Base64url as JOSE uses it: RFC 4648 section 5, without padding, line breaks or white space (RFC 7515 section 2).</summary>
public static class Base64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const byte Foreign = 0xFF;
    private static readonly byte[] Values = BuildValues();

    /// <summary>The text of these bytes, without padding.</summary>
    public static string Encode(byte[] bytes)
    {
        var text = new char[((bytes.Length * 4) + 2) / 3];
        var written = 0;
        var pending = 0;
        var pendingBits = 0;
        foreach (var value in bytes)
        {
            pending = ((pending << 8) | value) & 0xFFFF;
            pendingBits += 8;
            while (pendingBits >= 6)
            {
                pendingBits -= 6;
                text[written++] = Alphabet[(pending >> pendingBits) & 0x3F];
            }
        }

        if (pendingBits > 0)
            text[written] = Alphabet[(pending << (6 - pendingBits)) & 0x3F];
        return new string(text);
    }

    /// <summary>The bytes of the whole text.</summary>
    /// <inheritdoc cref="TryDecode(string, int, int, out byte[])"/>
    public static bool TryDecode(string text, out byte[] bytes) => TryDecode(text, 0, text.Length, out bytes);

    /// <summary>The bytes of a part of the text.</summary>
    /// <remarks>
    /// Each byte sequence has exactly one accepted text. Stray bits in the last character are refused (RFC 4648 section 3.5):
    /// otherwise one signature would have several spellings, and a deny list of tokens could be walked around.
    /// </remarks>
    /// <param name="text">The text that holds the part.</param>
    /// <param name="start">The index of the part's first character.</param>
    /// <param name="length">The number of characters in the part.</param>
    /// <param name="bytes">The decoded bytes; empty where the result is false.</param>
    /// <returns>False where the part has a foreign character, padding, stray bits, or a length that no byte sequence has.</returns>
    public static bool TryDecode(string text, int start, int length, out byte[] bytes)
    {
        bytes = [];
        if (length % 4 == 1)
            return false;

        var decoded = new byte[(int)((long)length * 3 / 4)];
        var written = 0;
        var pending = 0;
        var pendingBits = 0;
        for (var index = start; index < start + length; index++)
        {
            var character = text[index];
            var value = character < Values.Length ? Values[character] : Foreign;
            if (value == Foreign)
                return false;

            pending = ((pending << 6) | value) & 0xFFFF;
            pendingBits += 6;
            if (pendingBits >= 8)
            {
                pendingBits -= 8;
                decoded[written++] = (byte)(pending >> pendingBits);
            }
        }

        if ((pending & ((1 << pendingBits) - 1)) != 0)
            return false;
        bytes = decoded;
        return true;
    }

    private static byte[] BuildValues()
    {
        var values = new byte[128];
        for (var index = 0; index < values.Length; index++)
            values[index] = Foreign;
        for (var index = 0; index < Alphabet.Length; index++)
            values[Alphabet[index]] = (byte)index;
        return values;
    }
}

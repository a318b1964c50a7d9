using System.Text;

namespace JwtAnalyzers.Validation.Encoding;

/// <summary>UTF-8 without replacement characters: what is no UTF-8 is refused (RFC 3629; RFC 8725 section 3.7).</summary>
public static class StrictUtf8
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of these bytes. A byte order mark is kept as a character, which JSON then refuses.</summary>
    /// <returns>False where the bytes are not well-formed UTF-8: overlong forms, surrogates, truncated sequences.</returns>
    public static bool TryDecode(byte[] bytes, out string text)
    {
        try
        {
            text = Utf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>The bytes of this text.</summary>
    /// <returns>False where the text has a surrogate without its partner.</returns>
    public static bool TryEncode(string text, out byte[] bytes)
    {
        try
        {
            bytes = Utf8.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            bytes = [];
            return false;
        }
    }
}

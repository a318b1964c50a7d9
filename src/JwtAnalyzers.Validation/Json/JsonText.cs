using System.Globalization;
using System.Text;

namespace JwtAnalyzers.Validation.Json;

/// <summary>Writes JSON.</summary>
internal static class JsonText
{
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Array(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Object(IEnumerable<KeyValuePair<string, string>> members) =>
        $"{{{string.Join(",", members.Select(member => $"{String(member.Key)}:{member.Value}"))}}}";

    /// <summary>A string, with everything outside of printable ASCII escaped, so that each text has one spelling in bytes.</summary>
    public static string String(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                json.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                json.Append(character);
            else
                json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return json.Append('"').ToString();
    }
}

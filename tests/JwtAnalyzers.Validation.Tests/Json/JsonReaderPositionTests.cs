using System.Text;
using System.Text.Json;
using CsCheck;
using JwtAnalyzers.Validation.Json;
using JsonReaderOptions = JwtAnalyzers.Validation.Json.JsonReaderOptions;

namespace JwtAnalyzers.Validation.Tests.Json;

/// <summary>
/// Configuration files as people write them, with comments, trailing commas and a byte order mark, and the same with one character gone, doubled or another: the reader beside
/// System.Text.Json, token by token and place by place.
/// </summary>
/// <remarks>A longer run: JWT_FUZZ_COUNT and JWT_FUZZ_SEED in the environment.</remarks>
public sealed class JsonReaderPositionTests(ITestOutputHelper output)
{
    private static readonly Gen<string> Blank = Gen.OneOf("", "", " ", "\n  ", "\r\n", "\t", " // of the shop\n", "/* \u20ac \U0001F511 */", "/**/", "//\r\n");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.OneOf("null", "true", "false", "0", "-0.5", "1e9"),
        Gen.String[Gen.Char["ab:\"\\\n\u00e9\u20ac/*,}{"], 0, 8].Select(text => JsonSerializer.Serialize(text)),
        Gen.OneOf("\"\u20ac\"", "\"\U0001F511\"", "\"\\ud83d\\udd11\"", "\"http://a//b\"", "\"/*\""));

    private static readonly Gen<string> Name = Gen.OneOf("\"Jwt\"", "\"Key\"", "\"\u00e9\"", "\"\\u004bey\"", "\"\"", "\"a:b\"");

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => depth > 4
        ? Scalar
        : Gen.OneOf(
            Scalar,
            List(value, "[", "]"),
            // No comment before the colon: the platform takes none.
            List(Gen.Select(Name, Gen.OneOf("", " ", "\r\n"), Blank, value, (name, before, after, json) => $"{name}{before}:{after}{json}"), "{", "}")));

    private static readonly Gen<string> File = Gen.Select(Gen.OneOf("", "\ufeff"), Blank, Value, Blank, (mark, before, value, after) => mark + before + value + after);

    private static readonly Gen<string> Broken = Gen.Select(File, Gen.Int[0, 10_000], Gen.Int[0, 2], Gen.Char["{}[],:\"\\/*1a \n\u20ac\ufeff"], (text, place, way, other) =>
    {
        if (text.Length == 0)
            return text;
        place %= text.Length;
        return way switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, other.ToString()),
            _ => text.Remove(place, 1).Insert(place, other.ToString()),
        };
    });

    [Fact]
    public void A_file_has_the_same_values_at_the_same_places() => Run(File, 5_000, mustBeRead: true);

    [Fact]
    public void A_broken_file_is_refused_or_read_as_the_platform_does() => Run(Broken, 20_000, mustBeRead: false);

    private static Gen<string> List(Gen<string> element, string open, string close) => Gen.Select(
        Gen.Select(Blank, element, Blank, (before, value, after) => before + value + after).Array[0, 3], Gen.Bool, Blank,
        (elements, isTrailing, blank) => $"{open}{string.Join(',', elements)}{(isTrailing && elements.Length > 0 ? "," : "")}{blank}{close}");

    private void Run(Gen<string> texts, uint count, bool mustBeRead)
    {
        var run = LongRun.Fuzz(count);
        output.WriteLine(run.ToString());
        // A pair that was cut in two is no UTF-8, and so in no file.
        foreach (var text in run.Cases(texts).Where(text => !HasHalfPair(text)))
        {
            var actual = JsonReader.Read(text, JsonReaderOptions.Configuration).Value;
            var expected = Tokens(text);
            Assert.False(mustBeRead && expected is null, $"The platform refuses {text}");
            Assert.True(expected is null == actual is null, $"{text}: {(actual is null ? "refused" : "read")}");
            if (actual is not null)
                Assert.Equal(expected!, Tokens(actual).OrderBy(token => token.Start).ToList());
        }
    }

    private static bool HasHalfPair(string text) => text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    /// <summary>The names and values with the places at which they begin, as the platform's own tokenizer tells; <see langword="null"/> where it refuses.</summary>
    private static List<(int Start, string Kind, string Text)>? Tokens(string text)
    {
        // What the file has is three bytes; the platform's tokenizer takes none of them, and its callers skip it.
        var mark = text.StartsWith('\ufeff') ? 1 : 0;
        var bytes = System.Text.Encoding.UTF8.GetBytes(text[mark..]);
        var reader = new Utf8JsonReader(bytes, new System.Text.Json.JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var tokens = new List<(int, string, string)>();
        try
        {
            while (reader.Read())
            {
                var start = mark + System.Text.Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.TokenStartIndex);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        tokens.Add((start, "Name", reader.GetString()!));
                        break;
                    case JsonTokenType.String:
                        tokens.Add((start, "String", reader.GetString()!));
                        break;
                    case JsonTokenType.StartObject:
                        tokens.Add((start, "Object", ""));
                        break;
                    case JsonTokenType.StartArray:
                        tokens.Add((start, "Array", ""));
                        break;
                    case not (JsonTokenType.EndObject or JsonTokenType.EndArray):
                        tokens.Add((start, reader.TokenType.ToString(), System.Text.Encoding.UTF8.GetString(reader.ValueSpan)));
                        break;
                }
            }

            return tokens;
        }
        // It says the latter of an escape that is half a character.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Start, string Kind, string Text)> Tokens(JsonValue value)
    {
        yield return (value.Start, value.Kind.ToString(), value.Text);
        foreach (var token in value.Items.SelectMany(Tokens).Concat(value.Members.SelectMany(member => Tokens(member.Value).Prepend((member.NameStart, "Name", member.Name)))))
            yield return token;
    }
}

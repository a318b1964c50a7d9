using System.Text.Json;
using CsCheck;
using JwtAnalyzers.Validation.Json;
using JsonReaderOptions = JwtAnalyzers.Validation.Json.JsonReaderOptions;

namespace JwtAnalyzers.Validation.Tests.Json;

/// <summary>The reader beside System.Text.Json, on texts that are JSON and on texts that nearly are.</summary>
/// <remarks>A longer run: JWT_FUZZ_COUNT and JWT_FUZZ_SEED in the environment.</remarks>
public sealed class JsonReaderPropertyTests(ITestOutputHelper output)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Pieces that JSON is made of, in any order: mostly wrong, often nearly right.</summary>
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "true", "false", "null", "0", "1", "-1", "-0", "01", "1.5", "1e5", "1E-2", "2.", "-",
        "\"\"", "\"a\"", "\"b\"", "\"\\u0061\"", "\"\\n\"", "\"\\/\"", "\"\\u00g0\"", "\"\u20ac\"", "\"\t\"", "\"", "\\", "//x\n", "/*x*/", "/*", "\"a\":1", "\"b\":[]");

    private static readonly Gen<string> Nearly = Pieces.Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> Valid = Gen.Recursive<string>((depth, value) =>
    {
        var scalar = Gen.OneOf(
            Gen.OneOf("null", "true", "false", "0", "-0.0", "1e9", "12.25E+2"),
            Gen.Long.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Gen.String[Gen.Char["ab\"\\\n\u00e9\u20ac\u0001/"], 0, 6].Select(text => JsonSerializer.Serialize(text)));
        if (depth > 4)
            return scalar;
        var name = Gen.OneOf("\"a\"", "\"b\"", "\"c\"", "\"\\u0061\"");
        return Gen.OneOf(
            scalar,
            value.Array[0, 3].Select(items => $"[{string.Join(", ", items)}]"),
            Gen.Select(name, value, (member, json) => $"{member} : {json}").Array[0, 3].Select(members => $"{{{string.Join(",", members)}}}"));
    });

    [Fact]
    public void Reads_what_the_platform_reads() => Run(Valid, 5_000, Strict, JsonReaderOptions.Token);

    [Fact]
    public void Refuses_what_the_platform_refuses() => Run(Nearly, 20_000, Strict, JsonReaderOptions.Token);

    [Fact]
    public void Reads_configuration_files_as_the_platform_does() => Run(Nearly, 20_000, Lenient, JsonReaderOptions.Configuration);

    private void Run(Gen<string> texts, uint count, JsonDocumentOptions platformOptions, JsonReaderOptions options)
    {
        var run = LongRun.Fuzz(count);
        output.WriteLine(run.ToString());
        foreach (var text in run.Cases(texts))
            AssertSame(text, platformOptions, options);
    }

    private static void AssertSame(string text, JsonDocumentOptions platformOptions, JsonReaderOptions options)
    {
        var result = JsonReader.Read(text, options);
        if (Parse(text, platformOptions) is { } document)
        {
            Assert.True(result.Value is not null, $"{text}: refused, {result.Error}");
            using (document)
                AssertSame(document.RootElement, result.Value!, text);
        }
        else
        {
            Assert.True(result.Value is null, $"{text}: read");
            Assert.InRange(result.Error!.Value.Position, 0, text.Length);
        }
    }

    private static JsonDocument? Parse(string text, JsonDocumentOptions options)
    {
        try
        {
            return JsonDocument.Parse(text, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void AssertSame(JsonElement expected, JsonValue actual, string text)
    {
        Assert.Equal(expected.ValueKind.ToString(), actual.Kind.ToString());
        Assert.Equal(expected.GetRawText(), text.Substring(actual.Start, actual.Length));
        switch (expected.ValueKind)
        {
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), actual.Text);
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.Items.Count);
                foreach (var (item, index) in expected.EnumerateArray().Select((item, index) => (item, index)))
                    AssertSame(item, actual.Items[index], text);
                break;
            case JsonValueKind.Object:
                var members = expected.EnumerateObject().ToList();
                Assert.Equal(members.Select(member => member.Name), actual.Members.Select(member => member.Name));
                for (var index = 0; index < members.Count; index++)
                    AssertSame(members[index].Value, actual.Members[index].Value, text);
                break;
        }
    }
}

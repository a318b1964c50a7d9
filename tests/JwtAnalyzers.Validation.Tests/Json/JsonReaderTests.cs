using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Tests.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Keeps_the_position_of_every_value()
    {
        const string text = """ { "a\u0062" : [ -1.5e+3 , "x\n" ] , "c":null } """;
        var root = Read(text);

        Assert.Equal("""{ "a\u0062" : [ -1.5e+3 , "x\n" ] , "c":null }""", Slice(text, root));
        Assert.Equal("ab", root.Members[0].Name);
        Assert.Equal("""
            "a\u0062"
            """, text.Substring(root.Members[0].NameStart, root.Members[0].NameLength));
        Assert.Equal("""[ -1.5e+3 , "x\n" ]""", Slice(text, root["ab"]!));
        Assert.Equal("-1.5e+3", root["ab"]!.Items[0].Text);
        Assert.Equal("x\n", root["ab"]!.Items[1].Text);
        Assert.Equal("null", Slice(text, root["c"]!));
        Assert.Null(root["C"]);
    }

    [Theory]
    [InlineData("", JsonErrorKind.UnexpectedEnd, 0)]
    [InlineData("  ", JsonErrorKind.UnexpectedEnd, 2)]
    [InlineData("{", JsonErrorKind.UnexpectedEnd, 1)]
    [InlineData("{\"a\"", JsonErrorKind.UnexpectedEnd, 4)]
    [InlineData("{\"a\":", JsonErrorKind.UnexpectedEnd, 5)]
    [InlineData("{\"a\":1", JsonErrorKind.UnexpectedEnd, 6)]
    [InlineData("{\"a\":1,}", JsonErrorKind.UnexpectedCharacter, 7)]
    [InlineData("{,}", JsonErrorKind.UnexpectedCharacter, 1)]
    [InlineData("{a:1}", JsonErrorKind.UnexpectedCharacter, 1)]
    [InlineData("{\"a\" 1}", JsonErrorKind.UnexpectedCharacter, 5)]
    [InlineData("{\"a\":1 \"b\":2}", JsonErrorKind.UnexpectedCharacter, 7)]
    [InlineData("[1,]", JsonErrorKind.UnexpectedCharacter, 3)]
    [InlineData("[1 2]", JsonErrorKind.UnexpectedCharacter, 3)]
    [InlineData("[,1]", JsonErrorKind.UnexpectedCharacter, 1)]
    [InlineData("[1}", JsonErrorKind.UnexpectedCharacter, 2)]
    [InlineData("{} {}", JsonErrorKind.UnexpectedCharacter, 3)]
    [InlineData("tru", JsonErrorKind.UnexpectedEnd, 3)]
    [InlineData("trUe", JsonErrorKind.UnexpectedCharacter, 2)]
    [InlineData("nullx", JsonErrorKind.UnexpectedCharacter, 4)]
    [InlineData("'a'", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData("NaN", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData("01", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("-", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("-01", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("1.", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("1e", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("1e+", JsonErrorKind.InvalidNumber, 0)]
    [InlineData("+1", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData(".1", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData("\"a", JsonErrorKind.UnexpectedEnd, 2)]
    [InlineData("\"a\nb\"", JsonErrorKind.ControlCharacter, 2)]
    [InlineData("\"\\x\"", JsonErrorKind.InvalidEscape, 1)]
    [InlineData("\"\\u12g4\"", JsonErrorKind.InvalidEscape, 1)]
    [InlineData("\"\\", JsonErrorKind.UnexpectedEnd, 2)]
    [InlineData("\"\\u12", JsonErrorKind.UnexpectedEnd, 5)]
    [InlineData("\"\\ud800\"", JsonErrorKind.LoneSurrogate, 1)]
    [InlineData("\"\\ud800\\u0041\"", JsonErrorKind.LoneSurrogate, 1)]
    [InlineData("\"\\udc00\"", JsonErrorKind.LoneSurrogate, 1)]
    [InlineData("\"\\ud800\\n\"", JsonErrorKind.LoneSurrogate, 1)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", JsonErrorKind.DuplicateMember, 7)]
    [InlineData("\ufeff{}", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData("/**/{}", JsonErrorKind.UnexpectedCharacter, 0)]
    [InlineData("{}//", JsonErrorKind.UnexpectedCharacter, 2)]
    [InlineData("\u00a0{}", JsonErrorKind.UnexpectedCharacter, 0)]
    public void Says_what_is_wrong_and_where(string text, JsonErrorKind kind, int position)
    {
        var result = JsonReader.Read(text, JsonReaderOptions.Token);
        Assert.Null(result.Value);
        Assert.Equal(new JsonError(kind, position), result.Error);
    }

    [Fact]
    public void Refuses_raw_lone_surrogates()
    {
        // Not as inline data: a lone surrogate does not survive the attribute's UTF-8.
        Assert.Equal(new JsonError(JsonErrorKind.LoneSurrogate, 1), JsonReader.Read("\"\ud800\"", JsonReaderOptions.Token).Error);
        Assert.Equal(new JsonError(JsonErrorKind.LoneSurrogate, 1), JsonReader.Read("\"\udc00\ud800\"", JsonReaderOptions.Token).Error);
        Assert.Equal("\U0001F511", Read("\"\ud83d\udd11\"").Text);
        Assert.Equal("\U0001F511", Read("\"\\ud83d\\udd11\"").Text);
    }

    [Fact]
    public void Configuration_files_may_have_comments_trailing_commas_and_a_byte_order_mark()
    {
        const string text = "\ufeff// first\n{ /* a */ \"a\" : /**/ [1, /*]*/ 2,], \"a\":3, } // end";
        var root = JsonReader.Read(text, JsonReaderOptions.Configuration).Value!;
        Assert.Equal(2, root.Members.Count);
        Assert.Equal(2, root.Members[0].Value.Items.Count);
        Assert.Equal("3", root["a"]!.Text);
        Assert.Equal("3", Slice(text, root["a"]!));
    }

    [Theory]
    [InlineData("[,]")]
    [InlineData("[1,,]")]
    [InlineData("{} /*")]
    [InlineData("{\"a\" /**/ : 1}")]
    [InlineData("{} /")]
    [InlineData("{\"a\",}")]
    public void Configuration_files_may_not_be_anything(string text) =>
        Assert.NotNull(JsonReader.Read(text, JsonReaderOptions.Configuration).Error);

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.NotNull(JsonReader.Read(Nested(64), JsonReaderOptions.Token).Value);
        Assert.Equal(new JsonError(JsonErrorKind.TooDeep, 64), JsonReader.Read(Nested(65), JsonReaderOptions.Token).Error);
        Assert.NotNull(JsonReader.Read("[[],[],[]]", JsonReaderOptions.Token with { MaximumDepth = 2 }).Value);

        var unbounded = JsonReaderOptions.Token with { MaximumDepth = int.MaxValue };
        Assert.Equal(JsonErrorKind.TooDeep, JsonReader.Read(new string('[', 200_000), unbounded).Error!.Value.Kind);
    }

    [Fact]
    public void Length_is_bounded()
    {
        var options = JsonReaderOptions.Token with { MaximumLength = 4 };
        Assert.NotNull(JsonReader.Read("true", options).Value);
        Assert.Equal(new JsonError(JsonErrorKind.TooLong, 4), JsonReader.Read("false", options).Error);
    }

    private static JsonValue Read(string text) => JsonReader.Read(text, JsonReaderOptions.Token).Value!;

    private static string Slice(string text, JsonValue value) => text.Substring(value.Start, value.Length);

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}

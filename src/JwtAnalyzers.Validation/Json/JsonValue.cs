namespace JwtAnalyzers.Validation.Json;

/// <summary>A JSON value and where it stands in the text. Immutable.</summary>
public sealed class JsonValue
{
    private JsonValue(
        JsonKind kind,
        int start,
        int length,
        string text,
        IReadOnlyList<JsonValue> items,
        IReadOnlyList<JsonMember> members) =>
        (Kind, Start, Length, Text, Items, Members) = (kind, start, length, text, items, members);

    /// <summary>What kind of value this is.</summary>
    public JsonKind Kind { get; }

    /// <summary>
    /// The index of the value's first character in the text, in UTF-16 code units: of a string, its opening quotation mark.
    /// </summary>
    public int Start { get; }

    /// <summary>The number of UTF-16 code units from the first to the last character of the value, both included.</summary>
    public int Length { get; }

    /// <summary>Of a string, its characters with escapes resolved; of a number or literal, its characters as written; else empty.</summary>
    public string Text { get; }

    /// <summary>The elements of an array; else empty.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    /// <summary>The members of an object in the order of the text; else empty.</summary>
    public IReadOnlyList<JsonMember> Members { get; }

    /// <summary>
    /// The value of the member with this exact name, or <see langword="null"/>. The last one counts where duplicates were
    /// allowed.
    /// </summary>
    public JsonValue? this[string name]
    {
        get
        {
            for (var index = Members.Count - 1; index >= 0; index--)
            {
                if (Members[index].Name == name)
                    return Members[index].Value;
            }

            return null;
        }
    }

    internal static JsonValue Scalar(JsonKind kind, int start, int length, string text) => new(kind, start, length, text, [], []);

    internal static JsonValue Array(int start, int length, IReadOnlyList<JsonValue> items) =>
        new(JsonKind.Array, start, length, "", items, []);

    internal static JsonValue Object(int start, int length, IReadOnlyList<JsonMember> members) =>
        new(JsonKind.Object, start, length, "", [], members);
}

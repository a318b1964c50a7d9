namespace JwtAnalyzers.Validation.Json;

/// <summary>A member of a JSON object.</summary>
public sealed class JsonMember
{
    internal JsonMember(string name, int nameStart, int nameLength, JsonValue value) =>
        (Name, NameStart, NameLength, Value) = (name, nameStart, nameLength, value);

    /// <summary>The name, with its escapes resolved.</summary>
    public string Name { get; }

    /// <summary>The index of the name's opening quotation mark in the text.</summary>
    public int NameStart { get; }

    /// <summary>The number of characters from the name's opening to its closing quotation mark, both included.</summary>
    public int NameLength { get; }

    /// <summary>The value.</summary>
    public JsonValue Value { get; }
}

namespace JwtAnalyzers.Validation.Json;

/// <summary>What reading a text came to: a value, or an error.</summary>
public readonly struct JsonResult
{
    internal JsonResult(JsonValue value) => Value = value;

    internal JsonResult(JsonError error) => Error = error;

    /// <summary>The value, or <see langword="null"/> where the text is not accepted.</summary>
    public JsonValue? Value { get; }

    /// <summary>Why the text is not accepted; <see langword="null"/> where it is.</summary>
    public JsonError? Error { get; }
}

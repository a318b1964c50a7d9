using System.Text;

namespace JwtAnalyzers.Validation.Json;

/// <summary>A strict, bounded reader of JSON (RFC 8259) that keeps the position of every value and never throws.</summary>
public sealed class JsonReader
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string _text;
    private readonly JsonReaderOptions _options;
    private readonly int _maximumDepth;
    private int _position;
    private int _depth;
    private JsonError? _error;

    private JsonReader(string text, JsonReaderOptions options)
    {
        _text = text;
        _options = options;
        _maximumDepth = Math.Min(options.MaximumDepth, JsonReaderOptions.DepthLimit);
    }

    private bool AtEnd => _position >= _text.Length;

    /// <summary>Reads a text that holds exactly one value. Takes time and memory linear in its length.</summary>
    public static JsonResult Read(string text, JsonReaderOptions options)
    {
        if (text.Length > options.MaximumLength)
            return new JsonResult(new JsonError(JsonErrorKind.TooLong, Math.Max(options.MaximumLength, 0)));

        var reader = new JsonReader(text, options);
        var value = reader.ReadDocument();
        return value is null
            ? new JsonResult(reader._error ?? new JsonError(JsonErrorKind.UnexpectedEnd, text.Length))
            : new JsonResult(value);
    }

    private JsonValue? ReadDocument()
    {
        if (_options.AllowsByteOrderMark && !AtEnd && _text[0] == ByteOrderMark)
            _position++;
        if (ReadValue() is not { } value || !SkipBlank())
            return null;
        return AtEnd ? value : Fail(JsonErrorKind.UnexpectedCharacter, _position);
    }

    private JsonValue? ReadValue()
    {
        if (!SkipBlank())
            return null;
        if (AtEnd)
            return Fail(JsonErrorKind.UnexpectedEnd, _position);

        switch (_text[_position])
        {
            case '{': return ReadNested(ReadObject);
            case '[': return ReadNested(ReadArray);
            case '"': return ReadString();
            case 't': return ReadLiteral("true", JsonKind.True);
            case 'f': return ReadLiteral("false", JsonKind.False);
            case 'n': return ReadLiteral("null", JsonKind.Null);
            case '-' or (>= '0' and <= '9'): return ReadNumber();
            default: return Fail(JsonErrorKind.UnexpectedCharacter, _position);
        }
    }

    private JsonValue? ReadNested(Func<JsonValue?> read)
    {
        if (_depth >= _maximumDepth)
            return Fail(JsonErrorKind.TooDeep, _position);
        _depth++;
        var value = read();
        _depth--;
        return value;
    }

    private JsonValue? ReadObject()
    {
        var start = _position++;
        var members = new List<JsonMember>();
        var names = _options.AllowsDuplicateMembers ? null : new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (ClosesAfter('}', members.Count) is not { } closes)
                return null;
            if (closes)
                return JsonValue.Object(start, _position - start, members);

            if (_text[_position] != '"')
                return Fail(JsonErrorKind.UnexpectedCharacter, _position);
            if (ReadString() is not { } name)
                return null;
            if (names?.Add(name.Text) == false)
                return Fail(JsonErrorKind.DuplicateMember, name.Start);
            SkipWhitespace();
            // Not even where comments are allowed may one stand here: System.Text.Json refuses it, and with it the program its
            // configuration file.
            if (!Expect(':') || ReadValue() is not { } value)
                return null;
            members.Add(new JsonMember(name.Text, name.Start, name.Length, value));
        }
    }

    private JsonValue? ReadArray()
    {
        var start = _position++;
        var items = new List<JsonValue>();
        while (true)
        {
            if (ClosesAfter(']', items.Count) is not { } closes)
                return null;
            if (closes)
                return JsonValue.Array(start, _position - start, items);
            if (ReadValue() is not { } item)
                return null;
            items.Add(item);
        }
    }

    /// <summary>
    /// Moves past what stands between two elements: true past the closing bracket, false at the next element, null on an error.
    /// </summary>
    private bool? ClosesAfter(char closing, int elements)
    {
        if (!SkipBlank())
            return null;
        var separated = elements == 0;
        if (!separated && !AtEnd && _text[_position] == ',')
        {
            _position++;
            separated = true;
            if (!SkipBlank())
                return null;
        }

        if (AtEnd)
        {
            Fail(JsonErrorKind.UnexpectedEnd, _position);
            return null;
        }

        if (_text[_position] == closing)
        {
            if (elements > 0 && separated && !_options.AllowsTrailingCommas)
            {
                Fail(JsonErrorKind.UnexpectedCharacter, _position);
                return null;
            }

            _position++;
            return true;
        }

        if (separated)
            return false;
        Fail(JsonErrorKind.UnexpectedCharacter, _position);
        return null;
    }

    private JsonValue? ReadLiteral(string literal, JsonKind kind)
    {
        var start = _position;
        foreach (var character in literal)
        {
            if (!Expect(character))
                return null;
        }

        return JsonValue.Scalar(kind, start, literal.Length, literal);
    }

    private JsonValue? ReadNumber()
    {
        var start = _position;
        if (_text[_position] == '-')
            _position++;
        var integerStart = _position;
        if (!SkipDigits() || (_text[integerStart] == '0' && _position - integerStart > 1))
            return Fail(JsonErrorKind.InvalidNumber, start);

        if (!AtEnd && _text[_position] == '.')
        {
            _position++;
            if (!SkipDigits())
                return Fail(JsonErrorKind.InvalidNumber, start);
        }

        if (!AtEnd && _text[_position] is 'e' or 'E')
        {
            _position++;
            if (!AtEnd && _text[_position] is '+' or '-')
                _position++;
            if (!SkipDigits())
                return Fail(JsonErrorKind.InvalidNumber, start);
        }

        return JsonValue.Scalar(JsonKind.Number, start, _position - start, _text.Substring(start, _position - start));
    }

    private bool SkipDigits()
    {
        var start = _position;
        while (!AtEnd && _text[_position] is >= '0' and <= '9')
            _position++;
        return _position > start;
    }

    private JsonValue? ReadString()
    {
        var start = _position++;
        StringBuilder? unescaped = null;
        var runStart = _position;
        while (!AtEnd)
        {
            var character = _text[_position];
            if (character == '"')
            {
                var run = _text.Substring(runStart, _position - runStart);
                _position++;
                return JsonValue.Scalar(
                    JsonKind.String, start, _position - start, unescaped is null ? run : unescaped.Append(run).ToString());
            }

            if (character < ' ')
                return Fail(JsonErrorKind.ControlCharacter, _position);
            if (character == '\\')
            {
                unescaped ??= new StringBuilder();
                unescaped.Append(_text, runStart, _position - runStart);
                if (!ReadEscape(unescaped))
                    return null;
                runStart = _position;
            }
            else if (!char.IsSurrogate(character))
            {
                _position++;
            }
            else if (char.IsHighSurrogate(character) && _position + 1 < _text.Length && char.IsLowSurrogate(_text[_position + 1]))
            {
                _position += 2;
            }
            else
            {
                return Fail(JsonErrorKind.LoneSurrogate, _position);
            }
        }

        return Fail(JsonErrorKind.UnexpectedEnd, _position);
    }

    private bool ReadEscape(StringBuilder unescaped)
    {
        var start = _position++;
        if (AtEnd)
            return Refuse(JsonErrorKind.UnexpectedEnd, _position);

        var kind = _text[_position++];
        if (kind != 'u')
        {
            if (Resolve(kind) is not { } simple)
                return Refuse(JsonErrorKind.InvalidEscape, start);
            unescaped.Append(simple);
            return true;
        }

        if (!ReadHexadecimal(start, out var character))
            return false;
        unescaped.Append(character);
        if (!char.IsSurrogate(character))
            return true;

        var isPair =
            char.IsHighSurrogate(character) && _position + 1 < _text.Length && _text[_position] == '\\' && _text[_position + 1] == 'u';
        if (!isPair)
            return Refuse(JsonErrorKind.LoneSurrogate, start);
        _position += 2;
        if (!ReadHexadecimal(start, out var low))
            return false;
        unescaped.Append(low);
        return char.IsLowSurrogate(low) || Refuse(JsonErrorKind.LoneSurrogate, start);
    }

    private static char? Resolve(char escape) => escape switch
    {
        '"' or '\\' or '/' => escape,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };

    private bool ReadHexadecimal(int escapeStart, out char character)
    {
        var value = 0;
        character = default;
        for (var digits = 0; digits < 4; digits++)
        {
            if (AtEnd)
                return Refuse(JsonErrorKind.UnexpectedEnd, _position);
            var digit = _text[_position++];
            var digitValue = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'f' => digit - 'a' + 10,
                >= 'A' and <= 'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (digitValue < 0)
                return Refuse(JsonErrorKind.InvalidEscape, escapeStart);
            value = (value << 4) | digitValue;
        }

        character = (char)value;
        return true;
    }

    private void SkipWhitespace()
    {
        while (!AtEnd && _text[_position] is (' ' or '\t' or '\n' or '\r'))
            _position++;
    }

    private bool SkipBlank()
    {
        SkipWhitespace();
        while (!AtEnd && _text[_position] == '/' && _options.AllowsComments)
        {
            if (!SkipComment())
                return false;
            SkipWhitespace();
        }

        return true;
    }

    private bool SkipComment()
    {
        var start = _position;
        var kind = start + 1 < _text.Length ? _text[start + 1] : '\0';
        if (kind == '/')
        {
            var end = _text.IndexOfAny(['\n', '\r'], start);
            _position = end < 0 ? _text.Length : end;
            return true;
        }

        if (kind != '*')
            return Refuse(JsonErrorKind.UnexpectedCharacter, start);
        var close = _text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (close < 0)
            return Refuse(JsonErrorKind.UnexpectedEnd, _text.Length);
        _position = close + 2;
        return true;
    }

    private bool Expect(char character)
    {
        if (AtEnd)
            return Refuse(JsonErrorKind.UnexpectedEnd, _position);
        if (_text[_position] != character)
            return Refuse(JsonErrorKind.UnexpectedCharacter, _position);
        _position++;
        return true;
    }

    private bool Refuse(JsonErrorKind kind, int position)
    {
        _error ??= new JsonError(kind, position);
        return false;
    }

    private JsonValue? Fail(JsonErrorKind kind, int position)
    {
        Refuse(kind, position);
        return null;
    }
}

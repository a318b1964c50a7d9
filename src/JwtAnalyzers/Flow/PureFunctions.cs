using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>Framework members whose value follows from constant arguments alone.</summary>
internal static class PureFunctions
{
    public static AbstractValue? Invoke(IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        var type = method.ContainingType?.OriginalDefinition;
        if (type is null)
            return null;
        if (type.SpecialType is SpecialType.System_Boolean && method.Name == "Parse" && arguments.Count == 1)
            return arguments[0] is ConstantValue { Value: string text } && bool.TryParse(text, out var parsed)
                ? AbstractValue.Of(parsed)
                : null;
        if (type.SpecialType is SpecialType.System_Nullable_T && method.Name == "GetValueOrDefault")
            return instance is ConstantValue { Value: not null } ? instance : null;
        if (type.SpecialType is SpecialType.System_String || type.SpecialType is SpecialType.System_Object && method.Name == "Equals")
            return OnText(method.Name, method.IsStatic ? arguments : [instance, .. arguments]);
        return method.Name is "Contains" or "Any" or "Count" && type.IsInNamespace("System")
            ? OnCollection(method.Name, method.IsStatic ? arguments : [instance, .. arguments])
            : OnTime(method, type, instance, arguments);
    }

    /// <summary>Members of times and durations, and of the numbers that comparisons of times give.</summary>
    private static AbstractValue? OnTime(
        IMethodSymbol method, INamedTypeSymbol type, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        if (instance is ConstantValue { Value: DateTime or TimeSpan or int or long } constant && arguments is [] or [ConstantValue])
            return Arithmetic.Call(method.Name, constant.Value, (arguments.FirstOrDefault() as ConstantValue)?.Value) is { } result
                ? AbstractValue.Of(result)
                : null;
        if (!method.IsStatic)
            return null;
        if (method.Name == "Compare" && type.HasFullName("System.DateTime") && arguments is [ConstantValue left, ConstantValue right])
            return Arithmetic.Call("CompareTo", left.Value, right.Value) is { } order ? AbstractValue.Of(order) : null;
        return type.HasFullName("System.TimeSpan") && method.Name.StartsWith("From", StringComparison.Ordinal)
            ? Duration(method.Name, arguments)
            : null;
    }

    public static AbstractValue? Field(IFieldSymbol field) => !field.IsStatic ? null : (field.Name, field.ContainingType.Name) switch
    {
        ("Zero", "TimeSpan") when field.ContainingType.HasFullName("System.TimeSpan") => AbstractValue.Of(TimeSpan.Zero),
        ("MaxValue", "TimeSpan") when field.ContainingType.HasFullName("System.TimeSpan") => AbstractValue.Of(TimeSpan.MaxValue),
        ("MinValue", "TimeSpan") when field.ContainingType.HasFullName("System.TimeSpan") => AbstractValue.Of(TimeSpan.MinValue),
        ("MaxValue", "DateTime") when field.ContainingType.SpecialType is SpecialType.System_DateTime =>
            AbstractValue.Of(DateTime.MaxValue),
        ("MinValue", "DateTime") when field.ContainingType.SpecialType is SpecialType.System_DateTime =>
            AbstractValue.Of(DateTime.MinValue),
        ("Empty", _) when field.ContainingType.SpecialType is SpecialType.System_String => AbstractValue.Of(""),
        _ => null,
    };

    /// <summary><c>new TimeSpan(1, 0, 0)</c></summary>
    public static AbstractValue? Create(INamedTypeSymbol type, IReadOnlyList<AbstractValue> arguments)
    {
        if (!type.HasFullName("System.TimeSpan") || arguments.Any(argument => Number(argument) is null))
            return null;
        var parts = arguments.Select(argument => Number(argument)!.Value).ToArray();
        double[]? units = parts.Length switch
        {
            0 => [],
            1 => [1],
            3 => [TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond],
            4 or 5 =>
            [
                TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond,
            ],
            _ => null,
        };
        return units is null ? null : OfTicks(parts.Zip(units, (part, unit) => part * unit).Sum());
    }

    private static AbstractValue? OfTicks(double? ticks) =>
        ticks is > long.MinValue and < long.MaxValue ? AbstractValue.Of(new TimeSpan((long)ticks)) : null;

    /// <summary>The time, which stands still while a callback is run on a probe.</summary>
    public static AbstractValue? Clock(IPropertySymbol property) =>
        property is { IsStatic: true, Name: "UtcNow" or "Now" } && property.ContainingType.HasFullName("System.DateTime")
            ? AbstractValue.Of(CallbackProbe.Now)
            : null;

    private static AbstractValue? OnText(string name, IReadOnlyList<AbstractValue> arguments) => (name, arguments) switch
    {
        ("IsNullOrEmpty" or "IsNullOrWhiteSpace", [var text]) => IsMissing(text, isBlankMissing: name == "IsNullOrWhiteSpace"),
        ("ToLower" or "ToLowerInvariant", [ConstantValue { Value: string text }, ..]) => AbstractValue.Of(text.ToLowerInvariant()),
        ("ToUpper" or "ToUpperInvariant", [ConstantValue { Value: string text }, ..]) => AbstractValue.Of(text.ToUpperInvariant()),
        ("Trim", [ConstantValue { Value: string text }]) => AbstractValue.Of(text.Trim()),
        (_, [ConstantValue { Value: string left }, ConstantValue { Value: string right }, ..])
            when name is "Equals" or "StartsWith" or "EndsWith" or "Contains" or "Compare" =>
            Compare(name, left, right, Comparison(arguments.Skip(2))),
        ("Equals", [ConstantValue { Value: null }, ConstantValue { Value: string }, ..]) => AbstractValue.Of(false),
        ("Equals", [ConstantValue { Value: string }, ConstantValue { Value: null }, ..]) => AbstractValue.Of(false),
        _ => null,
    };

    private static AbstractValue? IsMissing(AbstractValue value, bool isBlankMissing) => value switch
    {
        TokenInputValue => AbstractValue.Of(false),
        ConstantValue { Value: null } => AbstractValue.Of(true),
        ConstantValue { Value: string text } => AbstractValue.Of(isBlankMissing ? string.IsNullOrWhiteSpace(text) : text.Length == 0),
        _ => null,
    };

    // …IgnoreCase are the odd ones. A culture compares these texts no differently.
    private static StringComparison Comparison(IEnumerable<AbstractValue> rest) =>
        rest.FirstOrDefault() is ConstantValue { Value: int and var comparison } && (comparison & 1) == 1
        || rest.FirstOrDefault() is ConstantValue { Value: true }
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    private static AbstractValue? Compare(string name, string left, string right, StringComparison comparison) => name switch
    {
        "StartsWith" => AbstractValue.Of(left.StartsWith(right, comparison)),
        "EndsWith" => AbstractValue.Of(left.EndsWith(right, comparison)),
        "Contains" => AbstractValue.Of(left.IndexOf(right, comparison) >= 0),
        "Compare" => AbstractValue.Of(string.Compare(left, right, comparison)),
        _ => Known(EnvironmentNames.AreEqual(left, right, comparison)),
    };

    private static AbstractValue? OnCollection(string name, IReadOnlyList<AbstractValue> arguments) => (name, arguments) switch
    {
        ("Contains", _) => Contains(arguments),
        ("Any", [CollectionValue { Elements.Count: var count }]) => AbstractValue.Of(count > 0),
        ("Count", [CollectionValue { Elements.Count: var count }]) => AbstractValue.Of(count),
        _ => null,
    };

    /// <summary>
    /// Whether a list of known texts holds a text. One that ignores case is not told from one that does not: names of environments differ
    /// in more.
    /// </summary>
    private static AbstractValue? Contains(IReadOnlyList<AbstractValue> arguments) =>
        arguments is [CollectionValue { Elements: var elements }, ConstantValue { Value: string text }, ..]
        && elements.All(element => element is ConstantValue { Value: string })
            ? Known(elements.Aggregate((bool?)false, (held, element) =>
                held | EnvironmentNames.AreEqual((string)((ConstantValue)element).Value!, text, StringComparison.OrdinalIgnoreCase)))
            : null;

    private static AbstractValue? Known(bool? answer) => answer is { } known ? AbstractValue.Of(known) : null;

    public static AbstractValue? Duration(string name, IReadOnlyList<AbstractValue> arguments)
    {
        // The overloads with more parts (.NET 9) have zero as the default of the other parts.
        if (arguments.Count == 0 || Number(arguments[0]) is not { } count || arguments.Skip(1).Any(argument => Number(argument) is not 0d))
            return null;

        double? unit = name switch
        {
            "FromDays" => TimeSpan.TicksPerDay,
            "FromHours" => TimeSpan.TicksPerHour,
            "FromMinutes" => TimeSpan.TicksPerMinute,
            "FromSeconds" => TimeSpan.TicksPerSecond,
            "FromMilliseconds" => TimeSpan.TicksPerMillisecond,
            "FromTicks" => 1,
            _ => null,
        };
        return OfTicks(unit * count);
    }

    private static double? Number(AbstractValue value) => value is ConstantValue constant
        ? constant.Value switch
        {
            int number => number,
            long number => number,
            double number => number,
            _ => null,
        }
        : null;
}

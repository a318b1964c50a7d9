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
            return arguments[0] is ConstantValue { Value: string text } && bool.TryParse(text, out var parsed) ? AbstractValue.Of(parsed) : null;
        if (type.SpecialType is SpecialType.System_Nullable_T && method.Name == "GetValueOrDefault")
            return instance is ConstantValue { Value: not null } ? instance : null;
        if (type.SpecialType is SpecialType.System_String)
            return OnText(method, method.IsStatic ? arguments : [instance, .. arguments]);
        if (method.Name == "Contains" && type.IsInNamespace("System"))
            return Contains(method.IsStatic ? arguments : [instance, .. arguments]);
        return method.IsStatic && type.HasFullName("System.TimeSpan") && method.Name.StartsWith("From", StringComparison.Ordinal)
            ? Duration(method.Name, arguments)
            : null;
    }

    public static AbstractValue? Field(IFieldSymbol field) =>
        field.IsStatic && field.ContainingType.HasFullName("System.TimeSpan")
            ? field.Name switch
            {
                "Zero" => AbstractValue.Of(TimeSpan.Zero),
                "MaxValue" => AbstractValue.Of(TimeSpan.MaxValue),
                "MinValue" => AbstractValue.Of(TimeSpan.MinValue),
                _ => null,
            }
            : null;

    private static AbstractValue? OnText(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        switch (method.Name)
        {
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments.Count == 1:
                return arguments[0] switch
                {
                    TokenInputValue => AbstractValue.Of(false),
                    ConstantValue { Value: null } => AbstractValue.Of(true),
                    ConstantValue { Value: string text } => AbstractValue.Of(method.Name == "IsNullOrEmpty" ? text.Length == 0 : string.IsNullOrWhiteSpace(text)),
                    _ => null,
                };
            case "ToLower" or "ToLowerInvariant" when arguments is [ConstantValue { Value: string text }, ..]:
                return AbstractValue.Of(text.ToLowerInvariant());
            case "ToUpper" or "ToUpperInvariant" when arguments is [ConstantValue { Value: string text }, ..]:
                return AbstractValue.Of(text.ToUpperInvariant());
            case "Equals" when arguments.Count >= 2 && arguments[0] is ConstantValue { Value: string left } && arguments[1] is ConstantValue { Value: string right }:
                var ignoreCase = arguments.Count > 2 && arguments[2] is ConstantValue { Value: int comparison } && (comparison & 1) == 1; // …IgnoreCase are the odd ones
                return AbstractValue.Of(string.Equals(left, right, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
            default:
                return null;
        }
    }

    /// <summary>Whether a list of known texts holds a text. One that ignores case is not told from one that does not: names of environments differ in more.</summary>
    private static AbstractValue? Contains(IReadOnlyList<AbstractValue> arguments) =>
        arguments is [CollectionValue { Elements: var elements }, ConstantValue { Value: string text }, ..]
        && elements.All(element => element is ConstantValue { Value: string })
            ? AbstractValue.Of(elements.Any(element => element is ConstantValue { Value: string each } && string.Equals(each, text, StringComparison.OrdinalIgnoreCase)))
            : null;

    private static AbstractValue? Duration(string name, IReadOnlyList<AbstractValue> arguments)
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
        var ticks = unit * count;
        return ticks is > long.MinValue and < long.MaxValue ? AbstractValue.Of(new TimeSpan((long)ticks)) : null;
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

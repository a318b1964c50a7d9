using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Operators and methods on constant numbers and times.</summary>
internal static class Arithmetic
{
    /// <summary>The result of an operator; <see langword="null"/> where it is not known.</summary>
    public static object? Operate(BinaryOperatorKind kind, object? left, object? right) => kind switch
    {
        BinaryOperatorKind.LessThan => Order(left, right, order => order < 0),
        BinaryOperatorKind.LessThanOrEqual => Order(left, right, order => order <= 0),
        BinaryOperatorKind.GreaterThan => Order(left, right, order => order > 0),
        BinaryOperatorKind.GreaterThanOrEqual => Order(left, right, order => order >= 0),
        BinaryOperatorKind.Add => Add(left, right, 1),
        BinaryOperatorKind.Subtract => left is DateTime later && right is DateTime earlier ? later - earlier : Add(left, right, -1),
        _ => null,
    };

    /// <summary>Members of <see cref="DateTime"/> and <see cref="TimeSpan"/>.</summary>
    public static object? Call(string name, object? instance, object? argument) => (name, instance) switch
    {
        ("ToUniversalTime" or "ToLocalTime", DateTime) => instance, // a probe's times are one zone's
        ("Add", DateTime or TimeSpan) => Add(instance, argument, 1),
        ("Subtract", DateTime when) => argument is DateTime other ? when - other : Add(instance, argument, -1),
        ("Subtract", TimeSpan) => Add(instance, argument, -1),
        ("CompareTo", not null) => Compare(instance, argument),
        ("AddDays" or "AddHours" or "AddMinutes" or "AddSeconds" or "AddMilliseconds", DateTime) =>
            PureFunctions.Duration($"From{name.Substring(3)}", [AbstractValue.Of(argument)]) is ConstantValue { Value: TimeSpan span }
                ? Add(instance, span, 1)
                : null,
        ("AddMonths", DateTime when) => argument is int months ? AddMonths(when, months) : null,
        ("AddYears", DateTime when) => argument is int years and > -10_000 and < 10_000 ? AddMonths(when, 12 * years) : null,
        _ => null,
    };

    // A comparison with null is false whichever way it goes: what makes `!(expires < now)` accept a token without exp.
    private static object? Order(object? left, object? right, Func<int, bool> test) =>
        left is null || right is null ? false : Compare(left, right) is { } order ? test(order) : null;

    private static int? Compare(object left, object? right) =>
        right is not null && left.GetType() == right.GetType() && left is DateTime or TimeSpan or int or long
            ? ((IComparable)left).CompareTo(right)
            : null;

    private static object? AddMonths(DateTime time, int months)
    {
        var month = (time.Year * 12L) + time.Month - 1 + months;
        return month >= 12 && month < 10_000 * 12L ? time.AddMonths(months) : null;
    }

    private static object? Add(object? left, object? right, int sign)
    {
        if (right is not TimeSpan span || span == TimeSpan.MinValue)
            return null;
        var ticks = left switch
        {
            DateTime time => time.Ticks,
            TimeSpan time => time.Ticks,
            _ => (long?)null,
        };
        try
        {
            var sum = checked(ticks + (sign * span.Ticks));
            if (sum is not { } result)
                return null;
            if (left is not DateTime)
                return new TimeSpan(result);
            return result >= 0 && result <= DateTime.MaxValue.Ticks ? new DateTime(result, DateTimeKind.Utc) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}

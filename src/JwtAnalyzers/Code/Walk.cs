using System.Runtime.CompilerServices;

namespace JwtAnalyzers.Code;

/// <summary>
/// What a walk over values, operations, callers or members does at each of its steps: it asks for cancellation and makes sure that stack is
/// left. A test may count the steps: they are the same in every run, which seconds are not.
/// </summary>
internal static class Walk
{
    private static readonly AsyncLocal<StepCount?> Counted = new();
    private static volatile bool _counts;

    /// <exception cref="OperationCanceledException">The analysis is no longer wanted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The code is nested too deep for the stack that is left, and an overflow would
    /// end the compiler.</exception>
    public static void Step(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_counts)
            Counted.Value?.Add();
    }

    /// <summary>Counts the steps of all that the caller starts from now on. For tests.</summary>
    /// <param name="at">A step.</param>
    /// <param name="then">What is done then.</param>
    public static StepCount Count(long at = 0, Action? then = null)
    {
        _counts = true;
        return Counted.Value = new StepCount(at, then);
    }
}

/// <summary>How many steps walks have taken.</summary>
/// <param name="at">A step.</param>
/// <param name="then">What is done then.</param>
internal sealed class StepCount(long at, Action? then)
{
    private long _steps;

    public long Steps => Interlocked.Read(ref _steps);

    public void Add()
    {
        if (Interlocked.Increment(ref _steps) == at)
            then?.Invoke();
    }
}

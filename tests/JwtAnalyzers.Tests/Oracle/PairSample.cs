namespace JwtAnalyzers.Tests.Oracle;

/// <summary>
/// The pairs of values that are tried: on the newest version a third of them, on each older one a ninth, none of which another has. With
/// JWT_ORACLE_FULL=1 in the environment, all on every version. Every value by itself is tried on every version.
/// </summary>
internal sealed record PairSample(int Stride, int Offset)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("JWT_ORACLE_FULL") == "1";

    public static PairSample All { get; } = new(1, 0);

    public static PairSample OneOf(int stride, int offset) => IsFull ? All : new(stride, offset);

    public bool Contains(int index) => index % Stride == Offset;

    public override string ToString() => Stride == 1 ? "every pair of values" : $"one in {Stride} pairs of values (all: JWT_ORACLE_FULL=1)";
}

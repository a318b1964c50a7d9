using System.Runtime.CompilerServices;

namespace JwtAnalyzers.Validation.Encoding;

/// <summary>Comparison whose time tells nothing of where two values differ (CWE-208).</summary>
public static class FixedTime
{
    /// <summary>Whether both hold the same bytes. The time depends on the lengths only, which are no secret.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool AreEqual(byte[] left, byte[] right)
    {
        if (left.Length != right.Length)
            return false;

        var difference = 0;
        for (var index = 0; index < left.Length; index++)
            difference |= left[index] ^ right[index];
        return difference == 0;
    }
}

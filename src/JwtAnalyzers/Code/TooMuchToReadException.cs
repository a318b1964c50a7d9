namespace JwtAnalyzers.Code;

/// <summary>
/// The walks over one member have taken as many steps as they may. The caller that began to read it catches this and says nothing more of
/// it: a slow build is worse than a missed finding.
/// </summary>
internal sealed class TooMuchToReadException : Exception
{
    /// <summary>Runs what reads one member, and gives it up where it takes too many steps or more stack than is left.</summary>
    public static void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (TooMuchToReadException)
        {
            // Nothing more is said of it.
        }
        catch (InsufficientExecutionStackException)
        {
            // Nothing more is said of it.
        }
    }
}

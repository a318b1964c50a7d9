namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>What a generated project has to do with JWT.</summary>
public enum ProjectKind
{
    /// <summary>The library is referenced, and one file in twenty uses it.</summary>
    JwtInFivePercent,

    /// <summary>Nine files of ten use the library: no real project does, and nothing costs more.</summary>
    JwtEverywhere,

    /// <summary>The library is referenced (most often it comes along with another package), and no file uses it.</summary>
    JwtUnused,

    /// <summary>No JWT library is referenced: an analyzer has no business here.</summary>
    JwtAbsent,
}

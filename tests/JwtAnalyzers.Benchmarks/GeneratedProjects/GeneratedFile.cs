namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>A file of a generated project, and whether something insecure was written into it.</summary>
internal sealed record GeneratedFile(string Path, string Text, bool IsInsecure = false);

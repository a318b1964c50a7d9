using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>Tests that nothing else may run beside: they change what all threads share, or count what all threads do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

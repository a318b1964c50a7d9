using JwtAnalyzers.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PackedPackage))]

// Two at a time: a build runs one thread for most of its time. Not more, for child processes have time limits.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]

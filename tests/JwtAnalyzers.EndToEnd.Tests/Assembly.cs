using JwtAnalyzers.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PackedPackage))]

// The machine is busy enough with one build at a time, and its child processes have time limits.
[assembly: Parallelization(Mode = ParallelMode.None)]

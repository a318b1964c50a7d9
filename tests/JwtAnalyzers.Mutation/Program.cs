// Breaks one check at a time, and says which tests notice. A check whose loss only a test of the validator notices is one that no rule needs yet.
//   --every N     only every N-th change (all of them take hours)
//   --only TEXT   only files whose path contains this
using System.Globalization;
using JwtAnalyzers.Mutation;

var every = Option("--every") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
var only = Option("--only") ?? "";
var root = Environment.CurrentDirectory;
var work = Directory.CreateTempSubdirectory("mutation").FullName;

string[] testProjects = [Path.Combine(root, "tests", "JwtAnalyzers.Tests"), Path.Combine(root, "tests", "JwtAnalyzers.Validation.Tests")];
foreach (var project in testProjects)
{
    var (code, output) = await Command.Run(root, "dotnet", "build", project, "-c", "Debug", "-nodeReuse:false");
    if (code != 0)
        throw new InvalidOperationException(output);
}

var analyzerTests = TestSuite.Copy(testProjects[0], work);
var validationTests = TestSuite.Copy(testProjects[1], work);
string[] ruleTests = ["Analyzers", "Code", "Flow", "Libraries", "Policies", "Robustness"];
var rules = new TestSuite(analyzerTests, "rule tests", [.. ruleTests.SelectMany(folder => (string[])["-namespace", $"JwtAnalyzers.Tests.{folder}*"])]);
var fixes = new TestSuite(analyzerTests, "fix tests", "-namespace", "JwtAnalyzers.Tests.Fixes*");
// Without those that take long and ask about signatures, JSON and time: none of these files decides that.
var validator = new TestSuite(
    validationTests, "validator tests", "-class-", "*Differential*", "-class-", "*WycheproofTests", "-class-", "*JsonReaderPropertyTests", "-class-", "*TimeBoundTests");

var validation = await SourceProject.Open(Path.Combine(root, "src", "JwtAnalyzers.Validation"));
var analyzers = await SourceProject.Open(Path.Combine(root, "src", "JwtAnalyzers"));
var mutations =
    validation.Sources("ReferenceValidator.cs", "Checks", "Policies", "Attacks").Select(path => (Project: validation, Path: path, Others: validator))
        .Concat(analyzers.Sources("Policies").Select(path => (Project: analyzers, Path: path, Others: fixes)))
        .Where(source => source.Path.Contains(only, StringComparison.Ordinal))
        .SelectMany(source => Mutators.Of(source.Path).Select(mutation => (source.Project, Mutation: mutation, source.Others)))
        .ToList();
var sample = mutations.Where((_, index) => index % every == 0).ToList();
foreach (var folder in mutations.GroupBy(each => Path.GetRelativePath(root, Path.GetDirectoryName(each.Mutation.Path)!)))
    Console.WriteLine($"{folder.Count(),5} changes in {folder.Key}");
Console.WriteLine($"{sample.Count,5} of them are tried");

foreach (var (project, others) in sample.Select(each => (each.Project, each.Others)).Distinct())
{
    var unchanged = Path.Combine(work, project.AssemblyName);
    if (!await project.Compile(null, unchanged) || !await rules.Passes(unchanged) || !await others.Passes(unchanged))
        throw new InvalidOperationException($"{project.AssemblyName} fails unchanged.");
}

var results = new List<(string Result, Mutation Mutation)>();
foreach (var (project, mutation, others) in sample)
{
    var assembly = Path.Combine(work, project.AssemblyName);
    var result =
        !await project.Compile(mutation, assembly) ? "does not compile"
        : !await rules.Passes(assembly) ? $"killed by {rules}"
        : !await others.Passes(assembly) ? $"killed by {others} only"
        : "SURVIVED";
    results.Add((result, mutation));
    Console.WriteLine($"{result,-29} {mutation}");
}

Console.WriteLine();
foreach (var group in results.GroupBy(each => each.Result).OrderBy(group => group.Key, StringComparer.Ordinal))
    Console.WriteLine($"{group.Count(),5} {group.Key}");
// Read each of them: some change nothing that can be seen from outside, the others are missing tests.
foreach (var (_, mutation) in results.Where(each => each.Result == "SURVIVED"))
    Console.WriteLine($"      {mutation}");
Directory.Delete(work, recursive: true);

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var index ? args[index + 1] : null;

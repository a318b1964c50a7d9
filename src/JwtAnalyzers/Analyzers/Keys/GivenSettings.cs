using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// The values that code gives the settings of its own program: <c>configuration["Jwt:Key"] ??= "…"</c>, <c>AddInMemoryCollection</c>,
/// <c>UseSetting</c>, <c>Environment.SetEnvironmentVariable</c>.
/// </summary>
internal static class GivenSettings
{
    private static readonly string[] Calls = ["AddInMemoryCollection", "UseSetting", "SetEnvironmentVariable", "\"] =", "\"] ??="];

    public static IEnumerable<(string Path, IOperation Value, CodeBodies Bodies)> Of(
        CompilationSearch code, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in CompilationText.Files(compilation, Gives, cancellation))
        {
            foreach (var bodies in code.BodiesOf(tree, member => Gives(member.ToString()), cancellation))
            {
                foreach (var (path, value) in In(bodies))
                    yield return (path, value, bodies);
            }
        }
    }

    /// <summary>The path by which code has a variable of the environment.</summary>
    public static string OfVariable(string name) => $"%{name}%";

    private static bool Gives(string code) => Calls.Any(call => code.IndexOf(call, StringComparison.Ordinal) >= 0);

    private static IReadOnlyList<(string Path, IOperation Value)> In(CodeBodies bodies)
    {
        var found = new List<(string, IOperation)>();
        TooMuchToReadException.Guard(() => found.AddRange(bodies.Acts.SelectMany(operation => GivenBy(operation, bodies))));
        return found;
    }

    private static IEnumerable<(string Path, IOperation Value)> GivenBy(IOperation operation, CodeBodies bodies) => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } target, Value: var value } =>
            ConfigurationPath.OfRead(target, bodies) is { } path ? [(path, value)] : [],
        IInvocationOperation { TargetMethod: { Name: "AddInMemoryCollection" } method, Arguments: [.., { Value: var values }] }
            when method.IsInNamespace("Microsoft.Extensions.Configuration") => EntriesIn(values, bodies),
        IInvocationOperation { TargetMethod: { Name: "UseSetting" } method, Arguments: [.., { Value: var name }, { Value: var value }] }
            when method.IsInNamespace("Microsoft.AspNetCore.Hosting") && ConfigurationPath.NameIn(name, bodies) is { } path =>
            [(path, value)],
        IInvocationOperation
        {
            TargetMethod: { Name: "SetEnvironmentVariable", ContainingType: var type },
            Arguments: [{ Value: var name }, { Value: var value }, ..],
        }
            when type.HasFullName("System.Environment") && ConfigurationPath.NameIn(name, bodies) is { } variable =>
            [(OfVariable(variable), value), (variable.Replace("__", ":"), value)],
        _ => [],
    };

    private static IEnumerable<(string Path, IOperation Value)> EntriesIn(IOperation values, CodeBodies bodies)
    {
        var found = new List<(string, IOperation)>();
        ValueTrace.Finds(values, bodies, (operation, _) =>
        {
            if (operation is not IObjectCreationOperation)
                return ValueTrace.Passes(operation) || operation is ILocalReferenceOperation or IFieldReferenceOperation
                    ? TraceStep.Follow
                    : TraceStep.Stop;
            found.AddRange(ListedKeys.EntriesOf(operation).Where(entry => entry.Index is string)
                .Select(entry => ((string)entry.Index!, entry.Value)));
            return TraceStep.Stop;
        });
        return found;
    }
}

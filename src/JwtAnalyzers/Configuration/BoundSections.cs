using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// Which section of the configuration fills which settings class: <c>Configure&lt;JwtSettings&gt;(configuration.GetSection("Jwt"))</c>,
/// <c>Bind</c>, <c>Get&lt;T&gt;</c>, <c>BindConfiguration</c>.
/// </summary>
internal static class BoundSections
{
    private const int MaximumDepth = 3;

    /// <summary>Classes that hold each other have as many properties behind each of theirs, three times over.</summary>
    private const int MaximumProperties = 2_000;

    /// <summary>What stands where a section is bound: a cheap test that comes before any binding of ours.</summary>
    private static readonly string[] Calls = ["Configure<", ".Bind(", ".Get<", ".Get(", "BindConfiguration("];

    public static bool MayBind(string code) => Calls.Any(call => code.IndexOf(call, StringComparison.Ordinal) >= 0);

    /// <summary>The class that an operation fills and the section it fills it from.</summary>
    public static (ITypeSymbol Type, string Section)? In(IOperation operation, CodeBodies bodies)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } call
            || !(method.IsInNamespace("Microsoft.Extensions.Configuration")
                || method.IsInNamespace("Microsoft.Extensions.DependencyInjection")))
            return null;
        var (type, section) = method.Name switch
        {
            "Configure" or "Bind" when Section(call) is { } given && method.TypeArguments is [var options] =>
                (options, ConfigurationPath.OfSection(given, bodies)),
            // An extension of OptionsBuilder<T>: T is an argument of the method, where it was reduced or not.
            "BindConfiguration" when method.TypeArguments is [var options] && Argument(call, "configSectionPath") is { } path =>
                (options, ConfigurationPath.NameIn(path, bodies)),
            "Get" when ConfigurationPath.Receiver(call) is { } given && method.TypeArguments is [var settings] =>
                (settings, ConfigurationPath.OfSection(given, bodies)),
            "Bind" when ConfigurationPath.Receiver(call) is { } given && Argument(call, "instance") is { } instance
                && OperationShapes.AsWritten(instance).Type is { } settings =>
                (settings,
                    Argument(call, "key") is { } key
                        ? ConfigurationPath.Under(given, key, bodies)
                        : ConfigurationPath.OfSection(given, bodies)),
            _ => (null, null),
        };
        return type is not null && section is not null ? (type, section) : null;
    }

    /// <summary>The paths of those of these members that a section fills by way of a class.</summary>
    public static IEnumerable<(string Path, ISymbol Member)> PathsOf(
        ISet<ISymbol> members, ITypeSymbol type, string section, CancellationToken cancellation) =>
        PropertiesOf(type, section, 0, cancellation).Take(MaximumProperties)
            .Where(found => members.Contains(found.Property.OriginalDefinition))
            .Select(found => (found.Path, (ISymbol)found.Property.OriginalDefinition));

    private static IEnumerable<(string Path, IPropertySymbol Property)> PropertiesOf(
        ITypeSymbol type, string section, int depth, CancellationToken cancellation)
    {
        if (depth > MaximumDepth)
            yield break;
        for (var current = type; current is { SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false }; current =
            current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>()
                .Where(property => !property.IsStatic && !property.IsIndexer))
            {
                Walk.Step(cancellation);
                var path = SettingsFile.Under(section, NameOf(property));
                yield return (path, property);
                foreach (var found in PropertiesOf(property.Type, path, depth + 1, cancellation))
                    yield return found;
            }
        }
    }

    private static string NameOf(IPropertySymbol property) =>
        property.GetAttributes()
            .FirstOrDefault(attribute =>
                attribute.AttributeClass?.Name == "ConfigurationKeyNameAttribute")?.ConstructorArguments is [{ Value: string name }]
            ? name
            : property.Name;

    private static IOperation? Section(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "config" or "configuration" }
            && ConfigurationPath.IsConfiguration(argument.Parameter.Type))?.Value;

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;
}

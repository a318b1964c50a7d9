using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// The path of the setting or section that code names: <c>configuration["Jwt:Key"]</c>, <c>GetSection("Jwt")["Key"]</c>, <c>GetValue</c>.
/// Only whole paths: what a section is handed over for by others is not known.
/// </summary>
internal static class ConfigurationPath
{
    private const string Configuration = "Microsoft.Extensions.Configuration";

    // No path that code reads is longer.
    private const int MaximumLength = 1_000;

    /// <summary>
    /// The path of the value that an operation reads; <see langword="null"/> where it reads none, or it is not known which.
    /// </summary>
    public static string? OfRead(IOperation operation, CodeBodies bodies) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } section, Arguments: [{ Value: var name }] }
            when IsConfiguration(section.Type) => Under(section, name, bodies),
        IPropertyReferenceOperation { Property.Name: "Value", Instance: { } section } when IsConfiguration(section.Type) =>
            OfSection(section, bodies),
        IInvocationOperation { TargetMethod: { Name: "GetValue" } method } call
            when method.IsInNamespace(Configuration) && Receiver(call) is { } section && Argument(call, "key") is { } name =>
            Under(section, name, bodies),
        IInvocationOperation { TargetMethod: { Name: "Get" } method } call
            when method.IsInNamespace(Configuration) && Receiver(call) is { } section => OfSection(section, bodies),
        _ => null,
    };

    /// <summary>The path of a section; empty for the whole configuration.</summary>
    public static string? OfSection(IOperation section, CodeBodies bodies) =>
        bodies.Once(bodies.Memory<Paths>().OfSections, OperationShapes.Unwrapped(section), FindSection);

    /// <summary>The path of what is at a name in a section.</summary>
    public static string? Under(IOperation section, IOperation name, CodeBodies bodies) =>
        OfSection(section, bodies) is { } path && NameIn(name, bodies) is { Length: > 0 } key && path.Length + key.Length < MaximumLength
            ? SettingsFile.Under(path, key)
            : null;

    /// <summary>A name that is written out or a constant.</summary>
    public static string? NameIn(IOperation name, CodeBodies bodies) =>
        bodies.Once(bodies.Memory<Paths>().Names, OperationShapes.Unwrapped(name), FindName);

    public static bool IsConfiguration(ITypeSymbol? type) =>
        type is { Name: "IConfiguration" or "IConfigurationSection" or "IConfigurationRoot" or "ConfigurationManager"
            or "IConfigurationManager" or "ConfigurationRoot" or "ConfigurationSection" } && type.IsInNamespace(Configuration);

    /// <summary>What an extension method or a method is called on.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance
        ?? (call.TargetMethod.IsExtensionMethod
            ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value
            : null);

    private static string? FindSection(IOperation section, CodeBodies bodies)
    {
        switch (section)
        {
            case IInvocationOperation { TargetMethod: { Name: "GetSection" or "GetRequiredSection" } method } call
                when method.IsInNamespace(Configuration):
                return Receiver(call) is { } outer && Argument(call, "key") is { } name ? Under(outer, name, bodies) : null;
            case ILocalReferenceOperation { Local: var local }:
                return OfVariable(section, bodies.Assigned(local), bodies);
            case IFieldReferenceOperation or IPropertyReferenceOperation
                when ((IMemberReferenceOperation)section).Instance is null or IInstanceReferenceOperation:
                return OfVariable(section, bodies.Held(((IMemberReferenceOperation)section).Member), bodies);
            // A whole configuration that another file has made is taken for the program's own: sections have a type of their own.
            default:
                return IsWhole(section.Type) ? "" : null;
        }
    }

    private static string? OfVariable(IOperation variable, IEnumerable<IOperation> values, CodeBodies bodies)
    {
        var paths = values.Take(4).Select(value => OfSection(value, bodies)).Distinct().ToList();
        return paths.Count switch
        {
            0 => IsWhole(variable.Type) ? "" : null,
            1 => paths[0],
            _ => null,
        };
    }

    private static bool IsWhole(ITypeSymbol? type) =>
        IsConfiguration(type) && type!.Name is not ("IConfigurationSection" or "ConfigurationSection");

    private static string? FindName(IOperation name, CodeBodies bodies) => name switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        // GetSection(typeof(JwtSettings).Name)
        IPropertyReferenceOperation { Property.Name: "Name", Instance: ITypeOfOperation { TypeOperand: var type } } => type.Name,
        ILocalReferenceOperation { Local: var local } => Only(bodies.Assigned(local), bodies),
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => Only(bodies.Held(field.Field), bodies),
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Property.IsIndexer: false } property =>
            Only(bodies.Held(property.Property), bodies),
        _ => null,
    };

    private static string? Only(IEnumerable<IOperation> values, CodeBodies bodies) =>
        values.Take(2).ToList() is [var only] ? NameIn(only, bodies) : null;

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    /// <summary>What was found out of one member's code.</summary>
    private sealed class Paths
    {
        public Dictionary<IOperation, string?> OfSections { get; } = [];

        public Dictionary<IOperation, string?> Names { get; } = [];
    }
}

using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// The path of the setting or section that code names: <c>configuration["Jwt:Key"]</c>, <c>GetSection("Jwt")["Key"]</c>, <c>GetValue</c>. Only whole paths:
/// what a section is handed over for by others is not known.
/// </summary>
internal static class ConfigurationPath
{
    private const string Configuration = "Microsoft.Extensions.Configuration";
    private const int MaximumDepth = 8;

    /// <summary>The path of the value that an operation reads; <see langword="null"/> where it reads none, or it is not known which.</summary>
    public static string? OfRead(IOperation operation, BodySet bodies) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } section, Arguments: [{ Value: var name }] } when IsConfiguration(section.Type) => Under(section, name, bodies, 0),
        IPropertyReferenceOperation { Property.Name: "Value", Instance: { } section } when IsConfiguration(section.Type) => OfSection(section, bodies),
        IInvocationOperation { TargetMethod: { Name: "GetValue" } method } call when method.IsInNamespace(Configuration) && Receiver(call) is { } section && Argument(call, "key") is { } name =>
            Under(section, name, bodies, 0),
        IInvocationOperation { TargetMethod: { Name: "Get" } method } call when method.IsInNamespace(Configuration) && Receiver(call) is { } section => OfSection(section, bodies),
        _ => null,
    };

    /// <summary>The path of a section; empty for the whole configuration.</summary>
    public static string? OfSection(IOperation section, BodySet bodies) => OfSection(section, bodies, 0);

    /// <summary>The path of what is at a name in a section.</summary>
    public static string? Under(IOperation section, IOperation name, BodySet bodies) => Under(section, name, bodies, 0);

    /// <summary>A name that is written out or a constant.</summary>
    public static string? NameIn(IOperation name, BodySet bodies) => NameIn(name, bodies, 0);

    public static bool IsConfiguration(ITypeSymbol? type) =>
        type is { Name: "IConfiguration" or "IConfigurationSection" or "IConfigurationRoot" or "ConfigurationManager" or "IConfigurationManager" or "ConfigurationRoot" or "ConfigurationSection" } && type.IsInNamespace(Configuration);

    /// <summary>What an extension method or a method is called on.</summary>
    public static IOperation? Receiver(IInvocationOperation call) => call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    private static string? OfSection(IOperation section, BodySet bodies, int depth)
    {
        if (depth > MaximumDepth)
            return null;
        switch (section)
        {
            case IConversionOperation conversion:
                return OfSection(conversion.Operand, bodies, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "GetSection" or "GetRequiredSection" } method } call when method.IsInNamespace(Configuration):
                return Receiver(call) is { } outer && Argument(call, "key") is { } name ? Under(outer, name, bodies, depth + 1) : null;
            case ILocalReferenceOperation { Local: var local }:
                return OfVariable(section, bodies.Assigned(local), bodies, depth);
            case IFieldReferenceOperation or IPropertyReferenceOperation when ((IMemberReferenceOperation)section).Instance is null or IInstanceReferenceOperation:
                return OfVariable(section, bodies.Held(((IMemberReferenceOperation)section).Member), bodies, depth);
            // A whole configuration that somebody else has made is taken for the program's own: sections have a type of their own.
            default:
                return IsWhole(section.Type) ? "" : null;
        }
    }

    private static string? OfVariable(IOperation variable, IEnumerable<IOperation> values, BodySet bodies, int depth)
    {
        var paths = values.Take(4).Select(value => OfSection(value, bodies, depth + 1)).Distinct().ToList();
        return paths.Count switch
        {
            0 => IsWhole(variable.Type) ? "" : null,
            1 => paths[0],
            _ => null,
        };
    }

    private static bool IsWhole(ITypeSymbol? type) => IsConfiguration(type) && type!.Name is not ("IConfigurationSection" or "ConfigurationSection");

    private static string? Under(IOperation section, IOperation name, BodySet bodies, int depth) =>
        OfSection(section, bodies, depth + 1) is { } path && NameIn(name, bodies, depth + 1) is { Length: > 0 } key ? SettingsFile.Under(path, key) : null;

    private static string? NameIn(IOperation name, BodySet bodies, int depth)
    {
        if (depth > MaximumDepth)
            return null;
        return name switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IConversionOperation conversion => NameIn(conversion.Operand, bodies, depth + 1),
            // GetSection(typeof(JwtSettings).Name)
            IPropertyReferenceOperation { Property.Name: "Name", Instance: ITypeOfOperation { TypeOperand: var type } } => type.Name,
            ILocalReferenceOperation { Local: var local } => Only(bodies.Assigned(local), bodies, depth),
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => Only(bodies.Held(field.Field), bodies, depth),
            IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Property.IsIndexer: false } property => Only(bodies.Held(property.Property), bodies, depth),
            _ => null,
        };
    }

    private static string? Only(IEnumerable<IOperation> values, BodySet bodies, int depth) => values.Take(2).ToList() is [var only] ? NameIn(only, bodies, depth + 1) : null;

    private static IOperation? Argument(IInvocationOperation call, string parameter) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;
}

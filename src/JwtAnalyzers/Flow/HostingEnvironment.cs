using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Questions about the hosting environment, answered as production answers them: what stands under
/// <c>IsDevelopment()</c> never runs there, and a setting that is <c>!IsDevelopment()</c> is on there. What production is called says <see
/// cref="EnvironmentNames"/>.
/// </summary>
internal static class HostingEnvironment
{
    public static AbstractValue? ValueOf(IInvocationOperation invocation, IReadOnlyList<AbstractValue> arguments, string production)
    {
        var method = invocation.TargetMethod;
        return method.Name switch
        {
            "IsDevelopment" or "IsStaging" when OnEnvironment(invocation) => AbstractValue.Of(false),
            "IsProduction" when OnEnvironment(invocation) => Is(EnvironmentNames.Framework, production),
            "IsEnvironment" when OnEnvironment(invocation) && arguments.LastOrDefault() is ConstantValue { Value: string name } =>
                Is(name, production),
            "GetEnvironmentVariable" when method.ContainingType.HasFullName("System.Environment")
                && IsVariable(arguments) => AbstractValue.Of(production),
            "GetValue" when method.IsInNamespace("Microsoft.Extensions.Configuration") && IsVariable(arguments.Skip(1)) =>
                AbstractValue.Of(production),
            _ => null,
        };
    }

    private static AbstractValue Is(string name, string production) =>
        EnvironmentNames.AreEqual(name, production, StringComparison.OrdinalIgnoreCase) is { } equal
            ? AbstractValue.Of(equal)
            : AbstractValue.Unknown;

    public static AbstractValue? ValueOf(IMemberReferenceOperation reference, string production) => reference.Member switch
    {
        IPropertySymbol { Name: "EnvironmentName" } property when IsEnvironment(property.ContainingType) => AbstractValue.Of(production),
        IPropertySymbol { Name: "IsAttached" } property when property.ContainingType.HasFullName("System.Diagnostics.Debugger") =>
            AbstractValue.Of(false),
        // Environments.Development and its sisters are fields, but as constant as their names.
        IFieldSymbol { IsStatic: true } field when field.ContainingType.HasFullName("Microsoft.Extensions.Hosting.Environments") =>
            AbstractValue.Of(field.Name),
        _ => null,
    };

    /// <summary><c>configuration["ASPNETCORE_ENVIRONMENT"]</c></summary>
    public static AbstractValue? ValueOf(IMemberReferenceOperation indexer, IReadOnlyList<AbstractValue> keys, string production) =>
        indexer.Member.IsInNamespace("Microsoft.Extensions.Configuration") && IsVariable(keys) ? AbstractValue.Of(production) : null;

    private static bool IsVariable(IEnumerable<AbstractValue> names) =>
        names.FirstOrDefault() is ConstantValue { Value: "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" };

    private static bool OnEnvironment(IInvocationOperation invocation) =>
        IsEnvironment(invocation.TargetMethod.IsExtensionMethod && invocation.TargetMethod.Parameters.Length > 0
            ? invocation.TargetMethod.Parameters[0].Type
            : invocation.TargetMethod.ContainingType);

    private static bool IsEnvironment(ITypeSymbol type) =>
        type.Name is "IHostEnvironment" or "IWebHostEnvironment" or "IHostingEnvironment" && type.IsInNamespace("Microsoft");
}

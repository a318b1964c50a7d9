using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SwallowedFailures;

/// <summary>What leaves a trace of a failure for the operator of the program.</summary>
internal static class FailureTraces
{
    /// <summary>The names one of which stands where traces are switched off.</summary>
    public static ImmutableHashSet<string> NamesOfSwitches { get; } = ImmutableHashSet.Create("LogValidationExceptions", "AddFilter");

    /// <summary>What is switched off, in words; <see langword="null"/> where nothing is.</summary>
    public static string? SwitchedOffBy(IOperation operation, TokenLibraries tokens) => operation switch
    {
        ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property: var property },
            Value.ConstantValue: { HasValue: true, Value: false },
        }
            when tokens.IsTraceSwitch(property) && !tokens.IsTracedAnyway(operation) => $"'{property.Name}' is false",
        IInvocationOperation { TargetMethod: { Name: "AddFilter" } method } filter when method.IsInNamespace("Microsoft.Extensions.Logging")
            && Constants(filter).OfType<string>().FirstOrDefault(tokens.IsLogCategory) is { } category
            && Constants(filter).Contains(None) => $"the log of '{category}' is switched off",
        _ => null,
    };

    /// <summary><c>LogLevel.None</c></summary>
    private const int None = 6;

    private static IEnumerable<object?> Constants(IInvocationOperation call) =>
        call.Arguments.Select(argument => argument.Value.ConstantValue).Where(constant => constant.HasValue)
            .Select(constant => constant.Value);
}

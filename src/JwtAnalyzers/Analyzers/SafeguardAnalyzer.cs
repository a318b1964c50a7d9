using System.Collections.Immutable;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT5001, JWT5006 and JWT5008: a switch that is safe as the library makes it is switched off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SafeguardAnalyzer : PatternAnalyzer
{
    public SafeguardAnalyzer()
        : base(KnownTokens.Safeguards.Select(safeguard => safeguard.Property).ToImmutableHashSet(), Rules.KeysFetchedOverHttp, Rules.SecretsInDiagnostics, Rules.SignInUnprotected)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        foreach (var assignment in context.Bodies.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment is not { Target: IPropertyReferenceOperation target, Value.ConstantValue: { HasValue: true, Value: { } value } } || Switched(target.Property, value) is not { } safeguard)
                continue;
            if (safeguard.Addresses.IsEmpty && !(safeguard.Protects is Protection.Https && IsForThisMachine(context)))
                Report(context, safeguard, assignment, isSafeToRemove: safeguard.Protects is not Protection.Https && safeguard.IsSafeToRemove);
            else if (!safeguard.Addresses.IsEmpty && Address.Beside(assignment, target, safeguard.Addresses) is { IsLoopback: false } address)
                Report(context, safeguard, assignment, isSafeToRemove: address.IsHttps);
        }
    }

    private static Safeguard? Switched(IPropertySymbol property, object value)
    {
        foreach (var safeguard in KnownTokens.Safeguards)
        {
            if (safeguard.Property == property.Name && safeguard.UnsafeValues.Contains(value) && property.ContainingType.HasFullName(safeguard.Type))
                return safeguard;
        }

        return null;
    }

    /// <summary>Whether every address in the member is one of this machine.</summary>
    private static bool IsForThisMachine(PatternContext context)
    {
        var addresses = context.Bodies.Operations.Select(operation => operation.ConstantValue is { HasValue: true, Value: string text } && text.StartsWith("http", StringComparison.Ordinal) ? text : null).OfType<string>().ToList();
        return addresses.Count > 0 && addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);
    }

    private static bool IsOn(string property, PatternContext context) => context.Bodies.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var other }, Value.ConstantValue: { HasValue: true, Value: { } value } } && other.Name == property && Switched(other, value) is not null);

    private static void Report(PatternContext context, Safeguard safeguard, ISimpleAssignmentOperation assignment, bool isSafeToRemove)
    {
        var rule = safeguard.Protects switch
        {
            Protection.Https => Rules.KeysFetchedOverHttp,
            Protection.Secrecy => Rules.SecretsInDiagnostics,
            _ => Rules.SignInUnprotected,
        };
        var plan = new RepairPlan(ImmutableArray.Create(new RepairStep(safeguard.Property, isSafeToRemove ? RepairAction.Remove : RepairAction.None)), Required: null);
        var value = assignment.Value.ConstantValue.Value is string text ? $"\"{text}\"" : assignment.Value.ConstantValue.Value is true ? "true" : "false";
        context.ReportFixable(rule, assignment, plan.ToProperties(), $"'{safeguard.Property}' is {value}", safeguard.Accomplice is { } other && IsOn(other, context) ? safeguard.Together : safeguard.Effect);
    }
}

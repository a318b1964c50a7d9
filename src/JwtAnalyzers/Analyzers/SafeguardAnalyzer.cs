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
            if (safeguard.Addresses.IsEmpty)
                Report(context, safeguard, assignment, isSafeToRemove: safeguard.Protects is not Protection.Https);
            else if (Address.Beside(assignment, target, safeguard.Addresses) is { IsLoopback: false } address)
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
        context.ReportFixable(rule, assignment, plan.ToProperties(), $"'{safeguard.Property}' is {value}", safeguard.Effect);
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Policies.Mitigations;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Safeguards;

/// <summary>JWT3005, JWT5001, JWT5003, JWT5006 and JWT5008: a switch that is safe as the library makes it is switched off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SafeguardAnalyzer : PatternAnalyzer
{
    public SafeguardAnalyzer()
        : base(LibraryNames.Safeguards.Select(safeguard => safeguard.Property).ToImmutableHashSet(), Rules.DevelopmentKey,
            Rules.KeysFetchedOverHttp, Rules.SecretsInDiagnostics, Rules.SignInUnprotected, Rules.TokenInUrl)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        foreach (var call in context.Bodies.Acts.OfType<IInvocationOperation>())
        {
            if (SwitchedBy(call.TargetMethod) is { } safeguard
                && !(safeguard.Protects is Protection.Keys && IsNamedForDevelopment(context.Owner)))
                ReportCall(context, safeguard, call);
        }

        foreach (var assignment in context.Bodies.Acts.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment is not { Target: IPropertyReferenceOperation target, Value.ConstantValue: { HasValue: true, Value: { } value } }
                || Switched(target.Property, value) is not { } safeguard)
                continue;
            if (!safeguard.Matters.All(other => Address.IsBeside(assignment, target, other.Property, other.Given))
                || (!safeguard.ReplacedBy.IsEmpty && ComparedNames.AreIn(context.Compilation, safeguard.ReplacedBy, context.Cancellation)))
                continue;
            if (safeguard.Addresses.IsEmpty && !(safeguard.Protects is Protection.Https && IsForThisMachine(context)))
                Report(context, safeguard, assignment,
                    isSafeToRemove: safeguard.Protects is not Protection.Https && safeguard.IsSafeToRemove);
            else if (!safeguard.Addresses.IsEmpty
                && Address.Beside(assignment, target, safeguard.Addresses) is { IsLoopback: false } address)
                Report(context, safeguard, assignment, isSafeToRemove: address.IsPublic);
        }
    }

    private static Safeguard? Switched(IPropertySymbol property, object value)
    {
        foreach (var safeguard in LibraryNames.Safeguards)
        {
            if (safeguard.Property == property.Name && safeguard.UnsafeValues.Contains(value)
                && property.ContainingType.HasFullName(safeguard.Type))
                return safeguard;
        }

        return null;
    }

    // Of a call of an extension, too, the target is the method as it is declared.
    private static Safeguard? SwitchedBy(IMethodSymbol method)
    {
        foreach (var safeguard in LibraryNames.Safeguards)
        {
            if (safeguard.UnsafeValues.IsEmpty && safeguard.Property == method.Name && method.ContainingType.HasFullName(safeguard.Type))
                return safeguard;
        }

        return null;
    }

    /// <summary>ASP.NET Core calls <c>ConfigureDevelopmentServices</c> and makes <c>StartupDevelopment</c> in development only.</summary>
    private static bool IsNamedForDevelopment(ISymbol member) =>
        IsDevelopment(member.Name) || (member.ContainingType is { } type && IsDevelopment(type.Name));

    private static bool IsDevelopment(string name) => name.IndexOf("Development", StringComparison.Ordinal) >= 0;

    /// <summary>Whether every address in the member is one of this machine.</summary>
    private static bool IsForThisMachine(PatternContext context)
    {
        var addresses =
            context.Bodies.Operations.Select(operation => operation.ConstantValue is { HasValue: true, Value: string text }
                && text.StartsWith("http", StringComparison.Ordinal) ? text : null).OfType<string>().ToList();
        return addresses.Count > 0 && addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);
    }

    private static bool IsOn(string property, PatternContext context) => context.Bodies.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property: var other },
            Value.ConstantValue: { HasValue: true, Value: { } value },
        } && other.Name == property && Switched(other, value) is not null);

    private static Rule RuleOf(Protection protection) => protection switch
    {
        Protection.Https => Rules.KeysFetchedOverHttp,
        Protection.Secrecy => Rules.SecretsInDiagnostics,
        Protection.Urls => Rules.TokenInUrl,
        Protection.Keys => Rules.DevelopmentKey,
        _ => Rules.SignInUnprotected,
    };

    // At the method's name: a chain of calls may be long.
    private static void ReportCall(PatternContext context, Safeguard safeguard, IInvocationOperation call)
    {
        var place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name
            : call.Syntax;
        context.ReportAt(RuleOf(safeguard.Protects), call, place.GetLocation(),
            safeguard.Protects is Protection.Keys ? $"'{safeguard.Property}'" : $"'{safeguard.Property}' is called", safeguard.Effect);
    }

    private static void Report(PatternContext context, Safeguard safeguard, ISimpleAssignmentOperation assignment, bool isSafeToRemove)
    {
        if (safeguard.Protects is Protection.Urls)
        {
            context.Report(Rules.TokenInUrl, assignment, safeguard.Effect);
            return;
        }

        var plan = new RepairPlan(ImmutableArray.Create(
            new RepairStep(safeguard.Property, isSafeToRemove ? RepairAction.Remove : RepairAction.None)), Required: null);
        var value = assignment.Value.ConstantValue.Value is string text
            ? $"\"{text}\""
            : assignment.Value.ConstantValue.Value is true ? "true" : "false";
        context.ReportFixable(RuleOf(safeguard.Protects), assignment, plan.ToProperties(), $"'{safeguard.Property}' is {value}",
            safeguard.Accomplice is { } other && IsOn(other, context) ? safeguard.Together : safeguard.Effect);
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>
/// Turns breaches into diagnostics: one per rule and object, and one per operation. A diagnostic stands at the first
/// setting of its set that carries no worse one; where all of them do, the worse ones say it all, and so does a worse rule
/// whose set holds the lesser one's.
/// </summary>
internal static class BreachReport
{
    public static IEnumerable<PlacedBreach> Place(ImmutableArray<Breach> breaches)
    {
        var taken = new HashSet<SyntaxNode>();
        var said = new Dictionary<ObjectIdentity, HashSet<SyntaxNode>>();
        foreach (var rule in Rules.ProvedOnPolicies)
        {
            var covered = new HashSet<SyntaxNode>();
            var perObject = breaches.Where(breach => breach.Rule == rule).GroupBy(breach => breach.Object).Select(Breach.Union);
            foreach (var breach in perObject.OrderByDescending(breach => breach.Blamed.Length)
                .ThenBy(breach => breach.Blamed[0].Origin, SourceOrder.Instance))
            {
                if (!said.TryGetValue(breach.Object, out var saidOfObject))
                    said[breach.Object] = saidOfObject = [];
                if (breach.Blamed.All(blamed => saidOfObject.Contains(blamed.Origin)))
                    continue;
                saidOfObject.UnionWith(breach.Blamed.Select(blamed => blamed.Origin));
                // A clone carries the assignments of its original: said once is enough.
                if (breach.Blamed.All(blamed => covered.Contains(blamed.Origin))
                    || breach.Blamed.FirstOrDefault(blamed => !taken.Contains(blamed.Origin)) is not { } place)
                    continue;
                taken.Add(place.Origin);
                covered.UnionWith(breach.Blamed.Select(blamed => blamed.Origin));
                yield return new PlacedBreach(breach, place, ImmutableArray<LeadingCall>.Empty);
            }
        }
    }

    public static Diagnostic Diagnostic(PlacedBreach placed)
    {
        var (breach, place, calls) = placed;
        var caller = By(calls, place);
        var members = breach.Blamed.Remove(place).Insert(0, place);
        var plan = new RepairPlan(members.Select(member => member.Repair).ToImmutableArray(), breach.Required) { Given = breach.Given };
        return Microsoft.CodeAnalysis.Diagnostic.Create(
            breach.Rule.Descriptor,
            LocationOf(place.Place ?? place.Origin),
            additionalLocations: members.Skip(1).Select(member => LocationOf(member.Origin))
                .Concat(calls.Select(call => call.Call.GetLocation())),
            // What one caller gives is repaired for all: another one may need it as it is.
            properties: (caller.Length == 0 || placed.IsOfEveryCaller) && !breach.IsNeededAsItIs ? plan.ToProperties() : null,
            messageArgs:
            [
                string.Join(" and ", breach.Blamed.Select(member => member.Cause).Distinct()) + caller,
                breach.Consequence,
            ]);
    }

    /// <summary>Which caller it is, where that has given the value.</summary>
    private static string By(ImmutableArray<LeadingCall> calls, BlamedSetting place) =>
        !calls.IsEmpty && !place.IsDelegate && place.Origin is AssignmentExpressionSyntax
        {
            Right: IdentifierNameSyntax or MemberAccessExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax
                or ConditionalExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax
        }
            ? $" when called by {calls[0].Caller}"
            : "";

    // A method is underlined at its name, not from end to end.
    private static Location LocationOf(SyntaxNode origin) =>
        origin is MethodDeclarationSyntax method ? method.Identifier.GetLocation() : origin.GetLocation();
}

/// <summary>A breach, and the setting of those to blame at which it is reported.</summary>
/// <param name="Breach">The breach.</param>
/// <param name="Place">The setting.</param>
/// <param name="Calls">The calls that lead there, where it is no breach without them.</param>
internal sealed record PlacedBreach(Breach Breach, BlamedSetting Place, ImmutableArray<LeadingCall> Calls)
{
    /// <summary>Whether it is a breach from wherever the code is called.</summary>
    public bool IsOfEveryCaller { get; init; } = true;
}

/// <summary>A call that leads to a breach, and the member that it stands in, in words.</summary>
internal readonly record struct LeadingCall(SyntaxNode Call, string Caller);

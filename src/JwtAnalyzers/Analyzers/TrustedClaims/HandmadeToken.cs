using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>A token that code takes apart by hand and then trusts, or verifies by hand in less than a validation has to look at.</summary>
/// <param name="Split">Where it is taken apart.</param>
/// <param name="Place">What is to blame: where its claims are decoded, if the same member does.</param>
/// <param name="Effect">What is done with it, in words that go on from "a token that is taken apart by hand".</param>
internal sealed record HandmadeToken(IOperation Split, IOperation Place, string Effect)
{
    // Asked by each member of a type of the whole of it.
    private static readonly Remembered<ISymbol, bool> NamingExpiry = new((owner, _) => NamesExpiry(owner));

    public static IEnumerable<HandmadeToken> In(PatternContext context, HandmadeFlow flow, IReadOnlyList<MacComparison> comparisons)
    {
        foreach (var comparison in comparisons)
        {
            // Code that also looks at the expiry is a validator, and a reader can only be told to test it.
            if (flow.SplitBehind(comparison.Given) is { } split && flow.SplitBehind(comparison.Computed) is not null
                && HasThreeParts(context) && !NamesExpiry(context))
                yield return new HandmadeToken(split, split, "is taken for valid when its signature is: nothing looks at the expiry");
        }

        foreach (var choice in context.Bodies.Operations)
        {
            var value = choice switch
            {
                ISwitchExpressionOperation expression => expression.Value,
                ISwitchOperation statement => statement.Value,
                _ => null,
            };
            if (value is not null && flow.IsAlgorithm(value) && flow.SplitBehind(value) is { } split && Computes(choice))
                yield return new HandmadeToken(split, split, "chooses the algorithm that it is verified by");
        }

        var checks = new ChecksHere(context);
        foreach (var decision in TrustingDecision.In(context, flow))
        {
            if (decision.Read is { } read && !decision.NeedsCaller && flow.SplitBehind(read) is { } split && !checks.MayClear(split))
                yield return new HandmadeToken(
                    split, IsInOneMember(split, read) ? read : split, $"is trusted: its claims {decision.Effect}");
        }
    }

    private static bool IsInOneMember(IOperation split, IOperation read) =>
        split.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() == read.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    // A signed cookie has two parts, and the signature of a webhook is over something else.
    private static bool HasThreeParts(PatternContext context) => context.Bodies.Operations.Any(operation => operation switch
    {
        IArrayElementReferenceOperation { Indices: [{ ConstantValue: { HasValue: true, Value: 2 } }] } => true,
        IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: 3 } } => true,
        IListPatternOperation { Patterns.Length: 3 } => true,
        _ => false,
    });

    private static bool NamesExpiry(PatternContext context) => NamingExpiry.Of(context.Owner.ContainingType ?? context.Owner);

    private static bool NamesExpiry(ISymbol owner) =>
        owner.DeclaringSyntaxReferences.Any(reference => CodeText.Of(reference.SyntaxTree) is var file
        && (CodeText.Has(file, reference.Span, "\"exp\"") || CodeText.Has(file, reference.Span, ".Exp")
            || CodeText.Says(reference.SyntaxTree, reference.Span, "expir")));

    /// <summary>Whether what is chosen computes or verifies a signature, other than refusing what is not known.</summary>
    private static bool Computes(IOperation choice) => choice.Descendants().Any(operation => operation switch
    {
        IObjectCreationOperation { Type.Name: var name } => MacComparison.Names.Contains(name),
        IInvocationOperation { TargetMethod: var method } =>
            MacComparison.Names.Contains(method.ContainingType.Name) || method.Name is "VerifyData" or "VerifyHash",
        _ => false,
    });
}

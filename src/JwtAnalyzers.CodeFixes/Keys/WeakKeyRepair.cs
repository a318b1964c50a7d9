using System.Collections.Immutable;
using System.Globalization;
using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Validation.Algorithms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Keys;

/// <summary>
/// JWT3002: a key that is written down goes to where keys are kept, and an RSA key that is made becomes as long as RFC 7518 demands. No
/// weak key is lengthened.
/// </summary>
internal sealed class WeakKeyRepair : PatternRepair
{
    private readonly KeyInSourceRepair _literal = new();

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site) =>
        !SmallKey.IsAt(diagnostic) ? _literal.Edit(diagnostic, site)
        : site.Root.FindNode(diagnostic.Location.SourceSpan,
            getInnermostNodeForTie: true) is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } size
            && size.Span == diagnostic.Location.SourceSpan
            ? new RepairEdit($"Make the key {Least} bits long", ImmutableArray.Create(new TextChange(size.Span, Least)))
            : null;

    private static string Least { get; } = KeyStrength.LeastRsaBits.ToString(CultureInfo.InvariantCulture);
}

using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>A token that is read in a callback of a library: the library that calls it may check what the callback leaves out.</summary>
internal sealed class InCallback : SettingMitigation
{
    public override bool Covers(BlamedSetting setting, MitigationCase breach) => setting.Origin.Ancestors()
        .OfType<AnonymousFunctionExpressionSyntax>()
        .Any(function =>
            function.Parent is AssignmentExpressionSyntax { Left: var given } && breach.Libraries.TakesCallback(NameOf(given)));

    private static string NameOf(ExpressionSyntax given) =>
        given is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : given.ToString();
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that validates a token in stages: an object of a type of its own goes from class to class with the parameters and with
/// the principal that they gave, and a later class compares the principal's claims. What the parameters leave out is checked
/// there (OpenIddict is built so). Asked only where something is about to be blamed, and remembered.
/// </summary>
internal sealed class ValidationStages : SettingMitigation
{
    private const string Principal = "ClaimsPrincipal";

    private static readonly string[] Claims = ["aud", "iss", "exp", "nbf"];

    private static readonly Remembered<PolicyLibraries, Stage[]> Stages = new(Find);

    /// <summary>
    /// Whether a later stage compares a claim that the parameters leave out. A stage that refuses one of the attacks that they
    /// let in has taken the check over.
    /// </summary>
    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        setting.ClaimReads.Any(Claims.Contains) && IsForOthers(setting.Origin)
        && Stages.Of(breach.Libraries, breach.Cancellation)
            .Any(stage => breach.AttacksBy(setting).Any(attack => stage.Refuses(attack, setting.ClaimReads, setting.Setting)));

    // The value of a property of an object that others are given, or what a method makes. What a lambda sets is the library's
    // that asked for it, and what is static is there to be used as it is.
    private static bool IsForOthers(SyntaxNode origin) => origin.Ancestors().FirstOrDefault(IsMemberOrFunction) switch
    {
        PropertyDeclarationSyntax { Initializer: { } initializer } property =>
            initializer.Span.Contains(origin.Span) && !property.Modifiers.Any(SyntaxKind.StaticKeyword),
        MethodDeclarationSyntax or LocalFunctionStatementSyntax =>
            origin.Ancestors().FirstOrDefault(node => node is BaseObjectCreationExpressionSyntax) is { } creation
            && HandedToCallers.IsReturned(
                creation, creation.Ancestors().First(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax)),
        _ => false,
    };

    private static bool IsMemberOrFunction(SyntaxNode node) =>
        node is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    private static Stage[] Find(PolicyLibraries libraries, CancellationToken cancellation)
    {
        var compilation = libraries.Compilation;
        var members = new MemberReader(compilation);
        var properties =
            NameUses.In(compilation, Principal, cancellation).Select(PropertyOfType).OfType<PropertyDeclarationSyntax>().ToArray();
        if (!properties.Any(property => HoldsParameters(property.Parent)))
            return [];
        var principals = new HashSet<string>(properties.Select(property => property.Identifier.ValueText), StringComparer.Ordinal);
        var functions = principals
            .SelectMany(name =>
                NameUses.In(compilation, name, cancellation)
                    .Where(use => IsPrincipal(use.Parent, principals))
                    .Select(use => use.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()))
            .OfType<SyntaxNode>().Distinct().ToArray();
        return (
            from claim in NamedClaim.OneOf(Claims)
            from function in functions
            where claim.MayBeNamedIn(function)
            let comparison = new ClaimComparison(claim, expression => IsPrincipal(expression, principals), members, cancellation)
            where comparison.IsIn(function)
            select new Stage(claim.Name, function, comparison.LetsAbsentPass(function))).ToArray();

        bool HoldsParameters(SyntaxNode? type) =>
            type is TypeDeclarationSyntax { Members: var declared } && declared.OfType<PropertyDeclarationSyntax>()
            .Any(property => members.SymbolOf(property.Type, cancellation) is ITypeSymbol held && libraries.IsPolicy(held));
    }

    private static PropertyDeclarationSyntax? PropertyOfType(SimpleNameSyntax name) =>
        NameUses.TypeOf(name) is { Parent: PropertyDeclarationSyntax property } type && property.Type == type ? property : null;

    private static bool IsPrincipal(SyntaxNode? expression, HashSet<string> principals) =>
        expression is MemberAccessExpressionSyntax access && principals.Contains(access.Name.Identifier.ValueText);

    /// <summary>A function that compares a claim, and may refuse for it.</summary>
    private sealed record Stage(string Claim, SyntaxNode Function, bool LetsAbsentPass)
    {
        public bool Refuses(string attack, ImmutableArray<string> names, string setting) => attack switch
        {
            // Code that asks until when a token is valid does not ask from when on; settings of both are one setting.
            NotYetValidAttack.Name => Claim == "nbf" && names.Contains("exp"),
            NoExpiryAttack.Name or AbsentAudienceAttack.Name or AbsentIssuerAttack.Name => names.Contains(Claim) && !LetsAbsentPass,
            // A setting that is read there is obeyed there, whatever it is: the parameters' own clock skew.
            RecentlyExpiredAttack.Name =>
                names.Contains(Claim)
                    && !Function.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == setting),
            _ => names.Contains(Claim),
        };
    }
}

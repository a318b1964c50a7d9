using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Options are set up in several places: what <c>AddJwtBearer</c> is given may be repaired by a <c>PostConfigure</c> of the same
/// scheme, by a type that configures options, or by a section that is bound to them. Read from names and shapes, and only for
/// code that is about to be blamed.
/// </summary>
internal sealed class LaterSetup : SettingMitigation
{
    private static readonly Remembered<PolicyLibraries, Setups> AllSetups = new(SetupsIn);

    // One of these stands in every file that sets options up.
    private static readonly string[] Words = ["Configure", "AddOptions"];

    private static readonly string[] ConfiguringTypes = ["IPostConfigureOptions", "IConfigureNamedOptions", "IConfigureOptions"];

    /// <summary>
    /// Whether other code sets what decides the same check to something but <see langword="false"/>, on options of the kind and
    /// scheme that are set up here, or configuration may: it has text, numbers and lists of them, and no delegates.
    /// </summary>
    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        SetupAround(setting.Origin, breach.Libraries.Registrations) is { } setup
            && AllSetups.Of(breach.Libraries, breach.Cancellation) is var setups
        && (setting.SameCheck.Any(name => setups.For(setup, name).Any(other => !IsAround(other.Code, setting.Origin)))
            || !setting.IsDelegate && setups.Bound(setup).Any(bound => bound.IsFromConfiguration(breach.Members, breach.Cancellation)));

    private static bool IsAround(SyntaxNode code, SyntaxNode origin) =>
        code.SyntaxTree == origin.SyntaxTree && code.Span.Contains(origin.Span);

    private static Setups SetupsIn(PolicyLibraries libraries, CancellationToken cancellation)
    {
        var files = CompilationText.Files(libraries.Compilation, SetsOptionsUp, cancellation);
        return new Setups(files.SelectMany(tree => SetupsIn(tree.GetRoot(cancellation), libraries.Registrations)));
    }

    private static bool SetsOptionsUp(string text) => Words.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    // What is to blame may be the call itself that adds the scheme, by its name.
    private static OptionsSetup? SetupAround(SyntaxNode node, ImmutableArray<SchemeRegistration> registrations)
    {
        if (node is SimpleNameSyntax && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } adding
            && OptionsSetup.Of(adding, adding.ArgumentList, registrations) is { IsAdded: true } own)
            return own;
        return node.Ancestors()
            .OfType<AnonymousFunctionExpressionSyntax>()
            .Select(function =>
                function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                    ? OptionsSetup.Of(call, function, registrations)
                    : null)
            .FirstOrDefault(setup => setup is not null);
    }

    private static IEnumerable<OptionsSetup> SetupsIn(SyntaxNode root, ImmutableArray<SchemeRegistration> registrations)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax call
                    when OptionsSetup.Of(call, call.ArgumentList, registrations) is { IsAdded: false } setup:
                    yield return setup;
                    break;
                case BaseTypeSyntax { Type: GenericNameSyntax { TypeArgumentList.Arguments: [var options] } name,
                    Parent.Parent: TypeDeclarationSyntax type }
                    when ConfiguringTypes.Contains(name.Identifier.ValueText):
                    yield return new OptionsSetup(NameUses.LastNameOf(options) ?? "", Scheme: null, IsAdded: false, type);
                    break;
            }
        }
    }

    /// <summary>The setups of a compilation, by what they are for and what they set to something but <see langword="false"/>.</summary>
    private sealed class Setups
    {
        private readonly ILookup<Target, OptionsSetup> _ofAnyScheme;
        private readonly ILookup<Target, OptionsSetup> _ofScheme;
        private readonly ILookup<string, OptionsSetup> _bound;

        public Setups(IEnumerable<OptionsSetup> setups)
        {
            var all = setups.ToList();
            _bound = all.Where(setup => setup.MayBind).ToLookup(setup => setup.Options);
            var found = (from setup in all from setting in SetIn(setup.Code).Distinct() select new { setup, setting }).ToList();
            _ofAnyScheme = found.ToLookup(pair => new Target(pair.setup.Options, null, pair.setting), pair => pair.setup);
            _ofScheme = found.ToLookup(pair => new Target(pair.setup.Options, pair.setup.Scheme, pair.setting), pair => pair.setup);
        }

        /// <summary>The setups that may be of the same scheme.</summary>
        public IEnumerable<OptionsSetup> For(OptionsSetup setup, string setting) => setup.Scheme is null
            ? _ofAnyScheme[new Target(setup.Options, null, setting)]
            : _ofScheme[new Target(setup.Options, setup.Scheme, setting)].Concat(_ofScheme[new Target(setup.Options, null, setting)]);

        /// <summary>
        /// The setups of the same scheme that may be from a section, and come later: all are in the order that they are asked
        /// for, but for what is to be the last (measured).
        /// </summary>
        public IEnumerable<OptionsSetup> Bound(OptionsSetup setup) => setup.IsLast ? [] :
            _bound[setup.Options]
                .Where(bound =>
                    (bound.Scheme is null || setup.Scheme is null || bound.Scheme == setup.Scheme) && !bound.ComesBefore(setup));

        private static IEnumerable<string> SetIn(SyntaxNode code) =>
            from assignment in code.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            where !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression)
            let name = NameUses.LastNameOf(assignment.Left)
            where name is not null
            select name;

        private sealed record Target(string Options, string? Scheme, string Setting);
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Options are set up in several places: what <c>AddJwtBearer</c> is given may be repaired by a <c>PostConfigure</c> of the same
/// scheme, or by a type that configures options. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal static class LaterSetup
{
    private static readonly ConditionalWeakTable<Compilation, Setups> Known = new();

    private static readonly string[] ConfiguringTypes = ["IPostConfigureOptions", "IConfigureNamedOptions", "IConfigureOptions"];

    /// <summary>Whether other code sets one of the settings to something but <see langword="false"/> on options of the kind and scheme that the node sets up.</summary>
    public static bool Repairs(SyntaxNode node, ImmutableArray<string> settings, Compilation compilation, CancellationToken cancellation) =>
        SetupAround(node) is { } setup
        && settings.Any(setting => SetupsIn(compilation, cancellation).For(setup, setting).Any(other => !(other.Code.SyntaxTree == node.SyntaxTree && other.Code.Span.Contains(node.Span))));

    // Every finding asks the same of every file. Made in one piece before it is kept, so that nobody finds the half of one that was cancelled.
    private static Setups SetupsIn(Compilation compilation, CancellationToken cancellation)
    {
        if (Known.TryGetValue(compilation, out var known))
            return known;
        var setups = new Setups(compilation.SyntaxTrees.Where(tree => tree.GetText(cancellation).ToString().IndexOf("Configure", StringComparison.Ordinal) >= 0)
            .SelectMany(tree => SetupsIn(tree.GetRoot(cancellation))));
        return Known.GetValue(compilation, _ => setups);
    }

    // What is to blame may be the call itself that adds the scheme, by its name.
    private static Setup? SetupAround(SyntaxNode node) => node is SimpleNameSyntax && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } adding && Setup.Of(adding, adding.ArgumentList) is { IsAdded: true } own ? own : node.Ancestors()
        .OfType<AnonymousFunctionExpressionSyntax>()
        .Select(function => function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? Setup.Of(call, function) : null)
        .FirstOrDefault(setup => setup is not null);

    private static IEnumerable<Setup> SetupsIn(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when Setup.Of(call, call.ArgumentList) is { IsAdded: false } setup:
                    yield return setup;
                    break;
                case BaseTypeSyntax { Type: GenericNameSyntax { TypeArgumentList.Arguments: [var options] } name, Parent.Parent: TypeDeclarationSyntax type }
                    when ConfiguringTypes.Contains(name.Identifier.ValueText):
                    yield return new Setup(NameUses.LastNameOf(options) ?? "", Scheme: null, IsAdded: false, type);
                    break;
            }
        }
    }

    /// <summary>The setups of a compilation, by what they are for and what they set to something but <see langword="false"/>.</summary>
    private sealed class Setups
    {
        private readonly ILookup<Target, Setup> _ofAnyScheme;
        private readonly ILookup<Target, Setup> _ofScheme;

        public Setups(IEnumerable<Setup> setups)
        {
            var found = (from setup in setups from setting in SetIn(setup.Code).Distinct() select new { setup, setting }).ToList();
            _ofAnyScheme = found.ToLookup(pair => new Target(pair.setup.Options, null, pair.setting), pair => pair.setup);
            _ofScheme = found.ToLookup(pair => new Target(pair.setup.Options, pair.setup.Scheme, pair.setting), pair => pair.setup);
        }

        /// <summary>The setups that may be of the same scheme.</summary>
        public IEnumerable<Setup> For(Setup setup, string setting) => setup.Scheme is null
            ? _ofAnyScheme[new Target(setup.Options, null, setting)]
            : _ofScheme[new Target(setup.Options, setup.Scheme, setting)].Concat(_ofScheme[new Target(setup.Options, null, setting)]);

        private static IEnumerable<string> SetIn(SyntaxNode code) =>
            from assignment in code.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            where !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression)
            let name = NameUses.LastNameOf(assignment.Left)
            where name is not null
            select name;

        private sealed record Target(string Options, string? Scheme, string Setting);
    }

    /// <summary>A place where options are set up.</summary>
    /// <param name="Options">The name of their type.</param>
    /// <param name="Scheme">The scheme; <see langword="null"/> where it is not known, or all.</param>
    /// <param name="IsAdded">Whether the scheme itself is added there.</param>
    /// <param name="Code">What does it.</param>
    private sealed record Setup(string Options, string? Scheme, bool IsAdded, SyntaxNode Code)
    {
        public static Setup? Of(InvocationExpressionSyntax call, SyntaxNode code)
        {
            var name = call.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                SimpleNameSyntax simple => simple,
                _ => null,
            };
            var first = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
            var scheme = first is LiteralExpressionSyntax { Token.Value: string text } ? text : null;
            return name switch
            {
                { Identifier.ValueText: "AddJwtBearer" } => new Setup("JwtBearerOptions", first is AnonymousFunctionExpressionSyntax ? "Bearer" : scheme, IsAdded: true, code),
                { Identifier.ValueText: "AddAuthenticationJwtBearer" } => new Setup("JwtBearerOptions", "Bearer", IsAdded: true, code),
                { Identifier.ValueText: "AddOpenIdConnect" } => new Setup("OpenIdConnectOptions", first is AnonymousFunctionExpressionSyntax ? "OpenIdConnect" : scheme, IsAdded: true, code),
                GenericNameSyntax { Identifier.ValueText: "Configure" or "ConfigureAll" or "PostConfigure" or "PostConfigureAll", TypeArgumentList.Arguments: [var options] } =>
                    new Setup(NameUses.LastNameOf(options) ?? "", scheme, IsAdded: false, code),
                _ => null,
            };
        }
    }
}

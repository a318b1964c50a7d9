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
    private static readonly ConditionalWeakTable<Compilation, Setup[]> Known = new();

    private static readonly string[] ConfiguringTypes = ["IPostConfigureOptions", "IConfigureNamedOptions", "IConfigureOptions"];

    /// <summary>Whether other code sets one of the settings to something but <see langword="false"/> on options of the kind and scheme that the node sets up.</summary>
    public static bool Repairs(SyntaxNode node, ImmutableArray<string> settings, Compilation compilation, CancellationToken cancellation) =>
        SetupAround(node) is { } setup
        && SetupsIn(compilation, cancellation).Any(other => other.IsFor(setup) && !(other.Code.SyntaxTree == node.SyntaxTree && other.Code.Span.Contains(node.Span)) && Sets(other.Code, settings));

    // Every finding asks the same of every file. Made in one piece before it is kept, so that nobody finds the half of one that was cancelled.
    private static Setup[] SetupsIn(Compilation compilation, CancellationToken cancellation)
    {
        if (Known.TryGetValue(compilation, out var known))
            return known;
        var setups = compilation.SyntaxTrees.Where(tree => tree.GetText(cancellation).ToString().IndexOf("Configure", StringComparison.Ordinal) >= 0)
            .SelectMany(tree => SetupsIn(tree.GetRoot(cancellation))).ToArray();
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

    private static bool Sets(SyntaxNode code, ImmutableArray<string> settings) => code.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
        NameUses.LastNameOf(assignment.Left) is { } name && settings.Contains(name) && !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression));

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

        public bool IsFor(Setup other) => Options == other.Options && (Scheme is null || other.Scheme is null || Scheme == other.Scheme);
    }
}

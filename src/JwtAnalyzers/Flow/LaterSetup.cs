using System.Collections.Immutable;
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
    private static readonly string[] ConfiguringTypes = ["IPostConfigureOptions", "IConfigureNamedOptions", "IConfigureOptions"];

    /// <summary>Whether other code sets one of the settings to something but <see langword="false"/> on options of the kind and scheme that the node sets up.</summary>
    public static bool Repairs(SyntaxNode node, ImmutableArray<string> settings, Compilation compilation, CancellationToken cancellation) =>
        SetupAround(node) is { } setup
        && compilation.SyntaxTrees.Any(tree => MayConfigure(tree, setup.Options, cancellation)
            && SetupsIn(tree.GetRoot(cancellation)).Any(other => other.IsFor(setup) && !other.Code.Span.Contains(node.Span) && Sets(other.Code, settings)));

    private static bool MayConfigure(SyntaxTree tree, string options, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return text.IndexOf("Configure", StringComparison.Ordinal) >= 0 && text.IndexOf(options, StringComparison.Ordinal) >= 0;
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
                    yield return new Setup(LastName(options), Scheme: null, IsAdded: false, type);
                    break;
            }
        }
    }

    private static bool Sets(SyntaxNode code, ImmutableArray<string> settings) => code.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
        settings.Contains(LastName(assignment.Left)) && !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression));

    private static string LastName(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => "",
    };

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
                    new Setup(LastName(options), scheme, IsAdded: false, code),
                _ => null,
            };
        }

        public bool IsFor(Setup other) => Options == other.Options && (Scheme is null || other.Scheme is null || Scheme == other.Scheme);
    }
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// Which callers get to code: what the attributes of the endpoint say that it belongs to, the calls that map it, and conventions. Made for
/// one question, which is asked of code that is about to be blamed.
/// </summary>
internal sealed class EndpointAdmission(Compilation compilation, CancellationToken cancellation)
{
    private static readonly string[] CallsThatMapControllers =
        ["MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute", "MapDynamicControllerRoute"];

    // What runs before routing has found an endpoint, or beside it.
    private static readonly string[] CallsOfMiddleware = ["Use", "UseWhen", "Run", "MapWhen"];

    private readonly MemberReader _members = new(compilation);
    private readonly EndpointChain _chain = new(compilation, new MemberReader(compilation), cancellation);
    private readonly AuthorizationConventions _conventions = new(compilation, cancellation);

    /// <summary>Which callers get to code; null where it is no endpoint's, as far as is seen.</summary>
    public Admission? Of(SyntaxNode code)
    {
        foreach (var node in code.AncestorsAndSelf())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax function
                    when TakerOf(function) is { } call && NameUses.LastNameOf(call.Expression) is { } name:
                    if (CallsOfMiddleware.Contains(name))
                        return Admission.Unsaid;
                    if (MapsEndpoint(name, call))
                        return OfFunction(function) | _chain.Of(call) | Fallback();
                    break;
                case LocalFunctionStatementSyntax local when OfMapped(local.Identifier.ValueText) is { } admission:
                    return admission;
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax:
                    return _members.MemberAround(code, cancellation) is { } member ? OfMember(member, node) : null;
            }
        }

        return null;
    }

    private Admission? OfMember(ISymbol member, SyntaxNode declaration)
    {
        // Of a method that is mapped by its name the attributes of the type do not count (measured on ASP.NET Core 10).
        if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } mapped && OfMapped(mapped.Name) is { } admission)
            return admission;
        var type = member.ContainingType;
        var said = AuthorizationAttributes.Of(type) | (member is IMethodSymbol method ? AuthorizationAttributes.Of(method) : 0);
        if (IsKind(type, "ControllerBase") || IsKind(type, "ApiController") || IsKind(type, "Controller"))
        {
            return said | Fallback() | (_conventions.HasFilter() ? Admission.Authorized : 0)
                | _chain.OfAll(CallsThatMapControllers.SelectMany(name => NameUses.CallsIn(compilation, name, cancellation)));
        }

        if (IsKind(type, "PageModel") || IsKind(type, "PageBase"))
        {
            return said | Fallback() | (_conventions.HasFilter() ? Admission.Authorized : 0)
                | _conventions.OfPage(declaration.SyntaxTree.FilePath)
                | _chain.OfAll(NameUses.CallsIn(compilation, "MapRazorPages", cancellation));
        }

        var calls = CallsWith(type).ToList();
        var isEndpoint = calls.Count > 0 || IsKind(type, "Hub");
        said |= _chain.OfAll(calls) | (isEndpoint ? Fallback() : 0) | OfFilter(type);
        return isEndpoint || said is not Admission.Unsaid ? said : null;
    }

    /// <summary>The calls that are given a type to map, or to put before an endpoint: <c>MapHub&lt;Chat&gt;("/chat")</c>.</summary>
    private IEnumerable<InvocationExpressionSyntax> CallsWith(INamedTypeSymbol type) =>
        NameUses.In(compilation, type.Name, cancellation)
            .Select(use => (use.Parent as TypeArgumentListSyntax)?.Parent as GenericNameSyntax)
            .Where(generic => generic?.Identifier.ValueText is { } name && (EndpointChain.IsMapping(name) || name == "AddEndpointFilter"))
            .Select(generic => NameUses.CallOf(generic!))
            .OfType<InvocationExpressionSyntax>();

    /// <summary>A filter that is an attribute runs where it stands: after what the endpoint there asks for.</summary>
    private Admission OfFilter(INamedTypeSymbol type)
    {
        const string Suffix = "Attribute";
        if (!IsKind(type, Suffix) || !type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            return Admission.Unsaid;
        var places = NameUses.In(compilation, type.Name.Substring(0, type.Name.Length - Suffix.Length), cancellation)
            .Concat(NameUses.In(compilation, type.Name, cancellation))
            .Select(use => (use.Parent as AttributeSyntax)?.FirstAncestorOrSelf<MemberDeclarationSyntax>())
            .OfType<MemberDeclarationSyntax>().ToList();
        return places.Count > 0 && places.All(IsAuthorizedPlace) ? Admission.Authorized : Admission.Unsaid;
    }

    // A controller's filter stands before all of its actions: each must be authorized.
    private bool IsAuthorizedPlace(MemberDeclarationSyntax place) =>
        place is TypeDeclarationSyntax type
            ? type.Members.OfType<MethodDeclarationSyntax>().ToList() is { Count: > 0 } methods && methods.All(IsAuthorizedEndpoint)
            : IsAuthorizedEndpoint(place);

    private bool IsAuthorizedEndpoint(MemberDeclarationSyntax place) =>
        _members.MemberAround(place.DescendantNodes().FirstOrDefault() ?? place, cancellation) is { ContainingType: { } type } member
        && !IsKind(type, "Attribute") && OfMember(member, place) is Admission.Authorized;

    /// <summary>What is said of a method that is mapped by its name: <c>app.MapGet("/", Read)</c>; null where it is not.</summary>
    private Admission? OfMapped(string name)
    {
        var uses = NameUses.In(compilation, name, cancellation)
            .Select(use => (Use: use, Call: CallThatMaps(use)))
            .Where(use => use.Call is not null).ToList();
        if (uses.Count == 0)
            return null;
        var attributes = _members.SymbolOf(uses[0].Use, cancellation) is IMethodSymbol method
            ? AuthorizationAttributes.Of(method)
            : Admission.Unsaid;
        return attributes | _chain.OfAll(uses.Select(use => use.Call!)) | Fallback();
    }

    private InvocationExpressionSyntax? CallThatMaps(SimpleNameSyntax use)
    {
        var whole = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
        return whole.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && NameUses.LastNameOf(call.Expression) is { } name && MapsEndpoint(name, call)
                ? call
                : null;
    }

    private Admission OfFunction(AnonymousFunctionExpressionSyntax function) =>
        _members.SymbolOf(function, cancellation) is IMethodSymbol symbol ? AuthorizationAttributes.Of(symbol) : Admission.Unsaid;

    private Admission Fallback() => _conventions.HasFallback() ? Admission.Authorized : Admission.Unsaid;

    // Map("/x", branch => …) makes a branch of middleware where the lambda is given a builder, and an endpoint else.
    private bool MapsEndpoint(string name, InvocationExpressionSyntax call) =>
        (EndpointChain.IsMapping(name) || name == "AddEndpointFilter")
        && !(name == "Map" && _members.SymbolOf(call, cancellation) is IMethodSymbol map
            && map.ContainingType.Name == "MapExtensions");

    private static InvocationExpressionSyntax? TakerOf(AnonymousFunctionExpressionSyntax function)
    {
        SyntaxNode argument = function;
        while (argument.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            argument = argument.Parent;
        return (argument.Parent as ArgumentSyntax)?.Parent?.Parent as InvocationExpressionSyntax;
    }

    private static bool IsKind(ITypeSymbol type, string name) => type.Lineage().Any(each => each.Name == name);
}

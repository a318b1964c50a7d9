using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// What is said once of many endpoints: the policy of those that say nothing themselves, a filter of all controllers and pages, a
/// convention of a folder of pages.
/// </summary>
internal sealed class AuthorizationConventions(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>Whether endpoints that say nothing are authorized: <c>options.FallbackPolicy = options.DefaultPolicy</c>.</summary>
    public bool HasFallback() =>
        Uses("FallbackPolicy").Any(use => Assigned(use) is { } policy && RefusesAnyone(policy))
        || NameUses.CallsIn(compilation, "SetFallbackPolicy", cancellation)
            .Any(call => call.ArgumentList.Arguments is [var policy, ..] && RefusesAnyone(policy.Expression));

    /// <summary>Whether a filter stands before all controllers and pages: <c>options.Filters.Add(new AuthorizeFilter())</c>.</summary>
    public bool HasFilter() =>
        Uses("AuthorizeFilter").Concat(Uses("AuthorizeAttribute")).Any(use => use.Ancestors().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is MemberAccessExpressionSyntax { Expression: var filters, Name.Identifier.ValueText: var name }
                && name.StartsWith("Add", StringComparison.Ordinal) && NameUses.LastNameOf(filters) == "Filters"));

    /// <summary>What conventions say of the Razor page in a file: <c>options.Conventions.AuthorizeFolder("/Account")</c>.</summary>
    public Admission OfPage(string filePath)
    {
        const string Pages = "/Pages/";
        var path = filePath.Replace('\\', '/');
        var at = path.LastIndexOf(Pages, StringComparison.Ordinal);
        var end = path.IndexOf('.', at < 0 ? 0 : at);
        var page = at < 0 || end < 0 ? "/" : path.Substring(at + Pages.Length - 1, end - at - Pages.Length + 1);
        return (Names(page, "Authorize") ? Admission.Authorized : 0) | (Names(page, "AllowAnonymousTo") ? Admission.Anonymous : 0);
    }

    private bool Names(string page, string verb) =>
        PathsOf(verb + "Folder").Concat(PathsOf(verb + "AreaFolder"))
            .Any(folder => page.StartsWith(folder.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase))
        || PathsOf(verb + "Page").Concat(PathsOf(verb + "AreaPage"))
            .Any(known => string.Equals(page, known, StringComparison.OrdinalIgnoreCase));

    // Of an area the name comes first, and the path after it.
    private IEnumerable<string> PathsOf(string convention) =>
        NameUses.CallsIn(compilation, convention, cancellation)
            .Select(call => call.ArgumentList.Arguments.Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value)
                .OfType<string>().FirstOrDefault(path => path.StartsWith("/", StringComparison.Ordinal)))
            .OfType<string>();

    private IReadOnlyList<SimpleNameSyntax> Uses(string name) => NameUses.In(compilation, name, cancellation);

    private static ExpressionSyntax? Assigned(SimpleNameSyntax use)
    {
        var target = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment.Right : null;
    }

    // A policy of assertions alone may let everybody in; what other code made is taken at its word.
    private static bool RefusesAnyone(ExpressionSyntax policy) =>
        !policy.IsKind(SyntaxKind.NullLiteralExpression) && !policy.IsKind(SyntaxKind.DefaultLiteralExpression)
        && policy is not PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
        && policy.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Select(call => NameUses.LastNameOf(call.Expression)).ToList() is var calls
        && (!calls.Contains("RequireAssertion")
            || calls.Any(call => call is "RequireAuthenticatedUser" or "RequireClaim" or "RequireRole" or "RequireUserName"));
}

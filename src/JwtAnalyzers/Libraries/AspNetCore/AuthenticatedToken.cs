using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// Which of the tokens of a request the scheme validates: that of the <c>Authorization</c> header, unless code tells it to take another. A
/// second one beside it, in the body or in a header of its own, is whatever the caller wrote.
/// </summary>
internal static class AuthenticatedToken
{
    private const string Header = "Authorization";

    /// <summary>The names one of which stands where a scheme is told which token to validate, or looks for one itself.</summary>
    private static readonly string[] Slots = ["OnMessageReceived", "MessageReceived", "MessageReceivedContext", "AuthenticationHandler"];

    /// <summary>How a middleware writes a cookie's token into the header, where the scheme finds it.</summary>
    private static readonly string[] Rewrites =
    [
        "Request.Headers.Append(\"Authorization\"", "Request.Headers.Add(\"Authorization\"", "Request.Headers.TryAdd(\"Authorization\"",
        "Request.Headers[\"Authorization\"] =", "Request.Headers.Authorization =", "Request.Headers[HeaderNames.Authorization] ="
    ];

    /// <summary>Whether code runs in the event that follows the handler's own validation.</summary>
    public static bool IsHandedTo(SyntaxNode code) => code.Ancestors().Any(node => node switch
    {
        AssignmentExpressionSyntax { Left: var target } => NameUses.LastNameOf(target) == "OnTokenValidated",
        BaseMethodDeclarationSyntax method =>
            method.ParameterList.Parameters.Any(
                parameter => parameter.Type is NameSyntax type && NameUses.LastNameOf(type) == "TokenValidatedContext"),
        _ => false,
    });

    /// <summary>
    /// Whether the statement that reads the headers names the one of the token; where they are only kept in a variable, the member.
    /// </summary>
    public static bool IsNamedAround(SyntaxNode headers)
    {
        SyntaxNode? around = headers.Parent is EqualsValueClauseSyntax
            ? headers.FirstAncestorOrSelf<MemberDeclarationSyntax>()
            : headers.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode?)headers.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return around?.ToString().IndexOf(Header, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>
    /// Whether this compilation has a scheme validate the token that a part of the request has: a cookie, the query. Where no scheme is in
    /// sight, it may be any but a form's.
    /// </summary>
    /// <param name="property">The part's name.</param>
    /// <param name="part">Where the code reads it.</param>
    /// <param name="compilation">Where a scheme is told so.</param>
    /// <param name="cancellation">Ends it.</param>
    public static bool IsTakenFrom(string property, IOperation part, Compilation compilation, CancellationToken cancellation)
    {
        if (property != "Form" && NameUses.In(compilation, "AddAuthentication", cancellation).Count == 0)
            return true;
        var key = KeyOf(part.Parent);
        return Slots.SelectMany(slot => NameUses.In(compilation, slot, cancellation))
            .Select(use => use.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString())
            .OfType<string>()
            .Any(code => Reads(code, property, key))
            || CompilationText.Is(compilation, "writes the header from " + property + key,
                file => Rewrites.Any(file.Contains) && Reads(file, property, key), cancellation);
    }

    // A name that the code gets from elsewhere may be any.
    private static bool Reads(string code, string property, string? key) =>
        code.Contains(property)
        && (key is null || code.Contains("\"" + key + "\"")
            || !code.Contains(property + "[\"") && !code.Contains(property + ".TryGetValue(\""));

    private static string? KeyOf(IOperation? read) => read switch
    {
        IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] } => key,
        IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }, ..] } => key,
        _ => null,
    };
}

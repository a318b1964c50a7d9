using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Policies.Mitigations;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// What stands around code that reads a token and makes it harmless: the token is validated in the same member, by its callers, or by
/// the authentication before it. Read from names where a body can't be, and only for code that is about to be blamed.
/// </summary>
internal static class TokenGuard
{
    // Methods of one name have the same callers, as far as names tell: interfaces have many implementations.
    private static readonly RememberedAnswers<Compilation, bool> CallersThatCheck = new();
    private static readonly RememberedAnswers<Compilation, bool> CallersThatLog = new();

    /// <summary>What stands at the door: controllers, filters, handlers.</summary>
    private static readonly string[] Admitting = ["ControllerBase", "ApiController", "Attribute", "AuthenticationHandler", "IMiddleware",
        "IAuthorizationFilter", "IAsyncAuthorizationFilter", "IActionFilter", "IAsyncActionFilter", "IEndpointFilter",
        "IAuthorizationHandler", "PageModel", "Hub"];

    private static readonly string[] ClientTypes = ["AuthenticationStateProvider", "ComponentBase", "DelegatingHandler",
        "HttpMessageHandler"];

    /// <summary>
    /// Whether every known caller checks the token itself, or serves only authenticated callers and hands on the token that they were
    /// authenticated by. Found by name, since callers may call an interface.
    /// </summary>
    /// <param name="context">The member that is called.</param>
    /// <param name="given">The parameter that the token comes by, if it does.</param>
    /// <param name="isAuthenticated">Whether what the member itself takes from the request is that token.</param>
    public static bool CallersCheck(PatternContext context, IParameterSymbol? given = null, bool isAuthenticated = true)
    {
        if (context.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;
        return CallersThatCheck.Of(context.Compilation, $"{method.Name} {given?.Ordinal} {isAuthenticated}", () =>
        {
            var calls = Calls(method.Name, context).ToList();
            return calls.Count > 0 && calls.All(call =>
                TokenCheck.StandsIn(MemberOf(call), context)
                    || isAuthenticated && IsAuthorized(call, context) && !HandsOnAnother(call, given, context));
        });
    }

    /// <summary>
    /// Whether a call gives a method another token than the one that the authentication has validated: that of a body, or of the query.
    /// </summary>
    private static bool HandsOnAnother(InvocationExpressionSyntax call, IParameterSymbol? given, PatternContext context)
    {
        var members = new MemberReader(context.Compilation);
        if (given is null || members.MemberAround(call, context.Cancellation) is not { } caller
            || members.Code(caller, context.Cancellation) is not { } code)
            return false;
        var bodies = new CodeBodies(caller, ImmutableArray.Create(code), members, context.Cancellation);
        var (parts, parameter) = bodies.Acts.OfType<IInvocationOperation>().FirstOrDefault(act => act.Syntax == call)?.Arguments
            .FirstOrDefault(argument => argument.Parameter?.Ordinal == given.Ordinal)?.Value is { } token
                ? new TokenFlow(bodies, context.Tokens, context.Libraries).SendersOf(token)
                : ([], null);
        return parts.Concat(parameter is null ? [] : [parameter])
            .Any(part => !context.Tokens.IsAuthenticated(part, context.Compilation, context.Cancellation));
    }

    /// <summary>Whether every caller is seen, and gives a text that it got from no caller of its own: from an issuer, or a file.</summary>
    private static bool CallersGiveTheirOwn(IParameterSymbol given, PatternContext context)
    {
        var calls = context.Bodies.GivenByCallers(given).ToList();
        return calls.Count > 0 && calls.All(call =>
            new TokenFlow(call.Caller, context.Tokens, context.Libraries).SendersOf(call.Value) is { Parts.Count: 0, Parameter: null });
    }

    /// <summary>Whether a caller, found by name, writes a log.</summary>
    public static bool CallersLog(PatternContext context) => context.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
        && CallersThatLog.Of(context.Compilation, method.Name, () => Calls(method.Name, context).Select(MemberOf)
            .Any(caller => caller.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Any(call => NameUses.LastNameOf(call.Expression) is { } name && Logging.IsLog(name))));

    /// <summary>
    /// Whether a token that is read is none that an attacker could have written, or is checked around the code that reads it. The
    /// argument of a method counts in a server only, since a client may well read its own token.
    /// </summary>
    /// <param name="read">Where it is read.</param>
    /// <param name="flow">Where tokens come from, in the member.</param>
    /// <param name="context">The member.</param>
    /// <param name="needsCaller">Whether an argument counts only where a framework passes it on from the caller: to an endpoint.</param>
    public static bool Spares(IOperation read, TokenFlow flow, PatternContext context, bool needsCaller = false)
    {
        if (TokenFlow.TextOf(read) is not { } text)
            return true;
        var (parts, parameter) = flow.SendersOf(text);
        var isAuthenticated = parts.All(part => context.Tokens.IsAuthenticated(part, context.Compilation, context.Cancellation));
        var isFromOthers = parts.Count > 0 && !(isAuthenticated && IsBehindAuthentication(read, context))
            || parameter is not null && context.Tokens.IsServer && !IsOnClient(context.Owner)
                && !(needsCaller && context.Tokens.AdmissionTo(read.Syntax, context.Compilation, context.Cancellation) is null)
                && !(context.Tokens.IsAuthenticated(parameter, context.Compilation, context.Cancellation)
                    && IsBehindAuthentication(read, context));
        return !isFromOthers || CallersCheck(context, parameter?.Parameter, isAuthenticated)
            || parts.Count == 0 && parameter is not null && CallersGiveTheirOwn(parameter.Parameter, context)
            || isAuthenticated && UpstreamCheck.StandsBefore(read.Syntax, context)
            || RefreshExchange.Contains(read.Syntax, context.Compilation, context.Cancellation);
    }

    /// <summary>
    /// Whether the authentication has validated the request's token before the code runs: the endpoint lets only such callers in.
    /// </summary>
    private static bool IsBehindAuthentication(IOperation read, PatternContext context) =>
        context.Tokens.AdmissionTo(read.Syntax, context.Compilation, context.Cancellation) is { } admission
            ? admission is Admission.Authorized
            : IsInService(read, context) && AuthenticatesBearers(context);

    /// <summary>
    /// Whether the code is one of those that endpoints call (<c>CurrentUser</c>), rather than one that lets requests in: it reads the
    /// header that the authentication has looked at, and behind which endpoint, the code does not tell.
    /// </summary>
    private static bool IsInService(IOperation read, PatternContext context) =>
        context.Owner is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.Constructor, ContainingType: var type,
        }
        && context.Owner.Name != "<Main>$"
        && !Admitting.Any(name => Derives(type, name) || type.AllInterfaces.Any(implemented => implemented.Name == name))
        && !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.Name == "RequestDelegate"))
        && !read.Syntax.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any()
        && read.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString().Contains("Authorization") is true;

    /// <summary>Whether the project has bearer tokens validated, and endpoints that ask for that.</summary>
    private static bool AuthenticatesBearers(PatternContext context) =>
        IsAnywhere(context, "AddJwtBearer", "AddMicrosoftIdentityWebApi")
        && IsAnywhere(context, "[Authorize", "RequireAuthorization", "FallbackPolicy", "AuthorizeAttribute", "AuthorizeFilter",
            "AuthorizeFolder");

    private static bool IsAnywhere(PatternContext context, params string[] texts) =>
        texts.Any(text => CompilationText.Says(context.Compilation, text, context.Cancellation));

    /// <summary>Whether the type runs with its own user's token: a component, a handler of outgoing requests.</summary>
    private static bool IsOnClient(ISymbol owner) => ClientTypes.Any(name => Derives(owner.ContainingType, name));

    private static bool Derives(INamedTypeSymbol? type, string name) => type.Lineage().Any(each => each.Name == name);

    private static bool IsAuthorized(InvocationExpressionSyntax call, PatternContext context) =>
        context.Tokens.AdmissionTo(call, context.Compilation, context.Cancellation) is Admission.Authorized;

    private static IEnumerable<InvocationExpressionSyntax> Calls(string name, PatternContext context)
    {
        foreach (var call in NameUses.CallsIn(context.Compilation, name, context.Cancellation))
        {
            Walk.Step(context.Cancellation);
            yield return call;
        }
    }

    private static SyntaxNode MemberOf(InvocationExpressionSyntax call) => call.Ancestors().FirstOrDefault(
        node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or GlobalStatementSyntax) ?? call;
}

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
    /// <summary>Names of calls that judge a token, a signature or another credential.</summary>
    private static readonly string[] Checks = ["Validat", "IsValid", "TokenValid", "ValidToken", "Verif", "CheckToken", "AuthenticateAsync",
        "Introspect", "CheckPassword", "PasswordSignIn", "FixedTimeEquals"];

    // Methods of one name have the same callers, as far as names tell: interfaces have many implementations.
    private static readonly RememberedAnswers<Compilation, bool> CallersThatCheck = new();
    private static readonly RememberedAnswers<Compilation, bool> CallersThatLog = new();

    private const string RequireAuthorization = "RequireAuthorization";

    /// <summary>What stands at the door: controllers, filters, handlers.</summary>
    private static readonly string[] Admitting = ["ControllerBase", "ApiController", "Attribute", "AuthenticationHandler", "IMiddleware",
        "IAuthorizationFilter", "IAsyncAuthorizationFilter", "IActionFilter", "IAsyncActionFilter", "IEndpointFilter",
        "IAuthorizationHandler"];

    private static readonly string[] ClientTypes = ["AuthenticationStateProvider", "ComponentBase", "DelegatingHandler",
        "HttpMessageHandler"];

    /// <summary>Whether the member validates a token or checks another credential, itself or in a method that it calls.</summary>
    public static bool ChecksToken(PatternContext context) => context.Bodies.Operations.Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => IsCheck(method, context),
        IPropertyReferenceOperation { Property.Name: var name } => name == "IsAuthenticated",
        // The address at which the issuer is asked about the token (RFC 7662).
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } =>
            text.IndexOf("introspect", StringComparison.OrdinalIgnoreCase) >= 0,
        _ => false,
    });

    /// <summary>Whether a call validates a token or another credential, or one that it makes does.</summary>
    public static bool IsCheck(IMethodSymbol method, PatternContext context) =>
        context.Libraries.IsValidation(method) || IsCheck(method.Name) || Declares(method, context);

    /// <summary>
    /// Whether every known caller checks the token itself, or serves only authenticated callers. Found by name, since callers may call an
    /// interface.
    /// </summary>
    public static bool CallersCheck(PatternContext context)
    {
        if (context.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;
        return CallersThatCheck.Of(context.Compilation, method.Name, () =>
        {
            var callers = Callers(method.Name, context).ToList();
            return callers.Count > 0 && callers.All(caller => NamesCheck(caller) || IsAuthorized(caller));
        });
    }

    /// <summary>Whether a caller, found by name, writes a log.</summary>
    public static bool CallersLog(PatternContext context) => context.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
        && CallersThatLog.Of(context.Compilation, method.Name, () => Callers(method.Name, context)
            .Any(caller => caller.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Any(call => NameUses.LastNameOf(call.Expression) is { } name && Logging.IsLog(name))));

    /// <summary>
    /// Whether a token that is read is none that an attacker could have written, or is checked around the code that reads it. The
    /// argument of a method counts in a server only, since a client may well read its own token.
    /// </summary>
    public static bool Spares(IOperation read, TokenFlow flow, PatternContext context)
    {
        if (TokenFlow.TextOf(read) is not { } text)
            return true;
        var (fromRequest, parameter) = flow.SendersOf(text);
        var isFromOthers = fromRequest && !IsBehindAuthentication(read, context)
            || parameter is not null && context.Tokens.IsServer && !IsOnClient(context.Owner)
                && !IsHeaderBehindAuthentication(parameter, read, context);
        return !isFromOthers || CallersCheck(context) || RefreshExchange.Contains(read.Syntax, context.Compilation, context.Cancellation);
    }

    /// <summary>
    /// Whether the authentication has validated the request's token before the code runs: <c>[Authorize]</c>,
    /// <c>RequireAuthorization()</c>, a fallback policy.
    /// </summary>
    private static bool IsBehindAuthentication(IOperation read, PatternContext context) =>
        IsAuthorized(read.Syntax)
        || IsAfterValidation(read.Syntax)
        || IsInService(read, context) && AuthenticatesBearers(context)
        || read.Syntax.Ancestors().OfType<InvocationExpressionSyntax>()
            .Any(call => NameUses.LastNameOf(call.Expression) == RequireAuthorization || IsOnAuthorizedGroup(call, context))
        || Derives(context.Owner.ContainingType, "ControllerBase")
            && CompilationText.Is(context.Compilation, "a fallback policy", HasFallback, context.Cancellation);

    /// <summary>The event that follows the handler's own validation.</summary>
    private static bool IsAfterValidation(SyntaxNode read) => read.Ancestors().Any(node => node switch
    {
        AssignmentExpressionSyntax { Left: var target } => NameUses.LastNameOf(target) == "OnTokenValidated",
        BaseMethodDeclarationSyntax method =>
            method.ParameterList.Parameters.Any(
                parameter => parameter.Type is NameSyntax type && NameUses.LastNameOf(type) == "TokenValidatedContext"),
        _ => false,
    });

    /// <summary>
    /// Whether the code is one of those that endpoints call (<c>CurrentUser</c>), rather than one that lets requests in: it reads the
    /// header that the authentication has looked at, and behind which endpoint, the code does not tell.
    /// </summary>
    private static bool IsInService(IOperation read, PatternContext context) =>
        context.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, ContainingType: var type }
        && context.Owner.Name != "<Main>$"
        && !Admitting.Any(name => Derives(type, name) || type.AllInterfaces.Any(implemented => implemented.Name == name))
        && !type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.Name == "RequestDelegate"))
        && !read.Syntax.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any()
        && read.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString() is { } text && text.Contains("Authorization")
        && !text.Contains("Request.Cookies") && !text.Contains("Request.Query");

    /// <summary>Whether the project has bearer tokens validated, and endpoints that ask for that.</summary>
    private static bool AuthenticatesBearers(PatternContext context) =>
        IsAnywhere(context, "AddJwtBearer", "AddMicrosoftIdentityWebApi")
        && IsAnywhere(context, "[Authorize", RequireAuthorization, "FallbackPolicy");

    private static bool IsAnywhere(PatternContext context, params string[] texts) =>
        texts.Any(text => CompilationText.Says(context.Compilation, text, context.Cancellation));

    /// <summary>A header that the action is given as an argument.</summary>
    private static bool IsHeaderBehindAuthentication(IParameterSymbol parameter, IOperation read, PatternContext context) =>
        (parameter.Name.IndexOf("authorization", StringComparison.OrdinalIgnoreCase) >= 0
            || parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FromHeaderAttribute"))
        && IsBehindAuthentication(read, context);

    /// <summary>Whether the type runs with its own user's token: a component, a handler of outgoing requests.</summary>
    private static bool IsOnClient(ISymbol owner) => ClientTypes.Any(name => Derives(owner.ContainingType, name));

    private static bool Derives(INamedTypeSymbol? type, string name) => type.Lineage().Any(each => each.Name == name);

    private static bool IsCheck(string name) => Checks.Any(name.Contains) && !name.Contains("WithoutValid");

    private static bool Declares(IMethodSymbol method, PatternContext context) => method.DeclaringSyntaxReferences
        .Any(reference => NamesCheck(reference.GetSyntax(context.Cancellation)));

    private static bool NamesCheck(SyntaxNode code) =>
        code.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => NameUses.LastNameOf(call.Expression) is { } name && IsCheck(name));

    private static IEnumerable<SyntaxNode> Callers(string name, PatternContext context)
    {
        foreach (var call in NameUses.CallsIn(context.Compilation, name, context.Cancellation))
        {
            Walk.Step(context.Cancellation);
            yield return call.Ancestors().FirstOrDefault(
                node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or GlobalStatementSyntax) ?? call;
        }
    }

    /// <summary>Whether an attribute on the method or its type lets only authenticated callers in.</summary>
    private static bool IsAuthorized(SyntaxNode code)
    {
        foreach (var declaration in code.AncestorsAndSelf().OfType<MemberDeclarationSyntax>())
        {
            var names = declaration.AttributeLists.SelectMany(list => list.Attributes)
                .Select(attribute => NameUses.LastNameOf(attribute.Name)).ToList();
            if (names.Contains("AllowAnonymous"))
                return false;
            if (names.Any(name => name?.StartsWith("Authorize", StringComparison.Ordinal) is true))
                return true;
        }

        return false;
    }

    /// <summary><c>var group = app.MapGroup("/x").RequireAuthorization(); group.MapGet(…)</c></summary>
    private static bool IsOnAuthorizedGroup(InvocationExpressionSyntax call, PatternContext context) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var group } }
        && context.Bodies.Operations.OfType<IVariableDeclaratorOperation>().Any(declarator =>
            declarator.Symbol.Name == group && declarator.Syntax.DescendantTokens().Any(token => token.ValueText == RequireAuthorization));

    private static bool HasFallback(string text) =>
        text.Contains("FallbackPolicy") || text.Contains("MapControllers().RequireAuthorization") || text.Contains("new AuthorizeFilter");
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>
/// Whether it is heard when a value is missing: an exception while the program starts is heard. One that is thrown for each request
/// is met by users in place of the owner, and one that a <c>catch</c> swallows turns every honest token away without a word.
/// </summary>
internal static class HeardAtStart
{
    /// <summary>
    /// How far callers are followed. In a file with more of them it is not known whether it is heard, and taken that it is not.
    /// </summary>
    private const int MaximumCallers = 200;

    private const string Mvc = "Microsoft.AspNetCore.Mvc.";

    /// <summary>What is made, or called, for each request: by the framework's own types.</summary>
    private static readonly string[] TypesOfRequests =
    [
        Mvc + "ControllerBase", Mvc + "RazorPages.PageModel", Mvc + "ViewComponent", Mvc + "Filters.IFilterMetadata",
        "Microsoft.AspNetCore.SignalR.Hub", "Microsoft.AspNetCore.Components.ComponentBase",
        "Microsoft.AspNetCore.Authentication.IAuthenticationHandler", "Microsoft.AspNetCore.Authorization.IAuthorizationHandler",
        "Microsoft.AspNetCore.Http.IMiddleware", "Microsoft.AspNetCore.Http.IEndpointFilter",
        "System.Web.Http.ApiController", "System.Web.Mvc.Controller", "System.Net.Http.DelegatingHandler", "System.Attribute",
        "Grpc.Core.Interceptors.Interceptor",
    ];

    /// <summary>How the names of methods begin that judge a token, in any library: the cheap test before a call is bound.</summary>
    private static readonly string[] NamesOfJudging = ["Validate", "Decode", "Verify"];

    /// <summary>Code that is handed one of these is called for a request or a token.</summary>
    private static readonly string[] PartsOfRequests =
    [
        "Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Http.HttpRequest", "System.Net.Http.HttpRequestMessage",
        "Microsoft.IdentityModel.Tokens.SecurityToken",
        "Grpc.Core.ServerCallContext", "System.Security.Claims.ClaimsPrincipal",
    ];

    /// <summary>Whether what is thrown at a place is heard when the program starts, as far as its file shows.</summary>
    public static bool Is(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        new Callers(model, cancellationToken).Hear(place);

    /// <summary>
    /// Whether what is thrown at a place gets out of the code around it, whenever that runs. That is enough where a program has two halves
    /// that have to fit, a key that signs and one that verifies: to take one out of the source and leave the other would lock all callers
    /// out.
    /// </summary>
    public static bool GetsOut(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        new Callers(model, cancellationToken).GetsOut(place);

    private sealed class Callers(SemanticModel model, CancellationToken cancellation)
    {
        private readonly HashSet<SyntaxNode> _asked = [];

        /// <summary>Whether a throw at a place is heard: it gets out of the function around it, and each caller of that hears it.</summary>
        public bool Hear(SyntaxNode place)
        {
            cancellation.ThrowIfCancellationRequested();
            return GetsOut(place) && FunctionAround(place) switch
            {
                null => true,
                AnonymousFunctionExpressionSyntax function => StartUpRead.RunsAtStart(function, model, cancellation),
                LocalFunctionStatementSyntax local => IsCalledAtStart(local, local.Identifier.ValueText, local.ParameterList),
                var member => IsHeardFrom((MemberDeclarationSyntax)member, place),
            };
        }

        public bool GetsOut(SyntaxNode place)
        {
            var function = FunctionAround(place);
            return !place.AncestorsAndSelf().TakeWhile(node => node != function).OfType<TryStatementSyntax>()
                .Any(attempt => attempt.Block.Span.Contains(place.Span) && attempt.Catches.Any(Swallows) && !RunsProgram(attempt));
        }

        private static SyntaxNode? FunctionAround(SyntaxNode place) =>
            place.AncestorsAndSelf()
                .FirstOrDefault(node =>
                    node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                        or MemberDeclarationSyntax and not GlobalStatementSyntax);

        private bool IsHeardFrom(MemberDeclarationSyntax member, SyntaxNode place)
        {
            if (member.Parent is TypeDeclarationSyntax type && IsOfRequests(model.GetDeclaredSymbol(type, cancellation)))
                return false;
            return member switch
            {
                // What is static is made at its first use, by the first that comes.
                FieldDeclarationSyntax { Declaration.Variables: var variables } field when field.Modifiers.Any(SyntaxKind.StaticKeyword) =>
                    variables.Where(variable => variable.Span.Contains(place.Span))
                        .All(variable => IsUsedAtStart(variable, variable.Identifier.ValueText)),
                PropertyDeclarationSyntax { Initializer: not null } property when property.Modifiers.Any(SyntaxKind.StaticKeyword) =>
                    IsUsedAtStart(property, property.Identifier.ValueText),
                MethodDeclarationSyntax method => IsCalledAtStart(method, method.Identifier.ValueText, method.ParameterList),
                PropertyDeclarationSyntax { Initializer: { } initializer } when initializer.Span.Contains(place.Span) => true,
                PropertyDeclarationSyntax property => IsCalledAtStart(property, property.Identifier.ValueText, null),
                _ => true,
            };
        }

        /// <summary>
        /// Whether a function runs while the program starts: it is not about one request or token, and no place of the file uses it where
        /// that would not be heard.
        /// </summary>
        private bool IsCalledAtStart(SyntaxNode function, string name, ParameterListSyntax? parameters)
        {
            if (!_asked.Add(function))
                return true; // it calls itself: the others say when
            if (_asked.Count > MaximumCallers || parameters?.Parameters.Any(IsOfRequest) is true || Judges(function))
                return false;
            if (function is MethodDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.OverrideKeyword)
                && IsOfEvents(function))
                return false;
            return model.GetDeclaredSymbol(function, cancellation) is { } symbol
                && UsesOf(symbol, name)
                    .All(use => (symbol is not IMethodSymbol || IsCall(use) || StartUpRead.IsAskedForAtStart(function, model, cancellation))
                        && Hear(use));
        }

        private bool IsUsedAtStart(SyntaxNode member, string name) =>
            !_asked.Add(member)
            || _asked.Count <= MaximumCallers && model.GetDeclaredSymbol(member, cancellation) is { } symbol
                && UsesOf(symbol, name).All(use => Hear(use) && !JudgesAround(use));

        // A method that is handed over is called by unknown code, and at an unknown time: Lazy, an endpoint.
        private static bool IsCall(SyntaxNode use)
        {
            var called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use;
            return called.Parent is InvocationExpressionSyntax call && call.Expression == called
                || use.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax around }
                    && around.Identifier.ValueText == "nameof";
        }

        private bool JudgesAround(SyntaxNode use) =>
            FunctionAround(use) is MethodDeclarationSyntax or LocalFunctionStatementSyntax && Judges(FunctionAround(use)!);

        private bool IsOfRequest(ParameterSyntax parameter) =>
            parameter.Type is { } written && model.GetTypeInfo(written, cancellation).Type is { } type
            && type.Lineage()
                .Any(each => PartsOfRequests.Any(each.HasFullName)
                    || each.Name.EndsWith("Context", StringComparison.Ordinal)
                        && each.IsInNamespace("Microsoft.AspNetCore.Authentication"));

        private bool IsOfEvents(SyntaxNode function) =>
            model.GetDeclaredSymbol(function, cancellation)?.ContainingType is { } type
            && type.Lineage()
                .Any(each => each.Name.EndsWith("Events", StringComparison.Ordinal)
                    && each.IsInNamespace("Microsoft.AspNetCore.Authentication"));

        /// <summary>Whether a function judges a token itself, so that it is called for each.</summary>
        private bool Judges(SyntaxNode function) => function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call =>
                NamesOfJudging.Any(name => NameUses.LastNameOf(call.Expression)?.StartsWith(name, StringComparison.Ordinal) is true)
                && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
                && Library.PolicyAdapters.Any(adapter => adapter.IsValidation(method)) && IsOfLibrary(method));

        // The name alone is said of many.
        private static bool IsOfLibrary(IMethodSymbol method) =>
            method.IsInNamespace("Microsoft.IdentityModel") || method.IsInNamespace("System.IdentityModel.Tokens")
            || method.IsInNamespace("JWT") || method.IsInNamespace("Jose");

        private IEnumerable<SyntaxNode> UsesOf(ISymbol symbol, string name) =>
            model.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(use => use.Identifier.ValueText == name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(use, cancellation).Symbol?.OriginalDefinition, symbol));

        /// <summary>Whether an exception may end here: what catches it does not always throw again.</summary>
        private bool Swallows(CatchClauseSyntax clause) =>
            (clause.Declaration is null || Catches(model.GetTypeInfo(clause.Declaration.Type, cancellation).Type))
            && (model.AnalyzeControlFlow(clause.Block) is not { Succeeded: true } flow || flow.EndPointIsReachable
                || !flow.ExitPoints.IsEmpty);

        private static bool Catches(ITypeSymbol? caught) =>
            caught is null or { TypeKind: TypeKind.Error } || caught.HasFullName("System.Exception")
            || caught.HasFullName("System.SystemException") || caught.HasFullName("System.InvalidOperationException");

        /// <summary>Whether the program is over where the attempt is: whatever is caught there, no request meets it.</summary>
        private static bool RunsProgram(TryStatementSyntax attempt) =>
            attempt.Block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .Any(node =>
            node is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "Run" or "RunAsync" or "RunConsoleAsync",
                    Expression: not IdentifierNameSyntax { Identifier.ValueText: "Task" },
                },
                ArgumentList.Arguments: [] or [{ Expression: not AnonymousFunctionExpressionSyntax }],
            });

        private static bool IsOfRequests(INamedTypeSymbol? type) =>
            type is not null
            && (type.Name.EndsWith("Controller", StringComparison.Ordinal)
                || type.Lineage().Concat(type.AllInterfaces).Any(each => TypesOfRequests.Any(each.HasFullName)));
    }
}

using System.Collections.Concurrent;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// Calls that judge a token, a signature or another credential. Read from names where a body can't be: what is unknown may well refuse.
/// </summary>
internal static class TokenCheck
{
    private static readonly string[] Names = ["Validat", "IsValid", "TokenValid", "ValidToken", "Verif", "CheckToken", "AuthenticateAsync",
        "Introspect", "CheckPassword", "PasswordSignIn", "FixedTimeEquals", "IsInRole", "AuthorizeAsync"];

    // What these validate is the program's configuration, a form, a model: no credential.
    private static readonly string[] OtherValidations = ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection",
        "System.ComponentModel.DataAnnotations", "FluentValidation", "Microsoft.AspNetCore.Antiforgery", "Microsoft.AspNetCore.Mvc",
        "System.Xml"];

    // A method is called in many places.
    private static readonly Remembered<Compilation, ConcurrentDictionary<IMethodSymbol, bool>> Known =
        new((_, _) => new ConcurrentDictionary<IMethodSymbol, bool>(SymbolEqualityComparer.Default));

    /// <summary>Whether an operation of a member checks a token or another credential.</summary>
    public static bool Is(IOperation operation, PatternContext context) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => Is(method, context),
        IPropertyReferenceOperation { Property.Name: var name } => name == "IsAuthenticated",
        // The address at which the issuer is asked about the token (RFC 7662).
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } =>
            text.IndexOf("introspect", StringComparison.OrdinalIgnoreCase) >= 0,
        _ => false,
    };

    /// <summary>Whether a call validates a token or another credential, or one that it makes does.</summary>
    public static bool Is(IMethodSymbol method, PatternContext context) =>
        context.Libraries.IsValidation(method)
        || IsNamed(method.Name) && Judges(method, context)
        || !method.DeclaringSyntaxReferences.IsEmpty && IsMadeBy(method.OriginalDefinition, context);

    private static bool IsMadeBy(IMethodSymbol method, PatternContext context)
    {
        var known = Known.Of(context.Compilation);
        return known.TryGetValue(method, out var answer)
            ? answer
            : known[method] = method.DeclaringSyntaxReferences
                .Any(reference => StandsIn(reference.GetSyntax(context.Cancellation), context));
    }

    /// <summary>Whether code calls one.</summary>
    public static bool StandsIn(SyntaxNode code, PatternContext context)
    {
        MemberReader? members = null;
        foreach (var call in code.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            Walk.Step(context.Cancellation);
            if (NameUses.LastNameOf(call.Expression) is { } name && IsNamed(name)
                && ((members ??= new MemberReader(context.Compilation)).SymbolOf(call, context.Cancellation) is not IMethodSymbol method
                    || Judges(method, context)))
                return true;
        }

        return false;
    }

    private static bool IsNamed(string name) => Names.Any(name.Contains) && !name.Contains("WithoutValid");

    private static bool Judges(IMethodSymbol method, PatternContext context) =>
        !OtherValidations.Any(method.IsInNamespace) && !PlainReader.Is(method, context);
}

using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies;

/// <summary>The code of a callback that sets options up, read by its names.</summary>
internal static class CallbackCode
{
    /// <summary>Whether a callback hands its options to other code, which may set them.</summary>
    public static bool HandsOn(AnonymousFunctionExpressionSyntax callback) =>
        callback.DescendantNodes()
            .OfType<ArgumentSyntax>()
            .Any(argument =>
                argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
                    && IsPartOfOptions(argument.Expression, callback));

    /// <summary>
    /// The names of the methods that are called on the options, or on what such a call gives; not behind one of
    /// <paramref name="turns"/>, which go on with another object.
    /// </summary>
    public static IEnumerable<string> CalledOnOptions(AnonymousFunctionExpressionSyntax callback, Func<string, bool> turns)
    {
        foreach (var call in callback.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
            while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax inner }
                && !turns(inner.Name.Identifier.ValueText))
                receiver = inner.Expression;
            if (receiver is not null && IsPartOfOptions(receiver, callback))
                yield return NameUses.LastNameOf(call.Expression) ?? "";
        }
    }

    private static bool IsPartOfOptions(ExpressionSyntax expression, AnonymousFunctionExpressionSyntax callback)
    {
        while (expression is MemberAccessExpressionSyntax access)
            expression = access.Expression;
        return ParametersOf(callback).Contains(NameUses.LastNameOf(expression) ?? "");
    }

    private static IEnumerable<string> ParametersOf(AnonymousFunctionExpressionSyntax callback) => callback switch
    {
        SimpleLambdaExpressionSyntax lambda => [lambda.Parameter.Identifier.ValueText],
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText),
        AnonymousMethodExpressionSyntax { ParameterList: { } parameters } =>
            parameters.Parameters.Select(parameter => parameter.Identifier.ValueText),
        _ => [],
    };
}

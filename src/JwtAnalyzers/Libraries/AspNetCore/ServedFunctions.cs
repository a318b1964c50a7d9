using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>The lambdas that ASP.NET Core runs for requests, by the calls that they are given to.</summary>
internal static class ServedFunctions
{
    private static readonly string[] CallsOfPipeline = ["Use", "UseWhen", "Run", "MapWhen", "AddEndpointFilter"];

    public static Serving Of(IAnonymousFunctionOperation function) => TakerOf(function) is { } taker
        && (taker.IsInNamespace("Microsoft.AspNetCore.Builder") || taker.IsInNamespace("Microsoft.AspNetCore.Http"))
            ? CallsOfPipeline.Contains(taker.Name) ? Serving.Pipeline : Maps(taker) ? Serving.Endpoint : Serving.No
            : Serving.No;

    /// <summary>
    /// A parameter of a minimal API's handler: <c>app.MapGet("/", (string token) => …)</c>. Services come by type, texts from the
    /// request.
    /// </summary>
    public static bool HandsText(IParameterSymbol parameter, IOperation reference)
    {
        if (parameter.Type.SpecialType is not SpecialType.System_String)
            return false;
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function
                && SymbolEqualityComparer.Default.Equals(function.Symbol, parameter.ContainingSymbol))
                return TakerOf(function) is { } map && Maps(map) && map.IsInNamespace("Microsoft.AspNetCore.Builder");
        }

        return false;
    }

    private static bool Maps(IMethodSymbol method) => method.Name.StartsWith("Map", StringComparison.Ordinal);

    /// <summary>The method that a lambda is given to, as the delegate type that fits it or as any.</summary>
    private static IMethodSymbol? TakerOf(IOperation function)
    {
        var current = function.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
            current = current.Parent;
        return (current as IInvocationOperation)?.TargetMethod;
    }
}

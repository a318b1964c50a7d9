using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// The checks of tokens and other credentials in one member, or in what it calls. Looked for when something is to be blamed.
/// </summary>
internal sealed class ChecksHere(PatternContext context)
{
    private readonly TextGates _gates = new(context);
    private Places? _checks;

    private Places Checks =>
        _checks ??= PlacesOf(context.Bodies.Operations.Where(operation => TokenCheck.Is(operation, context)));

    public bool Any => Checks.IsOutside || Checks.Endpoints.Count > 0;

    /// <summary>
    /// Whether one of them may have judged the token that is read. What another endpoint asks, in the same program, is of another token.
    /// </summary>
    public bool MayClear(IOperation read) => IsAround(read, Checks) || IsAround(read, PlacesOf(_gates.Of(read)));

    /// <summary>Whether what is done with the claims is told the text as well, and can judge it.</summary>
    public bool IsToldText(IOperation act, IOperation read) => _gates.IsToldText(act, read);

    private bool IsAround(IOperation read, Places checks) =>
        checks.IsOutside
        || checks.Endpoints.Count > 0 && (EndpointAround(read) is not { } endpoint || checks.Endpoints.Contains(endpoint));

    private Places PlacesOf(IEnumerable<IOperation> checks)
    {
        var endpoints = new HashSet<IOperation>();
        var isOutside = false;
        foreach (var check in checks)
        {
            if (EndpointAround(check) is { } endpoint)
                endpoints.Add(endpoint);
            else
                isOutside = true;
        }

        return new Places(isOutside, endpoints);
    }

    private IOperation? EndpointAround(IOperation operation)
    {
        IOperation? endpoint = null;
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && context.Tokens.ServesBy(function) is Serving.Endpoint)
                endpoint = function;
        }

        return endpoint;
    }

    /// <summary>Where checks stand: outside of all endpoints' lambdas, and in which of these.</summary>
    private sealed record Places(bool IsOutside, HashSet<IOperation> Endpoints);
}

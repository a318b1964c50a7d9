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
    private List<IOperation>? _checks;

    private List<IOperation> Checks =>
        _checks ??= context.Bodies.Operations.Where(operation => TokenCheck.Is(operation, context)).ToList();

    public bool Any => Checks.Count > 0;

    /// <summary>
    /// Whether one of them may have judged the token that is read. What another endpoint asks, in the same program, is of another token.
    /// </summary>
    public bool MayClear(IOperation read) => IsAround(read, Checks) || IsAround(read, _gates.Of(read));

    /// <summary>Whether what is done with the claims is told the text as well, and can judge it.</summary>
    public bool IsToldText(IOperation act, IOperation read) => _gates.IsToldText(act, read);

    private bool IsAround(IOperation read, IReadOnlyList<IOperation> checks) =>
        checks.Count > 0 && (EndpointAround(read) is not { } endpoint
            || checks.Any(check => EndpointAround(check) is not { } other || other == endpoint));

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
}

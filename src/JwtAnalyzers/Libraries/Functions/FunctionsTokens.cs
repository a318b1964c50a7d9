using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Functions;

/// <summary>Azure Functions in a worker of their own: tokens come in with the trigger's request.</summary>
internal sealed class FunctionsTokens : TokenAdapter
{
    private const string Request = "Microsoft.Azure.Functions.Worker.Http.HttpRequestData";

    public override ImmutableArray<string> ServerTypes { get; } = ImmutableArray.Create(Request);

    public override TokenOrigin OriginOf(IOperation operation) => operation switch
    {
        // The host's authentication writes these headers itself, and takes away those that a caller sends.
        IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }, ..] } when IsOfHost(name) =>
            TokenOrigin.Trusted,
        IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }] } when IsOfHost(name) =>
            TokenOrigin.Trusted,
        IPropertyReferenceOperation { Property: { Name: "Headers" or "Cookies" or "Query" or "Url" or "Body", ContainingType: var type } }
            when type.HasFullName(Request) => TokenOrigin.Request,
        _ => TokenOrigin.Unknown,
    };

    public override bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) =>
        part is IPropertyReferenceOperation { Property.Name: "Headers" } && OriginOf(part) is TokenOrigin.Request;

    private static bool IsOfHost(string header) => header.StartsWith("X-MS-", StringComparison.OrdinalIgnoreCase);

    public override bool IsQuery(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Query", ContainingType: var type } } && type.HasFullName(Request);

    public override bool IsRequestState(IOperation items) =>
        items is IPropertyReferenceOperation { Property: { Name: "Items", ContainingType: var type } }
            && type.HasFullName("Microsoft.Azure.Functions.Worker.FunctionContext");

    public override bool IsResponse(ITypeSymbol type) => type.HasFullName("Microsoft.Azure.Functions.Worker.Http.HttpResponseData");
}

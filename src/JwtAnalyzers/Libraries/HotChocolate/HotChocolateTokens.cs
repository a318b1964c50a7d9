using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.HotChocolate;

/// <summary>HotChocolate's GraphQL server: over a socket, the token comes in the payload that opens the connection.</summary>
internal sealed class HotChocolateTokens : TokenAdapter
{
    public override TokenOrigin OriginOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Payload" } property } when property.IsInNamespace("HotChocolate.AspNetCore") =>
            TokenOrigin.Request,
        IInvocationOperation { TargetMethod: { Name: "As" } method } when IsPayload(method.ContainingType) => TokenOrigin.Request,
        _ => TokenOrigin.Unknown,
    };

    private static bool IsPayload(ITypeSymbol type) =>
        type.Name is "IOperationMessagePayload" && type.IsInNamespace("HotChocolate.AspNetCore");
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Lambda;

/// <summary>AWS Lambda behind an API gateway: tokens come in with the event.</summary>
internal sealed class LambdaTokens : TokenAdapter
{
    private const string Events = "Amazon.Lambda.APIGatewayEvents";

    private static readonly string[] Parts = ["Headers", "MultiValueHeaders", "QueryStringParameters", "MultiValueQueryStringParameters",
        "Cookies", "Body", "AuthorizationToken", "IdentitySource"];

    public override ImmutableArray<string> ServerTypes { get; } = ImmutableArray.Create(Events + ".APIGatewayProxyRequest");

    public override TokenOrigin OriginOf(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: var name } property } && Parts.Contains(name)
            && property.IsInNamespace(Events) && property.ContainingType.Name.EndsWith("Request", StringComparison.Ordinal)
            ? TokenOrigin.Request
            : TokenOrigin.Unknown;

    // An authorizer's answer is a decision, not an answer to the caller.
    public override bool IsResponse(ITypeSymbol type) =>
        type.IsInNamespace(Events) && type.Name.EndsWith("ProxyResponse", StringComparison.Ordinal);

    // The gateway has asked its authorizer before, where code takes the authorizer's word elsewhere.
    public override bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) =>
        OriginOf(part) is TokenOrigin.Request;

    public override Admission? AdmissionTo(SyntaxNode code, Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Says(compilation, ".Authorizer", cancellation) ? Admission.Authorized : null;
}

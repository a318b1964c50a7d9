using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Grpc;

/// <summary>gRPC's server side: tokens come in with a call's metadata.</summary>
internal sealed class GrpcTokens : TokenAdapter
{
    private const string Call = "Grpc.Core.ServerCallContext";

    public override TokenOrigin OriginOf(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "RequestHeaders", ContainingType: var type } }
            && type.HasFullName(Call)
            ? TokenOrigin.Request
            : TokenOrigin.Unknown;

    // A service with [Authorize] is reached with a token that the scheme has validated: that of this header.
    public override bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) =>
        OriginOf(part) is TokenOrigin.Request
        && part.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.ToString().IndexOf("authorization", StringComparison.OrdinalIgnoreCase) >= 0;

    public override bool IsRequestState(IOperation items) =>
        items is IPropertyReferenceOperation { Property: { Name: "UserState", ContainingType: var type } } && type.HasFullName(Call);
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.FastEndpoints;

/// <summary>FastEndpoints.Security, whose keys are texts: of a secret, its own ASCII bytes; of a key pair, base64.</summary>
internal sealed class FastEndpointsTokens : TokenAdapter
{
    private const string Verifying = "FastEndpoints.Security.JwtSigningOptions";
    private const string Creating = "FastEndpoints.Security.JwtCreationOptions";

    public override ImmutableArray<string> NamesOfKeys { get; } =
        ImmutableArray.Create("SigningKey", "AddJWTBearerAuth", "AddAuthenticationJWTBearer", "CreateToken");

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "SigningKey", ContainingType: var options } },
            Value: var key }
            when options.HasFullName(Creating) || (options.HasFullName(Verifying) && !IsPublic(operation)) =>
                [new KeyUse(operation, key, KeyForm.Secret)],
        // Before version 5.23.
        IInvocationOperation { TargetMethod: var method } call when IsOldRegistration(method) || IsCreation(method) =>
            call.Arguments
                .Where(argument =>
                    argument is { Parameter.Name: "tokenSigningKey" or "signingKey", ArgumentKind: ArgumentKind.Explicit }
                        && IsSymmetric(call))
                .Select(argument => new KeyUse(operation, argument.Value, KeyForm.Secret)),
        _ => [],
    };

    // Its endpoints let only authenticated callers in, unless they say otherwise (its documentation).
    public override Admission? AdmissionTo(SyntaxNode code, Compilation compilation, CancellationToken cancellation) =>
        code.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { BaseList: not null } type
        && new MemberReader(compilation).MemberAround(code, cancellation)?.ContainingType.DerivesFrom("FastEndpoints.BaseEndpoint") is true
            ? type.ToString().Contains("AllowAnonymous(") ? Admission.Anonymous : Admission.Authorized
            : null;

    private static bool IsOldRegistration(IMethodSymbol method) =>
        method.Name is "AddJWTBearerAuth" or "AddAuthenticationJWTBearer"
            && method.ContainingType.HasFullName("FastEndpoints.Security.AuthExtensions");

    /// <summary>The oldest method knows nothing else; the overload without a style takes the public key of a pair.</summary>
    private static bool IsSymmetric(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "tokenSigningStyle" or "signingStyle") is { Value: var style }
            ? style.ConstantValue is { HasValue: true, Value: 0 }
            : call.TargetMethod.Name != "AddJWTBearerAuth";

    /// <summary>Whether the code around it says that the key is one of a pair: who verifies has the public one.</summary>
    private static bool IsPublic(IOperation assignment)
    {
        var code = assignment;
        while (code.Parent is { } parent && code is not (IAnonymousFunctionOperation or IObjectOrCollectionInitializerOperation))
            code = parent;
        return code.DescendantsAndSelf()
            .Any(operation =>
                operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "SigningStyle" },
                    Value: not IFieldReferenceOperation { Field.Name: "Symmetric" } });
    }

    public override ImmutableArray<string> NamesOfCreations { get; } = ImmutableArray.Create("CreateToken");

    public override bool IsCreation(IMethodSymbol method) =>
        method.Name == "CreateToken"
            && (method.ContainingType.HasFullName("FastEndpoints.Security.JwtBearer")
                || method.ContainingType.HasFullName("FastEndpoints.Security.JWTBearer"));
}

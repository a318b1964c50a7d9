using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>Microsoft.IdentityModel: how claims get into a token, and what it is encrypted with.</summary>
internal sealed class IdentityModelClaims : TokenAdapter
{
    private const string Descriptor = "Microsoft.IdentityModel.Tokens.SecurityTokenDescriptor";
    private const string EncryptingCredentials = "Microsoft.IdentityModel.Tokens.EncryptingCredentials";
    private const string CryptoProviderFactory = "Microsoft.IdentityModel.Tokens.CryptoProviderFactory";
    private const string Legacy = "System.IdentityModel.Tokens.Jwt.";

    // "Claims" and "Subject" alone stand in half of all code.
    public override ImmutableArray<string> NamesOfIssuing { get; } = ImmutableArray.Create(
        "SecurityTokenDescriptor", "JwtSecurityToken", "JwtPayload", "JwtHeader", "CreateToken", "CreateEncodedJwt",
        "CreateJwtSecurityToken", "AdditionalHeaderClaims");

    public override IEnumerable<IOperation> ClaimsIn(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when IsPart(property) =>
            [assignment.Value],
        // Claims = { ["x"] = y }, and claims that are put in when the token is there.
        IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property: var property },
            Initializer: var initializer }
            when IsPart(property) =>
            [initializer],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true,
            Instance: IPropertyReferenceOperation { Property: var part } } }
            when IsPart(part) =>
            [operation],
        IInvocationOperation call when Receiver(call) is IPropertyReferenceOperation { Property: var part } && IsPart(part) => [operation],
        IObjectCreationOperation { Type: var type } creation when type.HasFullName(Legacy + "JwtSecurityToken") =>
            Arguments(creation.Arguments, "claims", "payload", "header"),
        IInvocationOperation { TargetMethod: { Name: "CreateEncodedJwt" or "CreateJwtSecurityToken" } method } call when IsOurs(method) =>
            Arguments(call.Arguments, "subject", "claimCollection"),
        IInvocationOperation { TargetMethod: { Name: "CreateToken" } method } call when IsOurs(method) =>
            Arguments(call.Arguments, "payload", "subject", "additionalHeaderClaims", "additionalInnerHeaderClaims"),
        _ => [],
    };

    public override bool IsEncryption(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property: { Name: "EncryptingCredentials" } property },
            Value: var value,
        } => property.ContainingType.HasFullName(Descriptor) && !IsNull(value),
        IArgumentOperation { Parameter.Type: var type, ArgumentKind: ArgumentKind.Explicit } argument =>
            type.HasFullName(EncryptingCredentials) && !IsNull(argument.Value),
        IInvocationOperation { TargetMethod: { Name: "EncryptToken" } method } => IsOurs(method),
        _ => false,
    };

    // Measured on 8.23: the header of the JWE has them in clear.
    public override bool IsInClear(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "AdditionalHeaderClaims" } } => true,
        IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: "AdditionalHeaderClaims" } } => true,
        _ => false,
    };

    public override ImmutableArray<string> NamesOfAlgorithms { get; } =
        ImmutableArray.Create("EncryptingCredentials", "X509EncryptingCredentials", "CreateKeyWrapProvider");

    // Of all that is weak, the library makes tokens with this one only (WeakAlgorithmLibraryTests): the URI of the same
    // algorithm, SHA-1, MD5, triple DES and PBES2 throw.
    private const string Rsa15 = "RSA1_5";

    public override WeakAlgorithm? WeakAlgorithmIn(IOperation operation, Func<IOperation, object?> constantOf)
    {
        var algorithm = operation switch
        {
            IObjectCreationOperation { Constructor: not null } creation when DerivesFrom(creation.Type, EncryptingCredentials) =>
                Named(creation.Arguments, "alg", "keyWrapAlgorithm"),
            IInvocationOperation { TargetMethod: { Name: "CreateKeyWrapProvider" } method } call
                when DerivesFrom(method.ContainingType, CryptoProviderFactory) =>
                Named(call.Arguments, "algorithm"),
            _ => null,
        };
        return algorithm is not null && constantOf(algorithm) is Rsa15
            ? new WeakAlgorithm(algorithm, $"the algorithm is '{Rsa15}'", "whoever can ask the recipient often enough can decrypt them")
            : null;
    }

    private static bool IsPart(IPropertySymbol property) => property.Name switch
    {
        "Subject" or "Claims" or "AdditionalHeaderClaims" or "AdditionalInnerHeaderClaims" =>
            DerivesFrom(property.ContainingType, Descriptor),
        "Payload" or "Header" => property.ContainingType.HasFullName(Legacy + "JwtSecurityToken"),
        _ => false,
    };

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance
            ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0
                ? call.Arguments[0].Value is IConversionOperation conversion ? conversion.Operand : call.Arguments[0].Value
                : null);

    private static IEnumerable<IOperation> Arguments(ImmutableArray<IArgumentOperation> arguments, params string[] names) =>
        arguments.Where(argument =>
            argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && names.Contains(parameter.Name))
            .Select(argument => argument.Value);

    private static IOperation? Named(ImmutableArray<IArgumentOperation> arguments, params string[] names) =>
        Arguments(arguments, names).FirstOrDefault();

    private static bool IsNull(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: null } || value is IConversionOperation { Operand: var operand } && IsNull(operand)
            || value is IDefaultValueOperation;

    private static bool DerivesFrom(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.HasFullName(name))
                return true;
        }

        return false;
    }

    private static bool IsOurs(ISymbol member) =>
        member.IsInNamespace("Microsoft.IdentityModel") || member.IsInNamespace("System.IdentityModel.Tokens");
}

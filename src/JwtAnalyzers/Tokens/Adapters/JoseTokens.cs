using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens.Adapters;

/// <summary>jose-jwt: <c>Decode</c> and <c>Verify</c> throw where a token is not genuine, <c>Payload</c> reads anybody's (measured on 5.3).</summary>
internal sealed class JoseTokens : TokenAdapter
{
    private static readonly string[] Types = ["JWT"];

    public override ImmutableArray<string> NamesOfReads { get; } = ImmutableArray.Create("Payload", "PayloadBytes");

    public override ImmutableArray<string> NamesOfValidations { get; } = ImmutableArray.Create("Decode", "DecodeBytes", "Verify", "VerifyBytes");

    public override ImmutableArray<string> NamesOfCreations { get; } = ImmutableArray.Create("Encode", "EncodeBytes");

    // Headers say which key to look for.
    public override bool IsRead(IMethodSymbol method) => NamesOfReads.Contains(method.Name) && IsOurs(method);

    public override bool IsCreation(IMethodSymbol method) => NamesOfCreations.Contains(method.Name) && IsOurs(method);

    public override bool ThrowsOnFailure(IMethodSymbol method) => NamesOfValidations.Contains(method.Name) && IsOurs(method);

    public override bool IsFailure(ITypeSymbol exception) => exception.Name.EndsWith("Exception", StringComparison.Ordinal) && exception.ContainingNamespace is { Name: "Jose", ContainingNamespace.IsGlobalNamespace: true };

    public override ImmutableArray<string> NamesOfKeys { get; } = ImmutableArray.Create("Encode", "EncodeBytes", "Decode", "DecodeBytes", "Verify", "VerifyBytes");

    // A secret is given as its bytes; what is an object of a key type is made where the platform makes it.
    public override IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } call && NamesOfKeys.Contains(method.Name) && IsOurs(method)
            ? call.Arguments.Where(argument => argument is { Parameter.Name: "key", ArgumentKind: ArgumentKind.Explicit }).Select(argument => new KeyUse(operation, argument.Value, KeyForm.Secret) { LeastBits = 0 })
            : [];

    private static bool IsOurs(IMethodSymbol method) => method.ContainingType.IsOneOf("Jose", Types);
}

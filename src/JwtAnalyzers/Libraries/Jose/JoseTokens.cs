using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Jose;

/// <summary>
/// jose-jwt: <c>Decode</c> and <c>Verify</c> throw where a token is not genuine, <c>Payload</c> reads anybody's (measured on
/// 5.3).
/// </summary>
internal sealed class JoseTokens : TokenAdapter
{
    private static readonly string[] Types = ["JWT"];

    public override ImmutableArray<string> NamesOfReads { get; } = ImmutableArray.Create("Payload", "PayloadBytes");

    public override ImmutableArray<string> NamesOfValidations { get; } =
        ImmutableArray.Create("Decode", "DecodeBytes", "Verify", "VerifyBytes");

    public override ImmutableArray<string> NamesOfCreations { get; } = ImmutableArray.Create("Encode", "EncodeBytes");

    // Headers say which key to look for.
    public override bool IsRead(IMethodSymbol method) => NamesOfReads.Contains(method.Name) && IsOurs(method);

    public override bool IsCreation(IMethodSymbol method) => NamesOfCreations.Contains(method.Name) && IsOurs(method);

    public override bool ThrowsOnFailure(IMethodSymbol method) => NamesOfValidations.Contains(method.Name) && IsOurs(method);

    public override bool IsFailure(ITypeSymbol exception) =>
        exception.Name.EndsWith("Exception", StringComparison.Ordinal)
            && exception.ContainingNamespace is { Name: "Jose", ContainingNamespace.IsGlobalNamespace: true };

    public override ImmutableArray<string> NamesOfKeys { get; } =
        ImmutableArray.Create("Encode", "EncodeBytes", "Decode", "DecodeBytes", "Verify", "VerifyBytes");

    // A secret is given as its bytes; what is an object of a key type is made where the platform makes it.
    public override IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } call && NamesOfKeys.Contains(method.Name) && IsOurs(method)
            ? call.Arguments
                .Where(argument => argument is { Parameter.Name: "key", ArgumentKind: ArgumentKind.Explicit })
                .Select(argument => new KeyUse(operation, argument.Value, KeyForm.Secret) { LeastBits = 0 })
            : [];

    // The names of the algorithms as texts, and the types of what has them otherwise.
    public override ImmutableArray<string> NamesOfAlgorithms { get; } =
        ImmutableArray.Create("JweAlgorithm", "JweRecipient", "RSA1_5", "PBES2");

    /// <summary>
    /// RSA1_5, and PBES2 as the library does it by itself: 8192 iterations (measured on 5.3; WeakAlgorithmLibraryTests), where
    /// OWASP asks for 310,000 to 600,000. A header <c>p2c</c> or settings of one's own may ask for more.
    /// </summary>
    public override WeakAlgorithm? WeakAlgorithmIn(IOperation operation, Func<IOperation, object?> constantOf)
    {
        var arguments = operation switch
        {
            IInvocationOperation { TargetMethod: var method } call when IsCreation(method) => call.Arguments,
            IObjectCreationOperation { Type: { } type } creation when type.HasFullName("Jose.JweRecipient") => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        var given = arguments.Where(argument =>
            argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: not null }
                && argument.Value.ConstantValue is not { HasValue: true, Value: null })
            .ToList();
        if (given.FirstOrDefault(argument => argument.Parameter!.Name == "alg") is not { Value: var algorithm, Parameter.Type: var wanted })
            return null;
        return NameOf(constantOf(algorithm), wanted) switch
        {
            "RSA1_5" =>
                new WeakAlgorithm(algorithm, "the algorithm is 'RSA1_5'", "whoever can ask the recipient often enough can decrypt them"),
            "PBES2-HS256+A128KW" or "PBES2-HS384+A192KW" or "PBES2-HS512+A256KW" or "PBES2_HS256_A128KW" or "PBES2_HS384_A192KW"
                or "PBES2_HS512_A256KW"
                when !given.Any(argument => argument.Parameter!.Name is "settings" or "extraHeaders" or "header")
                    && !HasSettingsOfItsOwn(operation) =>
                new WeakAlgorithm(
                    algorithm, "the algorithm is PBES2 with 8192 iterations", "whoever has one can try passwords fast until one opens it"),
            _ => null,
        };
    }

    /// <summary>
    /// The name of an algorithm: a text, or that of a member of <c>JweAlgorithm</c>, whose numbers are other ones in a version
    /// that knows fewer.
    /// </summary>
    private static string? NameOf(object? algorithm, ITypeSymbol type) =>
        algorithm as string
            ?? type.GetMembers()
                .OfType<IFieldSymbol>()
                .FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, algorithm))?.Name;

    private static bool HasSettingsOfItsOwn(IOperation operation) =>
        operation.SemanticModel is { Compilation: var compilation }
            && (CompilationText.Says(compilation, "RegisterJwa", default) || CompilationText.Says(compilation, "DefaultSettings", default));

    private static bool IsOurs(IMethodSymbol method) => method.ContainingType.IsOneOf("Jose", Types);
}

using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// What makes a key of a secret together with what need not be one: a password and a salt, a key and a label. Where the salt or the label
/// comes from elsewhere, it may be what is secret, and the key is not known.
/// </summary>
internal static class KeyDerivation
{
    private const string Cryptography = "System.Security.Cryptography";

    private static readonly string[] OfSecrets = ["DeriveKey", "Extract", "Expand"];

    private static readonly string[] Secrets = ["password", "ikm", "prk", "key"];

    /// <summary>Whether a method or constructor derives a key, or is given what does.</summary>
    public static bool IsOneOf(IMethodSymbol method) => method.ContainingType is { } type && method.DeclaringSyntaxReferences.IsEmpty
        && (type.IsInNamespace(Cryptography)
            && (type.Name == "Rfc2898DeriveBytes" && (method.Name == "Pbkdf2" || method.MethodKind is MethodKind.Constructor)
                || type.Name == "HKDF" && OfSecrets.Contains(method.Name)
                || IsKeyedHash(type) && (method.Name == "HashData" || method.MethodKind is MethodKind.Constructor))
            || method.Name == "Pbkdf2" && type.IsInNamespace("Microsoft.AspNetCore.Cryptography"));

    /// <summary>Whether a call gives what its object was made to derive: the secret is in the object.</summary>
    public static bool IsKeyed(IInvocationOperation call) => call is
    {
        TargetMethod: { Name: "GetBytes" or "ComputeHash" } method,
        Instance: { } instance,
    }
        && method.IsInNamespace(Cryptography) && OperationShapes.Unwrapped(instance).Type is { } type
        && (type.Name == "Rfc2898DeriveBytes" || IsKeyedHash(type)) && type.IsInNamespace(Cryptography);

    /// <summary>Whether an argument is the secret of a derivation.</summary>
    public static bool IsSecret(IArgumentOperation argument) => Secrets.Contains(argument.Parameter?.Name);

    /// <summary>Whether all that goes into a derivation beside the secret is written in the code.</summary>
    public static bool IsKnown(IEnumerable<IArgumentOperation> arguments, CodeBodies bodies) =>
        arguments.All(argument => !IsSize(argument)
            && (IsSecret(argument) || !IsData(argument.Parameter?.Type) || !FromElsewhere.IsIn(argument.Value, bodies)));

    // A salt that is given by its size is random.
    private static bool IsSize(IArgumentOperation argument) => argument.Parameter?.Name == "saltSize";

    private static bool IsKeyedHash(ITypeSymbol type) =>
        type.Name.StartsWith("HMAC", StringComparison.Ordinal) || type.Name == "KeyedHashAlgorithm";

    // The others say how it is done: how often, and with which hash.
    private static bool IsData(ITypeSymbol? type) => type is IArrayTypeSymbol
        or { Name: "ReadOnlySpan" or "Stream" or "Span" } or { SpecialType: SpecialType.System_String };
}

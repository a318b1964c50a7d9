using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Follows what an unvalidated token says of where its key is (<c>kid</c>, <c>iss</c>) to the file, the query or the server that it becomes
/// the name of. The author of the token has then chosen the key. Looked up among keys that are there (an index, a condition, a parameter of
/// a query) it chooses none.
/// </summary>
internal static class UntrustedKeyNames
{
    private static readonly string[] FileTypes = ["File", "FileStream", "FileInfo", "StreamReader"];

    private static readonly string[] FileParameters = ["path", "fileName", "filename", "certPemFilePath"];

    private static readonly string[] QueryParameters = ["sql", "cmdText", "commandText"];

    private static readonly string[] AddressParameters = ["requestUri", "requestUriString", "address", "metadataAddress", "url", "uri"];

    // What leaves the beginning of a text, and what it leads to, as they are.
    private static readonly string[] KeepingText =
        ["ToString", "Trim", "TrimEnd", "TrimStart", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant"];

    /// <summary>A member of a token that says where its key is.</summary>
    /// <param name="type">The type that the member is read of.</param>
    /// <param name="member">Its name.</param>
    /// <param name="keys">What it is asked for: <c>GetHeaderValue("kid")</c>.</param>
    /// <param name="libraries">Knows which types are tokens.</param>
    public static KeyPointerValue? Read(ITypeSymbol? type, string member, IEnumerable<AbstractValue> keys, ILibraryKnowledge libraries) =>
        (Named(member) ?? keys.Select(Asked).FirstOrDefault(named => named is not null)) is { } pointer && libraries.IsTokenPart(type)
            ? new KeyPointerValue(pointer)
            : null;

    /// <summary>A text put together from parts, one of which is a pointer; <see langword="null"/> where none is.</summary>
    public static KeyPointerValue? Join(IEnumerable<AbstractValue> parts)
    {
        KeyPointerValue? found = null;
        var before = "";
        foreach (var part in parts)
        {
            if (part is KeyPointerValue pointer)
                found ??= pointer with { Leads = pointer.Leads && before is "" or "https://" or "http://" };
            // Longer than a scheme, it is none: no text of thousands of parts is put together here.
            if (before.Length <= "https://".Length)
                before += part is ConstantValue { Value: string text } ? text : "?";
        }

        return found;
    }

    /// <summary>
    /// What a call or constructor makes of a pointer: a longer text, the key that lies where it says, or nothing that is known.
    /// </summary>
    public static AbstractValue? Call(
        IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments, ILibraryKnowledge libraries)
    {
        if (instance is not KeyPointerValue && !arguments.Any(argument => argument is KeyPointerValue or CollectionValue))
            return null;
        if (TextOf(method, instance, arguments) is { } text)
            return text;

        for (var index = 0; index < method.Parameters.Length && index < arguments.Count; index++)
        {
            if (arguments[index] is KeyPointerValue pointer && IsPlace(method.Parameters[index], method.ContainingType, pointer, libraries))
                return method.ReturnType.SpecialType is SpecialType.System_Boolean ? AbstractValue.Of(true) : KeyAt(pointer);
        }

        return null;
    }

    /// <summary>Whether a property takes the place of a key: the text of a query, the address of a request.</summary>
    public static bool IsPlace(IPropertySymbol property, KeyPointerValue pointer) => property.Name switch
    {
        "CommandText" => true,
        "RequestUri" or "BaseAddress" => pointer.Leads,
        _ => false,
    };

    /// <summary>The key that lies where a pointer says.</summary>
    public static KeyMaterialValue KeyAt(KeyPointerValue pointer) =>
        new(pointer.Pointer is KeyPointer.KeyId ? KeyMaterial.NamedByToken : KeyMaterial.NamedByIssuer);

    private static AbstractValue? TextOf(IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        var type = method.ContainingType;
        if (instance is KeyPointerValue)
            return KeepingText.Contains(method.Name) && type.IsInNamespace("System") ? instance : null;
        if (method.MethodKind is MethodKind.Constructor)
            return type.HasFullName("System.Uri") ? arguments.OfType<KeyPointerValue>().FirstOrDefault() : null;
        if (type.SpecialType is SpecialType.System_String)
        {
            return method.Name switch
            {
                // The attack does not leave out what it needs.
                "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments is [KeyPointerValue] => AbstractValue.Of(false),
                "Concat" => Join(Parts(arguments)),
                "Format" when arguments is [ConstantValue { Value: string format }, ..] =>
                    Join([AbstractValue.Of(format.Substring(0, Math.Max(0, format.IndexOf('{')))), .. Parts(arguments.Skip(1))]),
                _ => null,
            };
        }

        return type.HasFullName("System.IO.Path") && method.Name is "Combine" or "Join" or "GetFullPath"
            && Parts(arguments).OfType<KeyPointerValue>().FirstOrDefault() is { } part
            ? part with { Leads = false }
            : null;
    }

    private static IEnumerable<AbstractValue> Parts(IEnumerable<AbstractValue> arguments) =>
        arguments.SelectMany(argument =>
            argument is CollectionValue { Elements: var elements } ? elements : (IEnumerable<AbstractValue>)[argument]);

    private static bool IsPlace(IParameterSymbol parameter, INamedTypeSymbol type, KeyPointerValue pointer, ILibraryKnowledge libraries)
    {
        if (QueryParameters.Contains(parameter.Name))
            return parameter.Type.SpecialType is SpecialType.System_String;
        if (FileParameters.Contains(parameter.Name))
            return type.IsInNamespace("System.Security.Cryptography.X509Certificates")
                || (type.IsInNamespace("System.IO") && FileTypes.Contains(type.Name));
        return pointer.Leads && AddressParameters.Contains(parameter.Name)
            && (type.IsInNamespace("System.Net") || libraries.FetchesKeys(type));
    }

    private static KeyPointer? Asked(AbstractValue key) => key is ConstantValue { Value: string name } ? Named(name) : null;

    private static KeyPointer? Named(string name) => name switch
    {
        "kid" or "Kid" => KeyPointer.KeyId,
        "iss" or "Iss" or "Issuer" => KeyPointer.Issuer,
        _ => null,
    };
}

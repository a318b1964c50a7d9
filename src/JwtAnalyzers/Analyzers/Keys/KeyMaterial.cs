using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>The methods that give what they are given, in other bytes: encodings, hashes, padding, and what picks from a list.</summary>
internal static class KeyMaterial
{
    // What makes other bytes of a text than an encoding does.
    private static readonly string[] Decoders =
        ["FromBase64String", "FromBase64CharArray", "FromHexString", "Decode", "DecodeBytes", "Base64UrlDecode", "DecodeFromChars",
            "HashData", "ComputeHash"];

    // What makes bytes of text or text of bytes. The key is the first argument.
    private static readonly string[] Conversions = [.. TextMembers.Coding.Union(Decoders), "AsMemory"];

    // What changes the length of a text, and with it the strength of the key.
    private static readonly string[] Changes = ["PadRight", "PadLeft", "Substring", "Replace"];

    // What a text or an array gives of itself.
    private static readonly string[] Parts = [.. TextMembers.Keeping, .. Changes, "ToCharArray", "Clone", "Normalize"];

    // What a list gives of itself.
    private static readonly string[] Picks =
        ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Where",
            "ToList", "ToArray", "AsEnumerable", "OrderBy", "Reverse", "Distinct", "Skip", "Take", "GetValueOrDefault", "TryGetValue"];

    /// <summary>The name of a method that makes other bytes of a text than an encoding does, or of the encoding that does.</summary>
    public static string? ChangeOf(IInvocationOperation call) => call switch
    {
        { TargetMethod: { Name: var name } method }
            when Decoders.Contains(name) && Converts(method) || Changes.Contains(name) && IsPart(method) || IsResize(method)
                || KeyDerivation.IsOneOf(method) || KeyDerivation.IsKeyed(call) => name,
        // UTF-16 and UTF-32 make two and four bytes of a character.
        {
            Instance: IPropertyReferenceOperation
            {
                Property: { Name: "Unicode" or "BigEndianUnicode" or "UTF32", ContainingType.Name: "Encoding" } wide,
            },
        } => wide.Name,
        _ => null,
    };

    // GetString of a ResourceManager, a reader or a generator is given a name, a number or an alphabet: only an encoding is given the text.
    public static bool Converts(IMethodSymbol method) =>
        Conversions.Contains(method.Name) && method.DeclaringSyntaxReferences.IsEmpty
        && (method.Name is not ("GetBytes" or "GetString") || method.IsInNamespace("System.Text"))
        && (method.IsInNamespace("System") || method.IsInNamespace("Microsoft.IdentityModel")
            || method.IsInNamespace("Microsoft.AspNetCore.WebUtilities"));

    public static bool IsPart(IMethodSymbol method) =>
        Parts.Contains(method.Name)
        && method.ContainingType is { SpecialType: SpecialType.System_String or SpecialType.System_Array or SpecialType.System_Object };

    /// <summary>Whether a method gives what is in a list, or a part of the list.</summary>
    public static bool IsPick(IMethodSymbol method) =>
        Picks.Contains(method.Name) && (method.IsInNamespace("System.Linq") || method.IsInNamespace("System.Collections"));

    /// <summary><c>GetValue("Jwt:Key", "the value where there is none")</c>.</summary>
    public static bool IsDefaulted(IMethodSymbol method) =>
        method.Name == "GetValue" && method.IsInNamespace("Microsoft.Extensions.Configuration");

    /// <summary>Whether an argument becomes the bytes that a call gives, or an object is made of.</summary>
    public static bool IsMaterial(IArgumentOperation argument) => argument switch
    {
        { Parameter.ContainingSymbol: IMethodSymbol derivation } when KeyDerivation.IsOneOf(derivation) => KeyDerivation.IsSecret(argument),
        { Parent: IInvocationOperation { TargetMethod: var method } call, Parameter: { } parameter } =>
            Converts(method) && parameter.Ordinal == 0 && !KeyDerivation.IsKeyed(call)
            || IsPick(method) && method.IsExtensionMethod && parameter.Ordinal == 0
            || IsInitializer(call) && parameter.Ordinal == method.Parameters.Length - 1
            || IsDefaulted(method) && parameter.Name == "defaultValue",
        _ => argument.Parent is IObjectCreationOperation { Constructor.Parameters: [{ Type.TypeKind: TypeKind.Array }, ..] },
    };

    /// <summary><c>new List&lt;string&gt; { "…" }</c>: the compiler calls <c>Add</c>.</summary>
    public static bool IsInitializer(IInvocationOperation call) =>
        call.TargetMethod.Name == "Add" && call.Parent is IObjectOrCollectionInitializerOperation;

    private static bool IsResize(IMethodSymbol method) =>
        method is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array };
}

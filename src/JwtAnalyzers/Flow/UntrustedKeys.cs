using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Follows keys that should not be trusted: from a token's header, or from the text of a public key, to where they become a key.
/// </summary>
internal static class UntrustedKeys
{
    // RFC 7515 sections 4.1.2, 4.1.3, 4.1.5 and 4.1.6. A kid is missing on purpose: it chooses among keys that the code has put there.
    // See UntrustedKeyNames.
    private static readonly string[] HeaderParameters = ["jku", "jwk", "x5u", "x5c"];

    private static readonly string[] PublicExports =
    [
        "ExportSubjectPublicKeyInfo", "ExportSubjectPublicKeyInfoPem", "ExportRSAPublicKey", "ExportRSAPublicKeyPem", "GetPublicKey",
        "GetPublicKeyString",
    ];

    private static readonly string[] PublicLabels =
        ["-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"];

    private static readonly string[] PrivateImports = ["ImportRSAPrivateKey", "ImportPkcs8PrivateKey", "ImportEncryptedPkcs8PrivateKey"];

    /// <summary>What an RSA key is after a call on it.</summary>
    public static AbstractValue? Imports(IMethodSymbol method) =>
        PrivateImports.Contains(method.Name) && IsRsa(method.ContainingType) ? new KeyMaterialValue(KeyMaterial.PrivateKey) : null;

    /// <summary>Whether a value is the text of a public key.</summary>
    public static bool IsPublicText(AbstractValue value) => Material(value) is KeyMaterial.PublicText or KeyMaterial.PublicTextAsSecret;

    /// <summary>A member of a token that holds a key, or the place of one.</summary>
    public static AbstractValue? Read(AbstractValue instance, string member, IEnumerable<AbstractValue> keys) =>
        instance.DependsOnTokenInput
            && (IsHeaderParameter(member) || keys.Any(key => key is ConstantValue { Value: string name } && IsHeaderParameter(name)))
            ? new KeyMaterialValue(KeyMaterial.OfToken)
            : null;

    /// <summary>
    /// What a call or a constructor of the framework or a library makes of a key. A method declared here may look it up, or check it.
    /// </summary>
    public static AbstractValue? Call(IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        if (method.MethodKind is MethodKind.DelegateInvoke)
            return null;
        if (OfFramework(method, arguments) is { } own)
            return new KeyMaterialValue(own);
        if (arguments.Append(instance).Select(Material).FirstOrDefault(material => material is not null) is not { } given
            || !IsOfLibrary(method))
            return null;
        if (method.ReturnsVoid && method.MethodKind is not MethodKind.Constructor
            || method.ReturnType.SpecialType is SpecialType.System_Boolean)
            return null;
        return MadeOf(given, method) is { } made ? new KeyMaterialValue(made) : null;
    }

    /// <summary>
    /// What a method of the framework's cryptography gives, whatever it is called on: the public half of a key, or a key with its private
    /// half.
    /// </summary>
    private static KeyMaterial? OfFramework(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        KeyMaterial? found = method.Name switch
        {
            "GetRSAPrivateKey" => KeyMaterial.PrivateKey,
            "ToXmlString" when arguments is [ConstantValue { Value: false }] => KeyMaterial.PublicText,
            var name when PublicExports.Contains(name) => KeyMaterial.PublicText,
            _ => null,
        };
        if (found is not null && method.IsInNamespace("System.Security.Cryptography"))
            return found;
        return method is { Name: "Create", Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] } && IsRsa(method.ContainingType)
            ? KeyMaterial.PrivateKey
            : null;
    }

    /// <summary>What a method of the framework or of a library makes of a key that it is given.</summary>
    private static KeyMaterial? MadeOf(KeyMaterial given, IMethodSymbol method) => given switch
    {
        KeyMaterial.OfToken or KeyMaterial.NamedByToken or KeyMaterial.NamedByIssuer => given,
        KeyMaterial.PublicText or KeyMaterial.PublicTextAsSecret
            when method is { MethodKind: MethodKind.Constructor, ContainingType.Name: "SymmetricSecurityKey" } =>
            KeyMaterial.PublicTextAsSecret,
        KeyMaterial.PublicText when method.MethodKind is not MethodKind.Constructor
            && (method.IsInNamespace("System.Text") || method.ContainingType.SpecialType is SpecialType.System_String) => given,
        _ => null,
    };

    private static bool IsRsa(ITypeSymbol type) =>
        type.HasFullName("System.Security.Cryptography.RSA") || (type.BaseType is { } parent && IsRsa(parent));

    private static KeyMaterial? Material(AbstractValue value) => value switch
    {
        KeyMaterialValue material => material.Material,
        ConstantValue { Value: string text } when PublicLabels.Any(label => text.IndexOf(label, StringComparison.Ordinal) >= 0) =>
            KeyMaterial.PublicText,
        CollectionValue { Elements: var elements } =>
            elements.FirstOrDefault(element => element.IsKeyOfToken) is { } key ? Material(key) : null,
        _ => null,
    };

    /// <summary>Whether a method makes something of a key without a look at whose it is. Of databases it is the provider's own.</summary>
    private static bool IsOfLibrary(IMethodSymbol method)
    {
        if (method.IsInNamespace("System") || method.IsInNamespace("Microsoft") || method.IsInNamespace("Newtonsoft.Json"))
            return true;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.HasFullName("System.Data.Common.DbCommand") || type.HasFullName("System.Data.Common.DbDataReader"))
                return true;
        }

        return false;
    }

    private static bool IsHeaderParameter(string name) => HeaderParameters.Contains(name, StringComparer.OrdinalIgnoreCase);
}

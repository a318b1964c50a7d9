using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Platform;

/// <summary>.NET's own asymmetric keys and certificates, in files that make token keys of them.</summary>
internal sealed class PlatformKeys : TokenAdapter
{
    private const string Cryptography = "System.Security.Cryptography";

    // What tells that such a key is for tokens: it is wrapped in one of the library's keys, or signs with its credentials.
    private static readonly string[] Wrappers = ["SecurityKey", "SigningCredentials", "JsonWebKey"];

    public override ImmutableArray<string> NamesOfKeys { get; } = ImmutableArray.Create(
        "ImportFromPem", "ImportFromEncryptedPem", "ImportPkcs8PrivateKey", "ImportRSAPrivateKey", "ImportECPrivateKey", "FromXmlString",
        "RSAParameters", "ECParameters", "X509Certificate2", "CreateFromPem", "LoadPkcs12");

    public override IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        Material(operation) is var (material, form) && IsForTokens(operation) ? [new KeyUse(operation, material, form)] : [];

    private static (IOperation Material, KeyForm Form)? Material(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: var method, Arguments: var arguments }
                when method.IsInNamespace(Cryptography) && !arguments.IsEmpty:
                return method.Name switch
                {
                    "ImportFromPem" or "ImportFromEncryptedPem" => (arguments[0].Value, KeyForm.Pem),
                    "FromXmlString" => (arguments[0].Value, KeyForm.Xml),
                    "ImportPkcs8PrivateKey" or "ImportRSAPrivateKey" or "ImportECPrivateKey" => (arguments[0].Value, KeyForm.PrivateKey),
                    "CreateFromPem" when arguments.Length > 1 => (arguments[1].Value, KeyForm.Pem),
                    "LoadPkcs12" => (arguments[0].Value, KeyForm.Certificate),
                    _ => null,
                };
            case IObjectCreationOperation { Type: { } type,
                Arguments: [{ Parameter.Type: not { SpecialType: SpecialType.System_String } } bytes, ..] }
                when type.HasFullName(Cryptography + ".X509Certificates.X509Certificate2"):
                return (bytes.Value, KeyForm.Certificate);
            case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: { Name: "D", ContainingType: var structure } },
                Value: var part }
                when structure.HasFullName(Cryptography + ".RSAParameters") || structure.HasFullName(Cryptography + ".ECParameters"):
                return (part, KeyForm.PrivateKey);
            default:
                return null;
        }
    }

    private static bool IsForTokens(IOperation operation) =>
        CodeText.Of(operation.Syntax.SyntaxTree) is var text
            && Wrappers.Any(wrapper => text.IndexOf(wrapper, StringComparison.Ordinal) >= 0);
}

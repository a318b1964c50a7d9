using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that verifies a signed document that is no access token (FIDO metadata, an attestation): the key is the one in the
/// document's own <c>x5c</c>, its chain is built, no claim is looked at, and no user is signed in. Told by all of that together,
/// and only for code that is about to be blamed.
/// </summary>
internal sealed class SignedDocument : SettingMitigation
{
    private const string Chain = "X509Chain";

    private static readonly string[] ClaimChecks = ["ValidateIssuer", "ValidateAudience", "ValidateLifetime"];

    /// <summary>How the key of a certificate becomes one that a token handler takes.</summary>
    private static readonly string[] KeysOfCertificates = ["X509SecurityKey", "GetRSAPublicKey", "GetECDsaPublicKey"];

    private static readonly string[] Identities = ["ClaimsPrincipal", "ClaimsIdentity", "SignInAsync"];

    private static readonly Remembered<BaseMethodDeclarationSyntax, bool> Verifications = new((method, _) => IsVerification(method));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        breach.IsOfClaimOrKeyInToken(setting) && Contains(setting.Origin, breach.Cancellation);

    /// <summary>Whether the method around a node is such code. Every finding in a method asks the same of it.</summary>
    private static bool Contains(SyntaxNode node, CancellationToken cancellation) =>
        FileWords.MayName(node.SyntaxTree, Chain, cancellation)
            && node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is BaseMethodDeclarationSyntax method
            && Verifications.Of(method);

    private static bool IsVerification(BaseMethodDeclarationSyntax method)
    {
        if (!method.DescendantTokens().Any(IsCertificatesOfHeader))
            return false;
        var names = NamesIn(method);
        return KeysOfCertificates.Any(names.Contains) && !Identities.Any(names.Contains)
            && (BuildsChain(method) || HelpersOf(method, names).Any(BuildsChain))
            && ClaimChecks.All(check =>
                method.DescendantNodes()
                    .OfType<AssignmentExpressionSyntax>()
                    .Any(assignment =>
                        assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression) && NameUses.LastNameOf(assignment.Left) == check));
    }

    private static HashSet<string> NamesIn(SyntaxNode code) =>
        [.. code.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)];

    /// <summary>The methods of the type that a method names.</summary>
    private static IEnumerable<BaseMethodDeclarationSyntax> HelpersOf(BaseMethodDeclarationSyntax method, HashSet<string> names) =>
        (method.Parent as TypeDeclarationSyntax)?.Members.OfType<MethodDeclarationSyntax>()
            .Where(helper => helper != method && names.Contains(helper.Identifier.ValueText)) ?? [];

    private static bool BuildsChain(BaseMethodDeclarationSyntax method) =>
        NamesIn(method).Contains(Chain)
        && method.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build" });

    private static bool IsCertificatesOfHeader(SyntaxToken token) =>
        token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == "x5c"
            || token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "X5c";
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Platform;

/// <summary>
/// Libraries by which a client gets tokens from an issuer: MSAL, Microsoft.Identity.Web, IdentityModel's client, Blazor's. What
/// they give is a token, whatever it is called afterwards.
/// </summary>
internal sealed class ClientTokens : TokenAdapter
{
    private static readonly ImmutableArray<TextMember> Texts = ImmutableArray.Create<TextMember>(
        new("Microsoft.Identity.Client.AuthenticationResult", "AccessToken"),
        new("Microsoft.Identity.Client.AuthenticationResult", "IdToken"),
        new("IdentityModel.Client.TokenResponse", "AccessToken"),
        new("IdentityModel.Client.TokenResponse", "IdentityToken"),
        new("IdentityModel.Client.TokenResponse", "RefreshToken"),
        new("Duende.IdentityModel.Client.TokenResponse", "AccessToken"),
        new("Duende.IdentityModel.Client.TokenResponse", "IdentityToken"),
        new("Duende.IdentityModel.Client.TokenResponse", "RefreshToken"),
        new("Microsoft.AspNetCore.Components.WebAssembly.Authentication.AccessToken", "Value"),
        new("Microsoft.Identity.Web.ITokenAcquisition", "GetAccessTokenForUserAsync"),
        new("Microsoft.Identity.Web.ITokenAcquisition", "GetAccessTokenForAppAsync"));

    public override ImmutableArray<string> NamesOfTexts { get; } = ImmutableArray.Create(
        "AccessToken", "IdentityToken", "GetAccessTokenForUserAsync", "GetAccessTokenForAppAsync", "IAccessTokenProvider");

    public override ImmutableArray<string> TypesOfTexts { get; } = Texts.Select(text => text.Type).Distinct().ToImmutableArray();

    public override bool IsTokenText(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var property } => IsText(property),
        IInvocationOperation { TargetMethod: var method } => IsText(method),
        _ => false,
    };

    private static bool IsText(ISymbol member) =>
        Texts.Any(text => text.Member == member.Name && member.ContainingType.HasFullName(text.Type));

    private sealed record TextMember(string Type, string Member);
}

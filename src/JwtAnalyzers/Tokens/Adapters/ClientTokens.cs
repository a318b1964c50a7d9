using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens.Adapters;

/// <summary>Libraries by which a client gets tokens from an issuer: MSAL, Microsoft.Identity.Web, IdentityModel's client, Blazor's. What they give is a token, whatever it is called afterwards.</summary>
internal sealed class ClientTokens : TokenAdapter
{
    private static readonly ImmutableHashSet<(string Type, string Member)> Texts = ImmutableHashSet.Create(
        ("Microsoft.Identity.Client.AuthenticationResult", "AccessToken"),
        ("Microsoft.Identity.Client.AuthenticationResult", "IdToken"),
        ("IdentityModel.Client.TokenResponse", "AccessToken"),
        ("IdentityModel.Client.TokenResponse", "IdentityToken"),
        ("IdentityModel.Client.TokenResponse", "RefreshToken"),
        ("Duende.IdentityModel.Client.TokenResponse", "AccessToken"),
        ("Duende.IdentityModel.Client.TokenResponse", "IdentityToken"),
        ("Duende.IdentityModel.Client.TokenResponse", "RefreshToken"),
        ("Microsoft.AspNetCore.Components.WebAssembly.Authentication.AccessToken", "Value"),
        ("Microsoft.Identity.Web.ITokenAcquisition", "GetAccessTokenForUserAsync"),
        ("Microsoft.Identity.Web.ITokenAcquisition", "GetAccessTokenForAppAsync"));

    public override ImmutableArray<string> NamesOfTexts { get; } = ImmutableArray.Create("AccessToken", "IdentityToken", "GetAccessTokenForUserAsync", "GetAccessTokenForAppAsync", "IAccessTokenProvider");

    public override ImmutableArray<string> TypesOfTexts { get; } = Texts.Select(text => text.Type).Distinct().ToImmutableArray();

    public override bool IsTokenText(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var property } => IsText(property),
        IInvocationOperation { TargetMethod: var method } => IsText(method),
        _ => false,
    };

    private static bool IsText(ISymbol member) => Texts.Any(text => text.Member == member.Name && member.ContainingType.HasFullName(text.Type));
}

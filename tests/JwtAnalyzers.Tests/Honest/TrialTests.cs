using Xunit;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>That a trial sees what a bad fix would do.</summary>
public sealed class TrialTests
{
    /// <summary>The cookie is not sent along when the browser comes back from the provider, which is another site.</summary>
    [Theory]
    [InlineData("new CookieOptions { Secure = true, SameSite = SameSiteMode.Strict }", false)]
    [InlineData("new CookieOptions { Secure = true, SameSite = SameSiteMode.Lax }", true)]
    [InlineData("new CookieOptions { Secure = true, SameSite = SameSiteMode.None }", true)]
    [InlineData("new CookieOptions { Secure = false, SameSite = SameSiteMode.None }", false)]
    public async Task A_cookie_of_SameSite_Strict_breaks_a_sign_in_by_redirect(string options, bool isLetIn) =>
        Assert.Equal(isLetIn, await IsLetInAsync(BrowserApp.TokenCookies, "context.TokenEndpointResponse.AccessToken)", $"context.TokenEndpointResponse.AccessToken, {options})"));

    /// <summary>The provider posts back: without <c>None</c> the sign-in can't be told from one that somebody else began.</summary>
    [Theory]
    [InlineData("options.CorrelationCookie.SameSite = SameSiteMode.Strict;", false)]
    [InlineData("options.NonceCookie.SameSite = SameSiteMode.Lax;", false)]
    [InlineData("options.NonceCookie.HttpOnly = true;", true)]
    public async Task The_cookies_of_the_round_trip_must_be_for_all_sites(string setting, bool isLetIn) =>
        Assert.Equal(isLetIn, await IsLetInAsync(BrowserApp.SignInCookie, "options.UsePkce = false;", setting));

    [Theory] // each is a fix that this package once offered, or might
    [InlineData("options.TokenValidationParameters.ValidateLifetime = false;", "options.TokenValidationParameters.ValidAudience = builder.Configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"late\");")]
    [InlineData("options.RequireHttpsMetadata = false;", "")]
    public async Task What_the_first_request_meets_locks_everybody_out(string code, string instead) => Assert.False(await IsLetInAsync(Container.InternalAuthority, code, instead));

    [Fact]
    public async Task A_client_can_not_ask_for_what_it_is_not_registered_for() => Assert.False(await IsLetInAsync(BrowserApp.Hybrid, "options.ResponseType = \"code id_token token\";", ""));

    [Fact]
    public async Task A_program_that_does_not_start_says_why() =>
        Assert.Equal(["no"], await Trial.LockedOutByAsync(Auth0.Api with { Source = Auth0.Api.Source.Replace("var app = ", "if (args.Length >= 0) throw new InvalidOperationException(\"no\"); var app = ", StringComparison.Ordinal) }));

    private static async Task<bool> IsLetInAsync(SetUp setUp, string code, string instead)
    {
        Assert.Contains(code, setUp.Source, StringComparison.Ordinal);
        return (await Trial.LockedOutByAsync(setUp with { Source = setUp.Source.Replace(code, instead, StringComparison.Ordinal) })).IsEmpty;
    }
}

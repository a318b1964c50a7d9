using JwtAnalyzers.Tests.Conventions;
using Xunit;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Fixes never lock anyone out: each set-up is run before and after all fixes.</summary>
public sealed class LockOutTests
{
    private static readonly SetUp[] All =
    [
        EntraOneTenant.V2, EntraOneTenant.V1Tokens, EntraManyTenants.Common, EntraLibrary.OneTenant, EntraLibrary.AnyIssuer, EntraLibrary.ManyTenants,
        Auth0.Api, Keycloak.Development, Keycloak.AudienceOfAccount, IdentityServer.ByScope,
        Container.InternalAuthority, Container.KeysBehindProxy,
        BrowserApp.SignInCookie, BrowserApp.TokenCookies, BrowserApp.Hybrid,
        OwnTokens.KeyInSource, OwnTokens.UnreadSettings, OwnTokens.Refresh,
        SettingsElsewhere.InPostConfigure, SettingsElsewhere.InScheme, SettingsElsewhere.InOptionsClass, SettingsElsewhere.ByService, SettingsElsewhere.InStartup,
        NoAudience.Cognito, NoAudience.Clerk, OtherIssuers.SlashAtTheEnd, OtherIssuers.Several, OtherIssuers.LoggedOnly,
        Hub.TokenInQuery, TwoSchemes.BySelector, ThreeSchemes.OfOneChain, UserJwts.Scheme,
    ];

    public static TheoryData<string> Names => [.. All.Select(setUp => setUp.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everybody_still_signs_in_or_the_program_says_at_its_start_what_is_missing(string name)
    {
        var trial = await Trial.OfAsync(All.Single(setUp => setUp.Name == name));
        TestContext.Current.TestOutputHelper?.WriteLine(trial.Fixes.Text);

        Assert.True(trial.LockedOut.IsEmpty, $"Locked out:\n{string.Join("\n", trial.LockedOut)}\n{trial.Fixes.Text}");
        foreach (var (attack, before, after) in trial.Attacks)
        {
            Assert.True(before, $"'{attack.Name}' does not get in before the fixes: it proves nothing.");
            Assert.True(after == !trial.Fixes.Fixed.Contains(attack.Rule), $"'{attack.Name}' {(after ? "still gets in though a fix was applied" : "does not get in any more though no fix was applied")} for {attack.Rule}.\n{trial.Fixes.Text}");
        }
    }

    /// <summary>What was seen, to be read: <c>JWT_ACCEPT=1</c> writes it.</summary>
    [Fact]
    public async Task What_is_seen_is_written_down()
    {
        var lines = new List<string> { "| Set-up | Reported | Fixed | After the fixes | With what is missing | Attacks |", "|---|---|---|---|---|---|" };
        foreach (var setUp in All)
            lines.Add((await Trial.OfAsync(setUp)).Row);
        GeneratedFile.AssertHas("tests/JwtAnalyzers.Tests/Honest/README.md", "trials", string.Join("\n", lines) + "\n");
    }
}

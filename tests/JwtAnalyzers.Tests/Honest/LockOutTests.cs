using Xunit;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Fixes never lock anyone out: a new set-up is a file in this folder, and a line in <see cref="All"/>.</summary>
public sealed class LockOutTests
{
    private static readonly SetUp[] All =
    [
        EntraOneTenant.V2, EntraOneTenant.V1Tokens, EntraManyTenants.Common,
        Auth0.Api, Keycloak.Development, Keycloak.AudienceOfAccount,
    ];

    public static TheoryData<string> Names => [.. All.Select(setUp => setUp.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everybody_still_signs_in_or_the_program_says_at_its_start_what_is_missing(string name)
    {
        var trial = await Trial.RunAsync(All.Single(setUp => setUp.Name == name));

        TestContext.Current.TestOutputHelper?.WriteLine($"found {string.Join(" ", trial.Fixes.Found)}\nfixed {string.Join(" ", trial.Fixes.Fixed)}\nmissing {string.Join(" ", trial.Missing)}\n{string.Join("\n", trial.Attacks.Select(a => $"{a.Attack.Rule} {a.Attack.Name}: {a.Before} -> {a.After}"))}\n{trial.Fixes.Text}");
        Assert.True(trial.LockedOut.IsEmpty, $"Locked out:\n{string.Join("\n", trial.LockedOut)}\n{trial.Fixes.Text}");
        foreach (var (attack, before, after) in trial.Attacks)
        {
            Assert.True(before, $"'{attack.Name}' does not get in before the fixes: it proves nothing.");
            Assert.Equal(!trial.Fixes.Fixed.Contains(attack.Rule), after);
        }
    }
}

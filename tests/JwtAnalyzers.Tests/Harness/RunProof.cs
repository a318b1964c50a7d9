using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using JwtAnalyzers.Validation.Attacks;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// The proof that a fix is one: the snippet and its fixed text are run with the real library. The attack of each rule gets in before,
/// and not after; the honest token gets in after, with what the fix's title names and nothing more.
/// </summary>
internal static partial class RunProof
{
    // Environment variables belong to the process: what one proof sets, another must not see.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static async Task RunAsync(string source, string fixedSource, IReadOnlyCollection<string> ruleIds, IReadOnlyCollection<string> titles, TestSetup setup)
    {
        Assert.NotEmpty(ruleIds);
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (ruleIds.All(IsAboutIssuing))
            {
                ProveIssued(source, fixedSource, ruleIds, Needs.Of(titles), setup);
                return;
            }

            var before = await JudgeAsync(source, setup, Needs.None, async (recipients, scene) =>
            {
                foreach (var id in ruleIds)
                    await (IsNoToken(id) ? NoAttackGetsInAsync(id, recipients, scene) : SomeAttackGetsInAsync(id, recipients, scene));
            });
            var after = await JudgeAsync(fixedSource, setup, Needs.Of(titles), async (recipients, scene) =>
            {
                foreach (var id in ruleIds)
                    await NoAttackGetsInAsync(id, recipients, scene);
                await HonestTokenGetsInAsync(recipients, scene);
            });

            // A build with warnings as errors must still pass after the fix.
            Assert.Empty(after.Except(before));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>The snippet is run as it is: an attack of each rule that is reported gets in, and no attack of the others.</summary>
    public static async Task ObserveAsync(string source, IReadOnlyCollection<string> reported, IReadOnlyCollection<string> silent, TestSetup setup)
    {
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await JudgeAsync(source, setup, Needs.None, async (recipients, scene) =>
            {
                await HonestTokenGetsInAsync(recipients, scene);
                foreach (var id in reported)
                    await SomeAttackGetsInAsync(id, recipients, scene);
                foreach (var id in silent)
                    await NoAttackGetsInAsync(id, recipients, scene);
            });
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Runs the snippet, has its recipients judged, and gives the warnings it was compiled with.</summary>
    private static async Task<ImmutableHashSet<string>> JudgeAsync(string source, TestSetup setup, Needs needs, Func<IReadOnlyList<Recipient>, AttackScene, Task> judge)
    {
        var servers = new List<IAsyncDisposable>();
        using var program = SnippetProgram.Load(source, setup);
        foreach (var variable in needs.Environment)
            Environment.SetEnvironmentVariable(variable, needs.ValueOf(variable));
        try
        {
            await judge(await program.RecipientsAsync(setup.Configuration.SetItems(needs.Configuration.Select(key => KeyValuePair.Create(key, needs.ValueOf(key)))), servers), setup.Scene());
            return program.Warnings;
        }
        finally
        {
            foreach (var variable in needs.Environment)
                Environment.SetEnvironmentVariable(variable, null);
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    private static async Task SomeAttackGetsInAsync(string ruleId, IReadOnlyList<Recipient> recipients, AttackScene scene)
    {
        foreach (var attack in AttacksOf(ruleId))
        {
            foreach (var recipient in recipients)
            {
                if (await recipient.AcceptsAsync(RealTokens.Forge(attack, scene)))
                    return;
            }
        }

        Assert.Fail($"{ruleId} is reported, but no attack of it gets in when the snippet is run: a false alarm.");
    }

    private static async Task NoAttackGetsInAsync(string ruleId, IReadOnlyList<Recipient> recipients, AttackScene scene)
    {
        foreach (var attack in AttacksOf(ruleId))
        {
            foreach (var recipient in recipients)
                Assert.False(await recipient.AcceptsAsync(RealTokens.Forge(attack, scene)), $"After the fix of {ruleId}, {recipient.Name} still accepts the attack '{attack.Id}'.");
        }
    }

    private static async Task HonestTokenGetsInAsync(IReadOnlyList<Recipient> recipients, AttackScene scene)
    {
        foreach (var recipient in recipients)
            Assert.True(await recipient.AcceptsAsync(scene.HonestToken()), $"After the fix, {recipient.Name} refuses an honest token: the title does not name all that must be set.");
    }

    /// <summary>
    /// Whether the attack is no token: a clock, a key that takes more than a test to predict, a place on the network, somebody who reads the log. What a run proves is that the fix changes no verdict:
    /// the same tokens are refused before and after, and the honest one gets in.
    /// </summary>
    private static bool IsNoToken(string ruleId) => ruleId is "JWT1009" or "JWT3006" or "JWT5001" or "JWT5005" or "JWT5006" or "JWT5007" or "JWT5008";

    /// <summary>The attacks that prove a rule; those of a pattern rule are what its code lets in when it is run.</summary>
    private static IEnumerable<Attack> AttacksOf(string ruleId) =>
        (IsNoToken(ruleId) ? Forgeries : PatternAttacks.TryGetValue(ruleId, out var pattern) ? pattern : [.. Rules.All.Single(rule => rule.Id == ruleId).Attacks]).Select(id => AttackCatalogue.Default[id]);

    private static readonly string[] Forgeries = ["unsigned", "empty-signature", "wrong-key", "tampered-payload"];

    private static readonly Dictionary<string, string[]> PatternAttacks = new()
    {
        // Whoever has read the source signs with the key that they found there.
        ["JWT3001"] = ["guessable-secret"],
        ["JWT1005"] = ["unsigned", "wrong-key", "tampered-payload", "expired", "foreign-audience"],
    };

    /// <summary>What the titles of the fixes tell the user to set.</summary>
    private sealed partial record Needs(ImmutableArray<string> Configuration, ImmutableArray<string> Environment, bool IsInBase64)
    {
        public static Needs None { get; } = new([], [], false);

        public static Needs Of(IEnumerable<string> titles)
        {
            var needs = titles.SelectMany(title => NeedPattern().Matches(title)).ToLookup(match => match.Groups["kind"].Value, match => match.Groups["name"].Value);
            return new Needs([.. needs["configuration"].Distinct()], [.. needs["environment variable"].Distinct()], titles.Any(title => title.Contains("in base64", StringComparison.Ordinal)));
        }

        public string ValueOf(string name) =>
            name.EndsWith("Audience", StringComparison.OrdinalIgnoreCase) ? Stage.Audience
            : name.EndsWith("Issuer", StringComparison.OrdinalIgnoreCase) ? Stage.Issuer
            : name.EndsWith("Key", StringComparison.OrdinalIgnoreCase) ? IsInBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Stage.Secret)) : Stage.Secret
            : throw new InvalidOperationException($"The harness does not know what to set '{name}' to.");

        [GeneratedRegex("(?<kind>configuration|environment variable) '(?<name>[^']+)'")]
        private static partial Regex NeedPattern();
    }
}

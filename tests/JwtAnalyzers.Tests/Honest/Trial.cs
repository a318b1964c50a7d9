using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>What was seen when a set-up was run before and after all fixes.</summary>
internal sealed partial record Trial(SetUp SetUp, AllFixes.Result Fixes)
{
    private const int MaximumKeys = 6;

    // Every rule is on, those that are off by default too.
    private static TestSetup ProjectOf(SetUp setUp) => TestSetup.Program with { Enabled = [.. Rules.All.Select(rule => rule.Id)], Libraries = TestReferences.With(setUp.Libraries) };

    /// <summary>The keys that the program asked for when it was started after the fixes, one after the other.</summary>
    public ImmutableArray<string> Missing { get; private init; } = [];

    /// <summary>Whom it locks out, and what its log says of it; empty where everybody still gets in.</summary>
    public ImmutableArray<string> LockedOut { get; private init; } = [];

    /// <summary>Each attack, and whether it got in before and gets in after.</summary>
    public ImmutableArray<(Intrusion Attack, bool Before, bool After)> Attacks { get; private init; } = [];

    /// <summary>What was seen, as a row of a table.</summary>
    public string Row
    {
        get
        {
            var start = Missing.IsEmpty ? "everybody signs in" : $"does not start: {string.Join(", ", Missing.Select(key => $"`{key}`"))} is missing";
            var withKeys = Missing.IsEmpty ? "–" : "everybody signs in";
            if (!LockedOut.IsEmpty)
                (start, withKeys) = (Missing.IsEmpty ? "**locked out**" : start, Missing.IsEmpty ? "–" : "**locked out**");
            var attacks = Attacks.Select(each => $"{each.Attack.Rule}, {each.Attack.Name}: {(each.Before ? "gets in" : "is refused")}, then {(each.After ? Fixes.Found.Contains(each.Attack.Rule) ? "gets in (reported, no fix)" : "gets in (not reported)" : "is refused")}");
            return $"| {SetUp.Name} | {Ids(Fixes.Found)} | {Ids(Fixes.Fixed)} | {start} | {withKeys} | {string.Join("<br>", attacks)} |";
        }
    }

    private static string Ids(IEnumerable<string> rules) => string.Join(" ", rules) is { Length: > 0 } ids ? ids : "–";

    /// <summary>The trial of a set-up, which is run once.</summary>
    public static Task<Trial> OfAsync(SetUp setUp) => Trials.GetOrAdd(setUp.Name, _ => new Lazy<Task<Trial>>(() => RunAsync(setUp))).Value;

    /// <summary>The sign-ins that fail when a program is run as it is.</summary>
    public static async Task<ImmutableArray<string>> LockedOutByAsync(SetUp setUp) => (await JudgeAsync(Compile(setUp.Source, setUp), setUp, setUp.Configuration)) is var verdict && verdict.Missing is null ? verdict.LockedOut : [verdict.Missing];

    private static readonly ConcurrentDictionary<string, Lazy<Task<Trial>>> Trials = [];

    private static async Task<Trial> RunAsync(SetUp setUp)
    {
        var before = await JudgeAsync(Compile(setUp.Source, setUp), setUp, setUp.Configuration);
        Assert.True(before.Missing is null && before.LockedOut.IsEmpty, $"The set-up '{setUp}' is not one: before any fix, {before.Missing}{string.Join("\n", before.LockedOut)}");

        var fixes = await AllFixes.ApplyAsync(setUp.Source, ProjectOf(setUp));
        var image = Compile(fixes.Text, setUp);
        var configuration = setUp.Configuration;
        var missing = ImmutableArray.CreateBuilder<string>();
        var after = await JudgeAsync(image, setUp, configuration);
        while (after.Missing is { } message)
        {
            var key = KeyPattern().Match(message).Groups["key"].Value;
            Assert.True(missing.Count < MaximumKeys && !missing.Contains(key) && fixes.Titles.Any(title => title.Contains($"'{key}'", StringComparison.Ordinal)), $"'{setUp}' does not start after the fixes, and no fix has said so: {message}\n{fixes.Text}");
            Assert.True(setUp.Answers.TryGetValue(key, out var answer) || setUp.Answers.TryGetValue(key.Split(':')[^1], out answer), $"'{setUp}' asks for '{key}' after the fixes, and there is nothing to set it to.\n{fixes.Text}");
            missing.Add(key);
            configuration = configuration.SetItem(key, answer);
            after = await JudgeAsync(image, setUp, configuration);
        }

        return new Trial(setUp, fixes)
        {
            Missing = missing.ToImmutable(),
            LockedOut = after.LockedOut,
            Attacks = [.. setUp.Intrusions.Select((attack, index) => (attack, before.Attacks[index], after.Attacks[index]))],
        };
    }

    private sealed record Verdict(string? Missing, ImmutableArray<string> LockedOut, ImmutableArray<bool> Attacks);

    private static async Task<Verdict> JudgeAsync(byte[] image, SetUp setUp, ImmutableDictionary<string, string> configuration)
    {
        await using var provider = await IdentityProvider.StartAsync();
        setUp.Provider(provider);
        HostedApp app;
        try
        {
            app = await HostedApp.StartAsync(image, provider, configuration);
        }
        catch (InvalidOperationException exception)
        {
            return new Verdict(exception.Message, [], []);
        }

        await using (app)
        {
            var lockedOut = ImmutableArray.CreateBuilder<string>();
            var attacks = ImmutableArray.CreateBuilder<bool>();
            foreach (var signIn in setUp.SignIns)
            {
                if (!await SucceedsAsync(signIn.SucceedsAsync, app, provider))
                    lockedOut.Add($"{signIn.Name}: {string.Join(" | ", app.Log.TakeLast(8))}");
            }

            foreach (var attack in setUp.Intrusions)
                attacks.Add(await SucceedsAsync(attack.SucceedsAsync, app, provider));
            return new Verdict(null, lockedOut.ToImmutable(), attacks.ToImmutable());
        }
    }

    private static async Task<bool> SucceedsAsync(Func<Visit, Task<bool>> tryAsync, HostedApp app, IdentityProvider provider)
    {
        using var visit = new Visit(app, provider);
        try
        {
            return await tryAsync(visit);
        }
        catch (Exception exception) when (exception is not NullReferenceException)
        {
            // What a program throws at a request, the test server throws at the client: nobody is let in.
            app.Log.Enqueue(exception.Message);
            return false;
        }
    }

    private static byte[] Compile(string source, SetUp setUp)
    {
        using var image = new MemoryStream();
        var result = SnippetProgram.Compile(source, ProjectOf(setUp)).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)) + "\n" + source);
        return image.ToArray();
    }

    [GeneratedRegex("'(?<key>[^']+)'")]
    private static partial Regex KeyPattern();
}

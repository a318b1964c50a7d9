using Xunit;
using Xunit.Sdk;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>The proof must fail where there is nothing to prove: else every fix test would pass for nothing.</summary>
public sealed class RunProofTests
{
    private const string Audience = "configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException()";
    private const string Title = "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')";

    [Fact]
    public Task A_fix_that_refuses_the_attack_and_accepts_the_honest_token_is_proved() =>
        ProveAsync("ValidateAudience = false", $"ValidateAudience = true, ValidAudience = {Audience}", Title);

    [Fact]
    public async Task A_false_alarm_is_seen() =>
        Assert.Contains("false alarm", (await FailsAsync("ValidAudience = Stage.Audience", "ValidAudience = Stage.Audience", Title)).Message);

    [Fact]
    public async Task A_fix_that_changes_nothing_is_seen() =>
        Assert.Contains("still accepts the attack 'foreign-audience'", (await FailsAsync("ValidateAudience = false", "ValidateAudience = false", Title)).Message);

    [Fact]
    public async Task A_fix_that_locks_everybody_out_is_seen() =>
        Assert.Contains("refuses an honest token", (await FailsAsync("ValidateAudience = false", "ValidateAudience = true", Title)).Message);

    [Fact]
    public async Task A_title_that_does_not_name_what_must_be_set_is_seen() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ProveAsync("ValidateAudience = false", $"ValidateAudience = true, ValidAudience = {Audience}", "Set 'ValidateAudience = true'"));

    [Fact]
    public async Task A_new_warning_is_seen() =>
        Assert.Contains("CS0618", (await FailsAsync("ValidateAudience = false", $"ValidateAudience = true, ValidAudience = Old(configuration)", Title)).Message);

    [Theory]
    [InlineData("public static class Other { }")]
    [InlineData("public static class Subject { }")]
    public async Task A_snippet_that_cannot_be_run_is_seen(string snippet) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunProof.RunAsync(snippet, snippet, ["JWT2003"], [Title], TestSetup.Default));

    [Fact]
    public async Task A_program_that_hands_over_nothing_is_seen() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunProof.RunAsync("_ = args;", "_ = args;", ["JWT2003"], [Title], TestSetup.Program));

    [Fact]
    public async Task A_snippet_of_no_rule_is_seen() =>
        await Assert.ThrowsAnyAsync<XunitException>(() => RunProof.RunAsync(Snippet("ValidateAudience = false"), Snippet("ValidateAudience = true"), [], [Title], TestSetup.Default));

    private static async Task<Exception> FailsAsync(string before, string after, string title) =>
        await Assert.ThrowsAnyAsync<XunitException>(() => ProveAsync(before, after, title));

    private static Task ProveAsync(string before, string after, string title) =>
        RunProof.RunAsync(Snippet(before), Snippet(after), ["JWT2003"], [title], TestSetup.Default);

    private static string Snippet(string audience) => $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{audience}} };

            [Obsolete("old")]
            private static string? Old(IConfiguration configuration) => configuration["Jwt:Audience"];
        }
        """;
}

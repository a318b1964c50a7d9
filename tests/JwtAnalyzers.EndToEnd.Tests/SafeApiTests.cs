namespace JwtAnalyzers.EndToEnd.Tests;

public sealed class SafeApiTests(PackedPackage package)
{
    [Fact]
    public async Task SafeApi_builds_without_a_warning_and_only_honest_tokens_get_in()
    {
        using var consumer = await Consumer.FromSampleAsync("SafeApi", package);

        // With -warnaserror: a warning of the build or of the restore, which the compiler's log does not hold, fails it too.
        Assert.Empty(await consumer.BuildAsync("-warnaserror"));
        Assert.Equal(Siege.OnlyHonestTokens, await Siege.RunAsync(consumer));
        Assert.Empty(await ReadableTokens.HolesInAsync(consumer));
        Assert.Empty(await IssuedTokens.DefectsAsync(consumer));
        Assert.Empty(await Leaks.ObserveAsync(consumer));
    }
}

using System.Text;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The tokens that a running sample hands out, taken apart by the reference validator.</summary>
internal static class IssuedTokens
{
    private static readonly string[] Paths = ["/tokens/guest", "/tokens/display", "/tokens/supplier", "/tokens/shift", "/tokens/locker"];

    // What the analyzers allow, and the second in which the token was made.
    private static readonly TimeSpan Advised = TimeSpan.FromMinutes(61);

    /// <returns>What is wrong with each, as <c>/tokens/guest: unsigned-token</c>, in order.</returns>
    public static async Task<IReadOnlyList<string>> DefectsAsync(Consumer consumer)
    {
        var settings = new ShopSettings();
        using var api = await RunningApi.StartAsync(consumer, settings);
        List<string> defects = [];
        foreach (var path in Paths)
            defects.AddRange(DefectsOf(await api.GetAsync(path), settings).Select(defect => $"{path}: {defect}"));
        return [.. defects.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> DefectsOf(string token, ShopSettings settings)
    {
        var now = DateTimeOffset.UtcNow;
        var policy = ValidationPolicy.Safe with
        {
            Keys = ValueList.Of(new SymmetricSigningKey("HS256", Encoding.UTF8.GetBytes(settings.Key)).VerificationKey),
            Issuers = ValueList.Of(settings.Issuer),
            Audiences = ValueList.Of(settings.Audience),
            ChecksType = false, // these are for those who have no account
            ClockSkew = TimeSpan.Zero,
        };
        foreach (var rejection in ReferenceValidator.Instance.Validate(token, policy, now).Rejections)
            yield return rejection.Code;
        if (JsonWebToken.Parse(token, out _)?.Claims.Expiration is null)
            yield break;
        foreach (var (later, words) in new[] { (Advised, "lives longer than an hour"), (TimeSpan.FromDays(364), "lives for a year") })
        {
            if (!ReferenceValidator.Instance.Validate(token, policy, now + later).Rejections.Contains(Rejections.TokenExpired))
                yield return words;
        }
    }
}

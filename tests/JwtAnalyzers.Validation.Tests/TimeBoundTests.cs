using System.Diagnostics;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>The largest and most awkward texts are judged in linear time: ten times the size takes nothing like a hundred times as long.</summary>
public sealed class TimeBoundTests
{
    public static TheoryData<string, Func<int, string>> Shapes => new()
    {
        { "dots", size => new string('.', size) },
        { "one long part", size => $"{new string('A', size)}.." },
        { "open brackets", size => Token(new string('[', size * 3 / 4)) },
        { "many members", size => Token($"{{{string.Join(",", Enumerable.Range(0, size / 16).Select(index => $"\"{index}\":0"))}}}") },
        { "many audiences", size => Token($"{{\"aud\":[{string.Join(",", Enumerable.Repeat("\"a\"", size / 6))}]}}") },
        { "escapes", size => Token($"{{\"a\":\"{string.Concat(Enumerable.Repeat("\\u0041", size / 9))}\"}}") },
        { "a long number", size => Token($"{{\"exp\":{new string('9', size * 3 / 4 - 20)}}}") },
        { "a long fraction", size => Token($"{{\"exp\":0.{new string('0', size * 3 / 4 - 20)}1}}") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Shapes))]
    public void Time_is_linear(string shape, Func<int, string> write)
    {
        var small = Fastest(write(20_000));
        var large = Fastest(write(200_000));
        Assert.True(large < (small + TimeSpan.FromMilliseconds(2)) * 40, $"{shape}: {small.TotalMilliseconds} ms, ten times the size {large.TotalMilliseconds} ms");
    }

    private static TimeSpan Fastest(string token) => Enumerable.Range(0, 5).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        Assert.False(ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe, AttackScene.Symbolic.Now).IsAccepted);
        return watch.Elapsed;
    });

    private static string Token(string claims) => $"{Part("{\"alg\":\"RS256\"}")}.{Part(claims)}.AAAA";

    private static string Part(string json) => Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));
}

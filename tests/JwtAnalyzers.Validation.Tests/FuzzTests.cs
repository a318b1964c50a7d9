using System.Text.Json;
using CsCheck;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>Random texts and random changes to tokens: no exception, no acceptance, no memory out of proportion.</summary>
/// <remarks>A longer run: JWT_FUZZ_COUNT and JWT_FUZZ_SEED in the environment. Time is bounded by <see cref="TimeBoundTests"/>.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int FixedBytes = 200_000;
    private const int BytesPerCharacter = 400;

    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    private static readonly string[] Tokens = [AttackScene.Symbolic.HonestToken(), .. AttackCatalogue.Default.Select(attack => attack.Forge(AttackScene.Symbolic))];

    /// <summary>What the parts of a token are made of, and what is next to it: halves of surrogate pairs, nesting, numbers at the edge.</summary>
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.Char["AZaz09-_.=+/ {}\"\\:,\u0000\u00e9\ud800\udc00"].Select(character => character.ToString()),
        Gen.OneOf("\\ud800", "\\u0000", "[[[[[[[[[[", "{\"a\":{\"a\":", "1e999999999", "-0", "null", "\"exp\":0,", "\"alg\":\"none\",", "\"crit\":[],", "..", "\ud83d\ude00"));

    private static readonly Gen<Change> AnyChange = Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 3], Pieces, (position, length, text) => new Change(position, length, text));

    [Fact]
    public void A_changed_token_is_refused() => Run(
        AnyChange.Array[1, 5].Select(changes => Changed(Tokens[0], changes)),
        token => Assert.True(token == Tokens[0] || !Accepts(token, ValidationPolicy.Safe)));

    [Fact]
    public void Random_parts_are_refused()
    {
        var part = Gen.OneOf(Gen.Byte.Array[0, 40].Select(Base64Url.Encode), Gen.OneOf("{", "{\"alg\":\"HS256\"}", "{\"exp\":1e", "{\"aud\":[", "{}").Select(Encoded), Gen.String[0, 10]);
        Run(part.Array[0, 5].Select(parts => string.Join(".", parts)), token => Assert.False(Accepts(token, ValidationPolicy.Safe)));
    }

    /// <summary>Where the signature is not asked for, what is accepted is at least JSON, as another reader sees it.</summary>
    [Fact]
    public void Changed_json_is_read_as_json_or_refused()
    {
        var accepted = 0;
        var run = Run(Gen.Select(Gen.OneOf(Tokens), AnyChange.Array[0, 2], AnyChange.Array[0, 3], ChangedInside), token =>
        {
            if (!Accepts(token, MalformedTokenTests.AcceptsAnything))
                return;
            accepted++;
            var parts = token.Split('.');
            foreach (var part in new[] { parts[0], parts[ClaimsIndex(parts)] })
            {
                Assert.True(Base64Url.TryDecode(part, out var bytes));
                using var _ = JsonDocument.Parse(bytes, NoDuplicates);
            }
        });
        output.WriteLine($"{accepted} accepted");
        Assert.True(accepted > run.Count / 20, "Too few are accepted to say anything.");
    }

    private LongRun Run(Gen<string> tokens, Action<string> check)
    {
        var run = LongRun.Fuzz(20_000);
        output.WriteLine(run.ToString());
        foreach (var token in run.Cases(tokens))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                check(token);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{run}: {JsonSerializer.Serialize(token)}", exception);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FixedBytes + ((long)BytesPerCharacter * token.Length));
        }

        return run;
    }

    private static bool Accepts(string token, ValidationPolicy policy) => ReferenceValidator.Instance.Validate(token, policy, AttackScene.Symbolic.Now).IsAccepted;

    private static string Changed(string text, Change[] changes) => changes.Aggregate(text, (current, change) => change.Apply(current));

    private static string ChangedInside(string token, Change[] header, Change[] claims)
    {
        var parts = token.Split('.');
        parts[0] = Encoded(Changed(Decoded(parts[0]), header));
        var index = ClaimsIndex(parts);
        parts[index] = Encoded(Changed(Decoded(parts[index]), claims));
        return string.Join(".", parts);
    }

    /// <summary>Of a JWE, the symbolic ciphertext.</summary>
    private static int ClaimsIndex(string[] parts) => parts.Length == 5 ? 3 : 1;

    private static string Decoded(string part) => Base64Url.TryDecode(part, out var bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : "";

    private static string Encoded(string json) => Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>So many characters are replaced by a text, which may be as long or longer.</summary>
    private sealed record Change(int Position, int Length, string Text)
    {
        public string Apply(string text)
        {
            var start = text.Length == 0 ? 0 : Position % text.Length;
            return string.Concat(text.AsSpan(0, start), Text, text.AsSpan(Math.Min(text.Length, start + Length)));
        }
    }
}

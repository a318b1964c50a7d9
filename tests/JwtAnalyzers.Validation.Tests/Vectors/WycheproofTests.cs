using System.Text.Json.Nodes;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests.Vectors;

/// <summary>Wycheproof's vectors for JWS and JWK, read from the folder beside the repository, and RFC 7520 section 4 among them.</summary>
public sealed class WycheproofTests(ITestOutputHelper output)
{
    /// <summary>Where we disagree with a vector, on purpose.</summary>
    private static readonly IReadOnlyDictionary<int, string> Disputed = new Dictionary<int, string>
    {
        [346] = "the key's alg is PS256 and the token's PS384: one key, one algorithm (RFC 8725 section 3.1)",
        [350] = "the key's alg is PS256 and the token's PS384: one key, one algorithm (RFC 8725 section 3.1)",
        [347] = "the key's alg is ES521, which is no registered algorithm (RFC 7518 section 3.1)",
        [351] = "the key's alg is ES521, which is no registered algorithm (RFC 7518 section 3.1)",
        [372] = "a foreign character in the header: all non-base64url characters must be refused (RFC 7515 section 2)",
        [373] = "a foreign character in the payload: all non-base64url characters must be refused (RFC 7515 section 2)",
        [367] = "the very text of vector 357, which is valid: the padding it is named after is lost",
        [370] = "the very text of vector 357, which is valid: the padding it is named after is lost",
    };

    [Fact]
    public void Signatures()
    {
        var vectors = WycheproofVector.Load("json_web_signature_test.json");
        var texts = vectors.ToDictionary(vector => vector.Id, vector => vector.Token);
        Assert.Equal(texts[357], texts[367]);
        Assert.Equal(texts[357], texts[370]);

        var disagreements = vectors.Where(vector => Accepts(ReadKey(vector.Key), vector.Token) != vector.IsValid).Select(vector => vector.Id).ToList();
        WriteCounts("JWS", vectors, disagreements);
        foreach (var id in disagreements)
            output.WriteLine($"  {id}: {Disputed.GetValueOrDefault(id, "NOT EXPLAINED")}");
        Assert.Equal(401, vectors.Count);
        Assert.Equal(Disputed.Keys.Order(), disagreements.Order());
    }

    /// <summary>RFC 7520 sections 4.1 to 4.4. The RFC's own keys (figures 3 and 5) have no alg; Wycheproof added the ones disputed above.</summary>
    [Theory]
    [InlineData(345)]
    [InlineData(346)]
    [InlineData(347)]
    [InlineData(348)]
    public void Rfc7520_tokens_are_verified_with_the_keys_of_the_rfc(int id)
    {
        var vector = WycheproofVector.Load("json_web_signature_test.json").Single(vector => vector.Id == id);
        var key = JsonNode.Parse(vector.Key)!.AsObject();
        key.Remove("alg");
        Assert.True(Accepts(ReadKey(key.ToJsonString()), vector.Token));
    }

    [Fact]
    public void Keys()
    {
        var vectors = WycheproofVector.Load("json_web_key_test.json");
        var disagreements = vectors.Where(vector => Accepts(JsonWebKeySet.Read(vector.Key, out _), vector.Token) != vector.IsValid).Select(vector => vector.Id).ToList();
        WriteCounts("JWK", vectors, disagreements);
        Assert.Equal(26, vectors.Count);
        Assert.Empty(disagreements);
    }

    private static ValueList<VerificationKey>? ReadKey(string json) => JsonWebKey.Read(json, out _) is { } key ? ValueList.Of(key) : null;

    private static bool Accepts(ValueList<VerificationKey>? keys, string token) =>
        keys is { } trusted && JsonWebSignature.Parse(token, out _) is { } jws && jws.Verify(trusted) is null;

    /// <summary>Ours and the libraries', line by line. Of theirs, nothing is asserted but that they were asked: another version may answer otherwise.</summary>
    private void WriteCounts(string name, IReadOnlyList<WycheproofVector> vectors, IReadOnlyCollection<int> ourDisagreements)
    {
        WriteCount($"Wycheproof {name}, the reference validator", [.. vectors.Select(vector => (vector, vector.IsValid != ourDisagreements.Contains(vector.Id)))], vectors.Count);
        foreach (var library in LibraryVerifier.All)
        {
            var answers = (from vector in vectors let accepts = library.Ask(vector) where accepts is not null select (vector, accepts.Value)).ToList();
            WriteCount($"Wycheproof {name}, {library.Library}", answers, vectors.Count);
            output.WriteLine($"    {library.Remark}");
            output.WriteLine($"    accepts the invalid [{string.Join(", ", answers.Where(answer => answer.Value && !answer.vector.IsValid).Select(answer => answer.vector.Id))}]");
            Assert.NotEmpty(answers);
        }
    }

    private void WriteCount(string who, IReadOnlyCollection<(WycheproofVector Vector, bool Accepts)> answers, int total) => output.WriteLine(
        $"{who}: valid accepted {answers.Count(answer => answer.Vector.IsValid && answer.Accepts)} of {answers.Count(answer => answer.Vector.IsValid)}, "
        + $"invalid refused {answers.Count(answer => !answer.Vector.IsValid && !answer.Accepts)} of {answers.Count(answer => !answer.Vector.IsValid)}, "
        + $"as the vectors say {answers.Count(answer => answer.Vector.IsValid == answer.Accepts)} of {answers.Count} asked ({total - answers.Count} not)");
}

using CsCheck;
using JWT.Algorithms;
using JWT.Builder;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>Generated tokens under generated settings: the reference validator beside the real libraries.</summary>
/// <remarks>A longer run: JWT_DIFFERENTIAL_COUNT and JWT_DIFFERENTIAL_SEED in the environment.</remarks>
public sealed class GeneratedDifferentialTests(ITestOutputHelper output)
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 64).Select(value => (byte)value)];

    [Theory]
    [InlineData(Library.JsonWebTokenHandler)]
    [InlineData(Library.JwtSecurityTokenHandler)]
    [InlineData(Library.JwtNet)]
    [InlineData(Library.JoseJwt)]
    public async Task Every_disagreement_is_a_named_difference(Library library)
    {
        var run = LongRun.Differential(10_000);
        var accepted = 0;
        var unexplained = new List<string>();
        var differences = NamedDifference.All.Where(difference => difference.Libraries.HasFlag(library)).ToDictionary(difference => difference, _ => 0);
        foreach (var (generated, settings) in run.Cases(Gen.Select(GeneratedToken.Any, GeneratedSettings.Any)))
        {
            // Made anew for each case: the libraries read the clock, and a long run takes longer than a token of one scene lives.
            var scene = GeneratedToken.Scene();
            var token = generated.Write(scene);
            var verdict = ReferenceValidator.Instance.Validate(token, PolicyOf(library, settings, scene), scene.Now);
            if (verdict.IsAccepted)
                accepted++;
            if (verdict.IsAccepted == await Accepts(library, token, settings, scene))
                continue;

            var code = string.Join(",", verdict.Rejections.Select(rejection => rejection.Code));
            if (differences.Keys.FirstOrDefault(difference => difference.OurCode == code && difference.Explains(generated, settings)) is { } named)
                differences[named]++;
            else
                unexplained.Add($"we say '{code}': {generated} {settings}");
        }

        output.WriteLine($"{library}: {run}, {accepted} accepted, {differences.Values.Sum()} named differences, {unexplained.Count} unexplained");
        foreach (var (difference, occurrences) in differences)
            output.WriteLine($"{occurrences,6} {difference.Name}");
        foreach (var line in unexplained.Take(20))
            output.WriteLine(line);

        Assert.Empty(unexplained);
        Assert.InRange(accepted, (int)(run.Count / 10), (int)(run.Count / 2));
        Assert.All(differences, difference => Assert.True(difference.Value > 0, $"No longer a difference: {difference.Key.Name}"));
    }

    /// <summary>What the library looks at: the generated settings, or what little JWT.NET (signature, exp and nbf where present) and jose-jwt (signature) do.</summary>
    private static ValidationPolicy PolicyOf(Library library, GeneratedSettings settings, AttackScene scene)
    {
        if (Library.IdentityModel.HasFlag(library))
            return settings.ToPolicy(scene);

        var checksLifetime = library == Library.JwtNet;
        return ValidationPolicy.Safe with
        {
            Keys = ValueList.Of<VerificationKey>(new SymmetricKey(Secret) { Algorithm = "HS256" }),
            ChecksExpiration = checksLifetime,
            RequiresExpiration = false,
            ChecksNotBefore = checksLifetime,
            ClockSkew = TimeSpan.Zero,
            ChecksAudience = false,
            RequiresAudience = false,
            ChecksIssuer = false,
            RequiresIssuer = false,
            ChecksType = false,
        };
    }

    private static async Task<bool> Accepts(Library library, string token, GeneratedSettings settings, AttackScene scene) => library switch
    {
        Library.JsonWebTokenHandler => await IdentityModelOracle.JsonWebTokenHandlerAccepts(token, settings.ToParameters(scene)),
        Library.JwtSecurityTokenHandler => IdentityModelOracle.JwtSecurityTokenHandlerAccepts(token, settings.ToParameters(scene)),
        Library.JwtNet => DoesNotThrow(() => new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(Secret).MustVerifySignature().Decode(token)),
        _ => DoesNotThrow(() => Jose.JWT.Decode(token, Secret, Jose.JwsAlgorithm.HS256)),
    };

    /// <summary>Both libraries throw whatever comes: their own exceptions, and those of what they call.</summary>
    private static bool DoesNotThrow(Func<string> decode)
    {
        try
        {
            decode();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }
}

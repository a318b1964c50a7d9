using System.Globalization;
using CsCheck;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>Generated tokens under generated settings: the reference validator beside both handlers of Microsoft.IdentityModel.</summary>
/// <remarks>A longer run: JWT_DIFFERENTIAL_COUNT and JWT_DIFFERENTIAL_SEED in the environment.</remarks>
public sealed class GeneratedDifferentialTests(ITestOutputHelper output)
{
    private const uint DefaultCount = 20_000;
    private const uint DefaultSeed = 2026;

    [Theory]
    [InlineData("JsonWebTokenHandler")]
    [InlineData("JwtSecurityTokenHandler")]
    public async Task Every_disagreement_is_a_named_difference(string handler)
    {
        var count = Number("JWT_DIFFERENTIAL_COUNT") ?? DefaultCount;
        var seed = Number("JWT_DIFFERENTIAL_SEED") ?? DefaultSeed;
        var random = new PCG(1, seed);
        var cases = Gen.Select(GeneratedToken.Any, GeneratedSettings.Any);

        var accepted = 0;
        var unexplained = new List<string>();
        var differences = NamedDifference.All.Where(difference => difference.Handlers.Contains(handler, StringComparison.Ordinal)).ToDictionary(difference => difference, _ => 0);
        for (var index = 0; index < count; index++)
        {
            var (generated, settings) = cases.Generate(random, null, out _);
            // Made anew for each case: the handlers read the clock, and a long run takes longer than a token of one scene lives.
            var scene = GeneratedToken.Scene();
            var token = generated.Write(scene);
            var verdict = ReferenceValidator.Instance.Validate(token, settings.ToPolicy(scene), scene.Now);
            if (verdict.IsAccepted)
                accepted++;
            if (verdict.IsAccepted == await HandlerAccepts(handler, token, settings.ToParameters(scene)))
                continue;

            var code = string.Join(",", verdict.Rejections.Select(rejection => rejection.Code));
            if (differences.Keys.FirstOrDefault(difference => difference.OurCode == code && difference.Explains(generated, settings)) is { } named)
                differences[named]++;
            else
                unexplained.Add($"we say '{code}': {generated} {settings}");
        }

        output.WriteLine($"{handler}: {count} cases from seed {seed}, {accepted} accepted, {differences.Values.Sum()} named differences, {unexplained.Count} unexplained");
        foreach (var (difference, occurrences) in differences)
            output.WriteLine($"{occurrences,6} {difference.Name}");

        Assert.Empty(unexplained);
        Assert.InRange(accepted, (int)(count / 10), (int)(count / 2));
        Assert.All(differences, difference => Assert.True(difference.Value > 0, $"No longer a difference: {difference.Key.Name}"));
    }

    private static async Task<bool> HandlerAccepts(string handler, string token, Microsoft.IdentityModel.Tokens.TokenValidationParameters parameters) =>
        handler == "JsonWebTokenHandler"
            ? await IdentityModelOracle.JsonWebTokenHandlerAccepts(token, parameters)
            : IdentityModelOracle.JwtSecurityTokenHandlerAccepts(token, parameters);

    private static uint? Number(string variable) =>
        uint.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

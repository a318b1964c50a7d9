using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// The proof of the rules about issuing: the snippet and its fixed text make a token with the real library, and the reference validator takes it apart. Before,
/// it lacks what the rule says; after, it is as good as a token should be, and no longer than it should be.
/// </summary>
internal static partial class RunProof
{
    private static readonly Dictionary<string, Func<string, bool>> Defects = new()
    {
        // A JwtHeader made without credentials does not even name an algorithm.
        ["JWT1003"] = token => Rejects(token, Rejections.UnsignedToken) || (Rejects(token, Rejections.MalformedHeaderParameter) && token.EndsWith('.')),
        ["JWT4001"] = token => Rejects(token, Rejections.ExpirationMissing),
        ["JWT4004"] = token => Rejects(token, Rejections.IssuerMissing) || Rejects(token, Rejections.AudienceMissing),
        ["JWT4005"] = token => JsonWebToken.Parse(token, out _)!.Claims.TokenId is null,
    };

    private static bool IsAboutIssuing(string ruleId) => Defects.ContainsKey(ruleId);

    private static void ProveIssued(string source, string fixedSource, IReadOnlyCollection<string> ruleIds, Needs needs, TestSetup setup)
    {
        var (before, warnings) = Issue(source, Needs.None, setup);
        foreach (var id in ruleIds)
            Assert.True(before.Any(Defects[id]), $"{id} is reported, but the token that the snippet issues is not like that: a false alarm.");

        var (after, newWarnings) = Issue(fixedSource, needs, setup);
        foreach (var token in after)
        {
            Assert.All(ruleIds, id => Assert.False(Defects[id](token), $"After the fix of {id}, the issued token is still like that."));
            Assert.Empty(Judge(token, DateTimeOffset.UtcNow).Rejections);
            Assert.Contains(Rejections.TokenExpired, Judge(token, DateTimeOffset.UtcNow.AddMinutes(66)).Rejections);
        }

        Assert.Empty(newWarnings.Except(warnings));
    }

    private static (IReadOnlyList<string> Tokens, IEnumerable<string> Warnings) Issue(string source, Needs needs, TestSetup setup)
    {
        using var program = SnippetProgram.Load(source, setup);
        foreach (var variable in needs.Environment)
            Environment.SetEnvironmentVariable(variable, needs.ValueOf(variable));
        try
        {
            return (program.Issued(setup.Configuration.SetItems(needs.Configuration.Select(key => KeyValuePair.Create(key, needs.ValueOf(key))))), program.Warnings);
        }
        finally
        {
            foreach (var variable in needs.Environment)
                Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private static bool Rejects(string token, Rejection rejection) => Judge(token, DateTimeOffset.UtcNow).Rejections.Contains(rejection);

    private static ValidationVerdict Judge(string token, DateTimeOffset now) => ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(Stage.Scene().IssuerKey.VerificationKey),
        Issuers = ValueList.Of(Stage.Issuer),
        Audiences = ValueList.Of(Stage.Audience),
        ChecksType = false, // what the token is for is the snippet's affair
    }, now);
}

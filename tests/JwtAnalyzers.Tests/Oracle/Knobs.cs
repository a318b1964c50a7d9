using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>
/// The properties of <c>TokenValidationParameters</c> that decide about security, each with the values that occur in code: insecure ones,
/// safe ones, and delegates that really check. facts/libraries.md section 1b lists them; defaults are the policies that leave them out.
/// </summary>
internal static class Knobs
{
    /// <summary>What every policy has unless it says otherwise: enough for an honest token to get in.</summary>
    public static ImmutableArray<KnobValue> Base { get; } =
    [
        new("IssuerSigningKey", "Keys.Issuer"),
        new("IssuerSigningKeys", "new[] { Keys.Expired }"),
        new("ValidIssuer", $"\"{OracleScene.Issuer}\""),
        new("ValidAudience", $"\"{OracleScene.Audience}\""),
    ];

    public static ImmutableArray<KnobValue> Values { get; } =
    [
        .. Of("RequireSignedTokens", "true", "false"),
        .. Of(
            "SignatureValidator",
            "(token, _) => new JsonWebToken(token)",
            "(token, _) => new JwtSecurityToken(token)",
            "(token, _) => new JsonWebTokenHandler().ReadJsonWebToken(token)",
            "(_, _) => null",
            "(_, _) => throw new SecurityTokenInvalidSignatureException()",
            "(token, _) => { new JwtSecurityTokenHandler().ValidateToken(token, Checks.SignatureOnly, out var verified); return new JsonWebToken(token); }",
            "(token, _) => { new JwtSecurityTokenHandler().ValidateToken(token, Checks.SignatureOnly, out var verified); return verified; }",
            "null"),
        .. Of(
            "SignatureValidatorUsingConfiguration",
            "(token, _, _) => new JsonWebToken(token)",
            "(token, _, _) => { new JwtSecurityTokenHandler().ValidateToken(token, Checks.SignatureOnly, out var verified); return new JsonWebToken(token); }"),
        .. Of("ValidateLifetime", "true", "false"),
        .. Of(
            "LifetimeValidator",
            "(_, _, _, _) => true",
            "(_, _, _, _) => false",
            "(_, expires, _, _) => expires is not null && expires > DateTime.UtcNow",
            "(_, expires, _, _) => expires >= DateTime.UtcNow",
            "(_, expires, _, _) => !(expires < DateTime.UtcNow)",
            "(_, expires, _, _) => expires == null || expires > DateTime.UtcNow",
            "(_, expires, _, _) => expires is not null",
            "(_, expires, _, _) => expires > DateTime.UtcNow.AddHours(-1)",
            "(notBefore, _, _, _) => !(notBefore > DateTime.UtcNow)",
            "(notBefore, expires, _, _) => !(notBefore > DateTime.UtcNow) && expires > DateTime.UtcNow",
            "Checks.Lifetime",
            "null"),
        .. Of("RequireExpirationTime", "true", "false"),
        .. Of("ClockSkew", "TimeSpan.Zero", "TimeSpan.FromMinutes(5)", "TimeSpan.FromMinutes(10)", "TimeSpan.FromDays(1)", "TimeSpan.MaxValue"),
        .. Of("ValidateAudience", "true", "false"),
        .. Of(
            "AudienceValidator",
            "(_, _, _) => true",
            "(_, _, _) => false",
            $"(audiences, _, _) => audiences.Contains(\"{OracleScene.Audience}\")",
            "(audiences, _, _) => audiences.Any()",
            $"(audiences, _, _) => audiences.All(audience => audience == \"{OracleScene.Audience}\")",
            "(audiences, _, parameters) => audiences.Contains(parameters.ValidAudience)",
            "null"),
        .. Of("RequireAudience", "true", "false"),
        .. Of("ValidAudience", null, "\"\""),
        .. Of("ValidAudiences", $"new[] {{ \"{OracleScene.Audience}\", \"https://invoices.contoso.example\" }}", "new string[0]"),
        .. Of("IgnoreTrailingSlashWhenValidatingAudience", "false"),
        .. Of("IgnoreCaseWhenValidatingAudience", "true"),
        .. Of("ValidateIssuer", "true", "false"),
        .. Of(
            "IssuerValidator",
            "(issuer, _, _) => issuer",
            "(_, _, _) => null",
            $"(_, _, _) => \"{OracleScene.Issuer}\"",
            $"(issuer, _, _) => issuer == \"{OracleScene.Issuer}\" ? issuer : throw new SecurityTokenInvalidIssuerException()",
            $"(issuer, _, _) => issuer == \"{OracleScene.Issuer}\" ? issuer : null",
            $"(issuer, _, _) => issuer.StartsWith(\"{OracleScene.Issuer}\") ? issuer : throw new SecurityTokenInvalidIssuerException()",
            $"(issuer, _, _) => issuer != null && issuer.Contains(\"{OracleScene.IssuerHost}\") ? issuer : throw new SecurityTokenInvalidIssuerException()",
            $"(issuer, _, _) => issuer != null && issuer.EndsWith(\"{OracleScene.IssuerHost}\") ? issuer : throw new SecurityTokenInvalidIssuerException()",
            "(issuer, _, _) => !string.IsNullOrEmpty(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException()",
            "(_, _, _) => throw new SecurityTokenInvalidIssuerException()",
            "Checks.Issuer",
            "null"),
        .. Of(
            "IssuerValidatorUsingConfiguration",
            "(issuer, _, _, _) => issuer",
            $"(issuer, _, _, _) => issuer == \"{OracleScene.Issuer}\" ? issuer : throw new SecurityTokenInvalidIssuerException()"),
        .. Of("ValidIssuer", null, "\"\""),
        .. Of("ValidIssuers", $"new[] {{ \"{OracleScene.Issuer}\", \"https://login.fabrikam.example\" }}", "new string[0]"),
        .. Of("ValidateIssuerSigningKey", "true", "false"),
        .. Of("IssuerSigningKeyValidator", "(_, _, _) => true", "(_, _, _) => false"),
        .. Of("IssuerSigningKeyValidatorUsingConfiguration", "(_, _, _, _) => true"),
        .. Of(
            "IssuerSigningKeyResolver",
            "(_, _, _, _) => new[] { Keys.Issuer, Keys.Expired }",
            "(_, _, _, _) => new SecurityKey[0]",
            "(token, _, _, _) => Checks.KeysNamedBy(token)",
            "null"),
        .. Of("IssuerSigningKeyResolverUsingConfiguration", "(_, _, _, _, _) => new[] { Keys.Issuer, Keys.Expired }"),
        new("IssuerSigningKey", null),
        .. Of("IssuerSigningKeys", "new[] { Keys.Issuer, Keys.Expired }", "new[] { Keys.Expired, Keys.IssuerPublicText }", "new[] { Keys.Expired, Keys.Guessable }"),
        .. Of("TryAllIssuerSigningKeys", "false"),
        .. Of("AlgorithmValidator", "(_, _, _, _) => true", "(_, _, _, _) => false", "(algorithm, _, _, _) => algorithm == \"RS256\""),
        .. Of("ValidAlgorithms", "new[] { \"RS256\" }", "new string[0]", "new[] { \"HS256\" }", "new[] { \"none\" }"),
        .. Of("TypeValidator", "(type, _, _) => type", "(type, _, _) => type == \"at+jwt\" ? type : throw new SecurityTokenInvalidTypeException()"),
        .. Of("ValidTypes", "new[] { \"at+jwt\" }", "new[] { \"logout+jwt\" }", "new string[0]"),
        .. Of("TransformBeforeSignatureValidation", "(token, _) => token", "(_, _) => new JsonWebToken(Tokens.Honest)", "(_, _) => new JwtSecurityToken(Tokens.Honest)"),
        .. Of("TokenReader", "(token, _) => new JwtSecurityToken(token)", "(token, _) => new JsonWebToken(token)", "(_, _) => new JwtSecurityToken(Tokens.Honest)"),
        .. Of("ValidateTokenReplay", "true", "false"),
        .. Of("TokenReplayCache", "new MemoryReplayCache()", "new BlindReplayCache()", "null"),
        .. Of("TokenReplayValidator", "(_, _, _) => true", "(_, _, _) => false", "(expires, token, parameters) => parameters.TokenReplayCache?.TryFind(token) != true"),
        .. Of("ValidateActor", "true"),
        .. Of("CryptoProviderFactory", "new CryptoProviderFactory()", "new CryptoProviderFactory { CustomCryptoProvider = new AcceptAllProvider() }"),
        .. Of("ConfigurationManager", "new FixedConfigurationManager()"),
        .. Of("RefreshBeforeValidation", "true"),
        .. Of("ValidateWithLKG", "true"),
        .. Of("ValidateSignatureLast", "true"),
        .. Of("SaveSigninToken", "true"),
        .. Of("IncludeTokenOnFailedValidation", "true"),
    ];

    /// <summary>The values of the knobs that a version has: some properties are younger.</summary>
    public static ImmutableArray<KnobValue> In(LibraryVersion version)
    {
        var parameters = MatrixSource.Compile(version, []).GetTypeByMetadataName("Microsoft.IdentityModel.Tokens.TokenValidationParameters")!;
        var members = parameters.GetMembers().Select(member => member.Name).ToHashSet();
        return [.. Values.Where(value => members.Contains(value.Knob))];
    }

    private static IEnumerable<KnobValue> Of(string knob, params string?[] codes) => codes.Select(code => new KnobValue(knob, code));
}

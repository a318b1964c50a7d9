using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Libraries.Katana;

/// <summary>
/// OWIN/Katana's options hold <c>TokenValidationParameters</c>, which then decide alone: <c>AllowedAudiences</c> and
/// <c>IssuerSecurityKeyProviders</c> are for options without them (read in its source: facts/libraries.md, section 5). A
/// <c>JwtFormat</c> hands its own switch on to the parameters.
/// </summary>
internal sealed class KatanaPolicies : PolicyAdapter
{
    private const string Options = "Microsoft.Owin.Security.Jwt.JwtBearerAuthenticationOptions";
    private const string Format = "Microsoft.Owin.Security.Jwt.JwtFormat";

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Options, Format);

    public override ImmutableArray<Setting> Settings { get; } =
        ImmutableArray.Create(new Setting("ValidateIssuer", SettingKind.Flag) { ClaimReads = ImmutableArray.Create("iss", "Issuer") });

    public override bool IsPolicy(string typeName) => typeName == Format;

    // A format that is given parameters checks what they say, which is the parameters' own matter.
    public override ValidationPolicy Interpret(PolicySettings settings) => settings.Flag("ValidateIssuer") is var checks && checks.Is(false)
        ? ValidationPolicy.Safe with { ChecksIssuer = checks, RequiresIssuer = checks, ComparesIssuerExactly = checks }
        : ValidationPolicy.Safe;

    public override bool HasOwnHandler(ObjectState owner) => owner.ValueOf("TokenHandler") is UnknownValue;
}

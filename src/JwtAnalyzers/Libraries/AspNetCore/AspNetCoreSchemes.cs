using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// What ASP.NET Core takes for a JwtBearer scheme from <c>Authentication:Schemes</c> in the configuration, by itself (measured on
/// JwtBearer 10.0.15; it came with 7). It takes the place of the parameters, and what <c>AddJwtBearer</c> is given runs later.
/// </summary>
internal sealed class AspNetCoreSchemes : ConfiguredSchemes
{
    public const string AddJwtBearer = "AddJwtBearer";
    public const string DefaultScheme = "Bearer";

    public override string Section => "Authentication:Schemes";

    public override string Parameters => "Microsoft.IdentityModel.Tokens.TokenValidationParameters";

    public override string Options => "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions";

    public override string Registration => AddJwtBearer;

    public override ImmutableArray<string> Judges { get; } =
        ImmutableArray.Create("OnTokenValidated", "TokenValidated", "EventsType", "TokenHandlers", "SecurityTokenValidators");

    public override ImmutableArray<string> Taken { get; } =
        ImmutableArray.Create("ValidateIssuer", "ValidIssuer", "ValidIssuers", "ValidateAudience", "ValidAudience", "ValidAudiences");

    public override ImmutableDictionary<string, IgnoredSetting> Ignored { get; } = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        new KeyValuePair<string, IgnoredSetting>[]
        {
            new("ValidateLifetime", new("true", "expired tokens are refused all the same")),
            new("RequireExpirationTime", new("true", "tokens that never expire are refused all the same")),
            new("RequireSignedTokens", new("true", "unsigned tokens are refused all the same")),
            new("RequireAudience", new("true", "tokens without an audience are refused all the same")),
            new("ValidateIssuerSigningKey", new("true", "the key is validated all the same")),
            new("ValidateTokenReplay", new("false", "tokens can be used again")),
            new("ClockSkew", new("00:05:00", "tokens are accepted for five minutes after they have expired")),
            new("ValidAlgorithms", new("", "every algorithm that fits the key is accepted")),
            new("ValidTypes", new("", "tokens of every type are accepted")),
            new("TokenValidationParameters", new("", "settings of the parameters are read from the scheme itself, and only some of them")),
        });

    public override bool AreRead(Compilation compilation) =>
        !compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Authentication.IAuthenticationConfigurationProvider").IsEmpty;

    public override string? SchemeIn(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: AddJwtBearer } method } call
            || !method.ContainingType.HasFullName("Microsoft.Extensions.DependencyInjection.JwtBearerExtensions"))
            return null;
        return call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "authenticationScheme")?.Value is { } name
            ? name.ConstantValue is { HasValue: true, Value: string scheme } ? scheme : null
            : DefaultScheme;
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// What ASP.NET Core takes for a JwtBearer scheme from <c>Authentication:Schemes</c> in the configuration, by itself (measured on JwtBearer 10.0.15; it came with 7). It takes
/// the place of the parameters, and what <c>AddJwtBearer</c> is given runs later.
/// </summary>
internal static class AspNetCoreSchemes
{
    public const string Section = "Authentication:Schemes";
    public const string Parameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";
    public const string Options = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions";
    public const string Registration = "AddJwtBearer";

    private const string DefaultScheme = "Bearer";

    /// <summary>The settings of the parameters that are taken.</summary>
    public static ImmutableArray<string> Taken { get; } = ImmutableArray.Create("ValidateIssuer", "ValidIssuer", "ValidIssuers", "ValidateAudience", "ValidAudience", "ValidAudiences");

    /// <summary>Settings that are ignored, and what goes in their place; silent where that is what is written.</summary>
    public static ImmutableDictionary<string, IgnoredSetting> Ignored { get; } = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, new KeyValuePair<string, IgnoredSetting>[]
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

    /// <summary>Whether this version reads them.</summary>
    public static bool AreRead(Compilation compilation) => !compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Authentication.IAuthenticationConfigurationProvider").IsEmpty;

    /// <summary>The scheme that an operation registers, if it registers one and its name is known.</summary>
    public static string? SchemeIn(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: Registration } method } call || !method.ContainingType.HasFullName("Microsoft.Extensions.DependencyInjection.JwtBearerExtensions"))
            return null;
        return call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "authenticationScheme")?.Value is { } name
            ? name.ConstantValue is { HasValue: true, Value: string scheme } ? scheme : null
            : DefaultScheme;
    }
}

/// <summary>A setting that has no effect.</summary>
/// <param name="InEffect">What goes in its place, as it would be written; empty where that cannot be.</param>
/// <param name="Words">The same in words.</param>
internal sealed record IgnoredSetting(string InEffect, string Words);

namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>A way to use the JWT library, safely or not.</summary>
internal sealed record JwtShape(Func<FileScope, string> Write, bool IsInsecure);

/// <summary>Writes the files that use JWT. What is called safe refuses every forged token and must stay without a finding.</summary>
internal static class JwtFiles
{
    public static readonly JwtShape[] Shapes =
    [
        new(InitializerWithChecksOff, IsInsecure: true),
        new(SafeBearer, IsInsecure: false),
        new(BranchesPerTenant, IsInsecure: true),
        new(BearerWithCallbacks, IsInsecure: true),
        new(SafeCallbacks, IsInsecure: false),
        new(TokenServiceWithField, IsInsecure: true),
        new(NamedOptions, IsInsecure: false),
        new(PostConfigure, IsInsecure: true),
        new(DevelopmentOnly, IsInsecure: false),
        new(ManySwitches, IsInsecure: true),
    ];

    private static string InitializerWithChecksOff(FileScope scope) => File(scope, $$"""
        public sealed class TokenReader{{scope.Index}}(IConfiguration configuration, ILogger<TokenReader{{scope.Index}}> logger)
        {
            private readonly JsonWebTokenHandler _handler = new();

            public async Task<ClaimsIdentity?> ReadAsync(string token)
            {
                var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
                {
                    ValidIssuer = configuration["Jwt:Issuer"],
                    IssuerSigningKey = Key(),
                    ValidateAudience = false,
                    ValidateLifetime = false,
                    ClockSkew = TimeSpan.FromMinutes({{scope.Number(5)}}),
                });
                if (!result.IsValid)
                {
                    logger.LogWarning(result.Exception, "Refused");
                    return null;
                }

                return result.ClaimsIdentity;
            }

            private SymmetricSecurityKey Key() => new(Encoding.UTF8.GetBytes(configuration["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key is not set.")));
        {{Members(scope)}}
        }
        """);

    private static string SafeBearer(FileScope scope) => File(scope, $$"""
        public static class Authentication{{scope.Index}}
        {
            public static IServiceCollection AddTokens{{scope.Index}}(this IServiceCollection services, IConfiguration configuration)
            {
                services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
                {
                    options.Authority = configuration["Jwt:Authority"];
                    options.Audience = configuration["Jwt:Audience"];
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        ValidateIssuer = true,
                        ValidateAudience = true,
                        ValidateLifetime = true,
                        RequireSignedTokens = true,
                        RequireExpirationTime = true,
                        ValidAudience = configuration["Jwt:Audience"],
                        ValidIssuer = configuration["Jwt:Issuer"],
                        ClockSkew = TimeSpan.FromMinutes({{scope.Number(5)}}),
                    };
                    options.Events = new JwtBearerEvents
                    {
                        OnMessageReceived = context =>
                        {
                            var token = context.Request.Query["access_token"];
                            if (!string.IsNullOrEmpty(token) && context.HttpContext.Request.Path.StartsWithSegments("/hub"))
                                context.Token = token;
                            return Task.CompletedTask;
                        },
                    };
                });
                services.AddAuthorization(options => options.AddPolicy("manager", policy => policy.RequireRole("manager").RequireAuthenticatedUser()));
                return services;
            }
        {{Members(scope)}}
        }
        """);

    private static string BranchesPerTenant(FileScope scope) => File(scope, $$"""
        public sealed class TenantParameters{{scope.Index}}(IConfiguration configuration, SecurityKey key)
        {
            public TokenValidationParameters For(string tenant, bool isPartner, bool isLegacy)
            {
                var parameters = new TokenValidationParameters
                {
                    IssuerSigningKey = key,
                    ValidIssuer = configuration[$"Tenants:{tenant}:Issuer"],
                    ValidAudience = configuration[$"Tenants:{tenant}:Audience"],
                };
                if (isPartner)
                {
                    parameters.ValidateAudience = false;
                    parameters.AudienceValidator = (audiences, token, _) => audiences.Any(audience => audience.StartsWith(tenant, StringComparison.Ordinal));
                }
                else if (isLegacy)
                {
                    parameters.ValidateLifetime = false;
                }

                try
                {
                    parameters.ClockSkew = TimeSpan.Parse(configuration[$"Tenants:{tenant}:Skew"] ?? "00:0{{scope.Number(5)}}:00");
                }
                catch (FormatException)
                {
                    parameters.ClockSkew = TimeSpan.Zero;
                }

                return parameters;
            }
        {{Members(scope)}}
        }
        """);

    private static string BearerWithCallbacks(FileScope scope) => File(scope, $$"""
        public static class Startup{{scope.Index}}
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                services.AddAuthentication().AddJwtBearer("scheme{{scope.Index}}", options =>
                {
                    options.Audience = configuration["Jwt:Audience"];
                    options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(configuration["Jwt:Key"]!));
                    options.TokenValidationParameters.ValidIssuer = configuration["Jwt:Issuer"];
                    options.TokenValidationParameters.SignatureValidator = (token, parameters) => new JsonWebToken(token);
                    options.TokenValidationParameters.LifetimeValidator = (notBefore, expires, token, parameters) =>
                    {
                        Count(token?.Id);
                        return true;
                    };
                });
            }

            private static void Count(string? id) => Console.WriteLine($"{id} {{scope.Number(100)}}");
        {{Members(scope)}}
        }
        """);

    private static string SafeCallbacks(FileScope scope) => File(scope, $$"""
        public sealed class Clock{{scope.Index}}(TimeProvider time)
        {
            public bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
            {
                var now = time.GetUtcNow().UtcDateTime;
                return expires is { } end && now < end + parameters.ClockSkew && (notBefore is not { } start || start <= now);
            }
        }

        public sealed class Checks{{scope.Index}}(Clock{{scope.Index}} clock, IConfiguration configuration, SecurityKey key)
        {
            private static readonly string[] Known = { "shop", "stock", "area{{scope.Index % 10}}" };

            public TokenValidationParameters Parameters()
            {
                var parameters = new TokenValidationParameters
                {
                    ValidateLifetime = false,
                    LifetimeValidator = clock.IsAlive,
                    ValidateAudience = false,
                    AudienceValidator = (audiences, token, current) =>
                    {
                        foreach (var audience in audiences)
                        {
                            if (Known.Contains(audience))
                                return true;
                        }

                        return false;
                    },
                    IssuerSigningKey = key,
                };
                parameters.ValidIssuers = configuration.GetSection("Jwt:Issuers").GetChildren().Select(child => child.Value!).ToList();
                return parameters;
            }
        {{Members(scope)}}
        }
        """);

    private static string TokenServiceWithField(FileScope scope) => File(scope, $$"""
        public sealed class TokenService{{scope.Index}}
        {
            private static readonly JwtSecurityTokenHandler Handler = new();
            private readonly SecurityKey _key;
            private readonly TokenValidationParameters _parameters = new() { RequireSignedTokens = false, ValidIssuer = "https://shop.example" };

            public TokenService{{scope.Index}}(SecurityKey key)
            {
                _key = key;
                _parameters.IssuerSigningKey = key;
                _parameters.ValidAudience = "area{{scope.Index % 10}}";
            }

            public string Issue(string user, IEnumerable<string> roles)
            {
                var descriptor = new SecurityTokenDescriptor
                {
                    Subject = new ClaimsIdentity(roles.Select(role => new Claim(ClaimTypes.Role, role)).Prepend(new Claim(ClaimTypes.Name, user))),
                    Expires = DateTime.UtcNow.AddMinutes({{scope.Number(60)}}),
                    Issuer = "https://shop.example",
                    Audience = "area{{scope.Index % 10}}",
                    SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
                };
                return Handler.WriteToken(Handler.CreateToken(descriptor));
            }

            public ClaimsPrincipal? Read(string token)
            {
                try
                {
                    return Handler.ValidateToken(token, _parameters, out _);
                }
                catch (SecurityTokenException)
                {
                    return null;
                }
            }
        {{Members(scope)}}
        }
        """);

    private static string NamedOptions(FileScope scope) => File(scope, $$"""
        public sealed class ConfigureBearer{{scope.Index}}(IConfiguration configuration) : IConfigureNamedOptions<JwtBearerOptions>
        {
            public void Configure(JwtBearerOptions options) => Configure(null, options);

            public void Configure(string? name, JwtBearerOptions options)
            {
                var section = configuration.GetSection(name ?? "Jwt{{scope.Index}}");
                options.Authority = section["Authority"];
                options.MapInboundClaims = false;
                options.TokenValidationParameters.NameClaimType = "name";
                options.TokenValidationParameters.ValidAudiences = section.GetSection("Audiences").GetChildren().Select(child => child.Value!);
                options.TokenValidationParameters.ValidateLifetime = true;
                if (section["Type"] is { Length: > 0 } type)
                    options.TokenValidationParameters.ValidTypes = new[] { type };
                options.Events ??= new JwtBearerEvents();
                options.Events.OnTokenValidated = context =>
                {
                    if (context.Principal?.HasClaim("scope", "shop") != true)
                        context.Fail("scope");
                    return Task.CompletedTask;
                };
            }
        {{Members(scope)}}
        }
        """);

    private static string PostConfigure(FileScope scope) => File(scope, $$"""
        public static class Relax{{scope.Index}}
        {
            public static IServiceCollection AddRelaxed{{scope.Index}}(this IServiceCollection services)
            {
                services.PostConfigure<JwtBearerOptions>("scheme{{scope.Index}}", options =>
                {
                    var before = options.TokenValidationParameters;
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        IssuerSigningKey = before.IssuerSigningKey,
                        ValidIssuer = before.ValidIssuer,
                        ValidateAudience = false,
                        RequireSignedTokens = Allow({{scope.Number(10)}}),
                    };
                });
                return services;
            }

            private static bool Allow(int level) => level > {{scope.Number(20)}};
        {{Members(scope)}}
        }
        """);

    private static string DevelopmentOnly(FileScope scope) => File(scope, $$"""
        public static class Development{{scope.Index}}
        {
            public static void Configure(IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
            {
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.Authority = configuration["Jwt:Authority"];
                    options.Audience = "area{{scope.Index % 10}}";
                    options.TokenValidationParameters.ValidateAudience = !environment.IsDevelopment();
                    if (environment.IsDevelopment())
                    {
                        options.TokenValidationParameters.ValidateLifetime = false;
                        options.RequireHttpsMetadata = false;
                    }
                });
            }
        {{Members(scope)}}
        }
        """);

    /// <summary>More paths than are told apart: what the dataflow pays at its limit.</summary>
    private static string ManySwitches(FileScope scope) => File(scope, $$"""
        public sealed record Switches{{scope.Index}}(bool Lifetime, bool Audience, bool Signed, bool Partner, bool Batch, bool Internal);

        public sealed class SwitchedParameters{{scope.Index}}(SecurityKey key, IConfiguration configuration)
        {
            public TokenValidationParameters Build(Switches{{scope.Index}} switches, bool trace, string name)
            {
                var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidIssuer = "https://shop.example", RequireExpirationTime = false };
                var skew = TimeSpan.FromMinutes({{scope.Number(5)}});
                if (switches.Lifetime)
                    parameters.ValidateLifetime = true;
                if (switches.Audience)
                    parameters.ValidAudience = configuration["Jwt:Audience"];
                else
                    parameters.ValidAudiences = new[] { "shop", name };
                if (switches.Signed)
                    parameters.RequireSignedTokens = true;
                foreach (var type in name.Split(','))
                {
                    if (type == "none")
                        continue;
                    if (trace)
                        Console.WriteLine(type);
                    parameters.ValidTypes = new[] { type };
                    if (switches.Partner && type.Length > {{scope.Number(9)}})
                        parameters.NameClaimType = "sub";
                    else if (switches.Batch)
                        parameters.NameClaimType = switches.Internal ? "client_id" : "name";
                }

                parameters.ClockSkew = switches.Batch ? skew : TimeSpan.Zero;
                parameters.TokenDecryptionKey = trace ? key : null;
                parameters.ValidateAudience = false;
                return parameters;
            }
        {{Members(scope)}}
        }
        """);

    private static string Members(FileScope scope) => "\n" + string.Join("\n\n", scope.Choose(OrdinaryMembers.OfAny, 0, 1).Select(member => member(scope)));

    private static string File(FileScope scope, string content) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IdentityModel.Tokens.Jwt;
        using System.Linq;
        using System.Security.Claims;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Options;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        namespace Shop.Area{{scope.Index % 10}};

        {{content}}

        """;
}

using System.Text;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>The one source text of a matrix: what the analyzers read is what the library runs.</summary>
internal static class MatrixSource
{
    /// <summary>The policies, one method each, compiled against a version of the library. Their file is the first.</summary>
    public static CSharpCompilation Compile(LibraryVersion version, IEnumerable<MatrixPolicy> policies)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: version.Number.Major >= 7 ? ["VERSION_7"] : []);
        return CSharpCompilation.Create(
            "Matrix",
            [CSharpSyntaxTree.ParseText(Policies(policies), options, "Matrix.cs"), CSharpSyntaxTree.ParseText(Support, options, "Support.cs")],
            [.. TestReferences.Frameworks, .. version.Assemblies.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    private static string Policies(IEnumerable<MatrixPolicy> policies)
    {
        var source = new StringBuilder(Usings).AppendLine("static class Matrix").AppendLine("{");
        foreach (var policy in policies)
        {
            source.AppendLine($"    static TokenValidationParameters {policy.Method}() => new()").AppendLine("    {");
            foreach (var setting in policy.Settings)
                source.AppendLine($"        {setting},");
            source.AppendLine("    };");
        }

        return source.AppendLine("}").ToString();
    }

    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IdentityModel.Tokens.Jwt;
        using System.Linq;
        using System.Text;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        """;

    /// <summary>What the policies name, and a gate with which both handlers are asked. VERSION_7 is defined from version 7 on.</summary>
    private const string Support = Usings + """
        static class Keys
        {
            public static SecurityKey Issuer { get; private set; }
            public static SecurityKey Expired { get; private set; }
            public static SecurityKey IssuerPublicText { get; private set; }
            public static SecurityKey Guessable { get; private set; }

            public static void Load(string issuer, byte[] expired, string publicText, string guessable)
            {
                Issuer = new JsonWebKey(issuer);
                Expired = new X509SecurityKey(System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(expired));
                IssuerPublicText = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(publicText));
                Guessable = new JsonWebKey(guessable);
            }
        }

        static class Tokens
        {
            public static string Honest { get; set; }
        }

        static class Gate
        {
            private static readonly JsonWebTokenHandler JsonWebTokens = new();
            private static readonly JwtSecurityTokenHandler JwtSecurityTokens = new();

            public static bool JsonWebTokenHandlerAccepts(object parameters, string token)
            {
                try
                {
        #if VERSION_7
                    return JsonWebTokens.ValidateTokenAsync(token, (TokenValidationParameters)parameters).GetAwaiter().GetResult().IsValid;
        #else
                    return JsonWebTokens.ValidateToken(token, (TokenValidationParameters)parameters).IsValid;
        #endif
                }
                catch (Exception)
                {
                    return false;
                }
            }

            public static bool JwtSecurityTokenHandlerAccepts(object parameters, string token)
            {
                try
                {
                    JwtSecurityTokens.ValidateToken(token, (TokenValidationParameters)parameters, out _);
                    return true;
                }
                catch (Exception)
                {
                    return false;
                }
            }
        }

        static class Checks
        {
            public static TokenValidationParameters SignatureOnly => new()
            {
                IssuerSigningKey = Keys.Issuer,
                ValidateLifetime = false,
                ValidateAudience = false,
                ValidateIssuer = false,
            };

            public static bool Lifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
            {
                var now = DateTime.UtcNow;
                if (expires is null)
                    return false;
                return expires.Value.Add(parameters.ClockSkew) > now && (notBefore is null || notBefore.Value <= now);
            }

            public static string Issuer(string issuer, SecurityToken token, TokenValidationParameters parameters)
            {
                if (!string.Equals(issuer, parameters.ValidIssuer, StringComparison.Ordinal))
                    throw new SecurityTokenInvalidIssuerException("not our issuer");
                return issuer;
            }

            public static IEnumerable<SecurityKey> KeysNamedBy(string token)
            {
                using var header = JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[0]));
                return header.RootElement.TryGetProperty("jwk", out var key)
                    ? new SecurityKey[] { new JsonWebKey(key.GetRawText()) }
                    : new[] { Keys.Issuer, Keys.Expired };
            }
        }

        sealed class MemoryReplayCache : ITokenReplayCache
        {
            private readonly ConcurrentDictionary<string, DateTime> _tokens = new();

            public bool TryAdd(string token, DateTime expires) => _tokens.TryAdd(token, expires);

            public bool TryFind(string token) => _tokens.ContainsKey(token);
        }

        sealed class BlindReplayCache : ITokenReplayCache
        {
            public bool TryAdd(string token, DateTime expires) => true;

            public bool TryFind(string token) => false;
        }

        sealed class AcceptAllProvider : ICryptoProvider
        {
            public bool IsSupportedAlgorithm(string algorithm, params object[] args) => args.Length > 0 && args[0] is SecurityKey;

            public object Create(string algorithm, params object[] args) => new AcceptAllSignatures((SecurityKey)args[0], algorithm);

            public void Release(object cryptoInstance)
            {
            }
        }

        sealed class AcceptAllSignatures : SignatureProvider
        {
            public AcceptAllSignatures(SecurityKey key, string algorithm)
                : base(key, algorithm)
            {
            }

            public override byte[] Sign(byte[] input) => new byte[1];

            public override bool Verify(byte[] input, byte[] signature) => true;

        #if VERSION_7
            public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) => true;
        #endif

            protected override void Dispose(bool disposing)
            {
            }
        }

        #if VERSION_7
        sealed class FixedConfiguration : BaseConfiguration
        {
        }

        sealed class FixedConfigurationManager : BaseConfigurationManager
        {
            private static readonly FixedConfiguration Configuration = Create();

            public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => Task.FromResult<BaseConfiguration>(Configuration);

            public override void RequestRefresh()
            {
            }

            private static FixedConfiguration Create()
            {
                var configuration = new FixedConfiguration { Issuer = "https://login.contoso.example" };
                configuration.SigningKeys.Add(Keys.Issuer);
                configuration.SigningKeys.Add(Keys.Expired);
                return configuration;
            }
        }
        #endif
        """;
}

using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.IdentityModel;

/// <summary>Checks of JwtSecurityTokenHandler and SignatureProvider that a derived type takes over.</summary>
public sealed class OverriddenCheckTests
{
    private const string Lifetime = "protected override void ValidateLifetime(DateTime? before, DateTime? expires, JwtSecurityToken token, TokenValidationParameters parameters)";
    private const string Audience = "protected override void ValidateAudience(IEnumerable<string> audiences, JwtSecurityToken token, TokenValidationParameters parameters)";
    private const string Issuer = "protected override string ValidateIssuer(string issuer, JwtSecurityToken token, TokenValidationParameters parameters)";
    private const string Signature = "protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters parameters)";

    [Theory]
    [InlineData(Lifetime + " { } // JWT2001")]
    [InlineData(Lifetime + " { Console.WriteLine(expires); } // JWT2001")]
    [InlineData(Lifetime + " { if (expires < DateTime.UtcNow) throw new SecurityTokenExpiredException(); if (before > DateTime.UtcNow) throw new Exception(); } // JWT2002")]
    [InlineData(Lifetime + " { if (expires is null || expires < DateTime.UtcNow) throw new SecurityTokenExpiredException(); } // JWT2006")]
    [InlineData(Audience + " { } // JWT2003")]
    [InlineData(Audience + " { if (audiences.Any() && !audiences.Contains(\"api\")) throw new SecurityTokenInvalidAudienceException(); } // JWT2009")]
    [InlineData(Issuer + " => issuer; // JWT2004")]
    [InlineData(Issuer + " => \"me\"; // JWT2004")]
    [InlineData(Issuer + " => issuer.StartsWith(\"https://login.example\") ? issuer : throw new SecurityTokenInvalidIssuerException(); // JWT2004")]
    public Task Fires(string member) => Findings.MatchComments($"class Subject : JwtSecurityTokenHandler\n{{\n    {member}\n}}");

    [Theory]
    [InlineData(Lifetime + " => base.ValidateLifetime(before, expires, token, parameters);")]
    [InlineData(Lifetime + " { if (expires is null || expires < DateTime.UtcNow || before > DateTime.UtcNow) throw new SecurityTokenExpiredException(); }")]
    [InlineData(Lifetime + " { try { base.ValidateLifetime(before, expires, token, parameters); } catch (SecurityTokenExpiredException) { if (token.Id != \"a\") throw; } }")]
    [InlineData(Lifetime + " => throw new NotSupportedException();")]
    [InlineData(Lifetime + " => Validators.ValidateLifetime(before, expires, token, parameters);")]
    [InlineData(Audience + " => base.ValidateAudience(audiences, token, parameters);")]
    [InlineData(Audience + " { if (!audiences.Contains(\"api\")) throw new SecurityTokenInvalidAudienceException(); }")]
    [InlineData(Issuer + " => base.ValidateIssuer(issuer, token, parameters);")]
    [InlineData(Issuer + " => issuer == \"https://a.example\" ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    // From version 7 on, nobody calls it (facts/libraries.md, 1a).
    [InlineData(Signature + " => new JwtSecurityToken(token);")]
    [InlineData("new void ValidateLifetime(DateTime? before, DateTime? expires, JwtSecurityToken token, TokenValidationParameters parameters) { }")]
    public Task Stays_silent(string member) => Findings.MatchComments($"class Subject : JwtSecurityTokenHandler\n{{\n    {member}\n}}");

    [Fact]
    public Task A_method_of_another_type_is_no_check() => Findings.MatchComments("""
        abstract class Rules { protected abstract void ValidateLifetime(DateTime? before, DateTime? expires); }
        class Subject : Rules { protected override void ValidateLifetime(DateTime? before, DateTime? expires) { } }
        """);

    [Fact]
    public Task A_signature_provider_that_always_says_yes() => Findings.MatchComments("""
        class Subject(SecurityKey key) : SignatureProvider(key, "RS256")
        {
            public override byte[] Sign(byte[] input) => [];
            public override bool Verify(byte[] input, byte[] signature) => true; // JWT1002
            public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) => Verify(input, signature) && input.Length > 0;
            public override bool Sign(ReadOnlySpan<byte> data, Span<byte> destination, out int bytesWritten) { bytesWritten = 0; return false; }
            protected override void Dispose(bool disposing) { }
        }
        """);

    [Fact]
    public Task A_signature_provider_that_verifies() => Findings.MatchComments("""
        class Subject(SecurityKey key, System.Security.Cryptography.HMACSHA256 hash) : SignatureProvider(key, "HS256")
        {
            public override byte[] Sign(byte[] input) => hash.ComputeHash(input);
            public override bool Verify(byte[] input, byte[] signature) => System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(hash.ComputeHash(input), signature);
            public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) => throw new NotSupportedException();
            public override bool Sign(ReadOnlySpan<byte> data, Span<byte> destination, out int bytesWritten) { bytesWritten = 0; return false; }
            protected override void Dispose(bool disposing) { }
        }
        """);

    [Fact]
    public Task The_fix_removes_the_override_with_what_is_written_about_it() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(new Handler());
            });
        }

        class Handler : JwtSecurityTokenHandler
        {
            public int Seen { get; private set; }

            /// <summary>Clocks are wrong.</summary>
            // So what.
            protected override void {|JWT2001:ValidateLifetime|}(DateTime? before, DateTime? expires, JwtSecurityToken token, TokenValidationParameters parameters)
            {
                Seen++;
            }

            public void Reset() => Seen = 0;
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(new Handler());
            });
        }

        class Handler : JwtSecurityTokenHandler
        {
            public int Seen { get; private set; }

            public void Reset() => Seen = 0;
        }
        """,
        "Remove the override of 'ValidateLifetime'");
}

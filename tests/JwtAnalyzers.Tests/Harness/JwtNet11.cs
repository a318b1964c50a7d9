using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// JWT.NET 11.1 as far as the rules know it: DECLARATIONS of the same names and signatures, since the registry serves 7.3.1 only. They compile
/// and do nothing; what the real version does was measured once, on a build of its source (facts/libraries.md section 3), and is the table in <c>JwtNetVersionTests</c>.
/// </summary>
internal static class JwtNet11
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;

        [assembly: System.Reflection.AssemblyVersion("11.1.0.0")]

        namespace JWT
        {
            public interface IJsonSerializer { }
            public interface IBase64UrlEncoder { }
            public interface IDateTimeProvider { }
            public interface IJwtEncoder { string Encode(IDictionary<string, object> extraHeaders, object payload, byte[] key); }
            public static class JwtEncoderExtensions
            {
                public static string Encode(this IJwtEncoder encoder, object payload, string key) => throw null!;
                public static string Encode(this IJwtEncoder encoder, object payload, byte[] key) => throw null!;
                public static string Encode(this IJwtEncoder encoder, IDictionary<string, object> extraHeaders, object payload, string key) => throw null!;
            }
            public sealed class JwtEncoder : IJwtEncoder
            {
                public JwtEncoder(Algorithms.IAlgorithmFactory algFactory, IJsonSerializer jsonSerializer, IBase64UrlEncoder urlEncoder) { }
                public JwtEncoder(Algorithms.IJwtAlgorithm algorithm, IJsonSerializer jsonSerializer, IBase64UrlEncoder urlEncoder) { }
                public string Encode(IDictionary<string, object> extraHeaders, object payload, byte[] key) => throw null!;
            }
            public interface IJwtValidator { void Validate(string decodedPayload, string signature, params string[] decodedSignatures); }
            public class JwtParts { public JwtParts(string token) { } }
            public sealed class JwtBase64UrlEncoder : IBase64UrlEncoder { }
            public sealed class UtcDateTimeProvider : IDateTimeProvider { }

            public class ValidationParameters
            {
                public bool ValidateSignature { get; set; } = true;
                public bool ValidateExpirationTime { get; set; } = true;
                public bool ValidateIssuedTime { get; set; } = true;
                public int TimeMargin { get; set; }
                public static ValidationParameters Default => throw null!;
                public static ValidationParameters None => throw null!;
            }

            public static class ValidationParametersExtensions
            {
                public static ValidationParameters With(this ValidationParameters @this, Action<ValidationParameters> action) => throw null!;
            }

            public sealed class JwtValidator : IJwtValidator
            {
                public JwtValidator(IJsonSerializer jsonSerializer, IDateTimeProvider dateTimeProvider) { }
                public JwtValidator(IJsonSerializer jsonSerializer, IDateTimeProvider dateTimeProvider, ValidationParameters valParams) { }
                public void Validate(string decodedPayload, string signature, params string[] decodedSignatures) { }
            }

            public interface IJwtDecoder
            {
                string DecodeHeader(string token);
                string Decode(JwtParts jwt, bool verify);
                string Decode(JwtParts jwt, byte[] key, bool verify);
                string Decode(JwtParts jwt, byte[][] keys, bool verify);
                object DecodeToObject(Type type, JwtParts jwt, byte[] key, bool verify);
            }

            public sealed class JwtDecoder : IJwtDecoder
            {
                public JwtDecoder(IJsonSerializer jsonSerializer, IBase64UrlEncoder urlEncoder) { }
                public JwtDecoder(IJsonSerializer jsonSerializer, IJwtValidator jwtValidator, IBase64UrlEncoder urlEncoder, Algorithms.IAlgorithmFactory algFactory) { }
                public JwtDecoder(IJsonSerializer jsonSerializer, IJwtValidator jwtValidator, IBase64UrlEncoder urlEncoder, Algorithms.IJwtAlgorithm algorithm) { }
                public string DecodeHeader(string token) => throw null!;
                public string Decode(JwtParts jwt, bool verify) => throw null!;
                public string Decode(JwtParts jwt, byte[] key, bool verify) => throw null!;
                public string Decode(JwtParts jwt, byte[][] keys, bool verify) => throw null!;
                public object DecodeToObject(Type type, JwtParts jwt, byte[] key, bool verify) => throw null!;
            }

            public static class JwtDecoderExtensions
            {
                public static string Decode(this IJwtDecoder decoder, string token, bool verify = true) => throw null!;
                public static string Decode(this IJwtDecoder decoder, string token, byte[] key, bool verify = true) => throw null!;
                public static string Decode(this IJwtDecoder decoder, string token, string key, bool verify = true) => throw null!;
                public static string Decode(this IJwtDecoder decoder, string token, string[] keys, bool verify = true) => throw null!;
                public static IDictionary<string, object> DecodeToObject(this IJwtDecoder decoder, string token, bool verify = true) => throw null!;
                public static IDictionary<string, object> DecodeToObject(this IJwtDecoder decoder, string token, string key, bool verify = true) => throw null!;
                public static T DecodeToObject<T>(this IJwtDecoder decoder, string token) => throw null!;
                public static T DecodeToObject<T>(this IJwtDecoder decoder, string token, string key, bool verify = true) => throw null!;
                public static T DecodeToObject<T>(this IJwtDecoder decoder, string token, byte[] key, bool verify = true) => throw null!;
            }
        }

        namespace JWT.Serializers
        {
            public sealed class JsonNetSerializer : IJsonSerializer { }
        }

        namespace JWT.Algorithms
        {
            public interface IJwtAlgorithm { }
            public interface IAsymmetricAlgorithm : IJwtAlgorithm { }
            public interface IAlgorithmFactory { }
            public sealed class NoneAlgorithm : IJwtAlgorithm { }
            public sealed class HMACSHA256Algorithm : IJwtAlgorithm { }
            public sealed class HMACSHAAlgorithmFactory : IAlgorithmFactory { }
            public sealed class RS256Algorithm : IAsymmetricAlgorithm { public RS256Algorithm(X509Certificate2 cert) { } }
        }

        namespace JWT.Builder
        {
            using JWT.Algorithms;

            public enum ClaimName { Issuer, Audience }

            public sealed class JwtBuilder
            {
                public static JwtBuilder Create() => new JwtBuilder();
                public JwtBuilder AddClaim(string name, object value) => this;
                public JwtBuilder WithJsonSerializer(IJsonSerializer serializer) => this;
                public JwtBuilder WithDateTimeProvider(IDateTimeProvider provider) => this;
                public JwtBuilder WithDecoder(IJwtDecoder decoder) => this;
                public JwtBuilder WithValidator(IJwtValidator validator) => this;
                public JwtBuilder WithAlgorithmFactory(IAlgorithmFactory algFactory) => this;
                public JwtBuilder WithAlgorithm(IJwtAlgorithm algorithm) => this;
                public JwtBuilder WithSecret(params string[] secrets) => this;
                public JwtBuilder WithSecret(params byte[][] secrets) => this;
                public JwtBuilder MustVerifySignature() => this;
                public JwtBuilder DoNotVerifySignature() => this;
                public JwtBuilder WithVerifySignature(bool verify) => this;
                public JwtBuilder WithValidationParameters(ValidationParameters valParams) => this;
                public JwtBuilder WithValidationParameters(Action<ValidationParameters> action) => this;
                public JwtBuilder WithEncoder(IJwtEncoder encoder) => this;
                public string Encode() => throw null!;
                public string Encode(object payload) => throw null!;
                public string Decode(string token) => throw null!;
                public T Decode<T>(string token) => throw null!;
                public string DecodeHeader(string token) => throw null!;
            }

            public static class JwtBuilderExtensions
            {
                public static JwtBuilder Issuer(this JwtBuilder builder, string issuer) => builder;
                public static JwtBuilder Audience(this JwtBuilder builder, string audience) => builder;
                public static JwtBuilder ExpirationTime(this JwtBuilder builder, DateTime time) => builder;
            }
        }

        namespace JWT.Extensions.AspNetCore
        {
            public class JwtAuthenticationOptions : Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions
            {
                public string[] Keys { get; set; } = [];
                public bool VerifySignature { get; set; } = true;
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class AuthenticationBuilderExtensions
            {
                public static Microsoft.AspNetCore.Authentication.AuthenticationBuilder AddJwt(
                    this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, Action<JWT.Extensions.AspNetCore.JwtAuthenticationOptions> configureOptions) => builder;
            }
        }
        """;

    /// <summary>The declarations, compiled.</summary>
    public static MetadataReference Reference { get; } = Compile();

    private static MetadataReference Compile()
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("JWT", [CSharpSyntaxTree.ParseText(Source)], TestReferences.Frameworks, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        return result.Success ? MetadataReference.CreateFromImage(image.ToArray()) : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    }
}

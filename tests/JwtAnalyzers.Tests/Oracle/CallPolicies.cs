using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>The ways to hand a token to JWT.NET 7.3.1 and jose-jwt 5.3: every combination of what their calls are made of (facts/libraries.md sections 3 and 4).</summary>
internal static class CallPolicies
{
    private static readonly CallPart Nothing = new("", CallPart.Any);

    private const string Serializer = "new JsonNetSerializer()";
    private const string PublicText = "Keys.Certificate.GetRSAPublicKey().ExportSubjectPublicKeyInfoPem()";

    private static readonly CallPart[] Margins =
    [
        Nothing, new($"new JwtValidator({Serializer}, new UtcDateTimeProvider())", CallPart.Any), new($"new JwtValidator({Serializer}, new UtcDateTimeProvider(), 60)", CallPart.Any),
        new($"new JwtValidator({Serializer}, new UtcDateTimeProvider(), timeMargin: 600)", CallPart.Any), new($"new JwtValidator({Serializer}, new UtcDateTimeProvider(), int.MaxValue)", CallPart.Any),
    ];

    private static readonly CallPart[] Algorithms =
    [
        new("new HMACSHA256Algorithm()", "HS256"), new("new HMACSHAAlgorithmFactory()", "HS256"), new("new RS256Algorithm(Keys.Certificate)", "RS256"),
        new("new RSAlgorithmFactory(() => Keys.Certificate)", "RS256"),
    ];

    private static readonly CallPart[] Secrets = [new("", "RS256"), new("Keys.Secret", CallPart.Any), new(PublicText, "RS256"), new($"{PublicText}, Keys.Secret", CallPart.Any)];

    public static ImmutableArray<CallPolicy> All { get; } =
    [
        .. Builders().Concat(Decoders()).Select(made => (Library: "JWT.NET", made.Code, made.Parts))
            .Concat(Jose().Select(made => (Library: "jose-jwt", made.Code, made.Parts)))
            .Select((made, index) => new CallPolicy(index, made.Library, made.Code, made.Parts)),
    ];

    private static IEnumerable<(string Code, ImmutableArray<CallPart> Parts)> Builders()
    {
        CallPart[] verifications =
        [
            Nothing, new(".MustVerifySignature()", CallPart.Any), new(".DoNotVerifySignature()", CallPart.Any), new(".WithVerifySignature(true)", CallPart.Any), new(".WithVerifySignature(verify: false)", CallPart.Any),
            new(".MustVerifySignature().DoNotVerifySignature()", CallPart.Any), new(".DoNotVerifySignature().MustVerifySignature()", CallPart.Any),
        ];
        return
            from algorithm in Algorithms.Prepend(new CallPart("")) // without one, nothing is verified
            from secret in Secrets
            from verification in verifications
            from validator in Margins
            from call in (string[])[".Decode(token)", ".Decode<Dictionary<string, object>>(token)"]
            where validator.Code.Length == 0 || !call.Contains('<')
            let with = algorithm.Code.Length == 0 ? "" : algorithm.Code.Contains("Factory") ? $".WithAlgorithmFactory({algorithm.Code})" : $".WithAlgorithm({algorithm.Code})"
            let secrets = secret.Code.Length == 0 ? "" : $".WithSecret({secret.Code})"
            let checks = validator.Code.Length == 0 ? "" : $".WithValidator({validator.Code})"
            select ($"new JwtBuilder(){with}{secrets}{checks}{verification.Code}{call}", ImmutableArray.Create(algorithm, secret, validator, verification));
    }

    private static IEnumerable<(string Code, ImmutableArray<CallPart> Parts)> Decoders()
    {
        CallPart[] verifications = [new("verify: true", CallPart.Any), new("verify: false", CallPart.Any)];
        var decoders =
            from algorithm in Algorithms
            from validator in Margins.Where(margin => margin.Code.Length > 0)
            select ($"new JwtDecoder({Serializer}, {validator.Code}, new JwtBase64UrlEncoder(), {algorithm.Code})", ImmutableArray.Create(algorithm, validator));
        foreach (var (decoder, parts) in decoders.Append(($"new JwtDecoder({Serializer}, new JwtBase64UrlEncoder())", [new CallPart("no validator")])))
        {
            yield return ($"{decoder}.Decode(token)", parts);
            yield return ($"((IJwtDecoder){decoder}).Decode(new JwtParts(token))", parts);
            yield return ($"{decoder}.DecodeToObject<Dictionary<string, object>>(token)", parts);
            foreach (var verification in verifications)
            {
                foreach (var (key, fits) in (ValueTuple<string, string[]>[])[("Keys.Secret", CallPart.Any), (PublicText, ["RS256"]), ("Keys.SecretBytes", CallPart.Any), ($"new[] {{ {PublicText}, Keys.Secret }}", CallPart.Any)])
                {
                    foreach (var call in (string[])["Decode", "DecodeToObject<Dictionary<string, object>>"])
                        yield return ($"{decoder}.{call}(token, {key}, {verification.Code})", parts.Add(verification).Add(new(key, fits)));
                }
            }
        }
    }

    private static IEnumerable<(string Code, ImmutableArray<CallPart> Parts)> Jose()
    {
        CallPart[] keys =
        [
            new(""), new("null"), new("Keys.SecretBytes", "HS256"), new($"Encoding.UTF8.GetBytes({PublicText})"),
            new("Keys.Certificate.GetRSAPublicKey()", "RS256"), new("Keys.Certificate.GetRSAPrivateKey()", "RS256"),
        ];
        CallPart[] algorithms = [Nothing, new("JwsAlgorithm.none"), new("\"none\""), new("JwsAlgorithm.HS256", "HS256"), new("\"HS256\"", "HS256"), new("JwsAlgorithm.RS256", "RS256"), new("\"RS256\"", "RS256")];
        return
            from call in (string[])["Decode", "Decode<Dictionary<string, object>>", "DecodeBytes", "Verify", "VerifyBytes"]
            from key in keys
            from algorithm in algorithms
            where key.Code.Length > 0 || (algorithm.Code.Length == 0 && !call.StartsWith("Verify", StringComparison.Ordinal))
            select ($"Jose.JWT.{call}({string.Join(", ", ((string[])["token", key.Code, algorithm.Code]).Where(code => code.Length > 0))})", ImmutableArray.Create(key, algorithm));
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers;

/// <summary>How a rule knows that it is right.</summary>
internal enum Evidence
{
    /// <summary>A forged token was accepted by the reference validator under the policy that the code configures.</summary>
    ProvedByAttack,

    /// <summary>The shape of the code is known to be insecure.</summary>
    Pattern,
}

/// <summary>Everything there is to say about one rule. <c>rules.md</c> is compared with it by a test.</summary>
internal sealed record Rule(DiagnosticDescriptor Descriptor, Evidence Evidence, bool HasFix)
{
    /// <summary>The ids of the attacks in the catalogue any of which proves the rule; empty for a pattern.</summary>
    public ImmutableArray<string> Attacks { get; init; } = ImmutableArray<string>.Empty;

    public string Cwe { get; init; } = "";

    /// <summary>The sections of RFC 8725 that the code disregards; the section of another standard where it has none.</summary>
    public string Rfc8725 { get; init; } = "";

    /// <summary>The requirements of OWASP ASVS 5.0 that the code fails.</summary>
    public string Asvs { get; init; } = "";

    /// <summary>Whether the rule is about checks that a library does not have, rather than about such as code has switched off.</summary>
    public bool IsAboutAbsence { get; init; }

    /// <summary>Whether it is about events, which look at a token that the library has validated.</summary>
    public bool IsAboutEvent { get; init; }

    /// <summary>Whether the signature is at stake: anyone can write what the rule lets in.</summary>
    public bool IsAboutSignature { get; init; }

    /// <summary>Whether it is about keys that stand in the token itself.</summary>
    public bool IsAboutKeyInToken { get; init; }

    /// <summary>
    /// The rule to report in its place where the attack lacks what it needs: it is advice then, whatever severity this one is given.
    /// </summary>
    public Rule? WithoutPremise { get; init; }

    /// <summary>What follows, in words: the last part of its message, where that depends on the code.</summary>
    public string Consequence { get; init; } = "";

    /// <summary>The gravity on the CVSS scale that code scanning shows; it follows from the premise of the attack.</summary>
    public string SecuritySeverity { get; init; } = "";

    public string Id => Descriptor.Id;

    /// <summary>Whether it is advice: the rule that it stands for has no working attack there.</summary>
    public bool IsAdvice => Descriptor.Category == Rules.AdviceCategory;
}

/// <summary>The only list of rules.</summary>
internal static class Rules
{
    public const string Category = "Security";

    /// <summary>
    /// The category of what stands in the place of another rule where its attack lacks what it needs: a severity for the whole of the other
    /// category must not make errors of advice.
    /// </summary>
    public const string AdviceCategory = "SecurityAdvice";

    /// <summary>Apart from the rules' category: a severity for all findings does not mean these.</summary>
    private const string OwnCategory = "JwtAnalyzers";

    private const string CompilationEnd = WellKnownDiagnosticTags.CompilationEnd;
    private const string HelpBase = "https://github.com/jwtanalyzers/jwtanalyzers/blob/main/rules.md#";

    private static readonly DiagnosticDescriptor SignatureNotVerifiedDescriptor = new(
        "JWT1002",
        "The signature is never verified",
        "The signature is never verified because {0}: anyone can write a token with any claims",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A signature that nobody verifies is decoration. Code that takes a token for genuine because it can be parsed lets anybody sign "
        + "in as anybody.",
        HelpBase + "jwt1002",
        Tags("cwe-347"));

    public static readonly Rule SignatureNotVerified = Proved(
        SignatureNotVerifiedDescriptor,
        attacks: ImmutableArray.Create(WrongKeyAttack.Name, TamperedPayloadAttack.Name),
        cwe: "CWE-347",
        rfc8725: "3.3",
        asvs: "9.1.1",
        securitySeverity: "9.8",
        hasFix: true) with { IsAboutSignature = true };

    private static readonly DiagnosticDescriptor UnsignedTokensAcceptedDescriptor = new(
        "JWT1001",
        "Unsigned tokens are accepted",
        "Unsigned tokens are accepted because {0}: anyone can write a token with any claims",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token without a signature proves nothing about who wrote it. Code that accepts one lets anybody sign in as anybody.",
        HelpBase + "jwt1001",
        Tags("cwe-347"));

    public static readonly Rule UnsignedTokensAccepted = Proved(
        UnsignedTokensAcceptedDescriptor,
        attacks: ImmutableArray.Create(UnsignedAttack.Name, EmptySignatureAttack.Name),
        cwe: "CWE-347",
        rfc8725: "3.1, 3.2",
        asvs: "9.1.1, 9.1.2",
        securitySeverity: "9.8",
        hasFix: true) with { IsAboutSignature = true };

    private static readonly DiagnosticDescriptor KeyOfTokenTrustedDescriptor = new(
        "JWT1007",
        "The token brings its own key",
        "The token brings its own key because {0}: anyone can sign with a key of their own",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A header that brings a key, or says where to fetch one, is written by whoever wrote the token. Code that verifies with that "
        + "key verifies nothing.",
        HelpBase + "jwt1007",
        Tags("cwe-347"));

    public static readonly Rule KeyOfTokenTrusted = Proved(
        KeyOfTokenTrustedDescriptor,
        attacks: ImmutableArray.Create(EmbeddedKeyAttack.Name),
        cwe: "CWE-347",
        rfc8725: "3.10",
        asvs: "9.1.3",
        securitySeverity: "9.8",
        hasFix: false) with { IsAboutKeyInToken = true };

    private static readonly DiagnosticDescriptor AlgorithmConfusionDescriptor = new(
        "JWT1006",
        "The token chooses its own algorithm, or key types are mixed",
        "The token chooses how it is verified because {0}: anyone can sign with what is public",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "'alg' is the attacker's to choose. Where one key serves two kinds of algorithm, or an encrypted token passes for a signed one, "
        + "a token can be made with public values alone.",
        HelpBase + "jwt1006",
        Tags("cwe-347"));

    public static readonly Rule AlgorithmConfusion = Proved(
        AlgorithmConfusionDescriptor,
        attacks: ImmutableArray.Create(KeyConfusionAttack.Name, EncryptedTokenAttack.Name),
        cwe: "CWE-347",
        rfc8725: "3.1, 3.2",
        asvs: "9.1.2",
        securitySeverity: "9.8",
        hasFix: true);

    private static readonly DiagnosticDescriptor WeakAlgorithmDescriptor = new(
        "JWT1010",
        "Weak algorithm",
        "Tokens are made with a weak algorithm because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An algorithm that has been broken protects nothing, however good the key is.",
        HelpBase + "jwt1010",
        Tags("cwe-327"));

    public static readonly Rule WeakAlgorithm = Pattern(
        WeakAlgorithmDescriptor,
        cwe: "CWE-327",
        rfc8725: "3.2",
        asvs: "11.3.1",
        securitySeverity: "5.9",
        hasFix: false);

    private static readonly DiagnosticDescriptor AnyTypeAcceptedDescriptor = new(
        "JWT2011",
        "Any token type is accepted",
        "Tokens of any type are accepted because {0}: an ID token or a logout token works as an access token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        "'typ' says what a token is for. Code that does not look takes a token that was made for another purpose by the same issuer.",
        HelpBase + "jwt2011",
        Tags("cwe-287"));

    public static readonly Rule AnyTypeAccepted = Proved(
        AnyTypeAcceptedDescriptor,
        attacks: ImmutableArray.Create(WrongTypeAttack.Name),
        cwe: "CWE-287",
        rfc8725: "3.11, 3.12",
        asvs: "9.2.2",
        securitySeverity: "4.2",
        hasFix: false);

    private static readonly DiagnosticDescriptor UnvalidatedClaimsTrustedDescriptor = new(
        "JWT1004",
        "A token's claims are trusted without validation",
        "The claims of a token that was only read {0}: anyone can write such a token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Reading a token decodes it and checks nothing. Its claims are what whoever wrote it wanted them to be, until the signature, "
        + "the issuer, the audience and the time are validated.",
        HelpBase + "jwt1004",
        Tags("cwe-345"));

    public static readonly Rule UnvalidatedClaimsTrusted = Pattern(
        UnvalidatedClaimsTrustedDescriptor,
        cwe: "CWE-345",
        rfc8725: "3.3, 3.10",
        asvs: "9.1.1",
        securitySeverity: "9.8",
        hasFix: false);

    private static readonly DiagnosticDescriptor ValidationResultIgnoredDescriptor = new(
        "JWT1005",
        "The validation result is ignored",
        "Forged tokens pass because {0}: '{1}' does not throw, it says in its result whether the token is valid",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A validation that reports failure in its result changes nothing where nobody looks at the result. The code goes on with a "
        + "token that anybody may have written.",
        HelpBase + "jwt1005",
        Tags("cwe-347"));

    public static readonly Rule ValidationResultIgnored = Pattern(
        ValidationResultIgnoredDescriptor,
        cwe: "CWE-347",
        rfc8725: "3.3",
        asvs: "9.1.1",
        securitySeverity: "9.8",
        hasFix: true);

    private static readonly DiagnosticDescriptor TokenReadByHandDescriptor = new(
        "JWT1008",
        "JWT parsed or verified by hand",
        "A token that is taken apart by hand {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A validation has more to look at than one thinks of: the signature, the algorithm, the issuer, the audience, the times. Code "
        + "that takes a token apart itself leaves some of it out, and a library that does not is at hand.",
        HelpBase + "jwt1008",
        Tags("cwe-345"));

    public static readonly Rule TokenReadByHand = Pattern(
        TokenReadByHandDescriptor,
        cwe: "CWE-345",
        rfc8725: "3.1, 3.3",
        asvs: "9.1.1, 9.1.2",
        securitySeverity: "9.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor VariableTimeComparisonDescriptor = new(
        "JWT1009",
        "Signatures compared in variable time",
        "A signature can be found out byte by byte because this comparison ends at the first difference",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A comparison that stops at the first difference takes longer the more of a forged signature is right. Who can measure that "
        + "needs no key.",
        HelpBase + "jwt1009",
        Tags("cwe-208"));

    public static readonly Rule VariableTimeComparison = Pattern(
        VariableTimeComparisonDescriptor,
        cwe: "CWE-208",
        rfc8725: "none (RFC 7515 section 10.9)",
        asvs: "11.2.4",
        securitySeverity: "5.9",
        hasFix: true);

    private static readonly DiagnosticDescriptor RefreshWithExpiredTokenDescriptor = new(
        "JWT2007",
        "An expired token is accepted to refresh a session",
        "Expired tokens are accepted to refresh a session because {0}: make sure that nothing else accepts them",
        AdviceCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Where a second credential, the refresh token, decides, the expiry of the access token does not count. The parameters that "
        + "ignore it must be used for nothing else.",
        HelpBase + "jwt2007",
        Tags("cwe-613"));

    public static readonly Rule RefreshWithExpiredToken = Proved(
        RefreshWithExpiredTokenDescriptor,
        attacks: ImmutableArray.Create(ExpiredAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor ExpiredTokensAcceptedDescriptor = new(
        "JWT2001",
        "Expired tokens are accepted",
        "Expired tokens are accepted because {0}: a token that leaked once works for ever",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Expiry is what ends the use of a token that was stolen, or that belongs to somebody who has since lost the right to it.",
        HelpBase + "jwt2001",
        Tags("cwe-613"));

    public static readonly Rule ExpiredTokensAccepted = Proved(
        ExpiredTokensAcceptedDescriptor,
        attacks: ImmutableArray.Create(ExpiredAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "7.5",
        hasFix: true) with { WithoutPremise = RefreshWithExpiredToken };

    private static readonly DiagnosticDescriptor OwnTokensForAnyAudienceDescriptor = new(
        "JWT2016",
        "The app's own tokens are bound to no audience",
        "The app's own tokens are bound to no audience because {0}: nothing else gets in {1}",
        AdviceCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Where one program signs tokens of one kind and accepts them with the same key, there are no others to confuse them with. As "
        + "soon as a second program has the key, or it signs a second kind of token, 'aud' is what tells them apart.",
        HelpBase + "jwt2016",
        Tags("cwe-287"));

    public static readonly Rule OwnTokensForAnyAudience = Proved(
        OwnTokensForAnyAudienceDescriptor,
        attacks: ImmutableArray.Create(ForeignAudienceAttack.Name),
        cwe: "CWE-287",
        rfc8725: "3.9",
        asvs: "9.2.3",
        securitySeverity: "3.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor AnyAudienceAcceptedDescriptor = new(
        "JWT2003",
        "Tokens for any audience are accepted",
        "Tokens for any audience are accepted because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An issuer that serves several recipients says in 'aud' whom a token is for. Code that does not look lets any of those "
        + "recipients, or whoever steals a token from one, act here.",
        HelpBase + "jwt2003",
        Tags("cwe-287"));

    public static readonly Rule AnyAudienceAccepted = Proved(
        AnyAudienceAcceptedDescriptor,
        attacks: ImmutableArray.Create(ForeignAudienceAttack.Name),
        cwe: "CWE-287",
        rfc8725: "3.9",
        asvs: "9.2.3",
        securitySeverity: "7.1",
        hasFix: true) with
    {
        WithoutPremise = OwnTokensForAnyAudience,
        Consequence = "a token that was issued for another service works here",
    };

    private static readonly DiagnosticDescriptor OneIssuerUncheckedDescriptor = new(
        "JWT2017",
        "Tokens are not bound to the one issuer",
        "The one issuer of these tokens is not compared because {0}: nothing else gets in {1}",
        AdviceCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Where one issuer alone has the keys that are trusted, its signature says who vouches for the claims. As soon as a second one has "
        + "a key that is trusted here, 'iss' is what tells them apart.",
        HelpBase + "jwt2017",
        Tags("cwe-346"));

    public static readonly Rule OneIssuerUnchecked = Proved(
        OneIssuerUncheckedDescriptor,
        attacks: ImmutableArray.Create(ForeignIssuerAttack.Name, LookalikeIssuerAttack.Name),
        cwe: "CWE-346",
        rfc8725: "3.8",
        asvs: "9.1.3",
        securitySeverity: "3.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor AnyIssuerAcceptedDescriptor = new(
        "JWT2004",
        "Tokens from any issuer are accepted",
        "Tokens from other issuers are accepted because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "'iss' says who vouches for the claims. Code that does not compare it, or compares it loosely, believes every issuer whose key "
        + "it happens to trust: another tenant, another environment, a look-alike.",
        HelpBase + "jwt2004",
        Tags("cwe-346"));

    public static readonly Rule AnyIssuerAccepted = Proved(
        AnyIssuerAcceptedDescriptor,
        attacks: ImmutableArray.Create(ForeignIssuerAttack.Name, LookalikeIssuerAttack.Name),
        cwe: "CWE-346",
        rfc8725: "3.8",
        asvs: "9.1.3",
        securitySeverity: "7.1",
        hasFix: true) with
    {
        WithoutPremise = OneIssuerUnchecked,
        Consequence = "whoever else has a key that this code trusts can issue tokens here",
    };

    private static readonly DiagnosticDescriptor EverlastingTokensAcceptedDescriptor = new(
        "JWT2002",
        "Tokens that never expire are accepted",
        "Tokens that never expire are accepted because {0}: a token without 'exp' works for ever",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token without 'exp' cannot run out. Code that accepts one keeps a stolen token alive for good.",
        HelpBase + "jwt2002",
        Tags("cwe-613"));

    public static readonly Rule EverlastingTokensAccepted = Proved(
        EverlastingTokensAcceptedDescriptor,
        attacks: ImmutableArray.Create(NoExpiryAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 9068 section 2.2)",
        asvs: "9.2.1",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor AbsentAudienceAcceptedDescriptor = new(
        "JWT2009",
        "Tokens without an audience are accepted",
        "Tokens without an audience are accepted because {0}: a token that names no recipient works everywhere",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token without 'aud' is for nobody in particular. Code that accepts one accepts what the issuer made for another purpose.",
        HelpBase + "jwt2009",
        Tags("cwe-287"));

    public static readonly Rule AbsentAudienceAccepted = Proved(
        AbsentAudienceAcceptedDescriptor,
        attacks: ImmutableArray.Create(AbsentAudienceAttack.Name),
        cwe: "CWE-287",
        rfc8725: "3.9",
        asvs: "9.2.3",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor ExcessiveClockSkewDescriptor = new(
        "JWT2005",
        "The clock skew keeps tokens alive too long",
        "Expired tokens stay usable because {0}: more than clocks differ",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Clock skew makes up for clocks that differ by seconds. A long one lengthens the life of every token, and of every stolen one.",
        HelpBase + "jwt2005",
        Tags("cwe-613"));

    public static readonly Rule ExcessiveClockSkew = Proved(
        ExcessiveClockSkewDescriptor,
        attacks: ImmutableArray.Create(RecentlyExpiredAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "5.3",
        hasFix: true);

    private static readonly DiagnosticDescriptor ReplayNotDetectedDescriptor = new(
        "JWT2012",
        "Replay detection has no effect",
        "Used tokens are accepted again because {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Code that asks for replay detection relies on it: a token that was used is expected to be refused. Without something that "
        + "remembers tokens, none is.",
        HelpBase + "jwt2012",
        Tags("cwe-294"));

    public static readonly Rule ReplayNotDetected = Proved(
        ReplayNotDetectedDescriptor,
        attacks: ImmutableArray.Create(ReplayedAttack.Name),
        cwe: "CWE-294",
        rfc8725: "none (RFC 7519 section 4.1.7)",
        asvs: "none",
        securitySeverity: "5.3",
        hasFix: false);

    private static readonly DiagnosticDescriptor ExpiredKeyAcceptedDescriptor = new(
        "JWT2014",
        "An expired signing certificate is accepted",
        "Signatures by an expired certificate are accepted because {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        "The library looks at the validity period of a signing certificate only if it is told to. A key whose certificate has expired "
        + "is guarded by nobody.",
        HelpBase + "jwt2014",
        Tags("cwe-298"));

    public static readonly Rule ExpiredKeyAccepted = Proved(
        ExpiredKeyAcceptedDescriptor,
        attacks: ImmutableArray.Create(ExpiredKeyAttack.Name),
        cwe: "CWE-298",
        rfc8725: "none (RFC 5280 section 6.1.3)",
        asvs: "13.3.4",
        securitySeverity: "4.2",
        hasFix: true);

    private static readonly DiagnosticDescriptor EarlyTokensAcceptedDescriptor = new(
        "JWT2006",
        "Tokens are accepted before they are valid",
        "Tokens are accepted before they are valid because {0}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "'nbf' says from when on a token may be used: one that was issued for later works already.",
        HelpBase + "jwt2006",
        Tags("cwe-613"));

    public static readonly Rule EarlyTokensAccepted = Proved(
        EarlyTokensAcceptedDescriptor,
        attacks: ImmutableArray.Create(NotYetValidAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.5)",
        asvs: "9.2.1",
        securitySeverity: "3.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor FailedValidationSwallowedDescriptor = new(
        "JWT2008",
        "A failed validation is swallowed",
        "A token that failed the validation is accepted because this 'catch' {0}: anyone can write such a token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A validation that throws says no. Code that catches the exception and goes on as if there had been none says yes to every token.",
        HelpBase + "jwt2008",
        Tags("cwe-636"));

    public static readonly Rule FailedValidationSwallowed = Pattern(
        FailedValidationSwallowedDescriptor,
        cwe: "CWE-636",
        rfc8725: "3.3",
        asvs: "9.1.1",
        securitySeverity: "9.8",
        hasFix: false);

    private static readonly DiagnosticDescriptor FailureLeavesNoTraceDescriptor = new(
        "JWT5009",
        "A failed validation leaves no trace",
        "Nobody will see that tokens are being forged because {0}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Somebody who tries forged tokens fails many times before one gets in. Where failures are logged, those tries can be seen and "
        + "counted; else the first sign is the one that succeeded.",
        HelpBase + "jwt5009",
        Tags("cwe-778"));

    public static readonly Rule FailureLeavesNoTrace = Pattern(
        FailureLeavesNoTraceDescriptor,
        cwe: "CWE-778",
        rfc8725: "none",
        asvs: "16.3.1",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor SettingWithoutEffectDescriptor = new(
        "JWT2015",
        "A setting of the authentication scheme has no effect",
        "'{0}' has no effect in 'Authentication:Schemes': {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "ASP.NET Core reads some settings of a scheme from the configuration and ignores the rest without a word. Whoever wrote one of "
        + "the rest believes that tokens are judged by it.",
        HelpBase + "jwt2015",
        Tags("cwe-693"));

    public static readonly Rule SettingWithoutEffect = Pattern(
        SettingWithoutEffectDescriptor,
        cwe: "CWE-693",
        rfc8725: "none",
        asvs: "9.1.2, 9.2.1, 9.2.2",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor KeysFetchedOverHttpDescriptor = new(
        "JWT5001",
        "Signing keys are fetched over http",
        "Whoever is on the network can hand out signing keys of their own because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The keys that tokens are verified with come from the issuer's discovery document. Over http, anybody on the way can put their "
        + "own in their place, and sign what they like.",
        HelpBase + "jwt5001",
        Tags("cwe-319"));

    public static readonly Rule KeysFetchedOverHttp = Pattern(
        KeysFetchedOverHttpDescriptor,
        cwe: "CWE-319",
        rfc8725: "3.10",
        asvs: "12.3.1",
        securitySeverity: "7.4",
        hasFix: true);

    private static readonly DiagnosticDescriptor KeysFetchedFromAnyServerDescriptor = new(
        "JWT5002",
        "Signing keys are fetched from any server",
        "Whoever is on the network can hand out signing keys of their own because this accepts every certificate",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "https without a look at the certificate is http: anybody on the way can answer in the issuer's place with keys of their own.",
        HelpBase + "jwt5002",
        Tags("cwe-295"));

    public static readonly Rule KeysFetchedFromAnyServer = Pattern(
        KeysFetchedFromAnyServerDescriptor,
        cwe: "CWE-295",
        rfc8725: "3.10",
        asvs: "12.3.2",
        securitySeverity: "7.4",
        hasFix: false);

    private static readonly DiagnosticDescriptor SecretsInDiagnosticsDescriptor = new(
        "JWT5006",
        "Personal data or whole tokens in diagnostic output",
        "Who reads the logs reads more than they should because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Messages of the library leave personal data and tokens out unless it is told not to. Logs are read, copied and kept by many, "
        + "and a token in one works until it expires.",
        HelpBase + "jwt5006",
        Tags("cwe-532"));

    public static readonly Rule SecretsInDiagnostics = Pattern(
        SecretsInDiagnosticsDescriptor,
        cwe: "CWE-532",
        rfc8725: "none",
        asvs: "16.2.5",
        securitySeverity: "5.3",
        hasFix: true);

    private static readonly DiagnosticDescriptor SignInUnprotectedDescriptor = new(
        "JWT5008",
        "Sign-in protection switched off",
        "A sign-in can be attacked because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "PKCE, state and nonce tie a sign-in to the browser that began it; without them, codes and tokens of one can be used in another.",
        HelpBase + "jwt5008",
        Tags("cwe-352"));

    public static readonly Rule SignInUnprotected = Pattern(
        SignInUnprotectedDescriptor,
        cwe: "CWE-352",
        rfc8725: "none (RFC 9700 section 2.1)",
        asvs: "10.2.1",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor TokenInScriptStorageDescriptor = new(
        "JWT5004",
        "Token in browser storage that scripts can read",
        "{0} is kept in {1}, where {2} can read it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What runs in the page can read its storage: a script from an advertisement, a dependency, an injected one. It can send a token "
        + "away, to be used from anywhere.",
        HelpBase + "jwt5004",
        Tags("cwe-922"));

    public static readonly Rule TokenInScriptStorage = Pattern(
        TokenInScriptStorageDescriptor,
        cwe: "CWE-922",
        rfc8725: "none",
        asvs: "14.3.3",
        securitySeverity: "5.4",
        hasFix: false);

    private static readonly DiagnosticDescriptor SessionInPageStorageDescriptor = new(
        "JWT5010",
        "A page keeps its session's token in its storage",
        "{0} is kept in {1}, where {2} can read it: keep it short-lived",
        AdviceCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A page without a server of its own has nowhere else to survive a reload. A script that gets into the page can send the token away "
        + "all the same, so that it must not live long, and nothing may renew it from there.",
        HelpBase + "jwt5010",
        Tags("cwe-922"));

    public static readonly Rule SessionInPageStorage = Pattern(
        SessionInPageStorageDescriptor,
        cwe: "CWE-922",
        rfc8725: "none",
        asvs: "14.3.3",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor TokenLoggedDescriptor = new(
        "JWT5007",
        "Token written to a log",
        "Who reads the log can {0} that is written here",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Logs are read, copied and kept by many. Until it expires, a token in one is as good as the one it was copied from.",
        HelpBase + "jwt5007",
        Tags("cwe-532"));

    public static readonly Rule TokenLogged = Pattern(
        TokenLoggedDescriptor,
        cwe: "CWE-532",
        rfc8725: "none",
        asvs: "16.2.5",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor TokenInUrlDescriptor = new(
        "JWT5003",
        "Token in a URL",
        "{0}: URLs are kept in logs, in histories and in what other sites are told",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Servers, proxies and browsers write URLs down, and browsers pass them on in the Referer header. Until it expires, whoever "
        + "reads such a list can sign in with the token.",
        HelpBase + "jwt5003",
        Tags("cwe-598"));

    public static readonly Rule TokenInUrl = Pattern(
        TokenInUrlDescriptor,
        cwe: "CWE-598",
        rfc8725: "none (RFC 9700 section 4.3.2)",
        asvs: "14.2.1",
        securitySeverity: "6.5",
        hasFix: false);

    private static readonly DiagnosticDescriptor TokenInUnprotectedCookieDescriptor = new(
        "JWT5005",
        "Token in an unprotected cookie",
        "A token is sent in a cookie without {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A cookie is the right place for a token only where scripts can't read it (HttpOnly) and it never travels in clear (Secure). "
        + "Both are off unless code asks for them.",
        HelpBase + "jwt5005",
        Tags("cwe-1004"));

    public static readonly Rule TokenInUnprotectedCookie = Pattern(
        TokenInUnprotectedCookieDescriptor,
        cwe: "CWE-1004",
        rfc8725: "none (RFC 6265 section 4.1.2)",
        asvs: "3.3.1, 3.3.4",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor ClaimsNotValidatedDescriptor = new(
        "JWT2010",
        "The library validates no claims, and neither does the code",
        "Nobody looks at {0} of this token: whatever it says there, it works here",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Some libraries verify the signature and leave the claims to the code. Where that does not compare them either, a token works "
        + "for ever, for every service, whoever of those that share the key has issued it.",
        HelpBase + "jwt2010",
        Tags("cwe-287"));

    public static readonly Rule ClaimsNotValidated = Proved(
        ClaimsNotValidatedDescriptor,
        attacks: ImmutableArray.Create(ExpiredAttack.Name, NoExpiryAttack.Name, ForeignAudienceAttack.Name, ForeignIssuerAttack.Name),
        cwe: "CWE-287",
        rfc8725: "3.8, 3.9",
        asvs: "9.2.1, 9.2.3",
        securitySeverity: "4.2",
        hasFix: false) with { IsAboutAbsence = true };

    private static readonly DiagnosticDescriptor KeyInSourceDescriptor = new(
        "JWT3001",
        "Signing key in the source code",
        "This signing key is in the source code{0}: whoever can read the code can sign any token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Source code is copied, shared and kept for ever; a key in it is known to all who ever had a copy. The same key signs in every "
        + "environment and can't be changed without a release.",
        HelpBase + "jwt3001",
        Tags("cwe-321"));

    public static readonly Rule KeyInSource = Pattern(
        KeyInSourceDescriptor,
        cwe: "CWE-321",
        rfc8725: "3.5",
        asvs: "13.3.1",
        securitySeverity: "9.8",
        hasFix: true);

    private static readonly DiagnosticDescriptor UnsignedTokenIssuedDescriptor = new(
        "JWT1003",
        "An unsigned token is issued",
        "This token is issued without a signature because {0}: anyone can write one like it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token without a signature proves nothing about who wrote it. Whoever accepts what this code issues has to accept what "
        + "anybody writes.",
        HelpBase + "jwt1003",
        Tags("cwe-347"));

    public static readonly Rule UnsignedTokenIssued = Pattern(
        UnsignedTokenIssuedDescriptor,
        cwe: "CWE-347",
        rfc8725: "3.2",
        asvs: "9.1.1, 9.1.2",
        securitySeverity: "8.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor EverlastingTokenIssuedDescriptor = new(
        "JWT4001",
        "Issued token never expires",
        "This token never expires because {0}: whoever gets hold of it can use it for ever",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token is good for whoever holds it, and few can be taken back. The expiry is what ends the use of one that leaked.",
        HelpBase + "jwt4001",
        Tags("cwe-613"));

    public static readonly Rule EverlastingTokenIssued = Pattern(
        EverlastingTokenIssuedDescriptor,
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "6.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor ExcessiveTokenLifetimeDescriptor = new(
        "JWT4002",
        "Issued token lives far too long",
        "This token lives {0}, and the limit is {1}: whoever gets hold of it can use it that long",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The longer a token lives, the longer one that leaked can be used, and the longer a user who was locked out stays in. What is "
        + "needed for longer than a session's length is renewed by a refresh token, which can be taken back.",
        HelpBase + "jwt4002",
        Tags("cwe-613"));

    public static readonly Rule ExcessiveTokenLifetime = Pattern(
        ExcessiveTokenLifetimeDescriptor,
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "7.3.2",
        securitySeverity: "5.3",
        hasFix: false);

    private static readonly DiagnosticDescriptor IssuedTokenUnaddressedDescriptor = new(
        "JWT4004",
        "Issued token has no audience or no issuer",
        "This token has {0}: services that trust the same key can't tell whose it is or for whom",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A token says who issued it and for which service, so that the others refuse it. One that does not is either refused by all who "
        + "look, or works wherever the key is trusted.",
        HelpBase + "jwt4004",
        Tags("cwe-346"));

    public static readonly Rule IssuedTokenUnaddressed = Pattern(
        IssuedTokenUnaddressedDescriptor,
        cwe: "CWE-346",
        rfc8725: "3.8, 3.9",
        asvs: "9.2.4",
        securitySeverity: "4.3",
        hasFix: true);

    private static readonly DiagnosticDescriptor LongTokenLifetimeDescriptor = new(
        "JWT4006",
        "Issued token lives longer than advised",
        "This token lives {0}, and {1} are advised: whoever gets hold of it can use it that long",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The longer a token lives, the longer one that leaked can be used. An hour is what the library gives a token by itself; a "
        + "refresh token makes up for the rest.",
        HelpBase + "jwt4006",
        Tags("cwe-613"));

    public static readonly Rule LongTokenLifetime = Pattern(
        LongTokenLifetimeDescriptor,
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "7.3.2",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor IssuedTokenWithoutIdDescriptor = new(
        "JWT4005",
        "Issued token has no jti",
        "This token has no 'jti': it can't be told from others, and so not be revoked",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "A list of tokens that were taken back, or used, has to name them. A token without a name can't be on it.",
        HelpBase + "jwt4005",
        Tags("cwe-613"));

    public static readonly Rule IssuedTokenWithoutId = Pattern(
        IssuedTokenWithoutIdDescriptor,
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.7)",
        asvs: "7.4.1",
        securitySeverity: "3.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor CheckNeverMadeDescriptor = new(
        "JWT2018",
        "A check of validated tokens is never made",
        "Tokens that this code is to refuse are accepted because {0}: the check is never made",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A newer version of a library hands its events another type of token. Code that goes on only with the old type goes on with "
        + "nothing: the list of revoked tokens, or whatever it looks at, is not asked.",
        HelpBase + "jwt2018",
        Tags("cwe-613"));

    public static readonly Rule CheckNeverMade = Proved(
        CheckNeverMadeDescriptor,
        attacks: ImmutableArray.Create(RevokedAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.7)",
        asvs: "7.4.1",
        securitySeverity: "6.5",
        hasFix: false) with
        { IsAboutEvent = true };

    private static readonly DiagnosticDescriptor RevokedTokensAcceptedDescriptor = new(
        "JWT2013",
        "Revoked tokens are accepted",
        "Revoked tokens are accepted because {0}: a token that leaked works until it expires, and those issued here live long",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        "A token that lives for days outlives the reason it was issued for: the password that leaked, the employee who left. Nothing "
        + "but a look at what was taken back ends it.",
        HelpBase + "jwt2013",
        Tags("cwe-613"));

    public static readonly Rule RevokedTokensAccepted = Proved(
        RevokedTokensAcceptedDescriptor,
        attacks: ImmutableArray.Create(RevokedAttack.Name),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.7)",
        asvs: "7.4.1",
        securitySeverity: "5.4",
        hasFix: false);

    private static readonly DiagnosticDescriptor SensitiveClaimDescriptor = new(
        "JWT4003",
        "Sensitive data in a claim",
        "{0} holds {1}: whoever holds the token can read it, since a JWT is encoded, not encrypted",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The signature of a token keeps others from changing it, not from reading it. Tokens are kept in browsers, sent to services, "
        + "and end up in logs; what is in them is known to all of those.",
        HelpBase + "jwt4003",
        Tags("cwe-522"));

    public static readonly Rule SensitiveClaim = Pattern(
        SensitiveClaimDescriptor,
        cwe: "CWE-522",
        rfc8725: "none (RFC 7519 section 12)",
        asvs: "14.2.6",
        securitySeverity: "6.5",
        hasFix: false);

    private static readonly DiagnosticDescriptor WeakKeyDescriptor = new(
        "JWT3002",
        "Signing key too short or guessable",
        "Attackers can find this signing key and sign any token: it {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "One token is enough to try keys at home, billions of them every second: published examples first, then words, runs along the "
        + "keyboard and short keys. Who has found the key signs tokens that nobody can tell from real ones.",
        HelpBase + "jwt3002",
        Tags("cwe-326"));

    public static readonly Rule WeakKey = Proved(
        WeakKeyDescriptor,
        attacks: ImmutableArray.Create(KeyJudge.AttackId),
        cwe: "CWE-326",
        rfc8725: "3.5",
        asvs: "11.2.3",
        securitySeverity: "9.8",
        hasFix: true);

    private static readonly DiagnosticDescriptor PredictableKeyDescriptor = new(
        "JWT3006",
        "Signing key from a predictable source",
        "This signing key comes from {0}: whoever works it out can sign any token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A key has to come from a cryptographic random generator. Pseudo-random numbers, GUIDs, times and names are made to be spread, "
        + "unique or known, and not to be secret.",
        HelpBase + "jwt3006",
        Tags("cwe-338"));

    public static readonly Rule PredictableKey = Pattern(
        PredictableKeyDescriptor,
        cwe: "CWE-338",
        rfc8725: "3.5",
        asvs: "11.5.1",
        securitySeverity: "8.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor DevelopmentKeyDescriptor = new(
        "JWT3005",
        "Development signing key outside development",
        "The key of {0} is for development, and production gets it too: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Frameworks bring keys to begin with, which want no care and get none: they lie unprotected where the application runs, or are "
        + "forgotten when it stops. Whoever reads one signs tokens that every service takes.",
        HelpBase + "jwt3005",
        Tags("cwe-489"));

    public static readonly Rule DevelopmentKey = Pattern(
        DevelopmentKeyDescriptor,
        cwe: "CWE-489",
        rfc8725: "none",
        asvs: "13.3.1",
        securitySeverity: "5.9",
        hasFix: false);

    private static readonly DiagnosticDescriptor KeyInConfigurationDescriptor = new(
        "JWT3003",
        "Signing key in a configuration file",
        "This signing key is in a configuration file: if the file was committed, rotate the key",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A configuration file goes wherever the code goes: into the repository and its history, into the package, onto every machine "
        + "that builds it. Whoever has read it can sign any token.",
        HelpBase + "jwt3003",
        Tags("cwe-321"));

    public static readonly Rule KeyInConfiguration = Pattern(
        KeyInConfigurationDescriptor,
        cwe: "CWE-321",
        rfc8725: "3.5",
        asvs: "13.3.1",
        securitySeverity: "8.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor TokenInSourceDescriptor = new(
        "JWT3004",
        "Token in the source code",
        "A token is in {0}: whoever can read that can use it{1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A token is a password that needs no user name. What is in the source code or a configuration file is in its history, too, and "
        + "works until it expires or is taken back.",
        HelpBase + "jwt3004",
        Tags("cwe-798"));

    public static readonly Rule TokenInSource = Pattern(
        TokenInSourceDescriptor,
        cwe: "CWE-798",
        rfc8725: "none",
        asvs: "13.3.1",
        securitySeverity: "7.5",
        hasFix: false);

    /// <summary>JWT0001 is about the analyzers, not about code: it is no part of <see cref="All"/>.</summary>
    public static readonly DiagnosticDescriptor OptionNotUnderstood = new(
        "JWT0001",
        "An option of JwtAnalyzers is not understood",
        "{0}: {1}",
        OwnCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An option that is misspelled, or has a value that it does not take, changes nothing. It is said once for a project.",
        HelpBase + "jwt0001",
        CompilationEnd);

    /// <summary>JWT0002 is about the analyzers, not about code: it is no part of <see cref="All"/>.</summary>
    public static readonly DiagnosticDescriptor AnalyzersRunning = new(
        "JWT0002",
        "JwtAnalyzers is running",
        "JwtAnalyzers {0} is running in mode {1}: {2}",
        OwnCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "It says which version runs, in which mode, and which libraries it has found. Where it is switched on and not seen, the "
        + "analyzers do not run.",
        HelpBase + "jwt0002",
        CompilationEnd);

    /// <summary>
    /// Every rule, the worse before the lesser: an operation carries one diagnostic, that of the first rule here that blames it.
    /// So a rule that lets everything in stands before one that lets in a part of it.
    /// </summary>
    public static readonly ImmutableArray<Rule> All = ImmutableArray.Create(
        SignatureNotVerified,
        UnsignedTokensAccepted,
        KeyOfTokenTrusted,
        AlgorithmConfusion,
        UnvalidatedClaimsTrusted,
        ValidationResultIgnored,
        FailedValidationSwallowed,
        WeakKey,
        UnsignedTokenIssued,
        KeyInSource,
        PredictableKey,
        KeyInConfiguration,
        DevelopmentKey,
        TokenInSource,
        TokenReadByHand,
        ExpiredTokensAccepted,
        RefreshWithExpiredToken,
        AnyIssuerAccepted,
        OneIssuerUnchecked,
        AnyAudienceAccepted,
        OwnTokensForAnyAudience,
        EverlastingTokensAccepted,
        AbsentAudienceAccepted,
        ExcessiveClockSkew,
        ReplayNotDetected,
        SensitiveClaim,
        VariableTimeComparison,
        WeakAlgorithm,
        EverlastingTokenIssued,
        ExcessiveTokenLifetime,
        EarlyTokensAccepted,
        ClaimsNotValidated,
        ExpiredKeyAccepted,
        KeysFetchedOverHttp,
        KeysFetchedFromAnyServer,
        SignInUnprotected,
        TokenInUnprotectedCookie,
        TokenLogged,
        TokenInUrl,
        TokenInScriptStorage,
        SessionInPageStorage,
        SecretsInDiagnostics,
        CheckNeverMade, RevokedTokensAccepted,
        AnyTypeAccepted,
        SettingWithoutEffect,
        FailureLeavesNoTrace,
        IssuedTokenUnaddressed,
        LongTokenLifetime,
        IssuedTokenWithoutId);

    public static readonly ImmutableArray<Rule> ProvedByAttack =
        All.Where(rule => rule.Evidence is Evidence.ProvedByAttack).ToImmutableArray();

    /// <summary>Those that are proved on a policy; the other is proved on a key.</summary>
    public static readonly ImmutableArray<Rule> ProvedOnPolicies = ProvedByAttack.Remove(WeakKey);

    private static Rule Proved(
        DiagnosticDescriptor descriptor,
        ImmutableArray<string> attacks,
        string cwe,
        string rfc8725,
        string asvs,
        string securitySeverity,
        bool hasFix) =>
        new(descriptor, Evidence.ProvedByAttack, hasFix)
        {
            Attacks = attacks,
            Cwe = cwe,
            Rfc8725 = rfc8725,
            Asvs = asvs,
            SecuritySeverity = securitySeverity,
        };

    private static Rule Pattern(
        DiagnosticDescriptor descriptor,
        string cwe,
        string rfc8725,
        string asvs,
        string securitySeverity,
        bool hasFix) =>
        new(descriptor, Evidence.Pattern, hasFix)
        {
            Cwe = cwe,
            Rfc8725 = rfc8725,
            Asvs = asvs,
            SecuritySeverity = securitySeverity,
        };

    /// <summary>The form that code scanning reads: CodeQL's tag for a CWE.</summary>
    private static string[] Tags(string cwe) => ["security", "external/cwe/" + cwe];
}

using System.Collections.Immutable;
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

    /// <summary>The gravity on the CVSS scale that code scanning shows; it follows from the premise of the attack.</summary>
    public string SecuritySeverity { get; init; } = "";

    public string Id => Descriptor.Id;
}

/// <summary>The only list of rules.</summary>
internal static class Rules
{
    public const string Category = "Security";

    /// <summary>Apart from the rules' category: who sets the severity of findings does not mean these.</summary>
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
        "A signature that nobody verifies is decoration. Code that takes a token for genuine because it can be parsed lets anybody sign in as anybody.",
        HelpBase + "jwt1002",
        Tags("cwe-347"));

    public static readonly Rule SignatureNotVerified = Proved(
        SignatureNotVerifiedDescriptor,
        attacks: ImmutableArray.Create("wrong-key", "tampered-payload"),
        cwe: "CWE-347",
        rfc8725: "3.3",
        asvs: "9.1.1",
        securitySeverity: "9.8",
        hasFix: true);

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
        attacks: ImmutableArray.Create("unsigned", "empty-signature"),
        cwe: "CWE-347",
        rfc8725: "3.1, 3.2",
        asvs: "9.1.1, 9.1.2",
        securitySeverity: "9.8",
        hasFix: true);

    private static readonly DiagnosticDescriptor KeyOfTokenTrustedDescriptor = new(
        "JWT1007",
        "The token brings its own key",
        "The token brings its own key because {0}: anyone can sign with a key of their own",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A header that brings a key, or says where to fetch one, is written by whoever wrote the token. Code that verifies with that key verifies nothing.",
        HelpBase + "jwt1007",
        Tags("cwe-347"));

    public static readonly Rule KeyOfTokenTrusted = Proved(
        KeyOfTokenTrustedDescriptor,
        attacks: ImmutableArray.Create("embedded-key"),
        cwe: "CWE-347",
        rfc8725: "3.10",
        asvs: "9.1.3",
        securitySeverity: "9.8",
        hasFix: false);

    private static readonly DiagnosticDescriptor AlgorithmConfusionDescriptor = new(
        "JWT1006",
        "The token chooses its own algorithm, or key types are mixed",
        "The token chooses how it is verified because {0}: anyone can sign with what is public",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "'alg' is the attacker's to choose. Where one key serves two kinds of algorithm, or an encrypted token passes for a signed one, a token can be made with public values alone.",
        HelpBase + "jwt1006",
        Tags("cwe-347"));

    public static readonly Rule AlgorithmConfusion = Proved(
        AlgorithmConfusionDescriptor,
        attacks: ImmutableArray.Create("key-confusion", "jwe-for-jws"),
        cwe: "CWE-347",
        rfc8725: "3.1, 3.2",
        asvs: "9.1.2",
        securitySeverity: "9.8",
        hasFix: true);

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
        attacks: ImmutableArray.Create("wrong-type"),
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
        "Reading a token decodes it and checks nothing. Its claims are what whoever wrote it wanted them to be, until the signature, the issuer, the audience and the time are validated.",
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
        "A validation that reports failure in its result changes nothing where nobody looks at the result. The code goes on with a token that anybody may have written.",
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
        "A validation has more to look at than one thinks of: the signature, the algorithm, the issuer, the audience, the times. Code that takes a token apart itself leaves some of it out, and a library that does not is at hand.",
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
        "A comparison that stops at the first difference takes longer the more of a forged signature is right. Who can measure that needs no key.",
        HelpBase + "jwt1009",
        Tags("cwe-208"));

    public static readonly Rule VariableTimeComparison = Pattern(
        VariableTimeComparisonDescriptor,
        cwe: "CWE-208",
        rfc8725: "none (RFC 7515 section 10.9)",
        asvs: "11.2.4",
        securitySeverity: "5.9",
        hasFix: true);

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
        attacks: ImmutableArray.Create("expired"),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "7.5",
        hasFix: true);

    private static readonly DiagnosticDescriptor AnyAudienceAcceptedDescriptor = new(
        "JWT2003",
        "Tokens for any audience are accepted",
        "Tokens for any audience are accepted because {0}: a token that was issued for another service works here",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An issuer that serves several recipients says in 'aud' whom a token is for. Code that does not look lets any of those recipients, or whoever steals a token from one, act here.",
        HelpBase + "jwt2003",
        Tags("cwe-287"));

    public static readonly Rule AnyAudienceAccepted = Proved(
        AnyAudienceAcceptedDescriptor,
        attacks: ImmutableArray.Create("foreign-audience"),
        cwe: "CWE-287",
        rfc8725: "3.9",
        asvs: "9.2.3",
        securitySeverity: "7.1",
        hasFix: true);

    private static readonly DiagnosticDescriptor AnyIssuerAcceptedDescriptor = new(
        "JWT2004",
        "Tokens from any issuer are accepted",
        "Tokens from other issuers are accepted because {0}: whoever else has a key that this code trusts can issue tokens here",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "'iss' says who vouches for the claims. Code that does not compare it, or compares it loosely, believes every issuer whose key it happens to trust: another tenant, another environment, a look-alike.",
        HelpBase + "jwt2004",
        Tags("cwe-346"));

    public static readonly Rule AnyIssuerAccepted = Proved(
        AnyIssuerAcceptedDescriptor,
        attacks: ImmutableArray.Create("foreign-issuer", "lookalike-issuer"),
        cwe: "CWE-346",
        rfc8725: "3.8",
        asvs: "9.1.3",
        securitySeverity: "7.1",
        hasFix: true);

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
        attacks: ImmutableArray.Create("no-expiry"),
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
        attacks: ImmutableArray.Create("absent-audience"),
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
        attacks: ImmutableArray.Create("recently-expired"),
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
        "Code that asks for replay detection relies on it: a token that was used is expected to be refused. Without something that remembers tokens, none is.",
        HelpBase + "jwt2012",
        Tags("cwe-294"));

    public static readonly Rule ReplayNotDetected = Proved(
        ReplayNotDetectedDescriptor,
        attacks: ImmutableArray.Create("replayed"),
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
        "The library looks at the validity period of a signing certificate only if it is told to. A key whose certificate has expired is guarded by nobody.",
        HelpBase + "jwt2014",
        Tags("cwe-298"));

    public static readonly Rule ExpiredKeyAccepted = Proved(
        ExpiredKeyAcceptedDescriptor,
        attacks: ImmutableArray.Create("expired-key"),
        cwe: "CWE-298",
        rfc8725: "none (RFC 5280 section 6.1.3)",
        asvs: "13.3.4",
        securitySeverity: "4.2",
        hasFix: true);

    private static readonly DiagnosticDescriptor RefreshWithExpiredTokenDescriptor = new(
        "JWT2007",
        "An expired token is accepted to refresh a session",
        "Expired tokens are accepted to refresh a session because {0}: make sure that nothing else accepts them",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Where a second credential, the refresh token, decides, the expiry of the access token does not count. The parameters that ignore it must be used for nothing else.",
        HelpBase + "jwt2007",
        Tags("cwe-613"));

    public static readonly Rule RefreshWithExpiredToken = Proved(
        RefreshWithExpiredTokenDescriptor,
        attacks: ImmutableArray.Create("expired"),
        cwe: "CWE-613",
        rfc8725: "none (RFC 7519 section 4.1.4)",
        asvs: "9.2.1",
        securitySeverity: "3.1",
        hasFix: false);

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
        attacks: ImmutableArray.Create("not-yet-valid"),
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
        "Somebody who tries forged tokens fails many times before one gets in. Where failures are logged, those tries can be seen and counted; else the first sign is the one that succeeded.",
        HelpBase + "jwt5009",
        Tags("cwe-778"));

    public static readonly Rule FailureLeavesNoTrace = Pattern(
        FailureLeavesNoTraceDescriptor,
        cwe: "CWE-778",
        rfc8725: "none",
        asvs: "16.3.1",
        securitySeverity: "3.1",
        hasFix: false);

    private static readonly DiagnosticDescriptor KeysFetchedOverHttpDescriptor = new(
        "JWT5001",
        "Signing keys are fetched over http",
        "Whoever is on the network can hand out signing keys of their own because {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The keys that tokens are verified with come from the issuer's discovery document. Over http, anybody on the way can put their own in their place, and sign what they like.",
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
        "Messages of the library leave personal data and tokens out unless it is told not to. Logs are read, copied and kept by many, and a token in one works until it expires.",
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
        "{0} is kept in {1}, where every script of the page can read it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What runs in the page can read its storage: a script from an advertisement, a dependency, an injected one. It can send a token away, to be used from anywhere.",
        HelpBase + "jwt5004",
        Tags("cwe-922"));

    public static readonly Rule TokenInScriptStorage = Pattern(
        TokenInScriptStorageDescriptor,
        cwe: "CWE-922",
        rfc8725: "none",
        asvs: "14.3.3",
        securitySeverity: "5.4",
        hasFix: false);

    private static readonly DiagnosticDescriptor TokenLoggedDescriptor = new(
        "JWT5007",
        "Token written to a log",
        "Who reads the log can sign in with the token that is written here",
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
        hasFix: false);

    private static readonly DiagnosticDescriptor TokenInUnprotectedCookieDescriptor = new(
        "JWT5005",
        "Token in an unprotected cookie",
        "A token is sent in a cookie without {0}: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A cookie is the right place for a token only where scripts can't read it (HttpOnly) and it never travels in clear (Secure). Both are off unless code asks for them.",
        HelpBase + "jwt5005",
        Tags("cwe-1004"));

    public static readonly Rule TokenInUnprotectedCookie = Pattern(
        TokenInUnprotectedCookieDescriptor,
        cwe: "CWE-1004",
        rfc8725: "none (RFC 6265 section 4.1.2)",
        asvs: "3.3.1, 3.3.4",
        securitySeverity: "6.5",
        hasFix: false);

    private static readonly DiagnosticDescriptor ClaimsNotValidatedDescriptor = new(
        "JWT2010",
        "The library validates no claims, and neither does the code",
        "Nobody looks at {0} of this token: one that has run out, or that was issued for something else, works here",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Some libraries verify the signature and leave the claims to the code. Where that does not compare them either, a token works for ever, for every service, whoever of those that share the key has issued it.",
        HelpBase + "jwt2010",
        Tags("cwe-287"));

    public static readonly Rule ClaimsNotValidated = Proved(
        ClaimsNotValidatedDescriptor,
        attacks: ImmutableArray.Create("expired", "no-expiry", "foreign-audience", "foreign-issuer"),
        cwe: "CWE-287",
        rfc8725: "3.8, 3.9",
        asvs: "9.2.1, 9.2.3",
        securitySeverity: "4.2",
        hasFix: false) with { IsAboutAbsence = true };

    private static readonly DiagnosticDescriptor KeyInSourceDescriptor = new(
        "JWT3001",
        "Signing key in the source code",
        "This signing key is in the source code: whoever can read the code can sign any token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Source code is copied, shared and kept for ever; a key in it is known to all who ever had a copy. The same key signs in every environment and can't be changed without a release.",
        HelpBase + "jwt3001",
        Tags("cwe-321"));

    public static readonly Rule KeyInSource = Pattern(
        KeyInSourceDescriptor,
        cwe: "CWE-321",
        rfc8725: "3.5",
        asvs: "13.3.1",
        securitySeverity: "9.8",
        hasFix: true);

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
        "It says which version runs, in which mode, and which libraries it has found. Where it is switched on and not seen, the analyzers do not run.",
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
        KeyInSource,
        TokenReadByHand,
        ExpiredTokensAccepted,
        RefreshWithExpiredToken,
        AnyIssuerAccepted,
        AnyAudienceAccepted,
        EverlastingTokensAccepted,
        AbsentAudienceAccepted,
        ExcessiveClockSkew,
        ReplayNotDetected,
        VariableTimeComparison,
        EarlyTokensAccepted,
        ClaimsNotValidated,
        ExpiredKeyAccepted,
        KeysFetchedOverHttp,
        KeysFetchedFromAnyServer,
        SignInUnprotected,
        TokenInUnprotectedCookie,
        TokenLogged,
        TokenInScriptStorage,
        SecretsInDiagnostics,
        AnyTypeAccepted,
        FailureLeavesNoTrace);

    public static readonly ImmutableArray<Rule> ProvedByAttack = All.Where(rule => rule.Evidence is Evidence.ProvedByAttack).ToImmutableArray();

    private static Rule Proved(DiagnosticDescriptor descriptor, ImmutableArray<string> attacks, string cwe, string rfc8725, string asvs, string securitySeverity, bool hasFix) =>
        new(descriptor, Evidence.ProvedByAttack, hasFix)
        {
            Attacks = attacks,
            Cwe = cwe,
            Rfc8725 = rfc8725,
            Asvs = asvs,
            SecuritySeverity = securitySeverity,
        };

    private static Rule Pattern(DiagnosticDescriptor descriptor, string cwe, string rfc8725, string asvs, string securitySeverity, bool hasFix) =>
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

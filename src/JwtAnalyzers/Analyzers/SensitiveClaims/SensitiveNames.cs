using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>
/// Names that say that a value must not be read by the holder of a token. Whole words only, and the last ones: <c>UserPasswordHash</c> is a
/// password, <c>PasswordChangedAt</c> and <c>MustChangePassword</c> are about one.
/// </summary>
internal sealed class SensitiveNames
{
    private static readonly ImmutableArray<(SensitiveKind Kind, string[] Names, string[] Endings)> BuiltIn =
        ImmutableArray.Create<(SensitiveKind, string[], string[])>(
        (SensitiveKind.Password, ["password", "passwd", "pwd", "passphrase", "passcode"],
            ["", "hash", "hashed", "value", "text", "digest"]),
        (SensitiveKind.Secret,
            ["secret", "secretkey", "secretaccesskey", "apikey", "privatekey", "encryptionkey", "signingkey", "authenticatorkey",
                "connectionstring", "recoverycode", "recoverycodes", "securityanswer", "secretanswer", "otp"],
            ["", "value", "text"]),
        (SensitiveKind.Card,
            ["creditcard", "debitcard", "creditcardnumber", "creditcardno", "debitcardnumber", "cardnumber", "cardno",
                "primaryaccountnumber", "cvv", "cvc", "cardverificationvalue", "cardverificationcode", "cardsecuritycode"],
            ["", "value", "code", "number"]),
        (SensitiveKind.IdentityNumber,
            [
                "ssn", "socialsecuritynumber", "socialsecurityno", "socialinsurancenumber", "nationalid", "nationalidnumber",
                "nationalidentitynumber", "nationalidentificationnumber", "nationalinsurancenumber",
                "cpf", "curp", "nric", "pesel", "aadhaar", "aadhar", "aadhaarnumber", "aadharnumber", "personnummer", "codicefiscale",
                "tckimlikno", "tckn",
                "passport", "passportnumber", "passportno", "driverlicensenumber", "driverslicensenumber", "drivinglicensenumber",
                "drivinglicencenumber",
            ],
            ["", "value", "number"]),
        (SensitiveKind.BankAccount, ["iban", "bankaccountnumber", "bankaccountno"], ["", "value", "number"]),
        (SensitiveKind.Health,
            [
                "diagnosis", "diagnoses", "medicalrecord", "medicalrecords", "medicalrecordnumber", "medicalhistory", "medicalcondition",
                "medicalconditions", "medicaldata", "medicalinfo", "medicalinformation",
                "healthrecord", "healthrecords", "healthdata", "healthcondition", "healthconditions", "healthinfo", "healthinformation",
                "healthinsurancenumber", "bloodtype", "bloodgroup", "hivstatus",
            ],
            [""]));

    private static readonly string[] AddedEndings = ["", "number", "no", "value", "address"];

    // What makes of the data something about it, or a part of it that tells little.
    private static readonly HashSet<string> Abouts =
    [
        "is", "are", "has", "have", "had", "must", "should", "can", "may", "needs", "need", "require", "requires", "required", "change",
        "changes", "changed", "reset", "resets", "forgot", "forgotten", "force", "update", "updated", "set",
        "no", "not", "without", "allow", "allows", "allowed", "use", "uses", "used", "verify", "verified", "validate", "validated", "check",
        "checked", "expire", "expires", "expired", "count", "failed", "wrong", "invalid", "max", "min", "last", "public",
        "mask", "masked", "redacted", "truncated", "partial", "encrypted", "protected", "tokenized", "obfuscated", "anonymized",
        "pseudonymized", "create", "delete", "manage", "enable", "enabled", "disable", "disabled", "top", "by", "via", "with",
    ];

    // Cards that are not for payments.
    private static readonly HashSet<string> OtherCards =
    [
        "membership", "member", "loyalty", "library", "gift", "business", "student", "staff", "employee", "sim", "score", "report", "bonus",
        "club", "customer", "discount", "access", "travel", "time", "key", "id", "reward", "rewards", "fuel", "visitor", "badge",
        "index", "post", "flash", "trello", "graphics",
    ];

    // Claims of the protocols, in which a hash or a key is what they are for, and issuers: where a service asks for tokens that its
    // customers sign, 'iss' is the public half of an API key.
    private static readonly HashSet<string> Protocol = new(ClaimNames.OfToken, StringComparer.OrdinalIgnoreCase)
    {
        "s_hash", "jkt", "x5t", "x5t#S256", "x5c", "x5u", "jwk", "jku", "AspNet.Identity.SecurityStamp", "amr", "acr", "grant_type", "gty",
        "scope", "scp", "enc",
    };

    private readonly ImmutableDictionary<string, SensitiveKind> _kinds;

    private SensitiveNames(ImmutableDictionary<string, SensitiveKind> kinds) => _kinds = kinds;

    public static SensitiveNames Default { get; } = Of("");

    /// <summary>
    /// The names, with changes: <c>email, employee_number, -iban</c> adds two and takes one out. What is no name is passed over.
    /// </summary>
    public static SensitiveNames Of(string changes)
    {
        var kinds = ImmutableDictionary.CreateBuilder<string, SensitiveKind>(StringComparer.Ordinal);
        foreach (var (kind, names, endings) in BuiltIn)
        {
            foreach (var name in names)
                Add(kinds, name, endings, kind);
        }

        foreach (var change in changes.Split(',', ' ', '\t'))
        {
            var isRemoval = change.StartsWith("-", StringComparison.Ordinal);
            var name = string.Concat(TokenNames.Words(change));
            if (name.Length == 0)
                continue;
            if (!isRemoval)
                Add(kinds, name, AddedEndings, SensitiveKind.Other);
            else if (kinds.TryGetValue(name, out var removed))
                kinds.RemoveRange(
                    (BuiltIn.FirstOrDefault(each => each.Kind == removed).Endings ?? AddedEndings).Select(ending => name + ending));
        }

        return new SensitiveNames(kinds.ToImmutable());
    }

    private static void Add(ImmutableDictionary<string, SensitiveKind>.Builder kinds, string name, string[] endings, SensitiveKind kind)
    {
        foreach (var ending in endings)
            kinds[name + ending] = kind;
    }

    /// <summary>What a variable or member of this name holds.</summary>
    public SensitiveKind KindOf(string name) => KindOf(TokenNames.Words(name));

    /// <summary>What a claim of this type holds. Of a URI the last segment counts.</summary>
    public SensitiveKind KindOfClaim(string type) =>
        IsOfProtocol(type) ? SensitiveKind.None : KindOf(type.Substring(type.LastIndexOfAny(['/', '#', ':']) + 1));

    public static bool IsOfProtocol(string claimType) => Protocol.Contains(claimType);

    /// <summary>Whether a type is named after cards that are not for payments: <c>LibraryCard</c>, <c>Membership</c>.</summary>
    public static bool IsAboutOtherCards(string typeName) =>
        TokenNames.Words(typeName) is var words && (words.Contains("card") || words.Contains("membership"))
        && words.Any(OtherCards.Contains);

    private SensitiveKind KindOf(List<string> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            if (!_kinds.TryGetValue(string.Concat(words.Skip(start)), out var kind))
                continue;
            var before = words.Take(start);
            return before.Any(Abouts.Contains) || (kind is SensitiveKind.Card && before.Any(OtherCards.Contains))
                ? SensitiveKind.None
                : kind;
        }

        return SensitiveKind.None;
    }

    /// <summary>Whether a value of this type can be such data: a date, a flag or a counter is about it.</summary>
    public static bool CanHold(ITypeSymbol? type, SensitiveKind kind)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            type = underlying;
        return type switch
        {
            null or { TypeKind: TypeKind.Enum } => false,
            { TypeKind: TypeKind.Dynamic } => true,
            { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
                or SpecialType.System_Int16 or SpecialType.System_Decimal } =>
                kind is SensitiveKind.Card or SensitiveKind.IdentityNumber or SensitiveKind.BankAccount,
            IArrayTypeSymbol { ElementType: var element } =>
                element.SpecialType is SpecialType.System_Byte or SpecialType.System_Char or SpecialType.System_String,
            INamedTypeSymbol { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" or "StringValues" or "Guid" or "JsonElement"
                or "JsonNode" or "JToken" or "JValue" } => true,
            _ => false,
        };
    }
}

/// <summary>What a claim must not say.</summary>
internal enum SensitiveKind
{
    None,
    Password,
    Secret,
    Card,
    IdentityNumber,
    BankAccount,
    Health,

    /// <summary>What the project's options name.</summary>
    Other,
}

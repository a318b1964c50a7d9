using System.Collections.Immutable;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Flow;

/// <summary>
/// A forged token as a callback is told of it: the values it is given in place of the token's. A callback that is a pure
/// function of these is run on them, and its answer is a fact; whatever else it asks makes the answer unknown.
/// </summary>
/// <param name="Name">The id of the attack.</param>
/// <param name="Arguments">
/// Sets of leading arguments, by the texts that the callback compares with; any set that is let in lets the attack in.
/// </param>
internal sealed record CallbackProbe(string Name, Func<IReadOnlyCollection<string>, IEnumerable<ImmutableArray<AbstractValue>>> Arguments)
{
    /// <summary>The honest token: a callback of which this is all that is known decides by nothing else.</summary>
    public const string Honest = "honest";

    /// <summary>The time that it is while a callback is run on a probe.</summary>
    public static DateTime Now { get; } = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime LongAgo = Now.AddYears(-10);
    private static readonly DateTime JustNow = Now.AddMinutes(-15);
    private static readonly DateTime Soon = Now.AddMinutes(15);
    private static readonly DateTime FarAhead = Now.AddYears(10);

    /// <summary>A callback that is given <c>nbf</c> and <c>exp</c> first.</summary>
    public static ImmutableArray<CallbackProbe> Lifetime { get; } = ImmutableArray.Create(
        Of(Honest, FromToken(JustNow), FromToken(Soon)),
        Of(ExpiredAttack.Name, FromToken(LongAgo), FromToken(LongAgo.AddMinutes(30))),
        Of(NoExpiryAttack.Name, FromToken(JustNow), FromToken(null)),
        Of(NotYetValidAttack.Name, FromToken(FarAhead), FromToken(FarAhead.AddMinutes(30))));

    /// <summary>A callback that is given the audiences first.</summary>
    public static ImmutableArray<CallbackProbe> Audience { get; } = ImmutableArray.Create(
        Of(ForeignAudienceAttack.Name, Texts("https://audience.invalid")),
        Of(AbsentAudienceAttack.Name, Texts()));

    /// <summary>A callback that is given the issuer first.</summary>
    public static ImmutableArray<CallbackProbe> Issuer { get; } = ImmutableArray.Create(
        Of(ForeignIssuerAttack.Name, FromToken("https://issuer.invalid")),
        // One handler says null and the other an empty text: a callback that asks for null alone has asked.
        Of(AbsentIssuerAttack.Name, FromToken("")),
        new CallbackProbe(
            LookalikeIssuerAttack.Name,
            trusted => trusted.Where(CanBeContinued).Select(issuer => ImmutableArray.Create(FromToken($"{issuer}.attacker.example")))));

    private static CallbackProbe Of(string name, params AbstractValue[] arguments) => new(name, _ => [arguments.ToImmutableArray()]);

    private static AbstractValue FromToken(object? value) => AbstractValue.Of(value, isFromToken: true);

    private static AbstractValue Texts(params string[] texts) =>
        new CollectionValue(ValueList.Of(texts.Select(text => FromToken(text)).ToArray())) { IsFromToken = true };

    // What ends in a slash names a host or a path in full: the owner of a name below it has it from the same owner.
    private static bool CanBeContinued(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && !issuer.EndsWith("/", StringComparison.Ordinal);
}

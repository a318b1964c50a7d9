using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>
/// Everything the analyzers know of one JWT library: which of its types carry a policy, what their settings default to, and
/// what those settings mean. It knows nothing of rules. Stateless.
/// </summary>
internal abstract class PolicyAdapter
{
    /// <summary>
    /// The name of the method that is given a policy to open an encrypted token, and validates nothing; <see langword="null"/>
    /// where there is none.
    /// </summary>
    public virtual string? Opening => null;

    /// <summary>This adapter as the version of the library that is referenced here behaves.</summary>
    public virtual PolicyAdapter For(Compilation compilation) => this;

    /// <summary>The metadata names of the types whose objects are followed.</summary>
    public abstract ImmutableArray<string> TypeNames { get; }

    /// <summary>The names of the judgments that <see cref="ReadCall"/> makes. They are no types of the library.</summary>
    public virtual ImmutableArray<string> Judgments => ImmutableArray<string>.Empty;

    /// <summary>The settings that decide a policy; empty for a type that only holds an object that does.</summary>
    public virtual ImmutableArray<Setting> Settings => ImmutableArray<Setting>.Empty;

    /// <summary>The names one of which stands where code makes a policy: the cheap test that comes before any binding.</summary>
    public virtual IEnumerable<string> NamesInCode => Settings.Select(setting => setting.Name);

    /// <summary>
    /// Those of them one of which stands where code changes an object that it was given; not what is asked or called without one,
    /// and no type.
    /// </summary>
    public virtual IEnumerable<string> NamesThatSet => NamesInCode;

    /// <summary>
    /// Whether objects of a type decide by themselves what is accepted. Others only lend their settings to the judgment of a
    /// token.
    /// </summary>
    public virtual bool IsPolicy(string typeName) => !Settings.IsEmpty;

    /// <summary>Whether a member belongs to the library, and <see cref="ReadCall"/> says what a call of it does.</summary>
    public virtual bool KnowsCall(ISymbol member) => false;

    /// <summary>What a call does to the library's objects.</summary>
    public virtual LibraryCall? ReadCall(CallSite site) => null;

    public Setting Setting(string name)
    {
        foreach (var setting in Settings)
        {
            if (setting.Name == name)
                return setting;
        }

        throw new InvalidOperationException($"{GetType().Name} has no setting '{name}'.");
    }

    /// <summary>What an object with these settings accepts.</summary>
    public virtual ValidationPolicy Interpret(PolicySettings settings) => ValidationPolicy.Safe;

    /// <summary>
    /// What a code fix can do so that these settings are safe and honest tokens still get in; <see langword="null"/> where it can
    /// do nothing safely.
    /// </summary>
    public virtual RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed) => null;

    /// <summary>
    /// Whether an owner hands its own value on to a setting of the object it holds; <see langword="null"/> where it is not known.
    /// </summary>
    public virtual bool? Supplies(ObjectState owner, string setting) => false;

    /// <summary>The metadata name of the only token type that an owner's handler takes from a callback, if it is known.</summary>
    public virtual string? TokenTypeOf(ObjectState owner) => null;

    /// <summary>Where the keys come from that an object with these settings trusts.</summary>
    public virtual TrustedKeys KeysOf(PolicySettings settings) => TrustedKeys.Unknown;

    /// <summary>Whether an owner's tokens are access tokens, rather than such as say who signed in.</summary>
    public virtual bool TakesAccessTokens(ObjectState owner) => true;

    /// <summary>Whether an owner hands tokens to a handler that is not the library's.</summary>
    public virtual bool HasOwnHandler(ObjectState owner) => false;

    /// <summary>Whether code that is not seen may refuse a token for its claims after an owner's library has accepted it.</summary>
    public virtual bool MayCheckClaims(PolicyOwner owner) => false;

    /// <summary>The functions of an owner that may.</summary>
    public virtual ImmutableArray<EventCheck> EventsOf(PolicyOwner owner) => ImmutableArray<EventCheck>.Empty;

    public virtual bool IsCallback(INamedTypeSymbol type) => false;

    /// <summary>The forged tokens that a callback of a delegate type is tried with.</summary>
    public virtual ImmutableArray<CallbackProbe> ProbesOf(INamedTypeSymbol delegateType) => ImmutableArray<CallbackProbe>.Empty;

    /// <summary>What a callback of a delegate type is given at a place, where that is more than something of a token.</summary>
    public virtual AbstractValue? InputOf(INamedTypeSymbol delegateType, int ordinal) => null;

    /// <summary>Whether a type is a parsed token or a part of one: its header, its payload.</summary>
    public virtual bool IsTokenPart(ITypeSymbol type) => false;

    /// <summary>Whether a member of what an event is told says nothing of the token.</summary>
    public virtual bool IsApartFromToken(ISymbol member) => false;

    /// <summary>
    /// The forged tokens that an override is tried with that takes over a check of the library; <see langword="null"/> where it
    /// takes over none.
    /// </summary>
    public virtual ImmutableArray<CallbackProbe>? ProbesOfOverride(IMethodSymbol method) => null;

    /// <summary>The metadata names of the types that the library parses a token into, one or the other.</summary>
    public virtual ImmutableArray<string> ParsedTokenTypes => ImmutableArray<string>.Empty;

    public virtual string? ParsedTokenType(IMethodSymbol method) => null;

    public virtual bool IsValidation(IMethodSymbol method) => false;

    /// <summary>Whether a property is of a key of the library, or of what it makes keys from.</summary>
    public virtual bool IsOfKey(IPropertySymbol property) => false;

    /// <summary>Whether a type is a client of the library that fetches keys from an address.</summary>
    public virtual bool FetchesKeys(ITypeSymbol type) => false;

    /// <summary>Whether a method is the library's, though its namespace looks like the framework's.</summary>
    public virtual bool MayCheck(IMethodSymbol method) => false;

    public virtual bool ConfiguresNewOptions(IMethodSymbol method) => false;

    /// <summary>
    /// What options of a type are worth that a method hands to a callback and then completes with validators of its own;
    /// <see langword="null"/> where it does not.
    /// </summary>
    public virtual ObjectOrigin? CompletionBy(IMethodSymbol method, ITypeSymbol options) => null;

    /// <summary>The names of the methods that do so, whatever other code configures the same options.</summary>
    public virtual ImmutableArray<string> Completions => ImmutableArray<string>.Empty;

    /// <summary>The calls of the library that add an authentication scheme.</summary>
    public virtual ImmutableArray<SchemeRegistration> Registrations => ImmutableArray<SchemeRegistration>.Empty;

    /// <summary>
    /// What the library takes for its schemes from configuration, by itself; <see langword="null"/> where it takes nothing.
    /// </summary>
    public virtual ConfiguredSchemes? Schemes => null;
}

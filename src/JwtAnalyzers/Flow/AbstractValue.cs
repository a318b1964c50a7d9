using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>What the dataflow knows of a value on one path. A value: equal knowledge is equal.</summary>
internal abstract record AbstractValue
{
    /// <summary>Nothing is known, and it has nothing to do with the token.</summary>
    public static AbstractValue Unknown { get; } = new UnknownValue(DependsOnToken: false);

    /// <summary>Nothing is known but that it was computed from the token that a callback is asked about.</summary>
    public static AbstractValue FromToken { get; } = new UnknownValue(DependsOnToken: true);

    public static AbstractValue Null { get; } = new ConstantValue(null);

    public static AbstractValue Of(object? constant, bool isFromToken = false) => new ConstantValue(constant) { IsFromToken = isFromToken };

    /// <summary>A value of which nothing is known but whether it was computed from the token.</summary>
    public static AbstractValue UnknownOf(bool dependsOnToken) => dependsOnToken ? FromToken : Unknown;

    /// <summary>What is computed from this value in a way that is not followed.</summary>
    public AbstractValue Derived => UnknownOf(DependsOnTokenInput);

    public bool IsConstant(object? value) => this is ConstantValue constant && Equals(constant.Value, value);

    /// <summary>Whether the value was computed from the token.</summary>
    public bool DependsOnTokenInput => this switch
    {
        UnknownValue unknown => unknown.DependsOnToken,
        ConstantValue constant => constant.IsFromToken,
        CollectionValue collection => collection.IsFromToken || collection.HoldsTokenInput,
        _ => this is TokenInputValue or ParsedTokenValue or ToldOfTokenValue or KeyPointerValue || IsKeyOfToken,
    };

    /// <summary>Whether the value is what a forged token says. A null test of a token that is there says nothing about it.</summary>
    public bool IsSaidByToken => this is ConstantValue { IsFromToken: true } or CollectionValue { IsFromToken: true };

    /// <summary>Whether the value is a key that the author of the token has chosen, or is made from one.</summary>
    public bool IsKeyOfToken =>
        this is KeyMaterialValue { Material: KeyMaterial.OfToken or KeyMaterial.NamedByToken or KeyMaterial.NamedByIssuer };

    /// <summary>Whether the value is such a key, or a list that has one.</summary>
    public bool HoldsKeyOfToken => IsKeyOfToken || this is CollectionValue { HoldsKey: true };

    /// <summary>
    /// Whether the value is <see langword="null"/>; <see langword="null"/> where that is not known, as of an object that was not made here.
    /// </summary>
    public bool? IsNull => this switch
    {
        ConstantValue constant => constant.Value is null,
        ObjectValue { Identity.Root: null } or CallbackValue or FunctionValue or CollectionValue => false,
        TokenInputValue or ParsedTokenValue or ToldOfTokenValue or KeyPointerValue => false,
        // The attacker sees to it that there is one.
        _ when IsKeyOfToken => false,
        _ => null,
    };
}

internal sealed record UnknownValue(bool DependsOnToken) : AbstractValue;

/// <summary>
/// A constant: <see cref="bool"/>, <see cref="string"/>, a number, <see cref="TimeSpan"/>, <see cref="DateTime"/> or <see
/// langword="null"/>.
/// </summary>
internal sealed record ConstantValue(object? Value) : AbstractValue
{
    /// <summary>Whether it is what a forged token says, or follows from that: see <see cref="CallbackProbe"/>.</summary>
    public bool IsFromToken { get; init; }
}

/// <summary>A reference to an object in the <see cref="FlowState"/>.</summary>
internal sealed record ObjectValue(ObjectIdentity Identity) : AbstractValue;

/// <summary>
/// A parameter of a callback: the token, or a part of it. It counts as present, since a null test says nothing about a token that is there.
/// </summary>
internal sealed record TokenInputValue : AbstractValue
{
    public static TokenInputValue Instance { get; } = new();
}

/// <summary>An array, list or tuple made here, with its elements.</summary>
internal sealed record CollectionValue : AbstractValue
{
    // A list of lists that share lists is small in memory and endless as a tree, and values are compared and hashed as trees.
    private const int SizeLimit = 256;

    private readonly int _size;

    public CollectionValue(ValueList<AbstractValue> elements)
    {
        Elements = elements;
        _size = 1;
        foreach (var element in elements)
        {
            _size += element is CollectionValue inner ? inner._size : 1;
            HoldsTokenInput |= element.DependsOnTokenInput;
            HoldsKey |= element.HoldsKeyOfToken;
        }
    }

    public ValueList<AbstractValue> Elements { get; }

    /// <summary>
    /// Whether an element was computed from the token, as <see cref="AbstractValue.DependsOnTokenInput"/> says. Worked out once: the
    /// elements may be shared by many lists.
    /// </summary>
    public bool HoldsTokenInput { get; }

    /// <summary>Whether an element is a key of the token, or holds one.</summary>
    public bool HoldsKey { get; }

    /// <inheritdoc cref="ConstantValue.IsFromToken"/>
    public bool IsFromToken { get; init; }

    /// <summary>The list of these elements. One that holds too many values, with those that its elements hold, is not known.</summary>
    public static AbstractValue Of(AbstractValue[] elements) =>
        elements.Length <= SizeLimit && new CollectionValue(ValueList.Of(elements)) is { _size: <= SizeLimit } list ? list
        : elements.Any(element => element.DependsOnTokenInput) ? FromToken
        : Unknown;
}

/// <summary>The token that a callback was given, parsed and not verified.</summary>
/// <param name="TypeName">The metadata name of the type it was parsed into.</param>
internal sealed record ParsedTokenValue(string TypeName) : AbstractValue;

/// <summary>What an event is told of a token, and has as a property.</summary>
/// <param name="TypeName">The metadata name of the type that the token has.</param>
internal sealed record ToldOfTokenValue(string TypeName) : AbstractValue;

/// <summary>Whose key a value is, or is made from.</summary>
internal enum KeyMaterial
{
    /// <summary>The token's own: its header names or brings it.</summary>
    OfToken,

    /// <summary>What lies where the name of the token's key says: in a file, behind a query, on a server.</summary>
    NamedByToken,

    /// <summary>What lies where the token's issuer says. Nothing can be signed with it where the issuer is checked.</summary>
    NamedByIssuer,

    /// <summary>The text of a public key, which an attacker has, too.</summary>
    PublicText,

    /// <summary>A secret key that is the text of a public one.</summary>
    PublicTextAsSecret,

    /// <summary>An asymmetric key with its private part.</summary>
    PrivateKey,
}

/// <summary>A key, or what one is made from, that should not be trusted.</summary>
internal sealed record KeyMaterialValue(KeyMaterial Material) : AbstractValue;

/// <summary>What a token says of where its key is.</summary>
internal enum KeyPointer
{
    /// <summary>The name of its key: <c>kid</c>.</summary>
    KeyId,

    /// <summary>Who says to have issued it: <c>iss</c>.</summary>
    Issuer,
}

/// <summary>A text that an unvalidated token says, and that may become the place of a key.</summary>
/// <param name="Pointer">Which it is.</param>
/// <param name="Leads">Whether the text begins with it, so that it names the host, too, if it becomes an address.</param>
internal sealed record KeyPointerValue(KeyPointer Pointer, bool Leads = true) : AbstractValue;

/// <summary>A delegate, and what it does with a token.</summary>
internal sealed record CallbackValue(CallbackBehavior Behavior) : AbstractValue;

/// <summary>A delegate whose code is known, and which no library asks about tokens.</summary>
/// <param name="Function">The lambda, or the method that is named.</param>
/// <param name="Creator">The body that makes the delegate.</param>
internal sealed record FunctionValue(IOperation Function, FlowBody Creator) : AbstractValue
{
    public bool Equals(FunctionValue? other) =>
        other is not null && ReferenceEquals(Function.Syntax, other.Function.Syntax) && ReferenceEquals(Creator, other.Creator);

    public override int GetHashCode() => Function.Syntax.SpanStart;
}

/// <summary>Which object: where it was made, or by which path it is reached.</summary>
/// <param name="Site">The syntax that makes or first reaches it.</param>
/// <param name="Root">
/// The parameter, field, property, method or <c>this</c> it is reached by; <see langword="null"/> for an object made here.
/// </param>
/// <param name="Member">The property of <paramref name="Root"/> or of the object made at <paramref name="Site"/> that holds it.</param>
internal sealed record ObjectIdentity(SyntaxNode? Site, ISymbol? Root, string Member = "")
{
    /// <summary>
    /// The calls in which it is made or first reached; <see langword="null"/> in the body that findings are looked for in.
    /// </summary>
    public CallPath? Calls { get; init; }

    public bool Equals(ObjectIdentity? other) =>
        other is not null && ReferenceEquals(Site, other.Site) && SymbolEqualityComparer.Default.Equals(Root, other.Root)
            && Member == other.Member && Equals(Calls, other.Calls);

    public override int GetHashCode() =>
        unchecked(((Site?.SpanStart ?? 0) * 31) + (SymbolEqualityComparer.Default.GetHashCode(Root) * 17) + Member.GetHashCode());
}

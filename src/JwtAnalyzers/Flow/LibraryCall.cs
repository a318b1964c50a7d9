using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What a member of a library does to the library's objects when it is called: it makes one, or it sets something on the one that it is
/// called on and returns that, as the calls of a builder do. What it is given becomes a setting.
/// </summary>
internal sealed record LibraryCall
{
    /// <summary>A call of a library that leaves its objects as they are.</summary>
    public static LibraryCall Harmless { get; } = new();

    /// <summary>The type of the object that it makes; <see langword="null"/> where it goes on with the one that it is called on.</summary>
    public string? Makes { get; init; }

    /// <summary>Whether the object that it makes is the judgment of a token: whatever it is made of is as it is now.</summary>
    public bool Judges { get; init; }

    public ImmutableArray<GivenSetting> Sets { get; init; } = ImmutableArray<GivenSetting>.Empty;

    /// <summary>A call that goes on with the object it is called on, with these settings.</summary>
    public static LibraryCall Setting(params GivenSetting[] settings) => new() { Sets = ImmutableArray.Create(settings) };
}

/// <summary>A setting that a call gives a value.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value; <see langword="null"/> where the call takes back the one that it had.</param>
/// <param name="Origin">What is to blame for the value.</param>
internal sealed record GivenSetting(string Name, AbstractValue? Value, SyntaxNode Origin)
{
    /// <summary>The value in words; empty where it speaks for itself.</summary>
    public string Cause { get; init; } = "";
}

/// <summary>A call as an adapter reads it.</summary>
/// <param name="Member">The method, constructor or static property.</param>
/// <param name="Syntax">The whole expression.</param>
/// <param name="Receiver">The object it is called on, also where the member is an extension.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="State">What is known of the objects before.</param>
internal sealed record CallSite(
    ISymbol Member, SyntaxNode Syntax, AbstractValue Receiver, ImmutableArray<GivenArgument> Arguments, FlowState State)
{
    /// <summary>The name by which the member is called, or the whole expression where it has none.</summary>
    public SyntaxNode Name => Syntax switch
    {
        InvocationExpressionSyntax { Expression: var called } => NameIn(called) ?? Syntax,
        ExpressionSyntax expression => NameIn(expression) ?? Syntax,
        _ => Syntax,
    };

    /// <summary>The argument for a parameter, if the call gives one.</summary>
    public GivenArgument? Argument(string parameter)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Parameter.Name == parameter)
                return argument;
        }

        return null;
    }

    /// <summary>The metadata name of the type of an object that was made here: of another, it may be a derived type.</summary>
    public string? TypeOf(AbstractValue? value) =>
        value is ObjectValue { Identity: var identity } && State.Objects.TryGetValue(identity, out var known)
            && known.Origin is ObjectOrigin.Created
            ? known.TypeName
            : null;

    private static SyntaxNode? NameIn(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}

/// <summary>An argument, its value, and where it stands; nowhere where it is left out.</summary>
internal sealed record GivenArgument(IParameterSymbol Parameter, AbstractValue Value, SyntaxNode? Syntax);

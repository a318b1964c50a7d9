using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>A cookie that holds a token, and what it lacks as far as the code shows.</summary>
/// <param name="Missing">The attributes that every browser would need and that it lacks.</param>
/// <param name="Settings">What it is sent with; <see langword="null"/> where there is no such argument.</param>
/// <param name="Repair">What a fix does, or <see langword="null"/> where it can do nothing.</param>
internal sealed record TokenCookie(ImmutableArray<string> Missing, CookieSettings? Settings, CookieRepair? Repair)
{
    private const string Cookies = "Microsoft.AspNetCore.Http.IResponseCookies";
    private const string Builder = "Microsoft.AspNetCore.Http.CookieBuilder";
    private const string SignIn = "Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions";

    /// <summary><c>CookieSecurePolicy.None</c></summary>
    private const int Never = 2;

    public static TokenCookie? Of(IOperation operation, PatternContext context, TokenText text) => operation switch
    {
        IInvocationOperation call => Appended(call, context, text),
        ISimpleAssignmentOperation assignment => Switched(assignment, context),
        IObjectCreationOperation creation when creation.Type.HasFullName(Builder) => Built(creation, context),
        _ => null,
    };

    /// <summary><c>Response.Cookies.Append("jwt", token, options)</c></summary>
    private static TokenCookie? Appended(IInvocationOperation call, PatternContext context, TokenText text)
    {
        if (!IsAppend(call) || Argument(call, 0) is not { } name || Argument(call, 1) is not { } value || value.ConstantValue.HasValue)
            return null;
        var options = Argument(call, 2);
        var settings = options is null ? null : CookieSettings.Of(options, context);
        if (options is not null && settings is null || settings is not null && IsDeletion(settings))
            return null;

        var missing = new[] { "HttpOnly", "Secure" }.Where(attribute => settings?.Lacks(attribute, IsFalse) is not false)
            .ToImmutableArray();
        if (missing.IsEmpty || !IsNamedToken(name, value) && !text.IsWhole(value))
            return null;
        // A cookie that nothing here reads is there for a script to read, or for another service.
        if (missing.Contains("HttpOnly") && !IsRead(name, context))
            return new TokenCookie(missing, settings, null);
        return new TokenCookie(missing, settings,
            settings is null
                ? new CookieRepair(call, missing.Add("SameSite"), ImmutableArray<IOperation>.Empty)
                : RepairOf(settings, missing, call, context));
    }

    private static bool IsRead(IOperation name, PatternContext context) =>
        name.ConstantValue is { HasValue: true, Value: string text }
        && CookieReads.Of(context.Compilation, context.Cancellation).Contains(text)
        || name.Syntax is ExpressionSyntax written
            && CookieReads.NamesIn(written).Any(CookieReads.Of(context.Compilation, context.Cancellation).Contains);

    private static CookieRepair? RepairOf(
        CookieSettings settings, ImmutableArray<string> missing, IInvocationOperation call, PatternContext context)
    {
        // Options that other cookies are sent with as well are not for this one to change, unless those hold tokens too.
        if (!settings.IsOfMember
            || settings.Local is { } local
                && context.Bodies.Operations.OfType<IInvocationOperation>().Any(other => other != call && IsAppend(other)
            && Argument(other, 2) is ILocalReferenceOperation { Local: var theirs } && SymbolEqualityComparer.Default.Equals(local, theirs)
            && !(Argument(other, 0) is { } name && Argument(other, 1) is { } value && IsNamedToken(name, value))))
            return null;
        var added = missing.Where(attribute => !settings.Sets(attribute)).Concat(settings.Sets("SameSite") ? [] : ["SameSite"])
            .ToImmutableArray();
        return new CookieRepair(settings.Creation, added, missing.SelectMany(settings.ValuesOf).ToImmutableArray());
    }

    /// <summary><c>options.Cookie.HttpOnly = false</c>, of a scheme that signs in with a cookie.</summary>
    private static TokenCookie? Switched(ISimpleAssignmentOperation assignment, PatternContext context)
    {
        if (assignment is not { Target: IPropertyReferenceOperation { Property: { Name: var attribute, ContainingType: var type } } target }
            || !type.HasFullName(Builder) || !IsUnsafe(attribute, assignment.Value))
            return null;
        var isSignIn = target.Instance is IPropertyReferenceOperation { Property: var owner } ? IsOfSignIn(owner)
            : assignment.Parent?.Parent is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation initialized }
                && IsOfSignIn(initialized.Property);
        return isSignIn
            ? new TokenCookie(ImmutableArray.Create(attribute), null,
                new CookieRepair(assignment, ImmutableArray<string>.Empty, ImmutableArray.Create(assignment.Value)))
            : null;
    }

    /// <summary><c>new CookieBuilder { Name = "jwt" }</c>: unlike the one that a scheme brings, it is not <c>HttpOnly</c>.</summary>
    private static TokenCookie? Built(IObjectCreationOperation creation, PatternContext context)
    {
        if (CookieSettings.Of(creation, context, Builder) is not { } settings)
            return null;
        var isToken = settings.ValuesOf("Name")
            .Any(name => name.ConstantValue is { HasValue: true, Value: string text } && TokenNames.IsToken(text))
            || creation.Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var owner } }
                && IsOfSignIn(owner);
        var missing = new[] { "HttpOnly", "SecurePolicy" }
            .Where(attribute => attribute == "HttpOnly"
                ? settings.Lacks(attribute, IsFalse)
                : settings.Sets(attribute) && settings.Lacks(attribute, value => IsUnsafe(attribute, value))).ToImmutableArray();
        // What a variable that holds it is given later is not seen.
        return isToken && !missing.IsEmpty && creation.Parent is not IVariableInitializerOperation
            ? new TokenCookie(missing, settings,
                new CookieRepair(creation, missing.Where(attribute => !settings.Sets(attribute)).ToImmutableArray(),
                    missing.SelectMany(settings.ValuesOf).ToImmutableArray()))
            : null;
    }

    private static bool IsAppend(IInvocationOperation call) =>
        call.TargetMethod is {
            Name: "Append",
            Parameters: [{ Type.SpecialType: SpecialType.System_String }, { Type.SpecialType: SpecialType.System_String }, ..],
        } method
        && method.ContainingType.HasFullName(Cookies);

    private static IOperation? Argument(IInvocationOperation call, int ordinal)
    {
        var value = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;
        return value is IConversionOperation conversion ? conversion.Operand : value;
    }

    /// <summary>Whether the cookie's name says that a token is in it, or the value's does and the cookie's says nothing else.</summary>
    private static bool IsNamedToken(IOperation name, IOperation value)
    {
        var text = name.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
        return text is not null && TokenNames.IsToken(text)
            || (text is null || !TokenNames.IsOther(text)) && TokenNames.Of(value) is { } variable && TokenNames.IsSignInToken(variable);
    }

    /// <summary>A cookie that has expired when it arrives.</summary>
    private static bool IsDeletion(CookieSettings settings) =>
        settings.ValuesOf("Expires")
            .Any(value => value.DescendantsAndSelf()
                .Any(part =>
                    part is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus }
                        or IFieldReferenceOperation { Field.Name: "UnixEpoch" or "MinValue" }))
        || settings.ValuesOf("MaxAge")
            .Any(value => value.DescendantsAndSelf().Any(part => part is IFieldReferenceOperation { Field.Name: "Zero" }));

    private static bool IsOfSignIn(IPropertySymbol property) => property.Name == "Cookie" && property.ContainingType.HasFullName(SignIn);

    private static bool IsUnsafe(string attribute, IOperation value) => attribute switch
    {
        "HttpOnly" => IsFalse(value),
        "SecurePolicy" => value.ConstantValue is { HasValue: true, Value: Never },
        _ => false,
    };

    private static bool IsFalse(IOperation value) => value.ConstantValue is { HasValue: true, Value: false };
}

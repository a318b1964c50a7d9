using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>A cookie that is sent, and what protects it as far as the code shows.</summary>
/// <param name="Name">Its name, where that is a constant.</param>
/// <param name="Value">What is in it.</param>
/// <param name="Missing">The attributes that every browser would need and that it lacks.</param>
/// <param name="HasSameSite">Whether the code says anything of <c>SameSite</c>.</param>
internal sealed record TokenCookie(string? Name, IOperation Value, ImmutableArray<string> Missing, bool HasSameSite)
{
    private const string Cookies = "Microsoft.AspNetCore.Http.IResponseCookies";
    private const string Options = "Microsoft.AspNetCore.Http.CookieOptions";

    private static readonly string[] Attributes = ["HttpOnly", "Secure"];

    /// <summary>The cookie that a call sends; <see langword="null"/> where it sends none, or one whose options are not to be seen.</summary>
    public static TokenCookie? Of(IInvocationOperation call, BodySet bodies)
    {
        if (call.TargetMethod.Name != "Append" || !call.TargetMethod.ContainingType.HasFullName(Cookies))
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value).ToList();
        if (arguments.Count < 2)
            return null;
        var name = arguments[0].ConstantValue is { HasValue: true, Value: string text } ? text : null;
        if (arguments.Count == 2)
            return new TokenCookie(name, arguments[1], Attributes.ToImmutableArray(), HasSameSite: false);
        return Settings(arguments[2], bodies) is { } settings
            ? new TokenCookie(
                name,
                arguments[1],
                Attributes.Where(attribute => !settings.TryGetValue(attribute, out var value) || value.ConstantValue is { HasValue: true, Value: false }).ToImmutableArray(),
                settings.ContainsKey("SameSite"))
            : null;
    }

    /// <summary>What options made in the same member are set to, an initializer and later assignments together; <see langword="null"/> where they come from elsewhere.</summary>
    private static Dictionary<string, IOperation>? Settings(IOperation options, BodySet bodies)
    {
        switch (options)
        {
            case IConversionOperation conversion:
                return Settings(conversion.Operand, bodies);
            case IObjectCreationOperation { Arguments.IsEmpty: true } creation when creation.Type.HasFullName(Options):
                var made = new Dictionary<string, IOperation>();
                foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
                {
                    // Half-typed code can name a member twice.
                    if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assigned)
                        made[property.Property.Name] = assigned.Value;
                }

                return made;
            case ILocalReferenceOperation { Local: var local } when bodies.Assigned(local).ToList() is [var only] && Settings(only, bodies) is { } settings:
                foreach (var operation in bodies.Operations)
                {
                    if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation owner } target } assignment && SymbolEqualityComparer.Default.Equals(owner.Local, local))
                        settings[target.Property.Name] = assignment.Value;
                    // Whoever is given the options may set them.
                    if (operation is IArgumentOperation { Value: ILocalReferenceOperation given, Parent: IInvocationOperation call } && SymbolEqualityComparer.Default.Equals(given.Local, local)
                        && !call.TargetMethod.ContainingType.HasFullName(Cookies))
                        return null;
                }

                return settings;
            default:
                return null;
        }
    }
}

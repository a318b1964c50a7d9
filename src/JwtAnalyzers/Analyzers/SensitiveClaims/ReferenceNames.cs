using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>By which names code refers to a value: those of variables and members, and the keys by which it looks something up.</summary>
internal static class ReferenceNames
{
    // The part of an object that is the whole of it.
    private static readonly string[] Wholes = ["Value", "Number", "No", "Hash", "Text", "Digest"];

    // Names of what a value is, when it is not the data.
    private static readonly HashSet<string> Others = ["id", "type", "version", "count", "hint", "kind", "status", "state", "flag", "date",
        "at", "on", "until", "policy", "length", "level", "scheme", "permission", "permissions", "role", "roles", "scope", "scopes",
        "stamp", "url", "uri", "link", "algorithm", "name", "salt"];

    /// <summary>Whether a call looks up a value by a name that is written out.</summary>
    public static bool IsLookUp(IInvocationOperation call) =>
        call.TargetMethod.Name is "GetString" or "GetValue" or "Field" or "GetFieldValue" or "FindFirstValue"
        && LastText(call.Arguments) is not null;

    /// <summary>Whether a name is that of something about the data: <c>PasswordPolicy</c>, <c>CardType</c>.</summary>
    public static bool IsAbout(string name) => TokenNames.Words(name) is { Count: > 0 } words && IsAbout(words);

    public static bool IsAbout(List<string> words) => Others.Contains(words[words.Count - 1]);

    private static string? LastText(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value.ConstantValue).Where(constant => constant is { HasValue: true, Value: string })
            .Select(constant => (string)constant.Value!).FirstOrDefault();

    /// <summary>
    /// The names of what is referred to: that of a member, with its owner's where it is the whole of it; the key of a look-up.
    /// </summary>
    public static IEnumerable<string> Of(IOperation reference)
    {
        switch (reference)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments }:
                if (LastText(arguments) is { } key)
                    yield return key.Substring(key.LastIndexOfAny([':', '/', '.']) + 1);
                break;
            case IInvocationOperation { Arguments: var arguments }:
                if (LastText(arguments) is { } column)
                    yield return column.Substring(column.LastIndexOfAny([':', '/', '.']) + 1);
                break;
            case IMemberReferenceOperation { Member: var member, Instance: var instance }:
                // The number of a card that is of a type for other cards.
                if (member.ContainingType is { } type && SensitiveNames.IsAboutOtherCards(type.Name))
                    break;
                yield return member.Name;
                if (Wholes.Contains(member.Name) && instance is not null && NameOf(OperationShapes.Unwrapped(instance)) is { } owner)
                    yield return owner + member.Name;
                break;
            default:
                if (NameOf(reference) is { } name)
                    yield return name;
                break;
        }
    }

    public static string? NameOf(IOperation reference) => reference switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments } => LastText(arguments),
        IInvocationOperation { Arguments: var arguments } => LastText(arguments),
        IMemberReferenceOperation
        {
            Member.Name: "Value" or "Number" or "No" or "Hash" or "Text" or "Digest",
            Instance: IMemberReferenceOperation { Member.Name: var owner },
        } => owner,
        IMemberReferenceOperation { Member.Name: var name } => name,
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        _ => null,
    };
}

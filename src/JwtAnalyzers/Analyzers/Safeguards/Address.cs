using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Safeguards;

/// <summary>Where options point to, as far as the code beside says so.</summary>
/// <param name="IsPublic">Every address is a literal that begins with https, of a public issuer.</param>
/// <param name="IsLoopback">Every address is a literal of this machine.</param>
internal sealed record Address(bool IsPublic, bool IsLoopback)
{
    /// <summary>
    /// The addresses that the same code gives the same options; <see langword="null"/> where it gives none, and the options point nowhere
    /// or another program decides where to.
    /// </summary>
    public static Address? Beside(
        ISimpleAssignmentOperation assignment, IPropertyReferenceOperation target, ImmutableArray<string> properties)
    {
        var values = Around(assignment).DescendantsAndSelf()
            .OfType<ISimpleAssignmentOperation>()
            .Where(other => other.Target is IPropertyReferenceOperation property && properties.Contains(property.Property.Name)
                && SymbolEqualityComparer.Default.Equals(property.Property.ContainingType, target.Property.ContainingType)
                && IsSame(property.Instance, target.Instance))
            .Select(other => other.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null)
            .ToList();
        return values.Count == 0 ? null : new Address(
            values.All(value => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
                && PublicIssuers.Contains(uri.Host)),
            values.All(value => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.IsLoopback));
    }

    /// <summary>Whether the same code gives a property of the same options one of these: a member by its name, or a constant.</summary>
    public static bool IsBeside(
        ISimpleAssignmentOperation assignment, IPropertyReferenceOperation target, string property, ImmutableArray<object> given) =>
        Around(assignment).DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(other =>
            other.Target is IPropertyReferenceOperation reference && reference.Property.Name == property
            && IsSame(reference.Instance, target.Instance)
            && other.Value.DescendantsAndSelf()
                .Any(part => (part is IMemberReferenceOperation { Member.Name: var name } && given.Contains(name))
                    || (part.ConstantValue is { HasValue: true, Value: { } value } && given.Contains(value))));

    /// <summary>The initializer, lambda or member that the assignment is part of.</summary>
    private static IOperation Around(IOperation assignment)
    {
        var current = assignment;
        while (current.Parent is { } parent
            && current is not (IObjectOrCollectionInitializerOperation or IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;
        return current;
    }

    private static bool IsSame(IOperation? left, IOperation? right) => (left, right) switch
    {
        (null, null) => true,
        (ILocalReferenceOperation first, ILocalReferenceOperation second) =>
            SymbolEqualityComparer.Default.Equals(first.Local, second.Local),
        (IParameterReferenceOperation first, IParameterReferenceOperation second) =>
            SymbolEqualityComparer.Default.Equals(first.Parameter, second.Parameter),
        (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
        (IMemberReferenceOperation first, IMemberReferenceOperation second) =>
            SymbolEqualityComparer.Default.Equals(first.Member, second.Member) && IsSame(first.Instance, second.Instance),
        _ => false,
    };
}

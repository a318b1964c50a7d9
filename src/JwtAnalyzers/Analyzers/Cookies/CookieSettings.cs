using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>
/// What a cookie's options are set to, an initializer and later assignments together: made here, in a method of this compilation, or in a
/// field that is set once. It takes no account of branches: an attribute that any of them sets counts as set.
/// </summary>
internal sealed class CookieSettings
{
    private const string Options = "Microsoft.AspNetCore.Http.CookieOptions";
    private const string Cookies = "Microsoft.AspNetCore.Http.IResponseCookies";

    private readonly List<(string Name, IOperation Value)> _values = [];

    private CookieSettings(IObjectCreationOperation creation) => Creation = creation;

    /// <summary>Where the options are made.</summary>
    public IObjectCreationOperation Creation { get; }

    /// <summary>The variable of this member that holds them, if one does.</summary>
    public ILocalSymbol? Local { get; private set; }

    /// <summary>Whether they are made in the member itself, for it alone.</summary>
    public bool IsOfMember { get; private set; } = true;

    /// <summary>The options of a type; <see langword="null"/> where they come from elsewhere, or others may set them.</summary>
    public static CookieSettings? Of(IOperation options, PatternContext context, string type = Options, int depth = 0)
    {
        if (depth > 4)
            return null;
        var bodies = context.Bodies;
        switch (options)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, context, type, depth + 1);
            case IObjectCreationOperation { Arguments.IsEmpty: true } creation when creation.Type.HasFullName(type):
                var settings = new CookieSettings(creation);
                settings.Add(creation.Initializer);
                return settings;
            case ILocalReferenceOperation { Local: var local }
                when bodies.Assigned(local).ToList() is [var only] && Of(only, context, type, depth + 1) is { } made:
                made.Local ??= local;
                return made.AddAssignments(CodeAround(options), local) ? made : null;
            case IInvocationOperation { TargetMethod: var method }
                when bodies.Returned(method)?.ToList() is [var returned] && Of(returned, context, type, depth + 1) is { } made:
                made.IsOfMember = false;
                return made;
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field }
                when bodies.Held(field).ToList() is [var held] && Of(held, context, type, depth + 1) is { } made:
                made.IsOfMember = false;
                // The constructor, or any other member, may set more of it.
                return bodies.MembersThatName(field).Select(bodies.BodyOf).OfType<IOperation>().Concat(bodies.Blocks)
                    .All(body => made.AddAssignments(body, field)) ? made : null;
            default:
                return null;
        }
    }

    public bool Sets(string attribute) => _values.Any(value => value.Name == attribute);

    public IEnumerable<IOperation> ValuesOf(string attribute) =>
        _values.Where(value => value.Name == attribute).Select(value => value.Value);

    /// <summary>Whether nothing but an unsafe value is ever given to an attribute that is unsafe by default.</summary>
    public bool Lacks(string attribute, Func<IOperation, bool> isUnsafe) => ValuesOf(attribute).All(isUnsafe);

    private void Add(IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var member in initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assigned)
                _values.Add((property.Property.Name, assigned.Value));
        }
    }

    /// <summary>
    /// Takes in what is assigned to a variable's members; <see langword="false"/> where it is handed to code that may do so as well.
    /// </summary>
    private bool AddAssignments(IOperation code, ISymbol variable)
    {
        foreach (var reference in code.DescendantsAndSelf()
            .Where(operation => SymbolEqualityComparer.Default.Equals(VariableOf(operation), variable)).ToList())
        {
            var parent = reference.Parent is IConversionOperation conversion ? conversion.Parent : reference.Parent;
            switch (parent)
            {
                case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                    when assignment.Target == property:
                    _values.Add((property.Property.Name, assignment.Value));
                    break;
                case IPropertyReferenceOperation or IReturnOperation:
                case ISimpleAssignmentOperation given when given.Target == reference:
                case IArgumentOperation { Parent: IInvocationOperation call } when call.TargetMethod.ContainingType.HasFullName(Cookies):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static IOperation CodeAround(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent)
            current = parent;
        return current;
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What the dataflow needs to know of the compilation around the body it reads.</summary>
internal sealed record FlowContext(
    ILibraryKnowledge Libraries, MemberReader Members, NameIndex Index, MemberValues Values, CancellationToken Cancellation)
{
    /// <summary>The same for another body.</summary>
    public FlowContext ForBody(CancellationToken cancellation) => new(Libraries, Members.ForBody(), Index, Values, cancellation);

    /// <summary>What production is called.</summary>
    public string Production => EnvironmentNames.ProductionOf(Members.Compilation, Cancellation);

    /// <summary>The constants that members were found to be, in the body that this context is for.</summary>
    public Dictionary<ISymbol, AbstractValue> Constants { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Whether calls of the compilation's own members are followed into them. Where that takes too much they are not, and what an object is
    /// worth that went through one is unknown.
    /// </summary>
    public bool FollowsCalls { get; init; } = true;

    /// <summary>The bodies that calls led into, in the order in which they were met.</summary>
    public EnteredBodies Entered { get; } = new();

    /// <summary>Whether something was given up because it is nested too deep for the stack that was left.</summary>
    public bool RanOutOfStack { get; set; }

    /// <summary>How many visits of blocks the body has taken so far, with all that is read for it.</summary>
    public int Visits { get; private set; }

    /// <summary>Counts a visit, once more for so many variables and objects: what is known is merged and compared each time.</summary>
    public int Count(int known)
    {
        var visits = 1 + (known / StatePerVisit);
        Visits += visits;
        return visits;
    }

    /// <summary>Gives the body up: a part of it took too much.</summary>
    public void GiveUp() => Visits = int.MaxValue / 2;

    private const int StatePerVisit = 16;

    /// <summary>How many calls deep an object is followed that is handed on.</summary>
    private const int CallLimit = 2;

    private readonly Dictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _callees = new(SymbolEqualityComparer.Default);

    private const string OptionsExtensions = "Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions";

    // They hand options on as they are.
    private static readonly string[] OptionsNamespaces = ["System", "Microsoft.Extensions.Options", "Microsoft.AspNetCore"];

    /// <summary>
    /// Whether a method that is given an object of a library may set something on it: a delegate; one declared here that names a setting or
    /// calls one that does; or one of another assembly that returns nothing else, so that it was called for what it does to the object.
    /// </summary>
    public bool MayChangeSettings(IMethodSymbol method) => MayChangeSettings(method, CallLimit);

    private bool MayChangeSettings(IMethodSymbol method, int calls)
    {
        if (method.MethodKind is MethodKind.DelegateInvoke)
            return true;
        if (Libraries.KnowsCall(method))
            return false;
        if (IsOfAnotherAssembly(method))
            return method.MethodKind is not MethodKind.Constructor
                && (method.ReturnsVoid || Libraries.TrackedTypeName(method.ReturnType) is not null) && !method.IsInNamespace("System");
        foreach (var reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (Index.Of(reference.SyntaxTree, Cancellation).Sets(reference.Span))
                return true;
        }

        return calls > 0 && HandsObjectsTo(method).Any(callee => MayChangeSettings(callee, calls - 1));
    }

    /// <summary>The methods that a method calls with an object of a library, which may be the one it was given.</summary>
    private ImmutableArray<IMethodSymbol> HandsObjectsTo(IMethodSymbol method)
    {
        if (_callees.TryGetValue(method.OriginalDefinition, out var known))
            return known;
        var calls = Members.Code(method.OriginalDefinition, Cancellation) is { } body
            ? CodeBodies.ActsOf(body).OfType<IInvocationOperation>()
            : [];
        return _callees[method.OriginalDefinition] = calls
            .Where(call => call.Arguments.Any(argument => Libraries.TrackedTypeName(argument.Value.Type) is not null))
            .Select(call => call.TargetMethod)
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
            .ToImmutableArray();
    }

    /// <summary>
    /// What the options are worth that a method hands to the callback it is given. A library that brings its own set-up of
    /// another's options (Microsoft.Identity.Web, FastEndpoints) also sets what the callback leaves out.
    /// </summary>
    public ObjectOrigin OriginOfOptionsFrom(IMethodSymbol method, IParameterSymbol options) =>
        Libraries.ConfiguresNewOptions(method) ? ObjectOrigin.Created
        : Libraries.CompletionBy(method, options.Type) is { } completed ? completed
        : HandsOn(method) || method.ContainingType.HasFullName(OptionsExtensions) ? ObjectOrigin.Reached
        : ObjectOrigin.Unknown;

    /// <summary>
    /// Whether an object that a member gives out is as its maker left it. A property or method of another library may hold one
    /// with defaults of its own (OpenIddict's checks claims itself).
    /// </summary>
    public static bool HandsOn(ISymbol member) => !IsOfAnotherAssembly(member) || OptionsNamespaces.Any(member.IsInNamespace);

    /// <summary>
    /// Whether a method sets an object's settings to what stands in the configuration, which is text, numbers and lists of them.
    /// </summary>
    public static bool FillsFromConfiguration(IMethodSymbol method) =>
        method.Name == "Bind" && method.ContainingType.HasFullName("Microsoft.Extensions.Configuration.ConfigurationBinder");

    private static bool IsOfAnotherAssembly(ISymbol member) => member.ContainingType?.DeclaringSyntaxReferences.IsEmpty is true;
}

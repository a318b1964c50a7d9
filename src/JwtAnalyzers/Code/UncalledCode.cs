using System.Collections.Concurrent;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Code;

/// <summary>
/// Methods of a program that nothing calls: no attacker gets there. Only a plain class of the program's own that it uses counts,
/// whose methods no framework finds by a base class, an attribute, a contract or a name; a library's methods others call.
/// </summary>
internal static class UncalledCode
{
    private const int CallLimit = 4;

    /// <summary>A name with more uses than this is called.</summary>
    private const int UseLimit = 16;

    // Frameworks find these by their names.
    private static readonly string[] Conventions =
    [
        "Main", "Configure", "Invoke", "Handle", "Consume", "Execute", "Run", "On", "Apply", "Start"
    ];

    private static readonly string[] FoundTypes = ["Controller", "Hub", "Endpoint", "Endpoints", "Middleware", "Handler", "Consumer",
        "Component",
        "Query", "Queries", "Mutation", "Mutations", "Subscription", "Resolver", "Resolvers", "Job", "Function", "Functions", "Tool",
        "Tools",
        "Startup", "Module", "Program", "Filter"];

    private static readonly string[] Registrations = ["AddScoped", "AddTransient", "AddSingleton", "AddHttpClient", "TryAdd",
        "GetRequiredService",
        "GetService", "CreateInstance", "AddKeyed", "ILogger"];

    private static readonly Remembered<Compilation, ConcurrentDictionary<SyntaxNode, bool>> Known =
        new((_, _) => new ConcurrentDictionary<SyntaxNode, bool>());

    /// <summary>Whether code stands in such a method.</summary>
    public static bool Contains(SyntaxNode code, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
            || code.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not MethodDeclarationSyntax declaration
            || declaration.AttributeLists.Count > 0 || !compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            return false;
        var known = Known.Of(compilation);
        return known.TryGetValue(declaration, out var answer)
            ? answer
            : known[declaration] = IsUncalled(declaration, new MemberReader(compilation), [], cancellation);
    }

    private static bool IsUncalled(
        MethodDeclarationSyntax declaration, MemberReader members, HashSet<SyntaxNode> asked, CancellationToken cancellation)
    {
        Walk.Step(cancellation);
        // What only methods call that nothing calls, nothing calls either.
        if (!asked.Add(declaration))
            return true;
        var name = declaration.Identifier.ValueText;
        if (asked.Count > CallLimit || name.Length == 0
            || Conventions.Any(convention => name.StartsWith(convention, StringComparison.Ordinal))
            || members.DeclaredSymbolOf(declaration, cancellation) is not IMethodSymbol method || !IsPlain(method, members, cancellation)
            || CompilationText.Says(members.Compilation, "\"" + name + "\"", cancellation))
            return false;
        var uses = NameUses.In(members.Compilation, name, cancellation);
        return uses.Count <= UseLimit && uses.All(use =>
            use.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is MethodDeclarationSyntax { AttributeLists.Count: 0 } caller
            && IsUncalled(caller, members, asked, cancellation));
    }

    private static bool IsPlain(IMethodSymbol method, MemberReader members, CancellationToken cancellation) =>
        method is
        {
            MethodKind: MethodKind.Ordinary, IsOverride: false, IsVirtual: false, IsAbstract: false, IsExtern: false,
            PartialDefinitionPart: null, PartialImplementationPart: null,
            ContainingType: { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: 1 } type,
        }
        && type.BaseType is { SpecialType: SpecialType.System_Object }
        && type.GetAttributes().IsEmpty
        && type.AllInterfaces.All(contract => !contract.DeclaringSyntaxReferences.IsEmpty)
        && !FoundTypes.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal))
        // A class that nothing names may be looked for: by a container that scans the program.
        && NameUses.In(members.Compilation, type.Name, cancellation) is { Count: > 0 } uses && uses.All(use => !IsHandedToFramework(use));

    // AddQueryType<Users>(), typeof(Users): something may look for its methods.
    private static bool IsHandedToFramework(SimpleNameSyntax use) => use.Parent switch
    {
        TypeOfExpressionSyntax => true,
        TypeArgumentListSyntax { Parent: GenericNameSyntax generic } =>
            !Registrations.Any(registration => generic.Identifier.ValueText.StartsWith(registration, StringComparison.Ordinal)),
        _ => false,
    };
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A method of the compilation that reads a token and asks nothing that could tell a forged one: no validation, no key, no database, no
/// server, nothing that is not seen. Its name may promise more (<c>IsTokenValid</c>).
/// </summary>
internal static class PlainReader
{
    private const int CallLimit = 3;

    private static readonly RememberedAnswers<Compilation, bool> Known = new();

    private static readonly string[] Telling = ["System.Net", "System.Data", "System.Security.Cryptography", "System.IO",
        "System.Runtime.InteropServices", "System.DirectoryServices"];

    private static readonly string[] Plain = ["System", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Logging",
        "Microsoft.Extensions.Primitives", "Microsoft.Extensions.Options", "Microsoft.AspNetCore.Http", "Newtonsoft.Json"];

    public static bool Is(IMethodSymbol method, PatternContext context) =>
        !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
        && method.OriginalDefinition.GetDocumentationCommentId() is { } id
        && Known.Of(context.Compilation, id, () =>
        {
            var look = new Look(context);
            return look.IsPlain(method.OriginalDefinition, 0) && look.HasRead;
        });

    private sealed class Look(PatternContext context)
    {
        private readonly MemberReader _members = new(context.Compilation);
        private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

        // What reads gave: to ask such an object is to read on.
        private readonly HashSet<ISymbol> _tokens = new(SymbolEqualityComparer.Default);

        public bool HasRead => _tokens.Count > 0;

        public bool IsPlain(IMethodSymbol method, int depth)
        {
            if (!_seen.Add(method))
                return true;
            if (depth > CallLimit)
                return false;
            if (method.IsAbstract)
                return Implementations(method) is { Count: > 0 } bodies && bodies.All(each => IsPlain(each, depth + 1));
            return !method.IsVirtual && _members.Code(method, context.Cancellation) is { } code
                && CodeBodies.AllOf(code).All(operation => IsPlain(operation, depth));
        }

        private bool IsPlain(IOperation operation, int depth)
        {
            Walk.Step(context.Cancellation);
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var method }:
                    return IsPlainCall(method, depth);
                case IObjectCreationOperation { Constructor: { } constructor }:
                    if (context.Tokens.IsRead(constructor))
                        _tokens.Add(constructor.ContainingType);
                    return !Telling.Any(constructor.ContainingType.IsInNamespace);
                case IPropertyReferenceOperation { Property.Name: "IsAuthenticated" }:
                    return false;
                default:
                    return true;
            }
        }

        private bool IsPlainCall(IMethodSymbol method, int depth)
        {
            var definition = (method.ReducedFrom ?? method).OriginalDefinition;
            if (context.Libraries.IsValidation(method))
                return false;
            if (context.Tokens.IsRead(method) || context.Tokens.IsFormCheck(method))
            {
                _tokens.Add(method.ReturnType);
                return true;
            }

            if (!definition.DeclaringSyntaxReferences.IsEmpty)
                return IsPlain(definition, depth + 1);
            return Logging.IsLog(method) || method.ContainingType.Lineage().Any(_tokens.Contains)
                || method.MethodKind is not MethodKind.DelegateInvoke && Plain.Any(method.IsInNamespace)
                    && !Telling.Any(method.IsInNamespace);
        }

        private List<IMethodSymbol> Implementations(IMethodSymbol method) =>
            context.Compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member, context.Cancellation).OfType<IMethodSymbol>()
                .Where(each => !each.IsAbstract && Implements(each, method)).ToList();

        private static bool Implements(IMethodSymbol member, IMethodSymbol promised)
        {
            for (var overridden = member.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, promised))
                    return true;
            }

            return promised.ContainingType.TypeKind is TypeKind.Interface
                && member.ContainingType.AllInterfaces.Any(each => SymbolEqualityComparer.Default.Equals(
                    each.OriginalDefinition, promised.ContainingType.OriginalDefinition));
        }
    }
}

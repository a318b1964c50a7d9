using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>Finds an <c>IConfiguration</c> that code at a place can read.</summary>
internal static class ConfigurationInScope
{
    /// <summary>
    /// An expression for it, or for something that has one (<c>builder.Configuration</c>): a local or parameter, the one declared last
    /// before the others; then a member of the type; then a parameter of its primary constructor, which would have to be captured.
    /// </summary>
    public static string? Find(SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = new Scope(site, model, cancellationToken);
        var symbols = model.LookupSymbols(site.SpanStart)
            .Where(symbol => scope.CanRead(symbol) && !IsSectionInFact(symbol, model, cancellationToken)).ToList();
        return symbols
            .OrderBy(symbol => IsOfPrimaryConstructor(symbol) ? 2 : symbol is ILocalSymbol or IParameterSymbol ? 0 : 1)
            .ThenByDescending(symbol => symbol is ILocalSymbol or IParameterSymbol ? DeclarationStart(symbol) : 0)
            .ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .SelectMany(Expressions)
            .FirstOrDefault(expression => ReadsText(expression, site, model));
    }

    /// <summary>Whether code at a place can read the configuration that another place names like this.</summary>
    public static bool Reads(string expression, SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = new Scope(site, model, cancellationToken);
        return model.LookupSymbols(site.SpanStart).Where(scope.CanRead).SelectMany(Expressions).Contains(expression)
            && ReadsText(expression, site, model);
    }

    /// <summary>Whether an expression means the same at an earlier place, and can be read there.</summary>
    public static bool MeansTheSame(ExpressionSyntax read, SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = new Scope(site, model, cancellationToken);
        return read.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Where(name => !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
                && !(name.Parent is NameColonSyntax))
            .All(name => model.GetSymbolInfo(name, cancellationToken).Symbol is var symbol
                && (symbol is ITypeSymbol or INamespaceSymbol || symbol is not null && scope.CanRead(symbol)
                && model.LookupSymbols(site.SpanStart, name: name.Identifier.ValueText).Contains(symbol, SymbolEqualityComparer.Default)));
    }

    /// <summary>The variables and members that code at a place can read, each as it is written there.</summary>
    public static IEnumerable<(string Expression, ITypeSymbol Type)> Readable(
        SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = new Scope(site, model, cancellationToken);
        return model.LookupSymbols(site.SpanStart).Where(scope.CanRead).Where(symbol => TypeOf(symbol) is not null)
            .Select(symbol => (SyntaxFacts.GetKeywordKind(symbol.Name) is SyntaxKind.None ? symbol.Name : "@" + symbol.Name,
                TypeOf(symbol)!));
    }

    /// <summary>
    /// Whether the type is a configuration whose keys are absolute: those of a section depend on where it was taken from.
    /// </summary>
    public static bool IsRoot(ITypeSymbol? type) =>
        IsOrImplements(type, "IConfiguration") && !IsOrImplements(type, "IConfigurationSection");

    /// <summary>
    /// Whether what its type calls any configuration is a section, as the same file shows: by what a variable or field is given, or by what
    /// a method is called with.
    /// </summary>
    public static bool IsSectionInFact(ISymbol? symbol, SemanticModel model, CancellationToken cancellationToken)
    {
        if (symbol is null || !IsRoot(TypeOf(symbol)) || symbol.DeclaringSyntaxReferences is not [{ SyntaxTree: var tree } declaration]
            || tree != model.SyntaxTree)
            return false;
        var nodes = tree.GetRoot(cancellationToken).DescendantNodes();
        return symbol switch
        {
            ILocalSymbol =>
                declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value } && IsSection(value),
            IFieldSymbol =>
                nodes.OfType<AssignmentExpressionSyntax>()
                    .Any(assignment => AssignmentSite.NameOf(assignment.Left)?.Identifier.ValueText == symbol.Name
                        && IsSection(assignment.Right)),
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter => nodes.OfType<InvocationExpressionSyntax>().Any(call =>
                (call.Expression is MemberAccessExpressionSyntax access
                    ? access.Name
                    : call.Expression as SimpleNameSyntax)?.Identifier.ValueText == method.Name
                && model.GetOperation(call,
                    cancellationToken) is IInvocationOperation { TargetMethod: var called, Arguments: var arguments }
                && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method)
                && arguments.Any(argument => argument.Parameter?.Ordinal == parameter.Ordinal && IsSection(argument.Value.Syntax))),
            _ => false,
        };

        bool IsSection(SyntaxNode value) => IsOrImplements(model.GetTypeInfo(value, cancellationToken).Type, "IConfigurationSection");
    }

    /// <summary>Whether the type is <c>Microsoft.Extensions.Configuration</c>'s interface of this name, or implements it.</summary>
    public static bool IsOrImplements(ITypeSymbol? type, string interfaceName) =>
        type is not null
        && (IsInterface(type, interfaceName) || type.AllInterfaces.Any(candidate => IsInterface(candidate, interfaceName)));

    private static bool IsInterface(ITypeSymbol type, string name) => type is
    {
        TypeKind: TypeKind.Interface,
        ContainingNamespace:
        {
            Name: "Configuration",
            ContainingNamespace:
            {
                Name: "Extensions",
                ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true },
            },
        },
    } && type.Name == name;

    private static IEnumerable<string> Expressions(ISymbol symbol)
    {
        var name = SyntaxFacts.GetKeywordKind(symbol.Name) is SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
        var type = TypeOf(symbol);
        if (IsRoot(type))
            yield return name;
        else if (type is not null && HasConfiguration(type))
            yield return name + ".Configuration";
    }

    private static bool HasConfiguration(ITypeSymbol type) =>
        type.Lineage().Select(each => each.GetMembers("Configuration").OfType<IPropertySymbol>().FirstOrDefault())
            .FirstOrDefault(property => property is not null) is { } nearest
        && IsNeverNull(nearest) && !nearest.IsStatic && nearest.GetMethod is not null && IsRoot(nearest.Type);

    /// <summary>The last word is the compiler's: accessibility, hiding and an indexer that gives text.</summary>
    private static bool ReadsText(string expression, SyntaxNode site, SemanticModel model)
    {
        var read = SyntaxFactory.ParseExpression(expression + "[\"\"]");
        return model.GetSpeculativeTypeInfo(
            site.SpanStart, read, SpeculativeBindingOption.BindAsExpression).Type?.SpecialType is SpecialType.System_String
            && model.GetSpeculativeSymbolInfo(
                site.SpanStart, read, SpeculativeBindingOption.BindAsExpression).Symbol is IPropertySymbol { IsIndexer: true };
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsOfPrimaryConstructor(ISymbol symbol) =>
        symbol is IParameterSymbol
        && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax };

    private static int DeclarationStart(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? -1;

    private static bool IsNeverNull(ISymbol symbol) => TypeOf(symbol)?.NullableAnnotation is not NullableAnnotation.Annotated;

    /// <summary>
    /// What the code around a site may read: the rules of C# on statics, captures and definite assignment, taken strictly.
    /// </summary>
    private sealed class Scope
    {
        private readonly SyntaxNode _site;
        private readonly SemanticModel _model;
        private readonly SyntaxNode? _member;
        private readonly INamedTypeSymbol? _type;
        private readonly bool _isInInstanceBody;
        private readonly bool _isInConstructor;
        private readonly bool _isInFieldInitializer;
        private readonly List<SyntaxNode> _functions;

        public Scope(SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
        {
            _site = site;
            _model = model;
            _functions = site.Ancestors().Where(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax).ToList();
            _member = site.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax);
            var symbol = model.GetEnclosingSymbol(site.SpanStart, cancellationToken);
            while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
                symbol = symbol.ContainingSymbol;
            _type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            _isInFieldInitializer = _member is BaseFieldDeclarationSyntax
                || (_member is PropertyDeclarationSyntax { Initializer: { } initializer } && initializer.Span.Contains(site.Span));
            _isInConstructor = _member is ConstructorDeclarationSyntax;
            _isInInstanceBody = symbol is { IsStatic: false }
                && _member is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or EventDeclarationSyntax
                && !_isInFieldInitializer
                && !site.Ancestors().Any(node => node is ConstructorInitializerSyntax);
        }

        public bool CanRead(ISymbol symbol) => symbol switch
        {
            ILocalSymbol local => CanReadLocal(local),
            IParameterSymbol { RefKind: not RefKind.Out } parameter => IsNeverNull(parameter) && CanReadParameter(parameter),
            IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol { IsIndexer: false, GetMethod: not null } =>
                IsNeverNull(symbol) && CanReadMember(symbol),
            _ => false,
        };

        /// <summary>
        /// Only a local that its own declaration gives a value, that stands earlier, in a list of statements around the site.
        /// </summary>
        private bool CanReadLocal(ILocalSymbol local)
        {
            // The locals of top-level statements are seen from every file of the compilation.
            if (local.DeclaringSyntaxReferences is not [{ SyntaxTree: var tree } declaration] || tree != _site.SyntaxTree)
                return false;
            if (declaration.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: var value } declarator
                || declarator.Span.End > _site.SpanStart)
                return false;
            // The type of a `var` always allows null; what its initializer gives is what counts.
            if (_model.GetTypeInfo(value).Nullability.FlowState is NullableFlowState.MaybeNull)
                return false;
            if (declarator.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()?.Parent is not { } list)
                return false;

            // A type beside top-level statements sees their locals and may not use them.
            var isAround = list is GlobalStatementSyntax ? _member is GlobalStatementSyntax : list.Span.Contains(_site.Span);
            return isAround && CanCapture(declarator, isByReference: local.IsRef);
        }

        private bool CanReadParameter(IParameterSymbol parameter)
        {
            if (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not ParameterSyntax syntax)
                return false;
            if (IsOfPrimaryConstructor(parameter))
                return CanReadPrimaryConstructorParameter(parameter, (TypeDeclarationSyntax)syntax.Parent!.Parent!);
            return CanCapture(syntax, isByReference: parameter.RefKind is not RefKind.None);
        }

        private bool CanReadPrimaryConstructorParameter(IParameterSymbol parameter, TypeDeclarationSyntax type) =>
            parameter.RefKind is RefKind.None
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingType, _type)
            && (_type is { TypeKind: TypeKind.Class } || _isInFieldInitializer)
            && !_isInConstructor
            && (_isInFieldInitializer ? !IsStaticMember() : _isInInstanceBody && !IsPassedOn(parameter, type))
            && !_functions.Any(IsStaticFunction);

        /// <summary>
        /// To capture a parameter that also goes to the base or to a member would hold it twice: a warning (CS9107, CS9124).
        /// </summary>
        private static bool IsPassedOn(IParameterSymbol parameter, TypeDeclarationSyntax type) =>
            type.BaseList is { } bases && Names(bases, parameter)
            || type.Members.Any(member => member switch
            {
                FieldDeclarationSyntax field => Names(field, parameter),
                PropertyDeclarationSyntax { Initializer: { } initializer } => Names(initializer, parameter),
                _ => false,
            });

        private static bool Names(SyntaxNode node, ISymbol symbol) =>
            node.DescendantNodes().Any(descendant => descendant is IdentifierNameSyntax name && name.Identifier.ValueText == symbol.Name);

        private bool CanReadMember(ISymbol member)
        {
            // Initializers run in the order of the text, and before the constructor: what they find may not be there yet.
            if (_isInFieldInitializer)
                return false;
            if (member.IsStatic)
                return true;
            return _isInInstanceBody
                && !_functions.Any(IsStaticFunction)
                && InheritsFrom(_type, member.ContainingType)
                && (_type is { TypeKind: TypeKind.Class } || _functions.Count == 0)
                && !(_isInConstructor && SymbolEqualityComparer.Default.Equals(_type, member.ContainingType));
        }

        private bool CanCapture(SyntaxNode declaration, bool isByReference)
        {
            var between = _functions.Where(function => !function.Span.Contains(declaration.Span)).ToList();
            return between.Count == 0 || (!isByReference && !between.Any(IsStaticFunction));
        }

        private bool IsStaticMember() =>
            _member is MemberDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.StaticKeyword);

        private static bool IsStaticFunction(SyntaxNode function) => function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        };

        private static bool InheritsFrom(INamedTypeSymbol? type, INamedTypeSymbol ancestor) =>
            type.Lineage().Any(each => SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, ancestor.OriginalDefinition));
    }
}

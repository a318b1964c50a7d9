using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>The code in which a token is issued, and what the rest of the compilation says of its claims.</summary>
internal sealed class IssuingScope(CodeBodies bodies, IssuedTokens compilation, CancellationToken cancellation)
{
    public CodeBodies Bodies { get; } = bodies;

    public ConstantReader Constants { get; } = new(bodies, cancellation);

    public CancellationToken Cancellation => cancellation;

    /// <summary>
    /// Whether a claim is among these; where other code has a hand in them, it may be if any code of the compilation names it.
    /// </summary>
    public Knob<bool> HasClaim(string name, ClaimContents contents) =>
        contents.Claims.ContainsKey(name)
            ? true
            : !contents.IsComplete && compilation.NamesClaim(name, cancellation) ? Knob<bool>.Unknown : false;

    /// <summary>Whether any code of the compilation sets a property other than in an initializer.</summary>
    public bool IsSetLater(string property) => compilation.SetsLater(property, cancellation);

    /// <summary>Whether the compilation is a program: no other code calls what it declares.</summary>
    public bool IsProgram => compilation.IsProgram;

    /// <summary>Whether any code of the compilation names a member.</summary>
    public bool Names(string member) => compilation.Names(member, cancellation);

    /// <summary>Whether names around a piece of code say that a token lives long on purpose.</summary>
    public static bool IsMeantToLast(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Any(token => LastingPurposes.IsNamedBy(token.ValueText))
        || node.Ancestors().Select(NameOf).OfType<string>().Any(LastingPurposes.IsNamedBy);

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: SimpleNameSyntax name } => name.Identifier.ValueText,
        // new Tokens(RefreshToken: Write(…)), (AccessToken: …, RefreshToken: …), new { refresh_token = … }
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } => name,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } element => NameOf(tuple, tuple.Arguments.IndexOf(element)),
        AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>The name that an element of a tuple gets where it is returned or taken apart.</summary>
    private static string? NameOf(TupleExpressionSyntax tuple, int element) => tuple.Parent switch
    {
        AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax taken } } =>
            (taken.Variables.ElementAtOrDefault(element) as SingleVariableDesignationSyntax)?.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax taken } =>
            (taken.Arguments.ElementAtOrDefault(element)?.Expression as IdentifierNameSyntax)?.Identifier.ValueText,
        ReturnStatementSyntax or ArrowExpressionClauseSyntax
            when tuple.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ReturnType: var type } =>
            type.DescendantNodesAndSelf().OfType<TupleTypeSyntax>().FirstOrDefault()?.Elements.ElementAtOrDefault(element)?.Identifier
                .ValueText,
        _ => null,
    };
}

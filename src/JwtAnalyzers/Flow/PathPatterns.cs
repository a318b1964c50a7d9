using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Whether a value matches a pattern on a path, and the variable that the pattern declares.</summary>
internal static class PathPatterns
{
    public static AbstractValue Match(PathEvaluator path, IIsPatternOperation test)
    {
        var value = path.Evaluate(test.Value);
        if (Matches(path, value, test.Pattern) is { } known)
        {
            if (known)
                Declare(path, test.Pattern, value);
            return AbstractValue.Of(known, value.IsSaidByToken);
        }

        var tested = test.Pattern is INegatedPatternOperation { Pattern: var negated } ? negated : test.Pattern;
        if (tested is not (IDeclarationPatternOperation or ITypePatternOperation))
            return value.Derived;
        // What type a parsed token is says nothing of the token.
        Declare(path, tested, value);
        return value is TokenInputValue or ParsedTokenValue ? AbstractValue.Unknown : value.Derived;
    }

    private static bool? Matches(PathEvaluator path, AbstractValue value, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation constant => PathOperators.AreEqual(path, value, path.Evaluate(constant.Value)),
        INegatedPatternOperation negated => !Matches(path, value, negated.Pattern),
        // The lifted operators are three-valued: what is unknown stays so unless the other side decides.
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or =>
            Matches(path, value, or.LeftPattern) | Matches(path, value, or.RightPattern),
        IBinaryPatternOperation and => Matches(path, value, and.LeftPattern) & Matches(path, value, and.RightPattern),
        IRelationalPatternOperation relation when value is ConstantValue left && path.Evaluate(relation.Value) is ConstantValue right =>
            Arithmetic.Operate(relation.OperatorKind, left.Value, right.Value) as bool?,
        // `is { } expires` and `is DateTime expires`: there or not.
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true }
            when value is ConstantValue || IsOfSameType(pattern) => !path.IsNull(value),
        IDeclarationPatternOperation when value is ConstantValue => !path.IsNull(value),
        ITypePatternOperation when value is ConstantValue => !path.IsNull(value),
        IDeclarationPatternOperation or ITypePatternOperation when IsNever(path, value, pattern.NarrowedType) => false,
        _ => null,
    };

    /// <summary>Whether a token that is known to be of one of the libraries' types is never of the one that code asks for.</summary>
    public static bool IsNever(PathEvaluator path, AbstractValue value, ITypeSymbol? type) =>
        value is ParsedTokenValue { TypeName: var name } && !type.HasFullName(name)
        && path.Context.Libraries.ParsedTokenTypes.Any(other => type.HasFullName(other));

    private static bool IsOfSameType(IPatternOperation pattern) =>
        SymbolEqualityComparer.Default.Equals(pattern.InputType, pattern.NarrowedType)
        || (pattern.InputType is INamedTypeSymbol { TypeArguments: [var underlying] } type
            && type.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T
            && SymbolEqualityComparer.Default.Equals(underlying, pattern.NarrowedType));

    private static void Declare(PathEvaluator path, IPatternOperation pattern, AbstractValue value)
    {
        var declared = pattern switch
        {
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            _ => null,
        };
        if (declared is not null)
            path.State = path.State.With(declared, value);
    }
}

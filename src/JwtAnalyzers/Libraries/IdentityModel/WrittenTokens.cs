using JwtAnalyzers.Code;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Which <c>JwtSecurityToken</c> is written. Until then it is an object that holds claims, which no caller can be given.
/// </summary>
internal static class WrittenTokens
{
    private static readonly string[] Namespaces = ["Microsoft.IdentityModel", "System.IdentityModel.Tokens"];
    private static readonly string[] Creations = ["CreateToken", "CreateEncodedJwt", "CreateJwtSecurityToken"];

    /// <summary>Whether a token is written, or handed to callers that may write it.</summary>
    public static bool Contain(IOperation made, ObjectUse token, IssuingScope scope) =>
        token.HandedTo.Any(argument => CreationBehind(argument, scope) is not null) || token.IsReturned && MayBeWritten(made, scope);

    /// <summary>
    /// The call of the library that makes or writes the token: here, or in a method of the compilation that is given it and hands
    /// it on.
    /// </summary>
    public static IInvocationOperation? CreationBehind(IArgumentOperation argument, IssuingScope scope)
    {
        if (argument.Parent is not IInvocationOperation call)
            return null;
        if (IsCreation(call.TargetMethod) || IsWriting(call.TargetMethod))
            return call;
        return scope.Bodies.BodyOf(call.TargetMethod) is { } body
            ? CodeBodies.Own(body).OfType<IArgumentOperation>()
                .Where(inner => IsParameter(inner.Value, argument.Parameter))
                .Select(inner => inner.Parent)
                .OfType<IInvocationOperation>()
                .FirstOrDefault(inner => IsCreation(inner.TargetMethod) || IsWriting(inner.TargetMethod))
            : null;
    }

    public static bool IsCreation(IMethodSymbol method) => Creations.Contains(method.Name) && IsOurs(method);

    public static bool IsWriting(IMethodSymbol method) => method.Name == "WriteToken" && IsOurs(method);

    public static bool IsOurs(ISymbol member) => Namespaces.Any(member.IsInNamespace);

    public static bool IsParameter(IOperation value, IParameterSymbol? parameter) =>
        OperationShapes.Unwrapped(value) is IParameterReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, parameter?.OriginalDefinition);

    /// <summary>
    /// Whether the code that a token is returned to may write it. Of a private method all callers are there to be seen; of a program, all
    /// that could write one.
    /// </summary>
    private static bool MayBeWritten(IOperation made, IssuingScope scope)
    {
        if (scope.IsProgram && !scope.Names("WriteToken"))
            return false;
        if (made.SemanticModel?.GetEnclosingSymbol(made.Syntax.SpanStart, scope.Cancellation) is not IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary,
            DeclaredAccessibility: Accessibility.Private,
        } method)
            return true;

        var callers = scope.Bodies.MembersThatName(method).Select(scope.Bodies.BodyOf).OfType<IOperation>()
            .Concat(scope.Bodies.Blocks).Distinct().SelectMany(CodeBodies.AllOf);
        var calls = new List<IInvocationOperation>();
        foreach (var operation in callers)
        {
            switch (operation)
            {
                case IInvocationOperation call when SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method):
                    calls.Add(call);
                    break;
                case IMethodReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Method, method):
                    return true;
            }
        }

        return calls.Count == 0
            || calls.Any(call => ForwardUses.Of(call, scope.Bodies, _ => null).Any(use => !IsOnlyRead(use, scope)));
    }

    /// <summary>Whether what takes a token only looks into it.</summary>
    private static bool IsOnlyRead(IOperation token, IssuingScope scope) => token.Parent switch
    {
        IMemberReferenceOperation or IConditionalAccessOperation or IExpressionStatementOperation or IIsPatternOperation
            or IBinaryOperation => true,
        IInvocationOperation call => call.Instance == token,
        IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } } =>
            scope.Bodies.BodyOf(method) is { } body
                && CodeBodies.AllOf(body).All(operation => operation is not IParameterReferenceOperation
                    || !IsParameter(operation, parameter) || operation.Parent is IMemberReferenceOperation or IConditionalAccessOperation),
        _ => false,
    };
}

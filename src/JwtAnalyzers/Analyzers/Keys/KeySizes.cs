using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// The sizes of the RSA keys that a value may be, as far as the code that makes them names them: <c>RSA.Create(1024)</c>, <c>KeySize =
/// 1024</c>.
/// </summary>
internal static class KeySizes
{
    private const string Cryptography = "System.Security.Cryptography";

    private static readonly string[] Providers = ["RSACryptoServiceProvider", "RSACng", "RSAOpenSsl"];

    /// <param name="key">The RSA object, or what is exported from one.</param>
    /// <param name="bodies">The code it is looked for in.</param>
    public static IEnumerable<(IOperation Size, int Bits)> Of(IOperation key, CodeBodies bodies)
    {
        var found = new List<(IOperation Size, int Bits)>();
        var holders = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        ValueTrace.Finds(key, bodies, (operation, _) => Visit(operation, found, holders));

        var code = found.Select(size => RootOf(size.Size))
            .Concat(holders.Where(holder => holder is IFieldSymbol or IPropertySymbol).SelectMany(bodies.MembersThatName)
                .Select(bodies.BodyOf).OfType<IOperation>())
            .Concat(bodies.Blocks).Distinct().SelectMany(CodeBodies.ActsOf).ToList();
        // What is imported has a size of its own.
        if (code.Any(operation => operation is IInvocationOperation { TargetMethod.Name: var name, Instance: { } instance }
            && IsImport(name) && IsHeld(instance, holders)))
            return [];
        return found.Concat(code.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => IsSize(assignment) && IsHeld(((IPropertyReferenceOperation)assignment.Target).Instance, holders)
                && Bits(assignment.Value) > 0)
            .Select(assignment => (assignment.Value, Bits(assignment.Value))));
    }

    private static bool IsImport(string method) => method.StartsWith("Import", StringComparison.Ordinal) || method == "FromXmlString";

    private static bool IsHeld(IOperation? instance, HashSet<ISymbol> holders) =>
        HolderOf(instance) is { } holder && holders.Contains(holder);

    private static bool IsSize(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property: { Name: "KeySize" } property } && property.IsInNamespace(Cryptography);

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private static TraceStep Visit(IOperation operation, List<(IOperation, int)> found, HashSet<ISymbol> holders)
    {
        if (SizesAt(operation) is { } sizes)
        {
            found.AddRange(sizes.Select(given => (given, Bits(given))).Where(given => given.Item2 > 0));
            return TraceStep.Stop;
        }

        if (operation is ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            or IParameterReferenceOperation)
        {
            if (HolderOf(operation) is { } holder)
                holders.Add(holder);
            return TraceStep.Follow;
        }

        return operation switch
        {
            IInvocationOperation { TargetMethod: var method } =>
                !method.DeclaringSyntaxReferences.IsEmpty || IsExport(method) && method.IsInNamespace(Cryptography)
                    ? TraceStep.Follow
                    : TraceStep.Stop,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } when IsExport(method) => TraceStep.Stop,
            // Whether there is an object at all is another question.
            IConditionalAccessOperation or IConditionalAccessInstanceOperation => TraceStep.Stop,
            _ => ValueTrace.Passes(operation) ? TraceStep.Follow : TraceStep.Stop,
        };
    }

    /// <summary>The sizes that a key is made with; <see langword="null"/> where none is made.</summary>
    private static IEnumerable<IOperation>? SizesAt(IOperation operation) => operation switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "Create", ContainingType.Name: "RSA" } method,
            Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_Int32, Value: var size }],
        }
            when method.IsInNamespace(Cryptography) => [size],
        IObjectCreationOperation { Type: { } type } creation when Providers.Contains(type.Name) && type.IsInNamespace(Cryptography) =>
            creation.Arguments.Take(1).Where(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_Int32)
                .Select(argument => argument.Value)
                .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Where(IsSize)
                    .Select(assignment => assignment.Value) ?? []),
        _ => null,
    };

    private static bool IsExport(IMethodSymbol method) => method.Name == "ExportParameters";

    private static int Bits(IOperation size) => size.ConstantValue is { HasValue: true, Value: int bits } ? bits : 0;

    private static ISymbol? HolderOf(IOperation? operation) => operation is null ? null : OperationShapes.Unwrapped(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}

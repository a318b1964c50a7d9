using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>A call that does or finds something for the user that it is told: <c>orders.PlaceAsync(userId, cart)</c>.</summary>
internal static class ActForUser
{
    // What only looks at a value, or turns it into another one.
    private static readonly string[] Readings = ["Valid", "Verif", "Is", "Can", "Has", "Parse", "TryParse", "To", "As", "From", "Map",
        "Convert",
        "Format", "Decode", "Encode", "Read", "Equals", "Contains", "Compare", "Hash", "Create", "Build", "Make", "Generate", "Normalize",
        "Deserialize", "Serialize", "Begin", "Push", "Enrich", "Set", "With", "Use", "Configure"];

    // What is told of the user there changes nothing for the caller.
    private static readonly string[] Witnesses = ["Log", "Telemetry", "Metric", "Trac", "Diagnostic", "Activity", "Audit", "Counter",
        "Limit",
        "Throttl"];

    // Tables and caches of the framework's libraries.
    private static readonly string[] Stores = ["Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Caching", "System.Data", "Dapper"];

    /// <summary>Whether a call does something for the user that one of its arguments names.</summary>
    public static bool Is(IInvocationOperation call, TokenLibraries tokens)
    {
        var method = call.TargetMethod;
        if (tokens.IsActForUser(method))
            return true;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension) || Logging.IsLog(method)
            || Readings.Any(reading => method.Name.StartsWith(reading, StringComparison.Ordinal))
            || (method.IsInNamespace("System") || method.IsInNamespace("Microsoft")) && !Stores.Any(method.IsInNamespace))
            return false;
        return ReceiverOf(call) is { Type: { } type } receiver && receiver is not IInstanceReferenceOperation && !IsMadeHere(receiver)
            && (!type.IsInNamespace("System") || Stores.Any(type.IsInNamespace))
            && !Witnesses.Any(witness => type.Name.IndexOf(witness, StringComparison.Ordinal) >= 0);
    }

    /// <summary>Whether a statement is nothing but such a call, so that it is done for what it does.</summary>
    public static bool IsStatement(IOperation statement, TokenLibraries tokens) =>
        statement is IExpressionStatementOperation { Operation: var expression }
        && OperationShapes.Unwrapped(expression is IAwaitOperation waiting ? waiting.Operation : expression) is IInvocationOperation call
        && Is(call, tokens);

    /// <summary>The values that a call is told, without what it is called on.</summary>
    public static IEnumerable<IOperation> ToldTo(IInvocationOperation call) =>
        call.Arguments.Skip(call.Instance is null && call.TargetMethod.IsExtensionMethod ? 1 : 0).Select(argument => argument.Value);

    /// <summary>An object that the code makes is filled, mostly to be shown.</summary>
    private static bool IsMadeHere(IOperation receiver) => receiver is ILocalReferenceOperation { Local: { } local }
        && local.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax }
        && local.Type.AllInterfaces.All(each => each.Name != "IDisposable");

    private static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0
            ? OperationShapes.Unwrapped(call.Arguments[0].Value)
            : null);
}

using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Logs;

/// <summary>Calls that write for people to read: loggers, the console, the debugger's output.</summary>
internal static class LogCalls
{
    private static readonly string[] Types = ["System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.Diagnostics.TraceSource"];

    // What a logger writes, and what it adds to all that it writes.
    private static readonly string[] Writing = [.. Logging.Levels, "Info", "BeginScope", "Write", "Print", "PushProperty", "ForContext",
        "WithProperty"];

    private const string Console = "System.Console";

    public static bool Contains(IInvocationOperation call, CodeBodies bodies)
    {
        var method = call.TargetMethod;
        if (IsConsole(call) || IsGenerated(method))
            return true;
        if (method.MethodKind is MethodKind.DelegateInvoke)
            return call.Instance is { } instance && IsDefined(instance, bodies);
        return Writing.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal))
            && (Logging.Libraries.Any(method.IsInNamespace) || Types.Any(type => method.ContainingType.HasFullName(type)));
    }

    /// <summary>Whether a call writes to the console, which may be what a tool is for.</summary>
    public static bool IsConsole(IInvocationOperation call) => call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal)
        && (call.TargetMethod.ContainingType.HasFullName(Console)
            || call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: var type } }
                && type.HasFullName(Console));

    /// <summary>
    /// The values that a call writes, taken apart as far as it does that itself: each placeholder's, each hole's, each part of a sum.
    /// </summary>
    public static IEnumerable<IOperation> ValuesOf(IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.Value.Type is not { } type || !type.IsInNamespace("Microsoft.Extensions.Logging"))
            .SelectMany(argument => Parts(argument.Value));

    /// <summary>Whether a value stands where the text of the message does.</summary>
    public static bool IsMessage(IOperation value) =>
        value.Parent is IArgumentOperation { Parameter.Name: "message" or "messageTemplate" or "format" or "messageFormat" };

    private static IEnumerable<IOperation> Parts(IOperation value) => OperationShapes.Unwrapped(value) switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.SelectMany(Parts),
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().SelectMany(part => Parts(part.Expression)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => OperationShapes.TermsOf(sum).SelectMany(Parts),
        { ConstantValue.HasValue: true } => [],
        var unwrapped => [unwrapped],
    };

    /// <summary><c>[LoggerMessage(…)] partial void Issued(string id);</c></summary>
    private static bool IsGenerated(IMethodSymbol method) =>
        !method.DeclaringSyntaxReferences.IsEmpty
        && (HasAttribute(method) || method.PartialDefinitionPart is { } definition && HasAttribute(definition));

    private static bool HasAttribute(IMethodSymbol method) =>
        method.GetAttributes()
            .Any(attribute => attribute.AttributeClass.HasFullName("Microsoft.Extensions.Logging.LoggerMessageAttribute"));

    /// <summary><c>LoggerMessage.Define&lt;string&gt;(…)</c></summary>
    private static bool IsDefined(IOperation instance, CodeBodies bodies) => bodies.Memory<DefinedLogs>().Finds(
        instance, bodies, (operation, _) =>
            operation is IInvocationOperation { TargetMethod: { Name: "Define" or "DefineScope", ContainingType: var type } }
            && type.HasFullName("Microsoft.Extensions.Logging.LoggerMessage") ? TraceStep.Found : TraceStep.Follow);

    private sealed class DefinedLogs : TraceAnswers;
}

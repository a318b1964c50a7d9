using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Logs;

/// <summary>
/// What a fix needs to know of a token that is logged: whether a hash can stand in each of its places, which are the diagnostic's
/// additional locations.
/// </summary>
internal static class LoggedToken
{
    private const string CanBeHashedKey = "hash";

    public static ImmutableDictionary<string, string?> Properties(IInvocationOperation call, ImmutableArray<IOperation> tokens) =>
        tokens.All(token => IsText(token.Type) && (!LogCalls.IsMessage(token) || IsDebugger(call))) && !LogCalls.IsConsole(call)
            ? ImmutableDictionary<string, string?>.Empty.Add(CanBeHashedKey, "")
            : ImmutableDictionary<string, string?>.Empty;

    public static bool CanBeHashed(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(CanBeHashedKey);

    public static bool IsText(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String } || type.HasFullName("Microsoft.Extensions.Primitives.StringValues");

    private static bool IsDebugger(IInvocationOperation call) => call.TargetMethod.ContainingType.IsInNamespace("System.Diagnostics");
}

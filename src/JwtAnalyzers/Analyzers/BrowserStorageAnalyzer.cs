using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT5004: a token is kept where every script of the page can read it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BrowserStorageAnalyzer : PatternAnalyzer
{
    public BrowserStorageAnalyzer()
        : base(ScriptStorage.Names, Rules.TokenInScriptStorage)
    {
    }

    // A client that signs in by calling an API needs no JWT library.
    private protected override bool Applies(Compilation compilation) => ScriptStorage.Types.Any(type => !compilation.GetTypesByMetadataName(type).IsEmpty);

    private protected override void Analyze(PatternContext context)
    {
        var flow = new TokenFlow(context.Bodies, context.Tokens, context.Symbols);
        foreach (var call in context.Bodies.Operations.OfType<IInvocationOperation>())
        {
            if (ScriptStorage.Of(call) is not { } stored || context.IsHere(call) is false)
                continue;
            var names = new[] { stored.Key, NameOf(stored.Value) }.OfType<string>().ToList();
            if (names.Any(TokenNames.IsToken) && !IsEmpty(stored.Value) || flow.IsCreatedHere(stored.Value))
                context.Report(Rules.TokenInScriptStorage, call, names.Any(TokenNames.IsRefreshToken) ? "A refresh token" : "A token", stored.Place);
        }
    }

    private static bool IsEmpty(IOperation value) => value is { ConstantValue: { HasValue: true, Value: null or "" or bool } } || (value is IConversionOperation conversion && IsEmpty(conversion.Operand));

    private static string? NameOf(IOperation value) => value switch
    {
        IConversionOperation conversion => NameOf(conversion.Operand),
        IMemberReferenceOperation reference => reference.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    };
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.BrowserStorage;

/// <summary>
/// JWT5004, JWT5010: a token is kept where every script of the page, or everyone with a backup of the device, can read it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BrowserStorageAnalyzer : PatternAnalyzer
{
    private readonly NameIndex _places = new(ScriptStorage.Places);

    public BrowserStorageAnalyzer()
        : base(ScriptStorage.Names, Rules.TokenInScriptStorage, Rules.SessionInPageStorage)
    {
    }

    // A client that signs in by calling an API needs no JWT library. Every web project has the type that calls scripts, and few have a
    // place to store in.
    private protected override bool Applies(Compilation compilation, CancellationToken cancellation) =>
        ScriptStorage.Types.Any(type => !compilation.GetTypesByMetadataName(type).IsEmpty)
        && (ScriptStorage.IsForDevice(compilation) || _places.FindsAnythingIn(compilation, cancellation));

    private protected override void Analyze(PatternContext context)
    {
        var text = new TokenText(context.Bodies, context.Tokens);
        foreach (var operation in context.Bodies.Operations)
        {
            if (ScriptStorage.Of(operation, context.Compilation) is not { } stored || !context.IsHere(operation))
                continue;
            var names = new[] { stored.Key, TokenNames.Of(stored.Value) }.OfType<string>().ToList();
            if ((!names.Any(TokenNames.IsToken) || IsEmpty(stored.Value)) && !text.IsWhole(stored.Value))
                continue;
            var isRefreshToken = names.Any(TokenNames.IsRefreshToken);
            object[] words = [isRefreshToken ? "A refresh token" : "A token", stored.Place, stored.Readers];
            // A page without a server of its own has nowhere else to survive a reload, and ASVS 14.3.3 lets it keep a session's token.
            context.Report(
                isRefreshToken || stored.IsOnDevice || context.Tokens.IsServer ? Rules.TokenInScriptStorage : Rules.SessionInPageStorage,
                operation, words);
        }
    }

    private static bool IsEmpty(IOperation value) =>
        OperationShapes.Unwrapped(value).ConstantValue is { HasValue: true, Value: null or "" or bool };
}

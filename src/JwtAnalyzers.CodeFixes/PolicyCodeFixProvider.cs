using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace JwtAnalyzers.CodeFixes;

/// <summary>Carries out repair plans, which say what to do to assignments: one action for each diagnostic, or none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PolicyCodeFixProvider))]
public sealed class PolicyCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        Rules.ProvedOnPolicies.Where(rule => rule.HasFix)
            .Concat([Rules.KeysFetchedOverHttp, Rules.SecretsInDiagnostics, Rules.SignInUnprotected])
            .Select(rule => rule.Id).ToImmutableArray();

    private static readonly DocumentFixAllProvider FixAll = new(async (document, diagnostics, mayNeedSettings, cancellation) =>
        (await PolicyRepair.CreateAsync(document, diagnostics, mayNeedSettings, cancellation).ConfigureAwait(false)).Apply(cancellation));

    public override FixAllProvider GetFixAllProvider() => FixAll;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var repair = await PolicyRepair.CreateAsync(context.Document, ImmutableArray.Create(diagnostic), mayNeedSettings: true,
                context.CancellationToken).ConfigureAwait(false);
            if (repair.Title is not { } title)
                continue;

            // The rule id alone, whatever the shape: `dotnet format` takes the key of one action and silently leaves what has another.
            context.RegisterCodeFix(CodeAction.Create(
                title, cancellation => Task.FromResult(repair.Apply(cancellation)), equivalenceKey: diagnostic.Id), diagnostic);
        }
    }
}

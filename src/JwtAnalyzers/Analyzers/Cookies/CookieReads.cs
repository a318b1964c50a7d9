using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>
/// The cookies that a compilation reads from its requests: by their names, or by what stands for these. A token cookie that it does not
/// read, a script may be meant to read.
/// </summary>
internal static class CookieReads
{
    private const string Cookies = "Cookies";

    private static readonly Remembered<Compilation, ImmutableHashSet<string>> Known = new(Find);

    public static ImmutableHashSet<string> Of(Compilation compilation, CancellationToken cancellation) =>
        Known.Of(compilation, cancellation);

    private static ImmutableHashSet<string> Find(Compilation compilation, CancellationToken cancellation)
    {
        var names = ImmutableHashSet.CreateBuilder<string>();
        foreach (var tree in CompilationText.FilesThatSay(compilation, Cookies, cancellation))
        {
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                switch (node)
                {
                    case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }] } access
                        when IsCookies(access.Expression):
                        names.UnionWith(NamesIn(name));
                        break;
                    case InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue", Expression: var owner },
                        ArgumentList.Arguments: [{ Expression: var name }, ..],
                    } when IsCookies(owner):
                        names.UnionWith(NamesIn(name));
                        break;
                }
            }
        }

        return names.ToImmutable();
    }

    /// <summary>What a name is written as: a text, or the last word of what stands for one.</summary>
    public static ImmutableArray<string> NamesIn(ExpressionSyntax name) => name switch
    {
        LiteralExpressionSyntax literal => ImmutableArray.Create(literal.Token.ValueText),
        SimpleNameSyntax simple => ImmutableArray.Create(simple.Identifier.ValueText),
        MemberAccessExpressionSyntax access => ImmutableArray.Create(access.Name.Identifier.ValueText),
        _ => ImmutableArray<string>.Empty,
    };

    private static bool IsCookies(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Cookies }
            or MemberBindingExpressionSyntax { Name.Identifier.ValueText: Cookies } => true,
        IdentifierNameSyntax { Identifier.ValueText: var variable } => variable.Equals(Cookies, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}

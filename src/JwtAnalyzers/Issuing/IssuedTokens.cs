using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// What the adapters of all libraries say of the code of one compilation, and what its text says of claims. Made once per compilation.
/// </summary>
internal sealed class IssuedTokens(Compilation compilation, ImmutableArray<IssuingAdapter> adapters)
{
    private readonly Lazy<ImmutableArray<IssuingAdapter>> _adapters = new(
        () => adapters.Select(adapter => adapter.For(compilation)).ToImmutableArray());

    public IssuedToken? MadeBy(IOperation operation, IssuingScope scope) =>
        !CodeBodies.IsAct(operation)
            ? null
            : _adapters.Value.Select(adapter => adapter.TokenMadeBy(operation, scope)).FirstOrDefault(token => token is not null);

    /// <summary>What code gives tokens for their issuer, as it is written.</summary>
    public IEnumerable<ExpressionSyntax> IssuersIn(MemberReader members, CancellationToken cancellation) =>
        adapters.SelectMany(adapter => adapter.IssuersIn(compilation, members, cancellation));

    /// <summary>Whether any file names a registered claim: <c>"exp"</c>, <c>JwtRegisteredClaimNames.Exp</c>.</summary>
    public bool NamesClaim(string claim, CancellationToken cancellation) =>
        Says($"\"{claim}\"", cancellation) || Says($"ClaimNames.{char.ToUpperInvariant(claim[0])}{claim.Substring(1)}", cancellation)
        || (claim == "exp" && Says("ClaimTypes.Expiration", cancellation));

    /// <summary>Whether any file assigns a property by a member access: <c>descriptor.Expires = …</c>.</summary>
    public bool SetsLater(string property, CancellationToken cancellation) =>
        Says($".{property} =", cancellation) || Says($".{property}=", cancellation) || Says($".{property} ??=", cancellation);

    /// <summary>Whether any file has a name in it.</summary>
    public bool Names(string name, CancellationToken cancellation) => Says(name, cancellation);

    /// <summary>Whether the compilation is a program, and no library.</summary>
    public bool IsProgram => compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    private bool Says(string text, CancellationToken cancellation) => CompilationText.Says(compilation, text, cancellation);
}

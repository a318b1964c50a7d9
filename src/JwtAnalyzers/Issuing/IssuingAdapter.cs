using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>Everything the analyzers know of how one library issues tokens. It knows nothing of rules. Stateless.</summary>
internal abstract class IssuingAdapter
{
    /// <summary>The names one of which stands where a token is issued.</summary>
    public abstract ImmutableArray<string> NamesOfIssuing { get; }

    /// <summary>What code gives tokens for their issuer, as it is written.</summary>
    public virtual IEnumerable<ExpressionSyntax> IssuersIn(Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        [];

    /// <summary>This adapter as the version of the library that is referenced here behaves.</summary>
    public virtual IssuingAdapter For(Compilation compilation) => this;

    /// <summary>
    /// The token that an operation makes for another program; <see langword="null"/> where it makes none, or it goes nowhere. Asked only of
    /// operations that <see cref="Code.CodeBodies.IsAct"/> lets pass.
    /// </summary>
    public abstract IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope);
}

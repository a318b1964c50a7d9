using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.OpenIddict;

/// <summary>
/// OpenIddict's server, whose builder says how long access tokens live; <see langword="null"/> means for ever (its documentation
/// comment says so).
/// </summary>
internal sealed class OpenIddictIssuing : IssuingAdapter
{
    public override ImmutableArray<string> NamesOfIssuing { get; } = ImmutableArray.Create("SetAccessTokenLifetime");

    public override IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "SetAccessTokenLifetime" } method,
            Arguments: [{ Value: var lifetime }] }
            || !method.ContainingType.HasFullName("Microsoft.Extensions.DependencyInjection.OpenIddictServerBuilder"))
            return null;
        var values = scope.Constants.Read(lifetime).Select(reading => reading.Value).ToList();
        if (values.Any(value => value.IsConstant(null)))
            return IssuedToken.Living(
                ImmutableArray<Lifetime>.Empty) with { Expiry = new TokenPart(false, lifetime, $"'{method.Name}' is given null") };
        return IssuedToken.Living(
            values.Select(LengthOf)
                .OfType<TimeSpan>()
                .Select(length => new Lifetime(length, lifetime, IsMeantToLast: false))
                .ToImmutableArray());
    }

    private static TimeSpan? LengthOf(AbstractValue value) => value is ConstantValue { Value: TimeSpan length } ? length : null;
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.IdentityServer;

/// <summary>
/// Duende IdentityServer and IdentityServer4, whose clients say in seconds how long their access tokens live: an hour where
/// nothing is said.
/// </summary>
internal sealed class IdentityServerIssuing : IssuingAdapter
{
    private const string Setting = "AccessTokenLifetime";

    private static readonly string[] Clients = ["Duende.IdentityServer.Models.Client", "IdentityServer4.Models.Client"];

    public override ImmutableArray<string> NamesOfIssuing { get; } = ImmutableArray.Create(Setting);

    public override IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: Setting,
            ContainingType: var client } },
            Value: var seconds }
            && Clients.Any(name => client.HasFullName(name))
            ? IssuedToken.Living(scope.Constants.Read(seconds)
                .Select(reading =>
                    reading.Value is ConstantValue { Value: int count and > 0 }
                        ? new Lifetime(TimeSpan.FromSeconds(count), seconds, IsMeantToLast: false)
                        : null)
                .OfType<Lifetime>()
                .ToImmutableArray())
            : null;
}

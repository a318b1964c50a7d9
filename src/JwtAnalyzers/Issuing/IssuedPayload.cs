using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// A token whose library adds nothing to the payload that it is given: a dictionary, an anonymous object, JSON. Where other code has a hand
/// in that, nothing is known. Of issuer and audience nothing is said: such a library compares neither where it reads a token.
/// </summary>
internal static class IssuedPayload
{
    private const string Dictionary = "System.Collections.Generic.Dictionary`2";

    /// <summary>What makes signed data a token (RFC 7519 section 4.1).</summary>
    private static readonly string[] RegisteredClaims = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    /// <param name="call">The call that makes the token.</param>
    /// <param name="payload">What it is given for a payload.</param>
    /// <param name="signature">What it is signed with.</param>
    /// <param name="isAlwaysToken">Whether the library signs nothing but tokens.</param>
    /// <param name="scope">The code around it.</param>
    public static IssuedToken Of(IInvocationOperation call, IOperation payload, TokenPart signature, bool isAlwaysToken, IssuingScope scope)
    {
        var claims = ClaimContents.Of([payload], [], scope.Bodies);
        var isKnown = claims.IsComplete && claims.Claims.Count > 0 && !claims.IsNoGrant && (isAlwaysToken || RegisteredClaims.Any(Has));
        var (site, slots) = SiteOf(payload, scope.Bodies);
        return new IssuedToken(signature, Claim("exp"), TokenPart.Unknown, TokenPart.Unknown, Claim("jti"))
        {
            Lifetimes = IssuedParts.Lifetimes([], claims, ObjectUse.Of(call, scope.Bodies), scope),
        };

        // Serializers write names as they are, or in camel case.
        bool Has(string name) => claims.Claims.Keys.Any(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));

        TokenPart Claim(string name) =>
            isKnown ? IssuedParts.Part(Has(name), site, $"the payload has no '{name}'", slots ? new PartSlot(SlotKind.Entry, name) : null)
                : TokenPart.Unknown;
    }

    /// <summary>Where the payload is made in this member, and whether a claim can be put in there; else where it is given.</summary>
    private static (IOperation Site, bool TakesClaims) SiteOf(IOperation payload, CodeBodies bodies)
    {
        var value = payload;
        for (var hops = 0; hops < 6; hops++)
        {
            switch (value)
            {
                case IAnonymousObjectCreationOperation:
                    return (value, true);
                case IObjectCreationOperation { Type: INamedTypeSymbol type } when type.HasFullName(Dictionary):
                    return (value, type.TypeArguments is [_, { SpecialType: SpecialType.System_Object }]);
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case ILocalReferenceOperation { Local: var local } when bodies.Assigned(local).ToList() is [var only]:
                    value = only;
                    break;
                default:
                    return (payload, false);
            }
        }

        return (payload, false);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// An event of the options refuses a validated token for the claim in question. One that refuses for another reason (the user is no longer
/// there, the token is a refresh token) leaves it open. What may ask for anything may ask for the claim.
/// </summary>
internal sealed class RefusedInEvent : SettingMitigation
{
    // What says whom a token is for, though it is not called so: the client that asked for it, what it may do, a role in the resource.
    private static readonly ImmutableArray<string> Audience = ImmutableArray.Create(
        "aud", "azp", "client_id", "clientid", "appid", "cid", "scope", "scp", "http://schemas.microsoft.com/identity/claims/scope",
        "resource", "roles", "role", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "permissions", "events");

    private static readonly ImmutableArray<string> Issuer = ImmutableArray.Create(
        "iss", "tid", "http://schemas.microsoft.com/identity/claims/tenantid", "tenant", "tenant_id", "tenantid", "idp",
        "http://schemas.microsoft.com/identity/claims/identityprovider", "hd", "org_id");

    private static readonly ImmutableArray<string> Times = ImmutableArray.Create("exp", "nbf", "iat", "auth_time");

    private static readonly Remembered<Compilation, ConcurrentDictionary<(SyntaxNode Function, string NeverTokens), ClaimsAsked>> Known =
        new((_, _) => new ConcurrentDictionary<(SyntaxNode Function, string NeverTokens), ClaimsAsked>());

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        !breach.Breach.Events.IsEmpty && breach.IsOfClaimOrKeyInToken(setting)
        && breach.Breach.Events.Any(check => MayRefuse(check, setting, breach));

    private static bool MayRefuse(EventCheck check, BlamedSetting setting, MitigationCase breach)
    {
        if (FunctionOf(check.Origin, breach) is not { } function)
            return !EventClass.RefusesNothing(check.Origin, breach);
        // A function is asked for each setting that is to blame, and is given the same kind of token in one compilation.
        var known = Known.Of(breach.Compilation);
        var key = (function, string.Join(",", check.NeverTokens));
        if (!known.TryGetValue(key, out var asked))
            known[key] = asked = ClaimsAsked.By(function, breach.Members, check.NeverTokens, breach.Cancellation);
        return asked.IsAnything || asked.Names.Any(name => Bears(name, setting));
    }

    /// <summary>
    /// Whether a claim may stand in for the one that the setting is about. A token that is taken back may be known by any.
    /// </summary>
    private static bool Bears(string name, BlamedSetting setting) =>
        setting.ClaimReads.IsEmpty ? Issuer.Contains(name)
        : setting.ClaimReads.Contains("aud") ? Audience.Contains(name)
        : setting.ClaimReads.Contains("iss") ? Issuer.Contains(name)
        : setting.ClaimReads.Contains("exp") ? Times.Contains(name)
        : true;

    private static SyntaxNode? FunctionOf(SyntaxNode origin, MitigationCase breach)
    {
        var given = origin is AssignmentExpressionSyntax assignment ? assignment.Right : origin;
        if (EventClass.Override(origin, breach.Members, breach.Cancellation) is { } own)
            return own;
        return given switch
        {
            AnonymousFunctionExpressionSyntax => given,
            IdentifierNameSyntax or MemberAccessExpressionSyntax
                when breach.Members.SymbolOf(given, breach.Cancellation) is IMethodSymbol
                    { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences: [var declaration] } =>
                declaration.GetSyntax(breach.Cancellation),
            _ => null,
        };
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>JWT1003, JWT4001 and JWT4004: gives an issued token what it lacks, in the place that the analyzer found for it.</summary>
internal abstract class IssuedPartRepair : PatternRepair
{
    public sealed override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax creation
            || creation.Span != diagnostic.Location.SourceSpan)
            return null;
        if (Parts(diagnostic, creation, site) is not var (title, parts, sources) || parts.Count == 0)
            return null;
        var changes = parts[0].Slot.Kind switch
        {
            SlotKind.Argument when parts.All(part => part.Slot.Kind is SlotKind.Argument) => ArgumentEdits.Add(creation, parts, site),
            SlotKind.Argument => null,
            SlotKind.Call => parts.All(part => part.Slot.Kind is SlotKind.Call) ? ChainEdits.Add(creation, parts, site.Text) : null,
            SlotKind.Algorithm => AlgorithmEdits.Name(creation, parts[0].Value),
            _ when parts.All(part => part.Slot.Kind == parts[0].Slot.Kind) => MemberEdits.Add(creation, parts, site),
            _ => null,
        };
        return changes is { IsEmpty: false } all ? new RepairEdit(title, all).Using(sources) : null;
    }

    /// <summary>
    /// What is done, in words, and the parts with the C# that gives them; <see langword="null"/> where there is nothing to give.
    /// </summary>
    protected abstract (string Title, IReadOnlyList<(PartSlot Slot, string Value)> Parts, ValueSource[] Sources)? Parts(
        Diagnostic diagnostic, ExpressionSyntax creation, RepairSite site);
}

/// <summary>JWT1003: signs with the only credentials at hand, or the only key that says by its type what it is for.</summary>
internal sealed class SignatureRepair : IssuedPartRepair
{
    private const string Tokens = "Microsoft.IdentityModel.Tokens.";

    protected override (string, IReadOnlyList<(PartSlot, string)>, ValueSource[])? Parts(
        Diagnostic diagnostic, ExpressionSyntax creation, RepairSite site)
    {
        if (PartSlot.Of(diagnostic, "Signature") is not { } slot)
            return null;
        if (slot.Kind is SlotKind.Algorithm)
            return ($"Sign with '{slot.Name}'", [(slot, slot.Name)], []);
        var readable = ConfigurationInScope.Readable(creation, site.Model, site.Cancellation).ToList();
        var credentials = readable.Where(each => Is(each.Type, "SigningCredentials")).ToList();
        if (credentials.Count > 0)
            return credentials.Count == 1 ? ($"Sign with '{credentials[0].Expression}'", [(slot, credentials[0].Expression)], []) : null;

        var keys = readable.Where(each => Is(each.Type, "SecurityKey")).ToList();
        if (keys.Count != 1 || Algorithm(keys[0].Type) is not { } algorithm)
            return null;
        var type = site.NameOf(Tokens + "SigningCredentials", creation);
        var value = $"new {type}({keys[0].Expression}, {site.NameOf(Tokens + "SecurityAlgorithms", creation)}.{algorithm})";
        return ($"Sign with '{keys[0].Expression}'", [(slot, value)], []);
    }

    private static string? Algorithm(ITypeSymbol key) =>
        Is(key, "SymmetricSecurityKey") ? "HmacSha256" : Is(key, "RsaSecurityKey") ? "RsaSha256" : null;

    private static bool Is(ITypeSymbol? type, string name) => type.DerivesFrom(Tokens + name);
}

/// <summary>JWT4001: a short lifetime, counted from when the token becomes valid.</summary>
internal sealed class ExpiryRepair : IssuedPartRepair
{
    protected override (string, IReadOnlyList<(PartSlot, string)>, ValueSource[])? Parts(
        Diagnostic diagnostic, ExpressionSyntax creation, RepairSite site)
    {
        if (PartSlot.Of(diagnostic, "Expiry") is not { } slot || PartSlot.MinutesOf(diagnostic) is not { } minutes
            || Start(creation, site) is not { } start)
            return null;
        var value = slot.Kind is SlotKind.Entry or SlotKind.Call
            ? $"{site.NameOf("System.DateTimeOffset", creation)}.UtcNow.AddMinutes({minutes}).ToUnixTimeSeconds()"
            : $"{start}.AddMinutes({minutes})";
        return ($"Let the token expire after {minutes} minutes", [(slot, value)], []);
    }

    /// <summary>The library compares both times as they are written (IDX12401): local time with local time.</summary>
    private static string? Start(ExpressionSyntax creation, RepairSite site)
    {
        var now = $"{site.NameOf("System.DateTime", creation)}.UtcNow";
        var begin = ArgumentEdits.Given(creation, "notBefore", site) ?? MemberEdits.Given(creation, "NotBefore");
        return begin switch
        {
            null or LiteralExpressionSyntax => now,
            IdentifierNameSyntax name
                when site.Model.GetTypeInfo(name, site.Cancellation).Type?.SpecialType is SpecialType.System_DateTime => name.ToString(),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UtcNow" or "Now" } clock
                when site.Model.GetTypeInfo(clock, site.Cancellation).Type?.SpecialType is SpecialType.System_DateTime => clock.ToString(),
            _ => null,
        };
    }
}

/// <summary>JWT4004: the issuer and the audience that the configuration names.</summary>
internal sealed class AddressRepair : IssuedPartRepair
{
    private static readonly ImmutableArray<RequiredValue> Values = ImmutableArray.Create(
        new RequiredValue("Issuer", "Issuer"), new RequiredValue("Audience", "Audience"));

    protected override (string, IReadOnlyList<(PartSlot, string)>, ValueSource[])? Parts(
        Diagnostic diagnostic, ExpressionSyntax creation, RepairSite site)
    {
        var parts = new List<(PartSlot, string)>();
        var sources = new List<ValueSource>();
        foreach (var value in Values)
        {
            if (PartSlot.Of(diagnostic, value.Setting) is not { } slot)
                continue;
            if (ValueSource.Find(value, creation, site.Pass) is not { } source)
                return null;
            parts.Add((slot, source.Expression));
            sources.Add(source);
        }

        var names = string.Join(" and the ",
            Values.Where(value => PartSlot.Of(diagnostic, value.Setting) is not null).Select(value => value.Setting.ToLowerInvariant()));
        return ($"Name the {names} (needs {string.Join(" and ", sources.Select(source => source.Description))})", parts, [.. sources]);
    }
}

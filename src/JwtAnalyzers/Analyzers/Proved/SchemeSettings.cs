using System.Collections.Immutable;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Policies.Breaches;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Analyzers.Proved;

/// <summary>What is wrong with a setting of a scheme.</summary>
internal sealed record SettingsFinding(Rule Rule, SettingsEntry Entry, ImmutableArray<object> Arguments);

/// <summary>
/// The settings of JwtBearer schemes in one configuration file, judged as those in code are: made a policy by the library's adapter, and
/// attacked.
/// </summary>
/// <param name="entries">The entries of the file that are below <see cref="ConfiguredSchemes.Section"/>, by path.</param>
/// <param name="isNamedInCode">Whether the source names a setting, so that code may have the last word on it.</param>
internal sealed class SchemeSettings(IReadOnlyDictionary<string, SettingsEntry> entries, Func<string, bool> isNamedInCode)
{
    private readonly ILookup<string, SettingsEntry> _ofScheme =
        entries.Values.ToLookup(entry => entry.Parts[2], StringComparer.OrdinalIgnoreCase);

    private readonly PolicyAdapter _parameters = Library.PolicyAdapters.First(
        adapter => adapter.TypeNames.Contains(Library.Schemes.Parameters));

    public IEnumerable<SettingsFinding> Find(string scheme, PolicyInspector inspector, Compilation compilation) =>
        Breaches(scheme, inspector, compilation).Concat(Safeguards(scheme)).Concat(WithoutEffect(scheme));

    private IEnumerable<SettingsFinding> Breaches(string scheme, PolicyInspector inspector, Compilation compilation)
    {
        // The dataflow knows a setting by the node that set it. Here none did: a node of our own stands for each entry.
        var origins = new Dictionary<SyntaxNode, SettingsEntry>();
        var settings = ImmutableDictionary<string, SettingValue>.Empty;
        foreach (var setting in _parameters.Settings.Where(
            setting => setting.Kind is SettingKind.Flag && Library.Schemes.Taken.Contains(setting.Name)))
        {
            if (Entry(scheme, setting.Name) is not { } entry || !bool.TryParse(entry.Text, out var value) || HasLastWord(setting))
                continue;
            var origin = SyntaxFactory.LiteralExpression(value ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression);
            origins[origin] = entry;
            settings = settings.Add(setting.Name, new SettingValue(AbstractValue.Of(value), origin));
        }

        if (settings.IsEmpty)
            yield break;
        var adapter = _parameters.For(compilation);
        var parameters = new ObjectState(Library.Schemes.Parameters, ObjectOrigin.Created, Creation: null, settings);
        var said = new HashSet<SyntaxNode>();
        foreach (var breach in inspector.Inspect(
            new ObjectIdentity(null, null, scheme), new PolicySettings(adapter, parameters, owner: null, isNamedInCode)))
        {
            // The worse rule comes first, and what lets a foreign audience in lets none in as well.
            if (breach.Blamed.All(blamed => said.Add(blamed.Origin)))
                yield return new SettingsFinding(breach.Rule, origins[breach.Blamed[0].Origin],
                    ImmutableArray.Create<object>(string.Join(" and ", breach.Blamed.Select(blamed => blamed.Cause)), breach.Consequence));
        }
    }

    /// <summary>Switches that have an effect where an address of keys stands beside them, as in code.</summary>
    private IEnumerable<SettingsFinding> Safeguards(string scheme)
    {
        foreach (var safeguard in LibraryNames.Safeguards.Where(
            safeguard => safeguard.Type == Library.Schemes.Options && safeguard.Protects is Protection.Https))
        {
            var addresses = safeguard.Addresses.Select(address => Entry(scheme, address)?.Text).OfType<string>()
                .Where(address => address.Length > 0).ToList();
            if (Entry(scheme, safeguard.Property) is { } entry && bool.TryParse(entry.Text, out var value)
                && safeguard.UnsafeValues.Contains(value) && !isNamedInCode(safeguard.Property)
                && addresses.Count > 0
                && !addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback))
                yield return new SettingsFinding(Rules.KeysFetchedOverHttp, entry,
                    ImmutableArray.Create<object>($"'{safeguard.Property}' is {(value ? "true" : "false")}", safeguard.Effect));
        }
    }

    // Code that reads the section itself may bind to it whatever it likes.
    private IEnumerable<SettingsFinding> WithoutEffect(string scheme)
    {
        var root = SettingsFile.Under(Library.Schemes.Section, scheme);
        var reported = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in _ofScheme[scheme.Split(':')[0]]
            .Where(entry => entry.Path.StartsWith(root + ":", StringComparison.OrdinalIgnoreCase)).OrderBy(entry => entry.Value.Start))
        {
            var name = entry.Parts[3];
            if (Library.Schemes.Ignored.TryGetValue(name, out var ignored)
                && !string.Equals(entry.Text, ignored.InEffect, StringComparison.OrdinalIgnoreCase) && reported.Add(name))
                yield return new SettingsFinding(Rules.SettingWithoutEffect, entry, ImmutableArray.Create<object>(name, ignored.Words));
        }
    }

    /// <summary>Whether code may decide the same check: it runs later.</summary>
    private bool HasLastWord(Setting setting) => _parameters.Settings.Where(setting.IsOfSameCheck).Any(other => isNamedInCode(other.Name));

    private SettingsEntry? Entry(string scheme, string setting) =>
        entries.TryGetValue(SettingsFile.Under(SettingsFile.Under(Library.Schemes.Section, scheme), setting), out var entry)
            ? entry
            : null;
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>The options a build passes to analyzers for the whole compilation.</summary>
internal sealed class BuildOptions(params (string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
{
    private readonly ImmutableDictionary<string, string> _values = values.ToImmutableDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Whether the host can say which options it has, as the compiler can.</summary>
    public bool ListsKeys { get; init; } = true;

    public override AnalyzerConfigOptions GlobalOptions => ListsKeys ? new ListedOptions(_values) : new Options(_values);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        protected ImmutableDictionary<string, string> Values { get; } = values;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => Values.TryGetValue(key, out value);
    }

    private sealed class ListedOptions(ImmutableDictionary<string, string> values) : Options(values)
    {
        public override IEnumerable<string> Keys => Values.Keys;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using JwtAnalyzers.Policies;

namespace JwtAnalyzers.CodeFixes;

/// <summary>Chooses the configuration key of a value beside the keys that the file already reads.</summary>
internal static class ConfigurationKey
{
    private const string DefaultSection = "Jwt";
    private const string DefaultScheme = "Bearer";
    private const int MaximumDepth = 8;

    /// <summary>Names that stand beside an audience in people's configuration files.</summary>
    private static readonly string[] Siblings =
    [
        "Issuer", "ValidIssuer", "Audience", "ValidAudience", "Authority", "Key", "Secret", "SecretKey", "SigningKey", "IssuerSigningKey", "PublicKey",
        "Expires", "ExpiresIn", "ExpireMinutes", "ExpiryMinutes", "ExpirationMinutes", "Lifetime",
    ];

    private static readonly string[] SectionWords = ["jwt", "token", "auth", "bearer"];

    /// <summary>
    /// The key of the value if the file reads one, else its name in the section of the nearest sibling (<c>JwtSettings:Issuer</c>),
    /// else in the nearest section that sounds like it, else in <c>Jwt</c>. A section that another scheme reads is that scheme's: what is right for its tokens may lock out those of this one.
    /// </summary>
    public static string For(RequiredValue required, SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var all = Reads(site, model, cancellationToken).ToList();
        if (AddedScheme.AddedBy(site) is not { } scheme || !AddedScheme.HasOthers(scheme))
            return Beside(all, required) ?? $"{DefaultSection}:{required.ConfigurationName}";

        // Those that have no section share the default one, which the first of them may have read for its own lambda.
        var readers = all.ToLookup(read => read.Read.Section == DefaultSection ? AddedScheme.AddedBy(read.Place) : AddedScheme.ReadFor(read.Place));
        var own = readers[scheme].ToList();
        var others = new HashSet<string>(readers.Where(group => group.Key is not null && group.Key != scheme).SelectMany(group => group).Select(read => read.Read.Section));
        others.ExceptWith(own.Select(read => read.Read.Section));
        return Beside(own, required) ?? Beside(all.Where(read => !others.Contains(read.Read.Section)), required)
            ?? $"{(others.Contains(DefaultSection) ? AddedScheme.NameAround(site, model, cancellationToken) ?? DefaultScheme : DefaultSection)}:{required.ConfigurationName}";
    }

    private static string? Beside(IEnumerable<(SyntaxNode Place, Read Read)> found, RequiredValue required)
    {
        var reads = found.Select(read => read.Read).ToList();
        var same = reads.FirstOrDefault(read => read.Section.Length > 0 && (IsName(read, required.ConfigurationName) || IsName(read, required.Setting)));
        if (same.Section is not null)
            return same.Section + ":" + same.Name;

        var sibling = reads.FirstOrDefault(read => read.Section.Length > 0 && Siblings.Any(name => IsName(read, name)));
        if (sibling.Section is not null)
            return sibling.Section + ":" + (sibling.Name!.StartsWith("Valid", StringComparison.OrdinalIgnoreCase) ? required.Setting : required.ConfigurationName);

        var section = reads.FirstOrDefault(read => read.Name is null && SectionWords.Any(word => read.Section.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
        return section.Section is null ? null : section.Section + ":" + required.ConfigurationName;
    }

    /// <summary>The key that an expression reads and that may be missing; <see langword="null"/> for what is no such read.</summary>
    public static string? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        ReadAt(expression, model, cancellationToken) is { Name: { } name } read ? read.Section.Length == 0 ? name : Combine(read.Section, name) : null;

    private static bool IsName(Read read, string name) => string.Equals(read.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the file reads of a configuration, the nearest to the site first.</summary>
    private static IEnumerable<(SyntaxNode Place, Read Read)> Reads(SyntaxNode site, SemanticModel model, CancellationToken cancellationToken) =>
        site.SyntaxTree.GetRoot(cancellationToken).DescendantNodes()
            .OfType<ExpressionSyntax>()
            .Select(node => (Place: node, Distance: Math.Abs(node.SpanStart - site.SpanStart), Read: ReadAt(node, model, cancellationToken)))
            .Where(found => found.Read is not null)
            .OrderBy(found => found.Distance)
            .Select(found => ((SyntaxNode)found.Place, found.Read!.Value));

    private static Read? ReadAt(ExpressionSyntax node, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var argument }] } access:
                return Key(access.Expression, argument, model, cancellationToken);

            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValue" } method, ArgumentList.Arguments: [{ Expression: var argument }, ..] }:
                return Key(method.Expression, argument, model, cancellationToken);

            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: InvocationExpressionSyntax section }
                when SectionOf(section, model, MaximumDepth, cancellationToken) is { } path:
                return Split(path);

            case InvocationExpressionSyntax section when IsGetSection(section) && SectionOf(section, model, MaximumDepth, cancellationToken) is { } path:
                return new Read(path, null);

            default:
                return null;
        }
    }

    private static Read? Key(ExpressionSyntax configuration, ExpressionSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        Text(argument, model, cancellationToken) is { } key && SectionOf(configuration, model, MaximumDepth, cancellationToken) is { } section
            ? Split(Combine(section, key))
            : null;

    /// <summary>The path of a configuration: empty for a root, <see langword="null"/> for what is none or a section from elsewhere.</summary>
    private static string? SectionOf(ExpressionSyntax configuration, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
            return null;
        if (configuration is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method, ArgumentList.Arguments: [{ Expression: var argument }] } call && IsGetSection(call))
        {
            return Text(argument, model, cancellationToken) is { } name && SectionOf(method.Expression, model, depth - 1, cancellationToken) is { } parent
                ? Combine(parent, name)
                : null;
        }

        var type = model.GetTypeInfo(configuration, cancellationToken).Type;
        var isSection = ConfigurationInScope.IsOrImplements(type, "IConfigurationSection") || ConfigurationInScope.IsSectionInFact(model.GetSymbolInfo(configuration, cancellationToken).Symbol, model, cancellationToken);
        if (!isSection)
            return ConfigurationInScope.IsRoot(type) ? "" : null;
        return model.GetSymbolInfo(configuration, cancellationToken).Symbol?.DeclaringSyntaxReferences is [var declaration]
            && declaration.SyntaxTree == configuration.SyntaxTree
            && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
                ? SectionOf(value, model, depth - 1, cancellationToken)
                : null;
    }

    private static bool IsGetSection(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection" or "GetRequiredSection" };

    private static string? Text(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: string { Length: > 0 } text } ? text : null;

    private static string Combine(string section, string key) => section.Length == 0 ? key : section + ":" + key;

    private static Read Split(string key)
    {
        var last = key.LastIndexOf(':');
        return last < 0 ? new Read("", key) : new Read(key.Substring(0, last), key.Substring(last + 1));
    }

    /// <summary>A value that is read (<see cref="Name"/> in <see cref="Section"/>), or a section as a whole.</summary>
    private readonly record struct Read(string Section, string? Name);
}

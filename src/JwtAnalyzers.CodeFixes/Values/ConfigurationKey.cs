using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>Chooses the configuration key of a value beside the keys that the file already reads.</summary>
internal static class ConfigurationKey
{
    private const string DefaultSection = "Jwt";

    // Where the code reads a text at the default section, so that nothing can stand below it.
    private const string OtherDefaultSection = "JwtSettings";

    private const string DefaultScheme = "Bearer";
    private const int MaximumDepth = 8;

    /// <summary>Names that stand beside an audience in people's configuration files.</summary>
    private static readonly string[] Siblings =
    [
        "Issuer", "ValidIssuer", "Audience", "ValidAudience", "Authority", "Key", "Secret", "SecretKey", "SigningKey", "IssuerSigningKey",
        "PublicKey",
        "Expires", "ExpiresIn", "ExpireMinutes", "ExpiryMinutes", "ExpirationMinutes", "Lifetime",
    ];

    private static readonly string[] SectionWords = ["jwt", "token", "auth", "bearer"];

    /// <summary>
    /// What the names of texts have that stand in a section for tokens (<c>AppSettings:Token</c>): fewer, since a section has texts of many
    /// kinds.
    /// </summary>
    private static readonly string[] TextWords = ["jwt", "token", "bearer"];

    /// <summary>
    /// The key of the value if the file reads one, else its name in the section of the nearest sibling (<c>JwtSettings:Issuer</c>),
    /// else in the nearest section that sounds like it, or beside the nearest text that does (<c>AppSettings:Token</c>), else in
    /// <c>Jwt</c>. A section that another scheme reads is that scheme's: what is right for its tokens may lock out those of this one. What
    /// is read as a text is no section: a file that has the text has no place for a key below it.
    /// </summary>
    public static string For(RequiredValue required, SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        var reads = Reads(site, model, cancellationToken).ToList();
        var texts = new HashSet<string>(reads.Where(read => read.Read.Name is not null)
            .Select(read => Combine(read.Read.Section, read.Read.Name!)), StringComparer.OrdinalIgnoreCase);
        var all = reads.Where(read => !texts.Contains(read.Read.Section)).ToList();
        var byDefault = texts.Contains(DefaultSection) ? OtherDefaultSection : DefaultSection;
        if (AddedScheme.AddedBy(site) is not { } scheme || !AddedScheme.HasOthers(scheme))
            return Beside(all, required) ?? $"{byDefault}:{required.ConfigurationName}";

        // Those that have no section share the default one, which the first of them may have read for its own lambda.
        var readers = all.ToLookup(
            read => read.Read.Section == byDefault ? AddedScheme.AddedBy(read.Place) : AddedScheme.ReadFor(read.Place));
        var own = readers[scheme].ToList();
        var others = new HashSet<string>(readers.Where(group => group.Key is not null && group.Key != scheme).SelectMany(group => group)
            .Select(read => read.Read.Section));
        others.ExceptWith(own.Select(read => read.Read.Section));
        return Beside(own, required) ?? Beside(all.Where(read => !others.Contains(read.Read.Section)), required)
            ?? $"{SectionOf()}:{required.ConfigurationName}";

        string SectionOf() =>
            others.Contains(byDefault) ? AddedScheme.NameAround(site, model, cancellationToken) ?? DefaultScheme : byDefault;
    }

    private static string? Beside(IEnumerable<(SyntaxNode Place, Read Read)> found, RequiredValue required)
    {
        var reads = found.Select(read => read.Read).ToList();
        var same = reads.FirstOrDefault(
            read => read.Section.Length > 0 && (IsName(read, required.ConfigurationName) || IsName(read, required.Setting)));
        if (same.Section is not null)
            return same.Section + ":" + same.Name;

        var sibling = reads.FirstOrDefault(read => read.Section.Length > 0 && Siblings.Any(name => IsName(read, name)));
        if (sibling.Section is not null)
            return sibling.Section + ":"
                + (sibling.Name!.StartsWith("Valid", StringComparison.OrdinalIgnoreCase) ? required.Setting : required.ConfigurationName);

        var section = reads.FirstOrDefault(read => read.Name is null && Has(read.Section, SectionWords));
        section = section.Section is null
            ? reads.FirstOrDefault(read => read.Name is not null && read.Section.Length > 0 && Has(read.Name, TextWords))
            : section;
        return section.Section is null ? null : section.Section + ":" + required.ConfigurationName;
    }

    private static bool Has(string name, string[] words) => words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The key that an expression reads and that may be missing; <see langword="null"/> for what is no such read.</summary>
    public static string? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        ReadAt(expression, model, cancellationToken) is { Name: { } name } read
            ? read.Section.Length == 0 ? name : Combine(read.Section, name)
            : null;

    private static bool IsName(Read read, string name) => string.Equals(read.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the file reads of a configuration, the nearest to the site first.</summary>
    private static IEnumerable<(SyntaxNode Place, Read Read)> Reads(
        SyntaxNode site, SemanticModel model, CancellationToken cancellationToken) =>
        site.SyntaxTree.GetRoot(cancellationToken).DescendantNodes()
            .OfType<ExpressionSyntax>()
            .Select(node => (Place: node, Distance: Math.Abs(node.SpanStart - site.SpanStart),
                Read: ReadAt(node, model, cancellationToken)))
            .Where(found => found.Read is not null)
            .OrderBy(found => found.Distance)
            .Select(found => ((SyntaxNode)found.Place, found.Read!.Value));

    private static Read? ReadAt(ExpressionSyntax node, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var argument }] } access:
                return Key(access.Expression, argument, model, cancellationToken);

            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValue" } method,
                ArgumentList.Arguments: [{ Expression: var argument }, ..],
            }:
                return Key(method.Expression, argument, model, cancellationToken);

            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var section }
                when IsSection(section, model, cancellationToken)
                    && SectionOf(section, model, MaximumDepth, cancellationToken) is { Length: > 0 } path:
                return Split(path);

            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name: GenericNameSyntax { Identifier.ValueText: "Get", TypeArgumentList.Arguments: [PredefinedTypeSyntax] },
                    Expression: var section,
                },
            }
                when IsSection(section, model, cancellationToken)
                    && SectionOf(section, model, MaximumDepth, cancellationToken) is { Length: > 0 } path:
                return Split(path);

            case InvocationExpressionSyntax section
                when IsGetSection(section) && SectionOf(section, model, MaximumDepth, cancellationToken) is { } path:
                return new Read(path, null);

            default:
                return null;
        }
    }

    private static Read? Key(
        ExpressionSyntax configuration, ExpressionSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        Text(argument, model, cancellationToken) is { } key
        && SectionOf(configuration, model, MaximumDepth, cancellationToken) is { } section
            ? Split(Combine(section, key))
            : null;

    /// <summary>
    /// The path of a configuration: empty for a root, <see langword="null"/> for what is none or a section from elsewhere.
    /// </summary>
    private static string? SectionOf(ExpressionSyntax configuration, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
            return null;
        if (configuration is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax method,
            ArgumentList.Arguments: [{ Expression: var argument }],
        } call && IsGetSection(call))
        {
            return Text(argument, model, cancellationToken) is { } name
                && SectionOf(method.Expression, model, depth - 1, cancellationToken) is { } parent
                ? Combine(parent, name)
                : null;
        }

        var type = model.GetTypeInfo(configuration, cancellationToken).Type;
        var isSection = ConfigurationInScope.IsOrImplements(type, "IConfigurationSection")
            || ConfigurationInScope.IsSectionInFact(model.GetSymbolInfo(configuration, cancellationToken).Symbol, model, cancellationToken);
        if (!isSection)
            return ConfigurationInScope.IsRoot(type) ? "" : null;
        return model.GetSymbolInfo(configuration, cancellationToken).Symbol?.DeclaringSyntaxReferences is [var declaration]
            && declaration.SyntaxTree == configuration.SyntaxTree
            && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
                ? SectionOf(value, model, depth - 1, cancellationToken)
                : null;
    }

    private static bool IsSection(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        ConfigurationInScope.IsOrImplements(model.GetTypeInfo(expression, cancellationToken).Type, "IConfigurationSection");

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

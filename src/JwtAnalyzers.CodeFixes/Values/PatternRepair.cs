using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>How to repair one diagnostic of one pattern rule.</summary>
internal abstract class PatternRepair
{
    /// <summary>The edits and what they are called, or <see langword="null"/> where the code can't be repaired cleanly.</summary>
    public abstract RepairEdit? Edit(Diagnostic diagnostic, RepairSite site);
}

/// <summary>What a repair does to the text.</summary>
internal sealed record RepairEdit(string Title, ImmutableArray<TextChange> Changes)
{
    /// <summary>What is read before the statement that the edit is part of; several edits may read the same.</summary>
    public ImmutableArray<StartUpRead> Reads { get; init; } = ImmutableArray<StartUpRead>.Empty;

    /// <summary>Whether it reads something that has to be set before the program starts again.</summary>
    public bool NeedsSetting { get; private init; }

    /// <summary>The same edit with what its values need.</summary>
    public RepairEdit Using(params ValueSource[] sources) =>
        this with { NeedsSetting = sources.Length > 0,
            Reads = sources.Select(source => source.Read).OfType<StartUpRead>().Distinct().ToImmutableArray() };
}

/// <summary>The document that is repaired, and the names that this pass has given away in it.</summary>
internal sealed record RepairSite(SemanticModel Model, SyntaxNode Root, SourceText Text, CancellationToken Cancellation)
{
    private readonly HashSet<(SyntaxNode, string)> _given = [];
    private readonly Dictionary<object, object> _found = [];

    /// <summary>What is found out of the whole document, once for all that this pass repairs.</summary>
    public T Once<T>(object question, Func<RepairSite, T> find)
        where T : notnull
    {
        if (!_found.TryGetValue(question, out var answer))
            _found[question] = answer = find(this);
        return (T)answer;
    }

    /// <summary>What this pass reads at start-up so far.</summary>
    public List<StartUpRead> Declared { get; } = [];

    /// <summary>What this pass knows where it looks for a value.</summary>
    public RepairPass Pass => new(Declared, Model, Cancellation);

    /// <summary>The shortest name by which a type can be written at a place.</summary>
    public string NameOf(string fullName, SyntaxNode place)
    {
        var name = fullName.Substring(fullName.LastIndexOf('.') + 1);
        return Model.LookupNamespacesAndTypes(place.SpanStart, name: name).OfType<INamedTypeSymbol>().ToList() is { Count: > 0 } found
            && found.All(type => (type.ContainingNamespace?.ToDisplayString() + "." + type.Name) == fullName)
                ? name
                : "global::" + fullName;
    }

    /// <summary>A name for a new local that nothing in the same member has.</summary>
    public string NewLocal(string name, SyntaxNode place)
    {
        var member = place.AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? Root;
        var taken = new HashSet<string>(
            member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var candidate = name;
        for (var number = 2; taken.Contains(candidate) || !_given.Add((member, candidate)); number++)
            candidate = name + number;
        return candidate;
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code;

/// <summary>
/// Goes through the code of a whole compilation, in the order of its files: to the members that use something, and then, hop by hop, to
/// those that give a value to the parameters and members that it came from. The text of a file comes first, so that few files are bound.
/// </summary>
internal sealed class CompilationSearch(Compilation compilation, MemberReader members)
{
    /// <summary>The members that may use what an index looks for.</summary>
    /// <param name="index">Says in which files it is named, and where.</param>
    /// <param name="mayUse">Whether a member of such a file is worth reading, by the places in the file and the file's text.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<CodeBodies> Users(NameIndex index, Func<SyntaxNode, FileHits, string, bool> mayUse, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var file = index.Of(tree, cancellation);
            if (file.IsEmpty)
                continue;
            var text = CodeText.Read(tree, cancellation);
            foreach (var bodies in BodiesOf(tree, member => mayUse(member, file, text), cancellation))
                yield return bodies;
        }
    }

    /// <summary>What code anywhere gives to these parameters and members.</summary>
    /// <param name="receivers">The parameters and members.</param>
    /// <param name="countsLists">Whether a value counts that is one of a list of arguments (<c>params</c>).</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<ReceivedValue> GivenTo(IEnumerable<Receiver> receivers, bool countsLists, CancellationToken cancellation)
    {
        var mentions = receivers.ToLookup(receiver => receiver.Mention, receiver => receiver.Symbol);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var here = mentions.Where(mention => FileWords.MayName(tree, mention.Key.Name, cancellation)).ToList();
            if (here.Count == 0)
                continue;
            var text = CodeText.Read(tree, cancellation);
            var whole = new TextSpan(0, text.Length);
            here.RemoveAll(mention => !mention.Key.MayBeIn(text) || !mention.Key.IsIn(text, whole));
            if (here.Count == 0)
                continue;
            foreach (var bodies in BodiesOf(tree, member => here.Any(mention => mention.Key.IsIn(text, member.Span)), cancellation))
            {
                foreach (var (given, value) in bodies.Acts.SelectMany(operation => Given(operation, countsLists)))
                {
                    if (here.SelectMany(mention => mention)
                        .FirstOrDefault(known => SymbolEqualityComparer.Default.Equals(known, given)) is { } receiver)
                        yield return new ReceivedValue(receiver, value, bodies);
                }
            }
        }
    }

    /// <summary>The members of a file that are worth reading, each with its code.</summary>
    public IEnumerable<CodeBodies> BodiesOf(SyntaxTree tree, Func<SyntaxNode, bool> isWorthReading, CancellationToken cancellation)
    {
        foreach (var (member, code) in members.MembersOf(tree, isWorthReading, cancellation))
            yield return new CodeBodies(member, ImmutableArray.Create(code), members.ForBody(), cancellation);
    }

    private static IEnumerable<(ISymbol Receiver, IOperation Value)> Given(IOperation operation, bool countsLists)
    {
        var arguments = operation switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter
                && (argument.ArgumentKind is ArgumentKind.Explicit || countsLists && argument.ArgumentKind is ArgumentKind.ParamArray))
                yield return (parameter.OriginalDefinition, argument.Value);
        }

        if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value })
            yield return (member.OriginalDefinition, value);
    }
}

/// <summary>A value that code gives to a parameter or a member.</summary>
/// <param name="Receiver">The parameter or member.</param>
/// <param name="Value">What it is given.</param>
/// <param name="Bodies">The code that gives it.</param>
internal sealed record ReceivedValue(ISymbol Receiver, IOperation Value, CodeBodies Bodies);

/// <summary>A parameter, field or property that other code may give a value.</summary>
/// <param name="Symbol">The parameter or member, as it is declared.</param>
/// <param name="Beside">What a file names, too, that gives it a value: methods called "Create" are many.</param>
internal sealed record Receiver(ISymbol Symbol, string Beside = "")
{
    /// <summary>What stands where it is given a value.</summary>
    public Mention Mention => new(NameOf(Symbol), Symbol is IParameterSymbol, Beside);

    private static string NameOf(ISymbol receiver) => receiver switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
            constructor.ContainingType.Name,
        IParameterSymbol parameter => parameter.ContainingSymbol.Name,
        _ => receiver.Name,
    };
}

/// <summary>What stands in the text of code that gives a value to a parameter or a member.</summary>
/// <param name="Name">The name of the method, the type that is made, or the member.</param>
/// <param name="IsCall">Whether that is called, and not assigned.</param>
/// <param name="Beside">What else the file names.</param>
internal readonly record struct Mention(string Name, bool IsCall, string Beside)
{
    /// <summary>Whether a file says all that code says which gives the value.</summary>
    public bool MayBeIn(string file) => file.IndexOf(Beside, StringComparison.Ordinal) >= 0;

    /// <summary>Whether a part of a file looks as if it gave the value.</summary>
    public bool IsIn(string file, TextSpan part) => IsCall ? CodeText.Calls(file, part, Name) : CodeText.Assigns(file, part, Name);
}

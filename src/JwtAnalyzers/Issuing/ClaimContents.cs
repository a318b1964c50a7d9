using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// The claims that a value brings into a token: a list of claims, an identity, a dictionary, JSON. Each may be there that the code puts
/// there on some path; where code that can't be seen has a hand in it, there may be more.
/// </summary>
internal sealed class ClaimContents
{
    private const string Claim = "System.Security.Claims.Claim";

    private readonly CodeBodies _bodies;
    private readonly Dictionary<string, IOperation?> _claims = [];
    private readonly HashSet<ISymbol> _locals = new(SymbolEqualityComparer.Default);

    private readonly ValueTrace _trace;

    private ClaimContents(CodeBodies bodies)
    {
        _bodies = bodies;
        _trace = new ValueTrace(bodies, Visit);
    }

    /// <summary>Whether nothing is in it but what was found.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The names of the claims, each with its value where that is to be seen.</summary>
    public IReadOnlyDictionary<string, IOperation?> Claims => _claims;

    /// <summary>
    /// Whether it is by its contents no token that opens a door: a proof of possession (RFC 9449 section 4.2), a security event (RFC 8417
    /// section 2.2). Neither is to have an expiry.
    /// </summary>
    public bool IsNoGrant => _claims.ContainsKey("htm") || _claims.ContainsKey("events");

    /// <param name="values">What claims are taken from.</param>
    /// <param name="entries">What is put into one of them: calls and assignments.</param>
    /// <param name="bodies">The code that they are followed in.</param>
    /// <param name="named">Claims whose names are known, and one without a name for each whose name is not.</param>
    public static ClaimContents Of(IEnumerable<IOperation> values, IEnumerable<IOperation> entries, CodeBodies bodies,
        params (string? Name, IOperation? Value)[] named)
    {
        var contents = new ClaimContents(bodies);
        foreach (var (name, value) in named)
        {
            if (name is null)
                contents.IsComplete = false;
            else
                contents._claims[name] = value;
        }

        foreach (var value in values)
            contents.Add(value);
        foreach (var entry in entries)
            contents.AddEntry(entry);
        return contents;
    }

    private void Add(IOperation value) => _trace.Finds(value);

    private TraceStep Visit(IOperation operation, bool isStart)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                if (constant is string json)
                    AddMembersOf(json);
                return TraceStep.Stop;
            case IObjectCreationOperation { Arguments: [var name, ..] arguments } creation when creation.Type.HasFullName(Claim):
                AddNamed(name.Value, arguments.Length > 1 ? arguments[1].Value : null);
                return TraceStep.Stop;
            case IAnonymousObjectCreationOperation anonymous:
                AddMembersOf(anonymous);
                return TraceStep.Stop;
            case IObjectCreationOperation creation:
                AddContentsOf(creation);
                return TraceStep.Stop;
            case ILocalReferenceOperation { Local: var local }:
                AddPutInto(local);
                return TraceStep.Follow;
            case IInvocationOperation invocation:
                return VisitCall(invocation);
            case IMemberReferenceOperation or IParameterReferenceOperation or IInterpolatedStringOperation or IDynamicInvocationOperation
                or IInvalidOperation or IInstanceReferenceOperation:
                // What it holds is followed where it is to be seen.
                if (isStart || operation is IInterpolatedStringOperation
                    || operation is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) })
                    IsComplete = false;
                return isStart ? TraceStep.Stop : TraceStep.Follow;
            default:
                return TraceStep.Follow;
        }
    }

    private void AddMembersOf(IAnonymousObjectCreationOperation anonymous)
    {
        foreach (var member in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (member.Target is IPropertyReferenceOperation { Property.Name: var property })
                _claims[property] = member.Value;
        }
    }

    /// <summary>What an object is made of that holds claims; of another, nothing is known.</summary>
    private void AddContentsOf(IObjectCreationOperation creation)
    {
        if (!MayHoldClaims(creation.Type))
        {
            IsComplete = false;
            return;
        }

        foreach (var argument in creation.Arguments)
        {
            if (MayHoldClaims(argument.Value.Type))
                Add(argument.Value);
        }

        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            AddEntry(member);
    }

    private TraceStep VisitCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            IsComplete &= _bodies.Returned(method) is not null;
            return TraceStep.Follow;
        }

        if (method.ContainingType.HasFullName("System.Text.Json.JsonSerializer")
            || method.ContainingType.HasFullName("Newtonsoft.Json.JsonConvert"))
        {
            if (call.Arguments is [var serialized, ..])
                AddSerialized(serialized.Value);
            return TraceStep.Stop;
        }

        if (!method.IsInNamespace("System.Linq") && !method.IsInNamespace("System.Collections")
            && method.Name is not ("SerializeToJson" or "ToString"))
        {
            IsComplete = false;
            return TraceStep.Stop;
        }

        foreach (var operand in call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []))
        {
            if (OperationShapes.AsWritten(operand) is IDelegateCreationOperation function)
                AddMadeIn(function);
            else if (MayHoldClaims(OperationShapes.AsWritten(operand).Type))
                Add(operand);
        }

        return TraceStep.Stop;
    }

    /// <summary>A lambda that makes claims; of one that picks or calls, nothing is known but what it is given.</summary>
    private void AddMadeIn(IOperation function)
    {
        var made = function.Descendants().OfType<IObjectCreationOperation>().Where(creation => creation.Type.HasFullName(Claim)).ToList();
        foreach (var creation in made)
            AddNamed(creation.Arguments.FirstOrDefault()?.Value, null);
        IsComplete &= made.Count > 0
            || !function.Descendants().Any(operation => operation is IInvocationOperation && MayHoldClaims(operation.Type));
    }

    /// <summary>
    /// JSON is made of an anonymous object, a dictionary, or an object whose members are as good as unknown: attributes rename them.
    /// </summary>
    private void AddSerialized(IOperation value)
    {
        if (OperationShapes.AsWritten(value).Type is { IsAnonymousType: true } or { SpecialType: SpecialType.System_String }
            || MayHoldClaims(OperationShapes.AsWritten(value).Type))
            Add(value);
        else
            IsComplete = false;
    }

    private void AddPutInto(ILocalSymbol local)
    {
        // By a stack of its own: one name for another, thousands of times, is as deep a recursion.
        var pending = new Stack<ILocalReferenceOperation>();
        Push(local);
        while (pending.Count > 0)
        {
            _bodies.TakeStep();
            var reference = pending.Pop();
            // A list is handed to a helper as what it takes: ICollection, IEnumerable.
            var parent = reference.Parent;
            while (parent is IConversionOperation)
                parent = parent.Parent;
            switch (parent)
            {
                case IInvocationOperation call when call.Instance == reference:
                    AddEntry(call);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var other } }:
                    Push(other);
                    break;
                case IPropertyReferenceOperation { Arguments.IsEmpty: false, Parent: IAssignmentOperation entry } indexer
                    when indexer.Instance == reference:
                    AddEntry(entry);
                    break;
                // Code of one's own may put more into what it is given.
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } } }
                    when reference.Local.Type.SpecialType is not SpecialType.System_String:
                    IsComplete = false;
                    break;
            }
        }

        void Push(ILocalSymbol next)
        {
            if (!_locals.Add(next))
                return;
            foreach (var reference in _bodies.ReferencesTo(next).Reverse())
                pending.Push(reference);
        }
    }

    /// <summary><c>["exp"] = …</c>, <c>Add("exp", …)</c>, <c>{ "exp", … }</c>, <c>AddClaim(…)</c>, <c>AddRange(…)</c>.</summary>
    private void AddEntry(IOperation entry)
    {
        switch (entry)
        {
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var key] }, Value: var value }:
                AddNamed(key.Value, value);
                break;
            case IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: [var key, var value] }:
                AddNamed(key.Value, value.Value);
                break;
            case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "AddClaim" or "AddClaims" or "Append" or "Insert"
                or "InsertRange", Arguments: [.., var added] }:
                Add(added.Value);
                break;
            case IObjectCreationOperation or IConversionOperation: // an element
                Add(entry);
                break;
        }
    }

    private void AddNamed(IOperation? name, IOperation? value)
    {
        if (name?.ConstantValue is { HasValue: true, Value: string text })
            _claims[text] = value;
        else
            // ClaimTypes of one's own, an option: hardly a registered claim. What an item of many has may be any.
            IsComplete &= name is IMemberReferenceOperation
            {
                Instance: not (ILocalReferenceOperation or IParameterReferenceOperation),
                Member.ContainingType.Name: not "KeyValuePair",
            };
    }

    /// <summary>The names that stand before a colon in JSON.</summary>
    private void AddMembersOf(string json)
    {
        for (var start = json.IndexOf('"'); start >= 0; start = json.IndexOf('"', start + 1))
        {
            var end = json.IndexOf('"', start + 1);
            if (end < 0)
                return;
            var next = end + 1;
            while (next < json.Length && char.IsWhiteSpace(json[next]))
                next++;
            if (next < json.Length && json[next] == ':')
                _claims[json.Substring(start + 1, end - start - 1)] = null;
            start = end;
        }
    }

    private static bool MayHoldClaims(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => MayHoldClaims(array.ElementType),
        INamedTypeSymbol { Name: "Claim" or "ClaimsIdentity" or "ClaimsPrincipal" or "JwtPayload" } => true,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, _] } => true,
        INamedTypeSymbol { TypeArguments: [var element] } =>
            element.HasFullName(Claim) || element is INamedTypeSymbol { Name: "KeyValuePair" } && MayHoldClaims(element),
        _ => false,
    };
}

using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// Which callers get to an endpoint, as the calls say that map it: <c>app.MapGroup("/x").RequireAuthorization()</c>, what is called on
/// the endpoint afterwards, and what callers of the method say of the group that they hand in. What is said of a group holds for what was
/// mapped on it before, too, and <c>AllowAnonymous()</c> anywhere is stronger (measured on ASP.NET Core 10).
/// </summary>
internal sealed class EndpointChain(Compilation compilation, MemberReader members, CancellationToken cancellation)
{
    /// <summary>How many calls lead from where a group is made to where it is used, at most.</summary>
    private const int DepthLimit = 4;

    private int _stepsLeft = 1_000;

    // What is called on a variable in the member that declares it. Each endpoint of a file asks for the same few.
    private static readonly Remembered<SyntaxNode, ILookup<string, (string Name, InvocationExpressionSyntax Call)>> Calls =
        new((member, _) => CallsOnNames(member));

    /// <summary>What is said of the endpoint, the group or the route builder that a call returns.</summary>
    public Admission Of(InvocationExpressionSyntax call) => Of(call, 0);

    /// <summary>What is said by all of these calls together: the same code is behind each.</summary>
    public Admission OfAll(IEnumerable<InvocationExpressionSyntax> calls) => OfAll(calls.Select(call => Of(call, 0)));

    private static Admission OfAll(IEnumerable<Admission> ways)
    {
        var all = ways.ToList();
        return (all.Count > 0 && all.All(way => way.HasFlag(Admission.Authorized)) ? Admission.Authorized : 0)
            | (all.Any(way => way.HasFlag(Admission.Anonymous)) ? Admission.Anonymous : 0);
    }

    private Admission Of(InvocationExpressionSyntax call, int depth) => After(call, depth) | Before(call, depth);

    /// <summary>What is called on the result, at once, on a variable that keeps it, or by callers that it is returned to.</summary>
    private Admission After(ExpressionSyntax result, int depth)
    {
        var said = Admission.Unsaid;
        var last = result;
        foreach (var (name, call) in CallsOn(result))
            (said, last) = (said | Said(name, call), call);
        return said | last.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => Later(variable.Identifier.ValueText, last),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => Later(variable.Identifier.ValueText, last),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax when depth < DepthLimit
                && last.FirstAncestorOrSelf<SyntaxNode>(IsFunction) is MethodDeclarationSyntax method =>
                OfAll(CallsOf(method.Identifier.ValueText).Select(caller => After(caller, depth + 1))),
            _ => Admission.Unsaid,
        };
    }

    /// <summary>What the endpoint is mapped on.</summary>
    private Admission Before(InvocationExpressionSyntax call, int depth) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? OfBuilder(receiver, depth) : Admission.Unsaid;

    private Admission OfBuilder(ExpressionSyntax builder, int depth)
    {
        var said = Admission.Unsaid;
        while (builder is InvocationExpressionSyntax call)
        {
            TakeStep();
            if (call.Expression is not MemberAccessExpressionSyntax access)
                return said | Returned(call, depth);
            said |= Said(access.Name.Identifier.ValueText, call) | Returned(call, depth);
            builder = access.Expression;
        }

        return builder is not IdentifierNameSyntax name || depth >= DepthLimit
            ? said
            : said | members.SymbolOf(name, cancellation) switch
            {
                ILocalSymbol local => Later(local.Name, name) | Initial(local, depth),
                IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method }
                    parameter => Later(parameter.Name, name) | Handed(parameter, method, depth),
                _ => Admission.Unsaid,
            };
    }

    private Admission Initial(ILocalSymbol local, int depth) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)
            is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? OfBuilder(value, depth + 1)
            : Admission.Unsaid;

    /// <summary>
    /// What a method of this compilation makes: <c>MapApi(this WebApplication app) => app.MapGroup("/api").RequireAuthorization()</c>.
    /// </summary>
    private Admission Returned(InvocationExpressionSyntax call, int depth)
    {
        if (depth >= DepthLimit || members.SymbolOf(call, cancellation) is not IMethodSymbol { DeclaringSyntaxReferences: [var reference] })
            return Admission.Unsaid;
        var method = reference.GetSyntax(cancellation);
        return OfAll(method.DescendantNodes(node => node == method || !IsFunction(node))
            .Select(node => node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax arrow when arrow.Parent == method => arrow.Expression,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .Select(value => OfBuilder(value, depth + 1)));
    }

    /// <summary>What callers say of the group that they hand to a method.</summary>
    private Admission Handed(IParameterSymbol parameter, IMethodSymbol method, int depth) =>
        OfAll(CallsOf(method.Name)
            .Select(call => members.SymbolOf(call, cancellation) is IMethodSymbol called
                && SymbolEqualityComparer.Default.Equals((called.ReducedFrom ?? called).OriginalDefinition, method.OriginalDefinition)
                ? Argument(call, called.ReducedFrom is null ? parameter.Ordinal : parameter.Ordinal - 1)
                : null)
            .OfType<ExpressionSyntax>()
            .Select(given => OfBuilder(given, depth + 1)));

    private static ExpressionSyntax? Argument(InvocationExpressionSyntax call, int ordinal) =>
        ordinal < 0 ? (call.Expression as MemberAccessExpressionSyntax)?.Expression
        : ordinal < call.ArgumentList.Arguments.Count ? call.ArgumentList.Arguments[ordinal].Expression
        : null;

    private IEnumerable<InvocationExpressionSyntax> CallsOf(string method)
    {
        foreach (var call in NameUses.CallsIn(compilation, method, cancellation))
        {
            TakeStep();
            yield return call;
        }
    }

    // Methods that hand groups to each other have many ways. Beyond that the code is given up, in silence.
    private void TakeStep()
    {
        Walk.Step(cancellation);
        if (--_stepsLeft < 0)
            throw new TooMuchToReadException();
    }

    /// <summary>What is called on a variable anywhere in its member.</summary>
    private Admission Later(string variable, SyntaxNode place) =>
        Calls.Of(MemberOf(place))[variable].Aggregate(Admission.Unsaid, (said, call) => said | Said(call.Name, call.Call));

    private static Admission Verb(string name) => name switch
    {
        "RequireAuthorization" => Admission.Authorized,
        "AllowAnonymous" => Admission.Anonymous,
        _ => Admission.Unsaid,
    };

    private Admission Said(string name, InvocationExpressionSyntax call) => name switch
    {
        "RequireAuthorization" or "AllowAnonymous" => Verb(name),
        "WithMetadata" => call.ArgumentList.Arguments
            .Select(argument => (argument.Expression as ObjectCreationExpressionSyntax)?.Type)
            .OfType<SyntaxNode>()
            .Aggregate(Admission.Unsaid, (said, type) => said | NameUses.LastNameOf(type) switch
            {
                "AuthorizeAttribute" => Admission.Authorized,
                "AllowAnonymousAttribute" => Admission.Anonymous,
                _ => Admission.Unsaid,
            }),
        _ => OwnExtension(call),
    };

    /// <summary>What an extension method of this compilation calls on the endpoint: <c>.RequireLogin()</c>.</summary>
    private Admission OwnExtension(InvocationExpressionSyntax call) =>
        members.SymbolOf(call, cancellation) is IMethodSymbol { ReducedFrom.DeclaringSyntaxReferences: [var reference] } extension
        && reference.GetSyntax(cancellation) is MethodDeclarationSyntax method
            ? Calls.Of(method)[extension.ReducedFrom!.Parameters[0].Name]
                .Aggregate(Admission.Unsaid, (said, inner) => said | Verb(inner.Name))
            : Admission.Unsaid;

    private static ILookup<string, (string Name, InvocationExpressionSyntax Call)> CallsOnNames(SyntaxNode member) =>
        member.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Parent is MemberAccessExpressionSyntax access && access.Expression == name)
            .SelectMany(name => CallsOn(name).Select(call => (Variable: name.Identifier.ValueText, call)))
            .ToLookup(each => each.Variable, each => each.call);

    /// <summary>The calls on a builder, one on the result of the other, until one maps something else.</summary>
    private static IEnumerable<(string Name, InvocationExpressionSyntax Call)> CallsOn(ExpressionSyntax builder)
    {
        while (builder.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
            && access.Expression == builder && !IsMapping(access.Name.Identifier.ValueText))
        {
            yield return (access.Name.Identifier.ValueText, call);
            builder = call;
        }
    }

    /// <summary>Whether a method of this name makes an endpoint, or a group of them.</summary>
    public static bool IsMapping(string name) => name.StartsWith("Map", StringComparison.Ordinal);

    private static SyntaxNode MemberOf(SyntaxNode place) =>
        place.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            null or GlobalStatementSyntax => place.SyntaxTree.GetRoot(),
            var member => member,
        };

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>Reads the policies of a matrix as the analyzers do: the dataflow, then the adapter.</summary>
internal sealed class PolicyReader
{
    private readonly PolicyLibraries _symbols;
    private readonly MemberReader _members;
    private readonly NameIndex _index = new(Library.PolicyAdapters.SelectMany(adapter => adapter.Settings).Select(setting => setting.Name).ToImmutableHashSet());
    private readonly MemberValues _values = new();
    private readonly SemanticModel _model;
    private readonly Dictionary<string, MethodDeclarationSyntax> _methods;

    public PolicyReader(Compilation compilation, SyntaxTree policies)
    {
        _symbols = KnownLibraries.Of(compilation).Policies is { IsEmpty: false } known ? known : throw new InvalidOperationException("The library is not referenced.");
        _members = new MemberReader(compilation);
        _model = compilation.GetSemanticModel(policies);
        _methods = policies.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().ToDictionary(method => method.Identifier.ValueText);
    }

    /// <summary>What the adapter makes of a policy's method, for each handler that its parameters may be handed to.</summary>
    public ImmutableDictionary<Handler, ValidationPolicy> Read(MatrixPolicy policy)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var body = (IMethodBodyOperation)_model.GetOperation(_methods[policy.Method], cancellation)!;
        var context = new FlowContext(_symbols, _members.ForBody(), _index, _values, cancellation);
        var exit = Assert.Single(FlowAnalysis.Run(context, ControlFlowGraph.Create(body, cancellation), [FlowState.Empty])[0].Exits);
        var parameters = Assert.Single(exit.Objects.Values);
        var adapter = _symbols.AdapterOf(parameters.TypeName)!;
        return Enum.GetValues<Handler>().ToImmutableDictionary(
            handler => handler,
            handler => adapter.Interpret(new PolicySettings(adapter, parameters, HandlerOwner.Of(handler, exit), isNamedAnywhere: _ => true)));
    }

    /// <summary>Something that holds the parameters and hands them to one handler, as ASP.NET Core's options do, and does nothing else to them.</summary>
    private sealed class HandlerOwner(string tokenType) : PolicyAdapter
    {
        public override ImmutableArray<string> TypeNames => [];

        public override string? TokenTypeOf(ObjectState owner) => tokenType;

        public static PolicyOwner? Of(Handler handler, FlowState path) => handler switch
        {
            Handler.JsonWebTokenHandler => Of("Microsoft.IdentityModel.JsonWebTokens.JsonWebToken", path),
            Handler.JwtSecurityTokenHandler => Of("System.IdentityModel.Tokens.Jwt.JwtSecurityToken", path),
            _ => null,
        };

        private static PolicyOwner Of(string tokenType, FlowState path) =>
            new(new HandlerOwner(tokenType), new ObjectState("Holder", ObjectOrigin.Created, null, ImmutableDictionary<string, SettingValue>.Empty), path);
    }
}

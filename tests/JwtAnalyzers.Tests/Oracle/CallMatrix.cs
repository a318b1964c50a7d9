using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>The one source text of all calls: what the analyzers read is what the libraries run.</summary>
internal sealed class CallMatrix
{
    private readonly Dictionary<string, Action<string>> _calls;
    private readonly PolicyLibraries _symbols;
    private readonly MemberReader _members;
    private readonly NameIndex _index;
    private readonly MemberValues _values = new();
    private readonly SemanticModel _model;
    private readonly Dictionary<string, MethodDeclarationSyntax> _methods;

    /// <param name="policies">The calls.</param>
    /// <param name="declarations">What they are compiled against where the library itself is not to be had: then nothing can be run.</param>
    public CallMatrix(IEnumerable<CallPolicy> policies, ImmutableArray<MetadataReference>? declarations = null)
    {
        var tree = CSharpSyntaxTree.ParseText(Source(policies), new CSharpParseOptions(LanguageVersion.Preview), "Calls.cs");
        var compilation = CSharpCompilation.Create("Calls", [tree], declarations ?? TestReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Take(20)));
        _calls = declarations is null ? Load(image) : [];

        _symbols = KnownLibraries.Of(compilation).Policies;
        _members = new MemberReader(compilation);
        _index = new NameIndex(_symbols.NamesInCode, _symbols.NamesThatSet);
        _model = compilation.GetSemanticModel(tree);
        _methods = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().ToDictionary(method => method.Identifier.ValueText);
    }

    private static Dictionary<string, Action<string>> Load(MemoryStream image)
    {
        image.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(image);
        var keys = assembly.GetType("Keys")!;
        keys.GetField("Secret")!.SetValue(null, Stage.Secret);
        keys.GetField("SecretBytes")!.SetValue(null, Encoding.UTF8.GetBytes(Stage.Secret));
        keys.GetField("Certificate")!.SetValue(null, CertificateKey.Current.Certificate);
        return assembly.GetType("Calls")!.GetMethods(BindingFlags.Static | BindingFlags.Public).ToDictionary(method => method.Name, method => method.CreateDelegate<Action<string>>());
    }

    /// <summary>Whether the library takes the token. It refuses by an exception, of whatever type.</summary>
    public bool Accepts(CallPolicy policy, string token)
    {
        try
        {
            _calls[policy.Method](token);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>What the analyzers take the call to accept.</summary>
    public ValidationPolicy Read(CallPolicy policy)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var body = (IMethodBodyOperation)_model.GetOperation(_methods[policy.Method], cancellation)!;
        var context = new FlowContext(_symbols, _members.ForBody(), _index, _values, cancellation);
        var (judgment, state) = Assert.Single(FlowAnalysis.Run(context, ControlFlowGraph.Create(body, cancellation), [FlowState.Empty])[0].Validations);
        var adapter = _symbols.AdapterOf(state.Objects[judgment].TypeName)!;
        return adapter.Interpret(new PolicySettings(adapter, HeldSettings.Of(state.Objects[judgment], state, adapter), owner: null, isNamedAnywhere: _ => true));
    }

    private static string Source(IEnumerable<CallPolicy> policies)
    {
        var source = new StringBuilder("""
            using System.Collections.Generic;
            using System.Security.Cryptography.X509Certificates;
            using System.Text;
            using Jose;
            using JWT;
            using JWT.Algorithms;
            using JWT.Builder;
            using JWT.Serializers;

            public static class Keys
            {
                public static string Secret;
                public static byte[] SecretBytes;
                public static X509Certificate2 Certificate;
            }

            public static class Calls
            {

            """);
        foreach (var policy in policies)
            source.AppendLine($"    public static void {policy.Method}(string token) {{ _ = {policy.Code}; }}");
        return source.AppendLine("}").ToString();
    }
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Analyzers;

/// <summary>One member whose text names what a family of rules looks at.</summary>
internal sealed class PatternContext
{
    private readonly OperationBlockAnalysisContext _context;

    public PatternContext(OperationBlockAnalysisContext context, FileHits file, KnownLibraries libraries, MemberReader members)
    {
        _context = context;
        File = file;
        Libraries = libraries.Policies;
        Tokens = libraries.Tokens;
        Issued = libraries.Issued;
        Bodies = new CodeBodies(context.OwningSymbol, context.OperationBlocks, members, context.CancellationToken);
    }

    /// <summary>What the family looks for that the member's file names.</summary>
    public FileHits File { get; }

    public PolicyLibraries Libraries { get; }

    public TokenLibraries Tokens { get; }

    /// <summary>The tokens that the compilation issues.</summary>
    public Issuing.IssuedTokens Issued { get; }

    public CodeBodies Bodies { get; }

    public ISymbol Owner => _context.OwningSymbol;

    public Compilation Compilation => _context.Compilation;

    public CancellationToken Cancellation => _context.CancellationToken;

    public AnalyzerConfigOptionsProvider Options => _context.Options.AnalyzerConfigOptionsProvider;

    public ControlFlowGraph GraphOf(IOperation block) => _context.GetControlFlowGraph(block);

    /// <summary>Whether an operation is in this member: what another one does is reported with that.</summary>
    public bool IsHere(IOperation operation) =>
        Bodies.Blocks.Any(
            block => block.Syntax.SyntaxTree == operation.Syntax.SyntaxTree && block.Syntax.Span.Contains(operation.Syntax.Span));

    public void Report(Rule rule, IOperation operation, params object[] arguments) =>
        Report(rule, operation, operation.Syntax.GetLocation(), null, arguments);

    /// <summary>Reports what a fix can repair, with what the fix needs to know.</summary>
    public void ReportFixable(
        Rule rule, IOperation operation, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        Report(rule, operation, operation.Syntax.GetLocation(), properties, arguments);

    /// <summary>The same, with other places that the fix is about.</summary>
    public void ReportFixable(Rule rule, IOperation operation, IEnumerable<IOperation> places,
        ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if (IsLive(operation))
            _context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, operation.Syntax.GetLocation(),
                places.Select(place => place.Syntax.GetLocation()).ToList(), properties, arguments));
    }

    /// <summary>Reports a part of an operation that is too long to mark.</summary>
    public void ReportAt(Rule rule, IOperation operation, Location location, params object[] arguments) =>
        Report(rule, operation, location, null, arguments);

    private void Report(
        Rule rule, IOperation operation, Location location, ImmutableDictionary<string, string?>? properties, object[] arguments)
    {
        if (IsLive(operation))
            _context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, location, properties, arguments));
    }

    /// <summary>Whether production gets to code.</summary>
    private bool IsLive(IOperation operation) =>
        !DevelopmentBranch.Contains(operation, Bodies, Cancellation)
        && !UncalledCode.Contains(operation.Syntax, Compilation, Cancellation);
}

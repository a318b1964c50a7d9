using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.WeakAlgorithms;

/// <summary>JWT1010: tokens are made with an algorithm that does not keep what it promises.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakAlgorithmAnalyzer : PatternAnalyzer
{
    public WeakAlgorithmAnalyzer()
        : base(LibraryNames.OfAlgorithms, Rules.WeakAlgorithm)
    {
    }

    // "new(key, …)" names no type, and files that encrypt tokens are few.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => true;

    private protected override void Analyze(PatternContext context)
    {
        foreach (var operation in context.Bodies.Acts)
        {
            if (context.Tokens.WeakAlgorithmIn(operation, value => ConstantOf(value, context.Bodies)) is { } weak)
                context.Report(Rules.WeakAlgorithm, weak.Place, weak.Cause, weak.Effect);
        }
    }

    /// <summary>What a value always is; <see langword="null"/> where it may be one thing or another, or is not known.</summary>
    private static object? ConstantOf(IOperation value, CodeBodies bodies)
    {
        var constants = new HashSet<object?>();
        ValueTrace.Finds(value, bodies, (operation, isStart) =>
        {
            if (operation.ConstantValue is { HasValue: true, Value: var constant })
            {
                constants.Add(constant);
                return TraceStep.Stop;
            }

            // What another assembly makes of a constant, or finds under it, is not that constant; nor is what a caller gives that is not
            // seen.
            var isUnknown = isStart || operation is IPropertyReferenceOperation { Arguments.IsEmpty: false }
                || operation is IParameterReferenceOperation { Parameter: var parameter } && !bodies.Given(parameter).Any()
                || operation is IInvocationOperation { TargetMethod: var method } && bodies.Returned(method) is null;
            if (isUnknown)
                constants.Add(null);
            return isUnknown ? TraceStep.Stop : TraceStep.Follow;
        });
        return constants.Count == 1 ? constants.Single() : null;
    }
}

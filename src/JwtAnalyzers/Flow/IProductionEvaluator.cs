using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What code gives where it runs in production: the other side of a guard that asks for the environment never runs
/// there. Two evaluators say so, and both take the word of <see cref="HostingEnvironment"/> for what the environment is. They know
/// different things beside it, so that one may see through a guard that the other does not:
/// <list type="bullet">
/// <item>
/// <see cref="PathEvaluator"/> goes forward. On each path it knows what a variable holds, and every operator and pattern; a flag that is a
/// plain constant decides a branch, too.
/// </item>
/// <item>
/// <see cref="ProductionAtRest"/> is asked for a piece of code from anywhere, without a path. It knows a variable or member that is given
/// one value, a parameter to which all callers give the same, and what a method returns, but neither numbers nor times; a plain constant
/// says nothing to it, since developers switch it before they debug; and names of environments that differ in case alone are neither equal
/// nor different, since code that is not the framework's may call production so.
/// </item>
/// </list>
/// To unite their answers changes findings; until then, each of them is asked where it always was.
/// </summary>
internal interface IProductionEvaluator
{
    /// <summary>What an operation gives in production; unknown where that does not follow.</summary>
    AbstractValue Evaluate(IOperation? operation);
}

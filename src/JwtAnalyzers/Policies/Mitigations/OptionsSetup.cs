using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>A place where options are set up, as its names and shape say.</summary>
/// <param name="Options">The name of their type.</param>
/// <param name="Scheme">The scheme; <see langword="null"/> where it is not known, or all.</param>
/// <param name="IsAdded">Whether the scheme itself is added there.</param>
/// <param name="Code">What does it.</param>
internal sealed record OptionsSetup(string Options, string? Scheme, bool IsAdded, SyntaxNode Code)
{
    private static readonly string[] Binding = ["OptionsConfigurationServiceCollectionExtensions", "OptionsBuilderConfigurationExtensions"];

    /// <summary>The call that asks for it; none for a type that sets options up.</summary>
    private InvocationExpressionSyntax? Call { get; init; }

    /// <summary>Whether it has its turn when all others have had theirs.</summary>
    public bool IsLast => NameOf(Call)?.StartsWith("PostConfigure", StringComparison.Ordinal) is true;

    /// <summary>Whether it may take what it sets from the configuration: the cheap question before the other.</summary>
    public bool MayBind => NameOf(Call) is "Bind" or "BindConfiguration"
        || NameOf(Call) == "Configure" && Call!.ArgumentList.Arguments is { Count: > 1 } arguments
            && arguments[1].Expression is not AnonymousFunctionExpressionSyntax;

    /// <summary>What a call sets up, if it sets options up.</summary>
    /// <param name="call">The call.</param>
    /// <param name="code">The part of it that is of interest.</param>
    /// <param name="registrations">The calls of the libraries that add a scheme.</param>
    public static OptionsSetup? Of(InvocationExpressionSyntax call, SyntaxNode code, ImmutableArray<SchemeRegistration> registrations)
    {
        if (NameIn(call) is not { } name)
            return null;
        var added = registrations.FirstOrDefault(registration => registration.Method == name.Identifier.ValueText);
        var setup =
            added is { Options: { } of } ? new OptionsSetup(of, SchemeOf(call, added), IsAdded: true, code) : ByFramework(call, name, code);
        return setup is null ? null : setup with { Call = call };
    }

    // Without a name, a scheme has that of its kind; a name that is no literal is unknown.
    private static string? SchemeOf(InvocationExpressionSyntax call, SchemeRegistration added) =>
        call.ArgumentList.Arguments
            .Skip(added.NameAt)
            .FirstOrDefault(argument => argument.Expression is not AnonymousFunctionExpressionSyntax) is { } given
            ? TextOf(given.Expression)
            : added.DefaultScheme;

    private static OptionsSetup? ByFramework(InvocationExpressionSyntax call, SimpleNameSyntax name, SyntaxNode code) => name switch
    {
        { Identifier.ValueText: "Configure" or "PostConfigure" or "Bind" or "BindConfiguration" }
            when BuilderOf(call) is ({ } options, { } given) =>
            new OptionsSetup(options, TextOf(given), IsAdded: false, code),
        GenericNameSyntax { Identifier.ValueText: "Configure" or "ConfigureAll" or "PostConfigure" or "PostConfigureAll",
            TypeArgumentList.Arguments: [var options] } =>
            new OptionsSetup(
                NameUses.LastNameOf(options) ?? "", TextOf(call.ArgumentList.Arguments.FirstOrDefault()?.Expression), IsAdded: false, code),
        _ => null,
    };

    /// <summary>Whether both stand in one function, so that the other is asked for after this.</summary>
    public bool ComesBefore(OptionsSetup other) =>
        Call is not null && other.Call is not null && FunctionAround(Call) == FunctionAround(other.Call)
            && Call.ArgumentList.SpanStart < other.Call.ArgumentList.SpanStart;

    /// <summary>
    /// Whether the library's method is called that fills the options of a scheme from a section. What stands there is not asked:
    /// settings also come from the environment, where no compiler sees them.
    /// </summary>
    public bool IsFromConfiguration(MemberReader members, CancellationToken cancellation) =>
        members.SymbolOf(Call!, cancellation) is IMethodSymbol { ContainingType: { } type } method && Binding.Contains(type.Name)
            && type.IsInNamespace("Microsoft.Extensions.DependencyInjection")
        // Without a name, it fills the options that have none, which are no scheme's (measured).
        && (method.Name != "Configure" || method.Parameters.Any(parameter => parameter.Type.SpecialType is SpecialType.System_String));

    /// <summary>
    /// What a call of a builder sets up, and the scheme, in one chain with what makes the builder:
    /// <c>AddOptions&lt;JwtBearerOptions&gt;("Bearer").Bind(section)</c>.
    /// </summary>
    private static (string? Options, ExpressionSyntax? Scheme) BuilderOf(InvocationExpressionSyntax call)
    {
        for (var made = ReceiverOf(call); made is not null; made = ReceiverOf(made))
        {
            if (NameIn(
                made) is GenericNameSyntax { Identifier.ValueText: "AddOptions" or "AddOptionsWithValidateOnStart",
                    TypeArgumentList.Arguments: [var options, ..] })
                return (NameUses.LastNameOf(options), made.ArgumentList.Arguments.FirstOrDefault()?.Expression);
        }

        return default;
    }

    private static InvocationExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) =>
        (call.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax;

    private static SimpleNameSyntax? NameIn(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private static string? NameOf(InvocationExpressionSyntax? call) => call is null ? null : NameIn(call)?.Identifier.ValueText;

    private static string? TextOf(ExpressionSyntax? scheme) => scheme is LiteralExpressionSyntax { Token.Value: string text } ? text : null;

    // Top-level statements are one function of many statements.
    private static SyntaxNode FunctionAround(SyntaxNode node) =>
        node.Ancestors()
            .First(ancestor =>
                ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax
                    || ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax);
}

using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// Whether what one place makes is of one kind: for one purpose and one sort of account. Where one key signs several kinds, each is
/// accepted in the place of the others, unless something in the token is compared that tells them apart. Read from names and shapes.
/// </summary>
internal static class TokenKinds
{
    /// <summary>How many methods lead from an endpoint to where the token is made, at most.</summary>
    private const int DepthLimit = 4;

    // What a token says of its purpose, beside the audience.
    private static readonly HashSet<string> Distinguishing = new(StringComparer.OrdinalIgnoreCase)
    {
        "typ", "type", "token_type", "tokentype", "token_use", "token_kind", "token_purpose", "purpose", "usage", "use", "kind", "cty",
        "action", "for", "scope", "scp", "amr", "acr", "intent", "operation",
    };

    // What a session is not made for. To refresh one, and to sign in after a confirmation, is to get an access token.
    private static readonly HashSet<string> OtherPurposes = new(StringComparer.Ordinal)
    {
        "forgot", "forgotten", "recovery", "recover", "mail", "email", "link", "download", "share", "guest", "impersonate",
        "impersonation", "magic", "otp", "mfa", "2fa", "preauth", "device", "websocket", "socket", "stream", "webhook", "partner",
        "temporary", "invite", "invitation", "unsubscribe", "reset", "license",
        "licence",
    };

    /// <summary>Whether all tokens that are made in a place are surely of one kind.</summary>
    public static bool IsOne(SignedToken token, Compilation compilation, CancellationToken cancellation) =>
        !token.HasPurpose && !token.Claims.Any(Distinguishing.Contains) && !IsInLoop(token.Site)
        && IsMadeForOne(MemberOf(token.Site), compilation, DepthLimit, cancellation);

    private static bool IsInLoop(SyntaxNode site) => site.Ancestors()
        .TakeWhile(node => node is not MemberDeclarationSyntax)
        .Any(node => node is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>
    /// Whether a member makes tokens for one purpose: by its own name, or by those of its callers, which give it the same.
    /// </summary>
    private static bool IsMadeForOne(SyntaxNode? member, Compilation compilation, int depth, CancellationToken cancellation)
    {
        Code.Walk.Step(cancellation);
        if (depth == 0 || member is null)
            return false;
        if (NameOf(member) is not { } name)
            return IsEndpoint(member);
        if (HasOtherPurpose(name) || TypeOf(member) is { } type && HasOtherPurpose(type))
            return false;
        var uses = NameUses.In(compilation, name, cancellation).Where(use => !member.Span.Contains(use.Span)).ToList();
        var calls = uses.Select(NameUses.CallOf).ToList();
        if (calls.Any(call => call is null))
            return IsDeclared(uses, calls);
        // Another value for each caller may be what makes another kind of it; a variable is whoever it is for.
        if (calls.Select(call => ConstantsOf(call!)).Distinct(StringComparer.Ordinal).Count() > 1
            || calls.Any(call => NamesAround(call!).Any(around => HasOtherPurpose(around) || LastingPurposes.IsNamedBy(around))))
            return false;
        var makers = calls.Select(call => MemberOf(call!)).Distinct().ToList();
        if (makers.Any(maker => maker is not null && NameOf(maker) is { } caller && (HasOtherPurpose(caller)
            || TypeOf(maker) is { } of && HasOtherPurpose(of))))
            return false;
        // What hands a token on is a maker of tokens, and two of them make two kinds.
        var wrappers = makers.Where(maker => maker is not null && HandsTextOn(maker)).ToList();
        return HasOneCallEach(calls!) && (wrappers.Count == 0
            || wrappers.Count == 1 && makers.Count == 1 && IsMadeForOne(wrappers[0], compilation, depth - 1, cancellation));
    }

    // The name stands where an interface or a base declares it, too, and nothing but calls uses it.
    private static bool IsDeclared(IEnumerable<SimpleNameSyntax> uses, IEnumerable<InvocationExpressionSyntax?> calls) =>
        uses.Zip(calls, (use, call) => call is not null || use.Parent is NameColonSyntax).All(isFine => isFine);

    /// <summary>Whether no member calls it twice for something else.</summary>
    private static bool HasOneCallEach(IEnumerable<InvocationExpressionSyntax> calls) =>
        calls.GroupBy(MemberOf).All(ofMember => ofMember.Select(call => call.ArgumentList.ToString()).Distinct().Count() == 1);

    private static string ConstantsOf(InvocationExpressionSyntax call) => string.Join(
        ",",
        call.ArgumentList.Arguments.Select(argument => argument.Expression switch
        {
            LiteralExpressionSyntax literal => literal.ToString(),
            // An enumeration's value, a constant, a length of time.
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var type } } access
                when type.Length > 0 && char.IsUpper(type[0]) => access.ToString(),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax
                { Identifier.ValueText: "TimeSpan" or "DateTime" or "DateTimeOffset" } } } time => time.ToString(),
            _ => "",
        }));

    private static bool HasOtherPurpose(string name) => TokenNames.Words(name).Any(OtherPurposes.Contains);

    /// <summary>Whether a method gives text or a token to its callers, rather than an answer to a request.</summary>
    private static bool HandsTextOn(SyntaxNode member)
    {
        var type = member switch
        {
            MethodDeclarationSyntax method => method.ReturnType.ToString(),
            LocalFunctionStatementSyntax local => local.ReturnType.ToString(),
            _ => "",
        };
        return type.IndexOf("string", StringComparison.Ordinal) >= 0 || type.IndexOf("Token", StringComparison.Ordinal) >= 0
            && type.IndexOf("Result", StringComparison.Ordinal) < 0;
    }

    /// <summary>Whether a lambda is handed to what maps an endpoint; the statements of a program are run once.</summary>
    private static bool IsEndpoint(SyntaxNode member) => member is CompilationUnitSyntax
        || member.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && NameUses.LastNameOf(call.Expression)?.StartsWith("Map", StringComparison.Ordinal) is true
            && !call.ArgumentList.Arguments.Any(argument => argument.Expression is LiteralExpressionSyntax { Token.ValueText: var path }
                && path.Split('/', '-').Any(part => OtherPurposes.Contains(part.ToLowerInvariant())));

    private static string? TypeOf(SyntaxNode member) => member.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;

    private static string? NameOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What a call's result is given to, and what the call is given.</summary>
    private static IEnumerable<string> NamesAround(InvocationExpressionSyntax call)
    {
        foreach (var token in call.ArgumentList.DescendantTokens())
            yield return token.ValueText;
        for (SyntaxNode node = call; node.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax); node = parent)
        {
            switch (parent)
            {
                case VariableDeclaratorSyntax variable:
                    yield return variable.Identifier.ValueText;
                    break;
                case AssignmentExpressionSyntax assignment when assignment.Right == node:
                    yield return NameUses.LastNameOf(assignment.Left) ?? "";
                    break;
                case ArgumentSyntax { NameColon.Name.Identifier.ValueText: var parameter }:
                    yield return parameter;
                    break;
                case AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var property }:
                    yield return property;
                    break;
            }
        }
    }

    // What stands in a lambda is as good as a member of its own.
    private static SyntaxNode? MemberOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax or PropertyDeclarationSyntax or CompilationUnitSyntax);
}

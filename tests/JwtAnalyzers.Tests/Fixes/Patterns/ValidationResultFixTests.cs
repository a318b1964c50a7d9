using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Patterns;

/// <summary>JWT1005's fix: the check behind the validation. Both texts are run: forged tokens get in before, and not after.</summary>
[Trait("rule", "JWT1005")]
public sealed class ValidationResultFixTests
{
    private static string Gate(string body) => $$"""
        class Gate(TokenValidationParameters parameters)
        {
            private readonly JsonWebTokenHandler _handler = new();

            public async Task<bool> AcceptsAsync(string token)
            {
        {{body}}
                return await Task.FromResult(new JsonWebToken(token).Subject.Length > 0);
            }
        }
        """;

    [Theory]
    [InlineData(
        "        {|JWT1005:await-d|};",
        "        var validation = await _handler.ValidateTokenAsync(token, parameters);\n        if (!validation.IsValid)\n            throw validation.Exception;",
        "validation")]
    [InlineData(
        "        _ = {|JWT1005:await-d|}; // the library logs it",
        "        var validation = await _handler.ValidateTokenAsync(token, parameters); // the library logs it\n        if (!validation.IsValid)\n            throw validation.Exception;",
        "validation")]
    [InlineData(
        "        {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|}.ConfigureAwait(false);",
        "        var validation = await _handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false);\n        if (!validation.IsValid)\n            throw validation.Exception;",
        "validation")]
    [InlineData(
        "        _ = {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|};",
        "        var validation = await _handler.ValidateTokenAsync(token, parameters);\n        if (!validation.IsValid)\n            throw validation.Exception;",
        "validation")]
    [InlineData(
        "        {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|}.GetAwaiter().GetResult();",
        "        var validation = _handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult();\n        if (!validation.IsValid)\n            throw validation.Exception;",
        "validation")]
    [InlineData(
        "        var result = {|JWT1005:await-d|};",
        "        var result = await _handler.ValidateTokenAsync(token, parameters);\n        if (!result.IsValid)\n            throw result.Exception;",
        "result")]
    [InlineData( // not null for any token
        "        var result = {|JWT1005:await-d|};\n        if (result == null)\n            return false;",
        "        var result = await _handler.ValidateTokenAsync(token, parameters);\n        if (!result.IsValid)\n            throw result.Exception;\n        if (result == null)\n            return false;",
        "result")]
    [InlineData(
        "        TokenValidationResult result;\n        result = {|JWT1005:await-d|};",
        "        TokenValidationResult result;\n        result = await _handler.ValidateTokenAsync(token, parameters);\n        if (!result.IsValid)\n            throw result.Exception;",
        "result")]
    [InlineData(
        "        var validation = 1;\n        {|JWT1005:await-d|};",
        "        var validation = 1;\n        var validation2 = await _handler.ValidateTokenAsync(token, parameters);\n        if (!validation2.IsValid)\n            throw validation2.Exception;",
        "validation2")]
    public Task Throws_what_the_result_brings(string before, string after, string variable) => Verify.FixAsync(
        Gate(before.Replace("{|JWT1005:await-d|}", "await {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|}", StringComparison.Ordinal)),
        Gate(after),
        $"Throw if '{variable}' is not valid");

    [Fact]
    public Task Each_of_several_is_checked() => Verify.FixAsync(
        Gate("""
                    await {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|};
                    await {|JWT1005:_handler.ValidateTokenAsync(token, parameters)|};
            """),
        Gate("""
                    var validation = await _handler.ValidateTokenAsync(token, parameters);
                    if (!validation.IsValid)
                        throw validation.Exception;
                    var validation2 = await _handler.ValidateTokenAsync(token, parameters);
                    if (!validation2.IsValid)
                        throw validation2.Exception;
            """),
        "Throw if 'validation' is not valid\nThrow if 'validation2' is not valid");

    [Theory]
    [InlineData("void Run(string t) { {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|}; }")] // can't await
    [InlineData("void Run(string t) { var task = {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|}; }")]
    [InlineData("async Task Run(string t) => await {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|};")]
    [InlineData("async Task Run(string t) { if (t != \"\") await {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|}; }")] // an if without braces
    [InlineData("async Task<object> Run(string t) => (await {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|}).TokenOnFailedValidation;")]
    [InlineData("async Task<bool> Run(string t) { if (await {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|} != null) return true; return false; }")]
    // A check behind the validation would keep the failure from the log.
    [InlineData("async Task<bool> Run(string t, Microsoft.Extensions.Logging.ILogger log) { var r = await {|JWT1005:new JsonWebTokenHandler().ValidateTokenAsync(t, new TokenValidationParameters())|}; if (!r.IsValid) Microsoft.Extensions.Logging.LoggerExtensions.LogWarning(log, \"no\"); return true; }")]
    public Task Is_not_offered_where_it_would_not_be_clean(string member) => Verify.NoFixAsync($"class Subject {{ {member} }}");
}

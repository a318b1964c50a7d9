using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Patterns;

/// <summary>JWT5007's fix. Both texts are run: what was written is the token before, and none after; who gets in stays the same.</summary>
[Trait("rule", "JWT5007")]
public sealed class TokenLogFixTests
{
    private const string Title = "Log the token's SHA-256 hash instead";

    /// <summary>Accepts a token that is valid and of which nothing usable was logged.</summary>
    private static string Gate(string log, string usings = "using System.Security.Cryptography;\nusing System.Text;\n") => $$"""
        {{usings}}class Gate(TokenValidationParameters parameters)
        {
            public bool Accepts(string token)
            {
                var handler = new JwtSecurityTokenHandler();
                handler.ValidateToken(token, parameters, out _);
                var written = new StringWriter();
                System.Diagnostics.Trace.Listeners.Add(new System.Diagnostics.TextWriterTraceListener(written, "written"));
                ILogger logger = new Written(written);
                var context = new DefaultHttpContext();
                context.Request.Headers.Authorization = "Bearer " + token;
                var header = context.Request.Headers.Authorization.ToString();
                string? maybe = header.Length > 0 ? header : null;
                {{log}}
                System.Diagnostics.Trace.Listeners.Remove("written");
                return written.ToString().Contains("Refused") && !written.ToString().Contains(token);
            }
        }
        class Written(TextWriter writer) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
            public bool IsEnabled(LogLevel level) => true;
            public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) => writer.WriteLine(format(state, exception));
        }
        """;

    [Theory]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused {Header}\", header)|};", "logger.LogWarning(\"Refused {Header}\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))));")]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused {Header} of {User}\", maybe, \"alice\")|}; // twice", "logger.LogWarning(\"Refused {Header} of {User}\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(maybe ?? string.Empty))), \"alice\"); // twice")]
    [InlineData("{|JWT5007:logger.LogWarning($\"Refused {header} now\")|};", "logger.LogWarning($\"Refused {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header)))} now\");")]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused \" + header + \".\")|};", "logger.LogWarning(\"Refused \" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))) + \".\");")]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused {Header}\", context.Request.Headers.Authorization)|};", "logger.LogWarning(\"Refused {Header}\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()))));")]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused {A} {B}\", header, header)|};", "logger.LogWarning(\"Refused {A} {B}\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))), Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))));")]
    public Task Writes_a_hash_in_the_tokens_place(string before, string after) => Verify.FixAsync(Gate(before), Gate(after), Title);

    [Fact]
    public Task The_debuggers_output_has_no_other_text() => Verify.FixAsync(
        Gate("System.Diagnostics.Trace.WriteLine(\"Refused\"); {|JWT5007:System.Diagnostics.Trace.WriteLine(header)|};"),
        Gate("System.Diagnostics.Trace.WriteLine(\"Refused\"); System.Diagnostics.Trace.WriteLine(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))));"),
        Title,
        TestSetup.Default with { Symbols = ["TRACE"] });

    [Fact]
    public Task Writes_full_names_where_no_using_brings_the_short_ones() => Verify.FixAsync(
        Gate("{|JWT5007:logger.LogWarning(\"Refused {Header}\", header)|};", ""),
        Gate("logger.LogWarning(\"Refused {Header}\", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(header))));", ""),
        Title);

    [Theory]
    [InlineData("{|JWT5007:Console.WriteLine(header)|};")] // it may be what the tool is for
    [InlineData("{|JWT5007:Console.Error.WriteLine(header)|};")]
    [InlineData("{|JWT5007:logger.LogWarning(header)|};")] // a message that is nothing but a hash says nothing
    [InlineData("var text = \"Refused \" + header; {|JWT5007:logger.LogWarning(text)|};")]
    [InlineData("{|JWT5007:logger.BeginScope(new Dictionary<string, object> { [\"Header\"] = header })|};")]
    [InlineData("{|JWT5007:logger.LogWarning(\"Refused {Header}\", new { header })|};")]
    [InlineData("var secret = \"a\" + header.Length; var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)); {|JWT5007:logger.LogWarning(\"Key {Key}\", secret)|};")] // who has the hash of a weak key can guess it
    public Task Is_not_offered_where_it_would_not_say_what_the_line_is_for(string log) => Verify.NoFixAsync(Gate(log));
}

using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Logs;

/// <summary>JWT5007: a token is written to a log.</summary>
[Trait("rule", "JWT5007")]
public sealed class TokenLogTests
{
    [Theory]
    [InlineData("var token = handler.WriteToken(jwt); Console.WriteLine(token); // JWT5007")]
    [InlineData("logger.LogInformation(\"Issued {Token}\", handler.WriteToken(jwt)); // JWT5007")]
    // What is read or validated as a token is one, whatever it is called
    [InlineData("string text = Console.ReadLine()!; var read = new JsonWebToken(text); logger.LogInformation(\"{Text}\", text); // JWT5007")]
    [InlineData("string text = Console.ReadLine()!; try { handler.ValidateToken(text, new() { ValidIssuer = \"i\", ValidAudience = \"a\" }, out _); } catch (Exception e) { logger.LogError(e, \"no: {Text}\", text); // JWT5007\n throw; }")]
    [InlineData("new ServiceCollection().AddHttpLogging(o => o.RequestHeaders.Add(\"Authorization\")); // JWT5007")]
    [InlineData("var token = new JsonWebTokenHandler().CreateToken(descriptor); logger.LogDebug($\"token: {token}\"); // JWT5007")]
    [InlineData("var token = handler.WriteToken(jwt); var text = \"t=\" + token; logger.LogInformation(text); // JWT5007")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogWarning(\"Refused {Header}\", header); // JWT5007")]
    [InlineData("var header = context.Request.Headers.Authorization; logger.LogWarning(\"Refused {Header}\", header.ToString()); // JWT5007")]
    [InlineData("var token = context.Request.Headers[\"Authorization\"].ToString().Substring(\"Bearer \".Length); System.Diagnostics.Debug.WriteLine(token); // JWT5007")]
    [InlineData("var token = await context.GetTokenAsync(\"access_token\"); Console.WriteLine(token); // JWT5007")]
    [InlineData("using var scope = logger.BeginScope(\"{Token}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("Console.WriteLine(jwt.RawData); // JWT5007")]
    [InlineData("Console.WriteLine(Issue()); // JWT5007")]
    [InlineData("Console.Out.WriteLine(handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("System.Diagnostics.Trace.TraceInformation(handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("System.Diagnostics.Debug.Print(\"{0}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { [\"Token\"] = handler.WriteToken(jwt) }); // JWT5007")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { { \"Token\", handler.WriteToken(jwt) } }); // JWT5007")]
    [InlineData("using var scope = logger.BeginScope((\"Token\", handler.WriteToken(jwt))); // JWT5007")]
    [InlineData("Issued(logger, handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("Defined(logger, handler.WriteToken(jwt), null); // JWT5007")]
    [InlineData("Serilog.Log.Information(\"Issued {Token}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("Serilog.Log.ForContext(\"Token\", handler.WriteToken(jwt)).Information(\"Issued\"); // JWT5007")]
    [InlineData("nlog.Info(\"Issued {0}\", handler.WriteToken(jwt)); // JWT5007")]
    [InlineData("nlog.Warn($\"Issued {handler.WriteToken(jwt)}\"); // JWT5007")]
    [InlineData("logger.LogInformation(\"Issued {Token}\", (object)handler.WriteToken(jwt).Trim()); // JWT5007")]
    [InlineData("logger.LogInformation(\"Issued {Url}\", new Uri(\"https://shop.example/?t=\" + Uri.EscapeDataString(handler.WriteToken(jwt)))); // JWT5007")]
    [InlineData("if (context.Request.Headers.TryGetValue(\"Authorization\", out var header)) logger.LogInformation(\"Header {Header}\", header.ToString()); // JWT5007")]
    [InlineData("var header = context.Request.Headers.Authorization.ToString(); logger.LogInformation(\"Token {Token}\", header.Split(' ')[1]); // JWT5007")]
    [InlineData("var header = context.Request.Headers.Authorization.ToString(); logger.LogInformation(\"Token {Token}\", header.Replace(\"Bearer \", \"\")); // JWT5007")]
    [InlineData("var header = context.Request.Headers.Authorization.ToString(); logger.LogInformation(\"Token {Token}\", header[\"Bearer \".Length..]); // JWT5007")]
    [InlineData("logger.LogInformation(\"Sends {Header}\", message.Headers.Authorization?.Parameter); // JWT5007")]
    [InlineData("logger.LogInformation(\"Session {Session}\", new { Token = handler.WriteToken(jwt) }); // JWT5007")]
    [InlineData("logger.LogInformation(\"Session {Session}\", new Session(\"alice\", handler.WriteToken(jwt))); // JWT5007")]
    [InlineData("var secret = configuration[\"Jwt:Key\"]!; var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(secret)); logger.LogDebug(\"Key {Key}\", secret); // JWT5007")]
    [InlineData("var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)); logger.LogDebug(\"Key {Key}\", configuration[\"Jwt:Key\"]); // JWT5007")]
    [InlineData("var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)); Console.WriteLine(Convert.ToBase64String(key.Key)); // JWT5007")]
    [InlineData("var secret = configuration[\"Jwt:Key\"]!; var key = new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(secret)); logger.LogDebug(\"Key {Key}\", secret); // JWT5007")]
    [InlineData("var secret = configuration[\"Jwt:Key\"]!; var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(Base64UrlEncoder.Decode(secret))); logger.LogDebug(\"Key {Key}\", Base64UrlEncoder.Decode(secret)); // JWT5007")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData("var json = Jose.JWT.Decode(context.Request.Query[\"q\"], System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!), Jose.JwsAlgorithm.HS256); // JWT2010\nlogger.LogInformation(\"Payload {Payload}\", json);")]
    public Task The_payload_that_a_key_verifies_is_no_key(string statements) => Match(statements);

    [Theory]
    [InlineData("string text = Console.ReadLine()!; var read = new JsonWebToken(text); logger.LogInformation(\"{Length} {Id}\", text.Length, read.Id);")]
    [InlineData("string text = Console.ReadLine()!; string other = Console.ReadLine()!; var read = new JsonWebToken(text); logger.LogInformation(\"{Text}\", other);")]
    [InlineData("logger.LogInformation(\"Generating JWT token for {User}\", context.User.Identity!.Name);")]
    [InlineData("Console.WriteLine(jwt);")]
    [InlineData("Console.WriteLine(jwt.Id);")]
    [InlineData("logger.LogInformation(\"Token {Id} of {Subject}\", jwt.Id, jwt.Subject);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Length}\", token.Length);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Start}\", token[..8]);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Start}\", token.Substring(0, 8));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Hash}\", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Masked}\", Mask(token));")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogInformation(\"Has header: {Has}\", !string.IsNullOrEmpty(header));")]
    [InlineData("var token = handler.WriteToken(jwt); context.Response.Headers[\"X\"] = token;")]
    [InlineData("try { handler.ValidateToken(context.Request.Headers[\"Authorization\"].ToString(), new(), out _); } catch (Exception e) { logger.LogWarning(e, \"Refused\"); throw; }")]
    [InlineData("var secret = System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!); var key = new SymmetricSecurityKey(secret); logger.LogInformation(\"Payload {Payload}\", Decode(\"x\", secret)); static string Decode(string token, byte[] key) => token;")]
    [InlineData("var header = context.Request.Headers.Authorization.ToString(); logger.LogInformation(\"Prefix {Prefix}\", header.Substring(0, 8));")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogInformation(\"{Prefix}\", header[..8]);")]
    [InlineData("var header = context.Request.Headers[\"Authorization\"].ToString(); logger.LogInformation(\"{Scheme}\", header.Split(' ')[0]);")]
    [InlineData("string header = context.Request.Headers.Authorization!; logger.LogInformation(\"{Prefix}\", header.Substring(0, 8));")]
    [InlineData("string header = context.Request.Headers.Authorization!; logger.LogInformation($\"{header.Substring(0, 8)}…\");")]
    [InlineData("logger.LogInformation(\"Agent {Agent}\", context.Request.Headers[\"User-Agent\"].ToString());")]
    [InlineData("if (environment.IsDevelopment()) Console.WriteLine(handler.WriteToken(jwt));")]
    [InlineData("var token = \"continuation\"; Console.WriteLine(token);")]
    [InlineData("string token = context.Request.Query[\"token\"]!; var name = handler.ReadJwtToken(token).Issuer; Console.WriteLine(name);")]
    [InlineData("logger.LogInformation(\"Parsed {Token}\", new JwtSecurityToken(context.Request.Headers.Authorization.ToString()));")]
    [InlineData("logger.LogInformation(\"Parsed {Token}\", handler.ReadJwtToken(context.Request.Headers.Authorization.ToString()));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {End}\", token.Substring(token.Length - 8));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {End}\", token[^8..]);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Payload {Payload}\", token.Split('.')[1]);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Token}\", token.Length > 20 ? token[..20] + \"...\" : token);")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Token}\", Start(token));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Token}\", RedactSignature(token));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Token}\", token.Replace(token.Substring(5), \"***\"));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Token}\", token.Remove(10));")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Hash}\", token.GetHashCode());")]
    [InlineData("var token = handler.WriteToken(jwt); logger.LogInformation(\"Issued {Any}\", token is { Length: > 0 });")]
    [InlineData("logger.LogInformation(\"Scheme {Scheme}\", message.Headers.Authorization?.Scheme);")]
    [InlineData("logger.LogInformation(\"Expires {At}\", await context.GetTokenAsync(\"expires_at\"));")]
    [InlineData("logger.LogInformation(\"Section {Value}\", configuration[\"Authorization\"]);")]
    [InlineData("logger.LogInformation(\"Session {Session}\", new Login { Token = handler.WriteToken(jwt) });")]
    [InlineData("Issued(logger, jwt.Id);")]
    [InlineData("Defined(logger, jwt.Id, null);")]
    [InlineData("Serilog.Log.Information(\"Issued {Id}\", jwt.Id);")]
    [InlineData("nlog.Info(\"Issued {0}\", jwt.Id);")]
    [InlineData("var name = \"Jwt:Key\"; var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[name]!)); logger.LogDebug(\"Key of {Setting}\", name);")]
    [InlineData("var secret = configuration[\"Jwt:Key\"]!; var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(secret)); logger.LogDebug(\"Key of {Length}\", secret.Length);")]
    [InlineData("var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)); logger.LogDebug(\"Issuer {Issuer}, key {Id}\", configuration[\"Jwt:Issuer\"], key.KeyId);")]
    [InlineData("if (environment.EnvironmentName == \"Development\") logger.LogDebug(\"Issued {Token}\", handler.WriteToken(jwt));")]
    [InlineData("writer.WriteLine(handler.WriteToken(jwt));")]
    public Task Stays_silent(string statements) => Match(statements);

    [Fact]
    public Task A_client_that_validates_nothing_can_log_what_it_got() => Findings.MatchComments("""
        using Microsoft.Identity.Client;
        namespace Microsoft.Identity.Client { class AuthenticationResult { public string AccessToken => ""; public DateTimeOffset ExpiresOn => default; } }
        class Subject
        {
            void Run(AuthenticationResult result)
            {
                Console.WriteLine("Token: {0}", result.AccessToken); // JWT5007
                Console.WriteLine("Good until {0}", result.ExpiresOn);
            }
        }
        """);

    // Serilog and NLog are not served by every registry: their names and signatures.
    private const string Stubs = """
        namespace Serilog
        {
            interface ILogger { void Information(string messageTemplate, params object[] propertyValues); ILogger ForContext(string propertyName, object value); }
            static class Log { public static void Information(string messageTemplate, params object[] propertyValues) { } public static ILogger ForContext(string propertyName, object value) => null!; }
        }
        namespace NLog { class Logger { public void Info(string message, params object[] args) { } public void Warn(string message) { } } }
        """;

    /// <summary>A text of too many parts is given up somewhere in it: what was seen of another on the way there is no answer for that.</summary>
    [Theory]
    [InlineData(600)]
    [InlineData(640)]
    public Task A_text_that_was_given_up_hides_no_other(int parts) => Match($$"""
        {{Locals("p", parts)}}
        {{Locals("q", 150)}}
        var noise = {{Sum("p", parts)}};
        var token = handler.WriteToken(jwt);
        var longer = {{Sum("q", 150)}} + token;
        logger.LogInformation(string.Concat(noise, longer));
        logger.LogInformation(longer); // JWT5007
        """);

    private static string Locals(string name, int count) => string.Concat(Enumerable.Range(0, count).Select(index => $"var {name}{index} = Console.ReadLine(); "));

    private static string Sum(string name, int count) => string.Join(" + ", Enumerable.Range(0, count).Select(index => name + index));

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Logging;
        {{Stubs}}
        record Session(string User, string Token);
        class Login { public string Token { get; set; } = ""; }
        partial class Subject(ILogger<Subject> logger, NLog.Logger nlog, JwtSecurityTokenHandler handler, IWebHostEnvironment environment, IConfiguration configuration)
        {
            private static readonly Action<ILogger, string, Exception?> Defined = LoggerMessage.Define<string>(LogLevel.Information, 1, "Issued {Token}");

            async Task Run(HttpContext context, System.Net.Http.HttpRequestMessage message, System.IO.TextWriter writer, JwtSecurityToken jwt, SecurityTokenDescriptor descriptor)
            {
        {{statements}}
                await Task.Yield();
            }

            [LoggerMessage(1, LogLevel.Information, "Issued {Token}")]
            static partial void Issued(ILogger logger, string token);
            static partial void Issued(ILogger logger, string token) { }

            string Issue() => handler.WriteToken(new JwtSecurityToken("a"));
            static string Mask(string text) => new('*', text.Length);
            static string Start(string text) => text.Length < 8 ? text : text.Substring(0, 8);
            static string RedactSignature(string text) => text;
        }
        """);
}

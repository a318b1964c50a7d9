using System.Text;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>A file as no person writes it and generators do: of any number of lines, with JWT code in a tenth of them, and compiling.</summary>
internal static class GiantFile
{
    private const string Usings = """
        using System.Security.Claims; using System.Security.Cryptography; using System.Text; using Microsoft.AspNetCore.Http; using Microsoft.Extensions.Logging;

        """;

    private const string Fields = """
        private readonly JsonWebTokenHandler _handler = new(); private readonly JwtSecurityTokenHandler _legacy = new(); private readonly TokenValidationParameters _parameters = new() { ValidIssuer = "i", ValidAudience = "a" }; private ILogger _logger = null!; private string _token = "";
        """;

    // # is a number of the place. One in ten lines is about tokens.
    private static readonly string[] Methods =
    [
        "private string Read#(string token) => _legacy.ReadJwtToken(token).Subject;",
        "public string Call#(HttpContext context) => Read#(context.Request.Headers[\"x\"]!);",
        "public object Parameters#() => new TokenValidationParameters { ValidateLifetime = false, ValidateAudience = false };",
        "private static SecurityKey Key#(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));",
        "public SecurityKey Use#() => Key#(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\");",
        "public bool Accepts#(string token) { try { _legacy.ValidateToken(token, _parameters, out _); return true; } catch (SecurityTokenException) { return true; } }",
        "public async Task<bool> Ignore#(string token) { await _handler.ValidateTokenAsync(token, _parameters); return true; }",
        "public string Issue#(SigningCredentials credentials, string password) => _handler.CreateToken(new SecurityTokenDescriptor { SigningCredentials = credentials, Claims = new Dictionary<string, object> { [\"password\"] = password } });",
        "public void Send#(HttpContext context) { var token = _legacy.WriteToken(new JwtSecurityToken(\"i\")); _logger.LogInformation(\"token {Token}\", token); context.Response.Cookies.Append(\"jwt\", token); context.Response.Redirect(\"/a?token=\" + token); }",
        "public void Set#(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(\"s#\", options => { options.RequireHttpsMetadata = false; options.TokenValidationParameters.ValidateIssuer = false; });",
    ];

    private static readonly string[] Statements =
    [
        "var p# = new TokenValidationParameters { ValidateLifetime = false };",
        "p#.ValidateAudience = false;",
        "services.AddAuthentication().AddJwtBearer(\"s#\", options => options.TokenValidationParameters.ValidateIssuer = false);",
        "var jwt# = _legacy.ReadJwtToken(context.Request.Headers[\"x#\"]!);",
        "if (jwt#.Subject == \"admin\") _token = \"#\";",
        "try { _legacy.ValidateToken(_token, _parameters, out _); } catch (SecurityTokenException) { _token = \"#\"; }",
        "var written# = _legacy.WriteToken(new JwtSecurityToken(\"i\")); _logger.LogInformation(\"token {Token}\", written#); context.Response.Cookies.Append(\"jwt\", written#);",
        "SecurityKey key# = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\"));",
    ];

    private static readonly string[] Tokens =
    [
        "var c# = new SecurityTokenDescriptor { SigningCredentials = credentials }; c#.Audience = \"a\"; use(handler.CreateToken(c#));",
        "var a# = new Dictionary<string, object> { [\"iss\"] = \"i\", [\"sub\"] = name }; a#[\"aud\"] = \"a\"; use(Jose.JWT.Encode(a#, key, Jose.JwsAlgorithm.HS256));",
        "var d# = new SecurityTokenDescriptor { SigningCredentials = credentials }; d#.Issuer = \"i\"; use(handler.CreateToken(d#));",
        "var b# = new JWT.Builder.JwtBuilder().AddClaim(\"iss\", \"i\"); b#.AddClaim(\"sub\", name); use(b#.Encode());",
    ];

    private static readonly string[] Settings =
    [
        "if (n == #) p.ClockSkew = TimeSpan.FromSeconds(#);",
        "Action<TokenValidationParameters> set# = options => options.ValidateLifetime = n == #;",
        "services.Configure<JwtBearerOptions>(\"s#\", options => options.TokenValidationParameters.ValidateAudience = n > #);",
    ];

    /// <summary>The shapes, by name; each makes a file of about so many lines.</summary>
    public static IReadOnlyDictionary<string, Func<int, string>> Shapes { get; } = new Dictionary<string, Func<int, string>>
    {
        ["one class of many methods"] = lines => Class(Repeat(lines, Methods)),
        ["many classes"] = lines => Usings + Repeat(lines, (index, line) => index % 20 == 0 ? $"{(index == 0 ? "" : "}\n")}partial class C{index}\n{{{Fields}\n{line(Methods)}" : line(Methods)) + "}\n",
        ["one method"] = lines => Class($"public void Run(IServiceCollection services, IConfiguration configuration, HttpContext context)\n{{\n{Repeat(lines, Statements)}}}\n"),
        ["one method that settings stand in by the hundred"] = lines => Class($"public void Run(IServiceCollection services, TokenValidationParameters p, int n)\n{{\n{Repeat(lines, Settings)}}}\n"),
        ["one method that makes tokens by the hundred"] = lines => Class($"private void Make(byte[] key, string name, SigningCredentials credentials, Action<string> use)\n{{\nvar handler = new JsonWebTokenHandler();\n{Lines(lines, index => Tokens[index % Tokens.Length].Replace("#", $"{index}", StringComparison.Ordinal))}}}\n"),
        ["one array"] = lines => Class($"public SecurityKey Key() => new SymmetricSecurityKey(Bytes);\nprivate static readonly byte[] Bytes =\n[\n{Lines(lines, index => $"{index % 256},")}];\n"),
        ["one string"] = lines => Class($"public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Text));\nprivate const string Text = @\"\n{Lines(lines, index => $"line {index}")}\";\n"),
        ["one sum"] = lines => Class($"public string Sum(string token) => new JsonWebToken(\"\"\n{Lines(lines, _ => "+ token")}).Subject;\n"),
        ["one condition"] = lines => Class($"public bool Test(string token) => token != null\n{Lines(lines, _ => "&& token.Length > 1")} && new JsonWebToken(token).Subject == \"a\";\n"),
        ["one chain of calls"] = lines => Class($"public string Chain(string token) => new JsonWebToken(token).Subject\n{Lines(lines, _ => ".Trim()")};\n"),
        ["one chain of else"] = lines => Class($"public bool Choose(string token)\n{{\n{Lines(lines, index => $"{(index == 0 ? "" : "else ")}if (token == \"{index}\") return true;")}return new JsonWebToken(token).Subject == \"a\";\n}}\n"),
        ["ifs in ifs"] = lines => Class($"public void Deep(TokenValidationParameters p, int n)\n{{\n{Lines(lines / 2, _ => "if (n > 0) {")}p.ValidateLifetime = false;\n{Lines(lines / 2, _ => "}")}}}\n"),
        // Eight deep: the compiler itself takes twice as long for each level more.
        ["lambdas in lambdas"] = lines => Class(string.Concat(Enumerable.Range(0, Math.Max(lines / 20, 1)).Select(index => $"public Action Deep{index}(TokenValidationParameters p)\n{{\nAction a = () => {{ }};\n{Lines(8, _ => "a = () => { var b = a;")}p.ValidateLifetime = false;\n{Lines(8, _ => "};")}return a;\n}}\n"))),
    };

    /// <summary>How many lines of a shape the compiler takes. It goes a level deeper for each line of some: it overflows the stack itself from 10,000 branches or 20,000 calls on (measured, without an analyzer).</summary>
    public static int MostLinesOf(string shape) => shape switch
    {
        "one chain of calls" or "one chain of else" or "ifs in ifs" => 4_000,
        "one sum" => 20_000,
        _ => int.MaxValue,
    };

    private static string Class(string members) => $"{Usings}partial class Giant\n{{\n{Fields}\n{members}}}\n";

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var index = 0; index < count; index++)
            text.Append(line(index)).Append('\n');
        return text.ToString();
    }

    private static string Repeat(int lines, string[] templates) => Repeat(lines, (_, line) => line(templates));

    /// <summary>Each place is a line of the templates, in turn, and nine about something else.</summary>
    private static string Repeat(int lines, Func<int, Func<string[], string>, string> place)
    {
        var text = new StringBuilder();
        for (var index = 0; index < lines / 10; index++)
        {
            text.Append(place(index, templates => templates[index % templates.Length].Replace("#", (index / templates.Length).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))).Append('\n');
            for (var filler = 0; filler < 9; filler++)
                text.Append("// ").Append(index).Append('\n');
        }

        return text.ToString();
    }
}

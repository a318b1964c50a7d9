using static JwtAnalyzers.Tests.Harness.Growing.GrowingProgram;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>One value, one local or one name, that is used as often as the program has lines.</summary>
internal static class GrownUses
{
    public static IReadOnlyList<GrowingProgram> Shapes { get; } =
    [
        Uses("texts made of each other, each logged and sent", 4,
            "if (x > #) s += t; else t = s + \"#\"; u = u + s; logger.LogInformation(s); client.GetAsync(u);",
            "var t = context.Request.Headers.Authorization.ToString(); var s = \"\"; var u = \"https://x/\";"),
        Uses("texts made of each other without a token, each logged and sent", 4,
            "if (x > #) s += t; else t = s + \"#\"; u = u + s; logger.LogInformation(s); client.GetAsync(u);",
            "var accessToken = context.Request.Headers.Authorization.ToString(); var t = text; var s = \"\"; var u = \"https://x/\";"),
        Uses("results put into one local", 4,
            "r = _handler.ValidateTokenAsync(text, _parameters).Result; if (r.IsValid && x > #) logger.LogInformation(r.ClaimsIdentity.Name);",
            "TokenValidationResult r;"),
        Uses("results put into one local and logged", 4,
            "r = _handler.ValidateTokenAsync(text, _parameters).Result; if (!r.IsValid) logger.LogInformation(\"#\");",
            "TokenValidationResult r;"),
        Uses("validations in a sequence of try and catch that set a flag", 4,
            "try { _legacy.ValidateToken(text, _parameters, out _); b = true; } catch (SecurityTokenException) { if (x > #) b = true; }", "var b = false;"),
        new("validations in methods of one name", 4, size => Program(Lines(size, """
            class C# { private readonly TokenValidationParameters p = new(); private readonly C#+ o = new(); public bool Validate(string t) { try { new JwtSecurityTokenHandler().ValidateToken(t, p, out _); return true; } catch (SecurityTokenException) { return false; } } public bool Check(string t) => Validate(t) && o.Validate(t); }
            """) + $"class C{Number(size)} {{ public bool Validate(string t) => t != null; }}")),
        new("tries in methods that call each other", 4, size => Program($$"""
            class Subject(TokenValidationParameters p) { bool F0(string t) => true; bool F1(string t) => true;
            {{Lines(size, index => $"bool F{Number(index + 2)}(string t) {{ try {{ new JwtSecurityTokenHandler().ValidateToken(t, p, out _); return F{Number(index + 1)}(t); }} catch (Exception) {{ return F{Number(index)}(t); }} }}")}}
            }
            """)),
    ];

    private static GrowingProgram Uses(string name, int factor, string line, string before) => new(name, factor, size => Program($$"""
        class Subject(ILogger logger, HttpContext context, System.Net.Http.HttpClient client, string text)
        {
            private readonly JsonWebTokenHandler _handler = new(); private readonly JwtSecurityTokenHandler _legacy = new(); private readonly TokenValidationParameters _parameters = new() { ValidIssuer = "i", ValidAudience = "a" };
            public void Run(int x)
            {
                {{before}}
        {{Lines(size, line)}}
            }
        }
        """));
}

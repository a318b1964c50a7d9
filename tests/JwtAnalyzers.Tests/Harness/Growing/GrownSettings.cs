using static JwtAnalyzers.Tests.Harness.Growing.GrowingProgram;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>Configuration files of many or long entries, beside a program that reads them.</summary>
internal static class GrownSettings
{
    // So deep as the reader of .NET goes.
    private const int Deepest = 60;

    public static IReadOnlyList<GrowingProgram> Shapes { get; } =
    [
        Settings("a long key that holds many values", 1, size => $$"""{ "{{Long(size)}}": { {{Lines(25 * size, "\"k#\": \"v\",")}} "last": 1 } }"""),
        Settings("a long key that holds an array", 1, size => $$"""{ "{{Long(size)}}": [ {{Lines(25 * size, "\"v#\",")}} 1 ] }"""),
        Settings("long keys in long keys", 1, size => Keys(Deepest, _ => Long(size), Lines(size, "\"k#\": \"v\",") + "\"last\": 1")),
        Settings("keys in keys", 1, size => Keys(Math.Min(size, Deepest), index => $"Jwt{Number(index)}", "\"Key\": \"secret\"")),
        Settings("a long key of many parts", 1, size => $$"""{ "Jwt:{{string.Concat(Enumerable.Repeat("a:", 200 * size))}}Key": { {{Lines(10 * size, "\"k#\": \"v\",")}} "last": 1 } }"""),
        Settings("many keys", 25, size => $$"""{ "Jwt": { {{Lines(size, "\"Key#\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\",")}} "Issuer": "i" } }"""),
        Settings("many sections", 25, size => $$"""{ {{Lines(size, "\"Section#\": { \"Jwt\": { \"Key\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\", \"Issuer\": \"i\" } },")}} "Last": 1 }"""),
        Settings("the same key many times", 25, size => $$"""{ "Jwt": { {{Lines(size, "\"Key\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\",")}} "Issuer": "i" } }"""),
        Settings("a long value", 1, size => $$"""{ "Jwt": { "Key": "{{new string('k', 5_000 * size)}}" } }"""),
        Settings("a long value of escapes", 1, size => $$"""{ "Jwt": { "Key": "{{string.Concat(Enumerable.Repeat("\\u0061", 2_000 * size))}}" } }"""),
        Settings("a long value that is nearly a token", 1, size => $$"""{ "Jwt": { "Token": "eyJ{{string.Concat(Enumerable.Repeat("aGVs.", 1_000 * size))}}" } }"""),
        Settings("many tokens", 25, size => $$"""{ {{Lines(size, "\"t#\": \"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U\",")}} "Last": 1 }"""),
        Settings("a long comment", 1, size => $"/* {new string('*', 5_000 * size)} */ {{ \"Jwt\": {{ \"Key\": \"secret\" }} }}"),
        Settings("many comments", 50, size => $$"""{ "Jwt": { {{Lines(size, "// #\n/* # */")}} "Key": "secret" } }"""),
        Settings("many white lines", 1, size => $"{{ {new string('\n', 10_000 * size)} \"Jwt\": {{ \"Key\": \"secret\" }} }}"),
        Settings("many schemes", 10, size => $$"""{ "Authentication": { "Schemes": { {{Lines(size, "\"s#\": { \"ValidAudiences\": [\"a#\"], \"ValidIssuer\": \"i\", \"ValidateLifetime\": false, \"SigningKeys\": [{ \"Issuer\": \"i\", \"Value\": \"dGhpcyBpcyBhIGtleSBvZiB0aGlydHktdHdvIGJ5dGVz\" }] },")}} "Bearer": {} } } }""") with
        {
            Source = size => Code(Lines(size, "services.AddAuthentication().AddJwtBearer(\"s#\");"), ""),
        },
        Settings("many files", 4, _ => "") with
        {
            Settings = size => Enumerable.Range(0, size).Select(index => ($"appsettings.E{Number(index)}.json", "{ \"Jwt\": { \"Key\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\" } }")),
        },
        Settings("many keys that the code reads", 10, size => $$"""{ "Jwt": { {{Lines(size, "\"K#\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\",")}} "Issuer": "i" } }""") with
        {
            Source = size => Code(Lines(size, "services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:K#\"]!)));"), ""),
        },
        Settings("many sections that the code binds", 4, size => $$"""{ {{Lines(size, "\"S#\": { \"Key\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\", \"Issuer\": \"i\" },")}} "Last": 1 }""") with
        {
            Source = size => Code(
                Lines(size, "services.Configure<O#>(configuration.GetSection(\"S#\"));"),
                Lines(size, "public class O# { public string Key { get; set; } = \"\"; } class U#(O# o) { public object Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(o.Key)); }")),
        },
        Settings("many keys of a section that the code binds", 4, size => $$"""{ "Jwt": { {{Lines(size, "\"K#\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\",")}} "Issuer": "i" } }""") with
        {
            Source = size => Code(
                "services.Configure<Options>(configuration.GetSection(\"Jwt\"));",
                $"public class Options {{ {Lines(size, "public string K# { get; set; } = \"\";")} }} class Use(Options o) {{ {Lines(size, "public object Key#() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(o.K#));")} }}"),
        },
        Settings("sections of sections that the code reads", 1, size => Keys(Math.Min(size, Deepest), index => $"S{Number(index)}", "\"Key\": \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"")) with
        {
            Source = size => Code($"var c0 = configuration.GetSection(\"S0\");\n{Lines(Math.Min(size, Deepest) - 1, "var c#+ = c#.GetSection(\"S#+\");")}services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c{Number(Math.Min(size, Deepest) - 1)}[\"Key\"]!)));", ""),
        },
    ];

    private static string Long(int size) => new('k', 5_000 * size);

    private static string Keys(int depth, Func<int, string> key, string inner) =>
        $"{{ {string.Concat(Enumerable.Range(0, depth).Select(index => $"\"{key(index)}\": {{ "))}{inner}{new string('}', depth + 1)}";

    private static GrowingProgram Settings(string name, int factor, Func<int, string> json) =>
        new($"settings: {name}", factor, _ => Code("services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)));", ""))
        {
            Settings = size => [("appsettings.json", json(size))],
        };

    private static string Code(string statements, string types) => Program($$"""
        public static class Startup
        {
            public static void Add(IServiceCollection services, IConfiguration configuration)
            {
                services.AddAuthentication().AddJwtBearer();
        {{statements}}
            }
        }
        {{types}}
        """);
}

using static JwtAnalyzers.Tests.Harness.Growing.GrowingProgram;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>Code that is a level deeper for each line. The factor is so large that a size of 80 is as much as anybody generates, or as the compiler itself takes.</summary>
internal static class DeepBodies
{
    public static IReadOnlyList<GrowingProgram> Shapes { get; } =
    [
        Deep("a sum of a variable", 40, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text{Lines(size, " + text")}))"),
        Deep("a sum of constants", 40, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"a\"{Lines(size, " + \"#\"")}))"),
        Deep("a sum that is logged", 40, size => $"Log(new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\")){Lines(size, " + text")})"),
        Deep("a sum of days", 40, size => $"new JwtSecurityToken(\"i\", \"a\", null, null, DateTime.UtcNow.AddDays(1{Lines(size, " + days")}), null)"),
        Deep("a condition of many terms", 40, size => $"new TokenValidationParameters {{ ValidateLifetime = flag{Lines(size, " && text != \"#\"")} }}"),
        Deep("a chain of calls on a builder", 50, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new StringBuilder(){Lines(size, ".Append(text)")}.ToString()))"),
        Deep("a chain of calls on a time", 50, size => $"new JwtSecurityToken(\"i\", \"a\", null, null, DateTime.UtcNow{Lines(size, ".AddDays(#)")}, null)"),
        Deep("a chain of calls on a text", 50, size => $"new JwtSecurityTokenHandler().ReadJwtToken(text{Lines(size, ".Trim()")}).Subject"),
        Deep("a chain of calls of configuration", 50, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration{Lines(size, ".GetSection(\"#\")")}.Value!))"),
        Deep("coalescing to the right", 25, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Lines(size, "configuration[\"#\"] ??")} \"key\"))"),
        Deep("conditional expressions to the right", 25, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Lines(size, "text == \"#\" ? \"#\" :")} \"key\"))"),
        Deep("conditional expressions to the left", 10, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(size, "flag ? (", "\"key\"", ") : \"#\"")}))"),
        Deep("parentheses", 10, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(size, "(", "text", ")")}))"),
        Deep("casts", 10, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes((string){Nested(size, "(object)(string)(", "text", ")")}))"),
        Deep("negations", 10, size => $"new TokenValidationParameters {{ ValidateLifetime = {Nested(size, "!(", "flag", ")")} }}"),
        Deep("calls in arguments", 5, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(size, "Of(", "text", ")")}))"),
        Deep("sums in parentheses to the right", 10, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(size, "text + (", "text", ")")}))"),
        Deep("arrays in arrays", 5, size => $"Log({Nested(size, "new object[] { text, ", "new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\"))", "}")})"),
        Deep("initializers in initializers", 5, size => $"Log({Nested(size, "new Node { A = text, B = ", "new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\"))", "}")})"),
        // The compiler's own time doubles with each level.
        Deep("interpolation in interpolation", 1, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(Math.Min(size, 14), "$\"a{", "text", "}\"")}))"),
        Deep("switch expressions in each other", 2, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Nested(size, "text switch { \"#\" => \"#\", _ => ", "text", "}")}))"),
        Deep("ands of a pattern", 25, size => $"new TokenValidationParameters {{ ValidateLifetime = text is not null{Lines(size, " and not \"#\"")} }}"),
        Deep("ors of a pattern", 25, size => $"new TokenValidationParameters {{ ValidateLifetime = text is null{Lines(size, " or \"#\"")} }}"),
        Deep("properties of properties", 10, size => $"new JwtSecurityTokenHandler().ReadJwtToken(new Link(text){Lines(size, ".Next")}.Text).Subject"),
        Deep("a query of many conditions", 4, size => $"new SymmetricSecurityKey(Encoding.UTF8.GetBytes((from x in new[] {{ text }}\n{Lines(size, "where x != \"#\"")} select x).First()))"),
        DeepStatements("blocks", 10, size => Nested(size, "{", Setting, "}")),
        DeepStatements("ifs", 10, size => Nested(size, "if (text != \"#\") {", Setting, "}")),
        DeepStatements("a chain of else", 50, size => $"{Lines(size, "if (text == \"#\") p.ClockSkew = TimeSpan.FromDays(#); else")}{Setting}"),
        DeepStatements("a chain of else that returns", 50, size => $"{Lines(size, "if (text == \"#\") return true; else")}{Setting}"),
        DeepStatements("loops", 5, size => Nested(size, "while (text != \"#\") {", Setting, "}")),
        DeepStatements("try and finally", 2, size => Nested(size, "try {", Setting, "} finally { p.ValidIssuer = \"#\"; }")),
        DeepStatements("using", 2, size => Nested(size, "using (new System.IO.MemoryStream()) {", Setting, "}")),
        DeepStatements("switches", 5, size => Nested(size, "switch (text) { case \"#\":", Setting, "break; }")),
        DeepStatements("many assignments of one expression", 10, size => $"string x = text; x = {Lines(size, "x =")} \"key\"; p.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(x));"),
    ];

    private const string Setting = "p.ValidateLifetime = false;";

    private static GrowingProgram Deep(string name, int factor, Func<int, string> expression) => DeepStatements(name, factor, size => $"Log({expression(size)});");

    private static GrowingProgram DeepStatements(string name, int factor, Func<int, string> body) => new($"deep: {name}", factor, size => Program($$"""
        class Subject(IConfiguration configuration, ILogger logger, string text, int days, bool flag)
        {
            public bool Run()
            {
                var p = new TokenValidationParameters();
        {{body(size)}}
                return new JwtSecurityTokenHandler().ValidateToken(text, p, out _) is not null;
            }

            private string Of(string x) => flag ? x : x + days;

            private object Log(object value) { logger.LogInformation("value {Value}", value); return value; }

            private string Other() => configuration["other"]!;

            private sealed class Node { public object? A { get; set; } public object? B { get; set; } }

            private sealed class Link(string text) { public Link Next => this; public string Text => text; }
        }
        """));
}

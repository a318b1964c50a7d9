namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>A value that an analyzer follows: what it is made of, and the place where it ends.</summary>
/// <param name="Name">Where it ends.</param>
/// <param name="Type">Its type.</param>
/// <param name="Start">The value to begin with.</param>
/// <param name="Step">Another one made of it; <c>$</c> is the value and <c>#</c> a number.</param>
/// <param name="Pair">One made of two; <c>$</c> and <c>@</c> are the values.</param>
/// <param name="Sink">The statements that it ends in; <c>$</c> is the value.</param>
internal sealed record GrownValue(string Name, string Type, string Start, string Step, string Pair, string Sink)
{
    public bool IsReference => Type is "string" or "object";

    public bool IsText => Type is "string";

    public bool IsObject => Type is "object";

    /// <summary>The value to begin with, where nothing of the class around can be named.</summary>
    public string FreeStart => Start is "text" || Start.Contains("con", StringComparison.Ordinal) || Start.Contains("environment", StringComparison.Ordinal) ? "default!" : Start;

    public static IReadOnlyList<GrownValue> Kinds { get; } =
    [
        new("expires", "DateTime", "DateTime.UtcNow", "$.AddDays(#)", "($ > @ ? $ : @)", """
            var issued = new JwtSecurityToken(issuer: "i", audience: "a", expires: $, signingCredentials: credentials); return new JwtSecurityTokenHandler().WriteToken(issued);
            """),
        new("key", "string", "\"key\"", "($ + \"#\")", "($ + @)", """
            return new SymmetricSecurityKey(Encoding.UTF8.GetBytes($));
            """),
        new("key of configuration", "string", "(configuration[\"Jwt:Key\"] ?? \"key\")", "($ + \"#\")", "($ + @)", """
            return new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes($)), "HS256");
            """),
        new("setting", "bool", "true", "($ && flag)", "($ && @)", """
            var handler = new JwtSecurityTokenHandler(); return handler.ValidateToken(text, new TokenValidationParameters { ValidIssuer = "i", ValidAudience = "a", ValidateLifetime = $ }, out _);
            """),
        new("clock skew", "TimeSpan", "TimeSpan.FromMinutes(1)", "($ + TimeSpan.FromMinutes(#))", "($ + @)", """
            var parameters = new TokenValidationParameters(); parameters.ClockSkew = $; return new JwtSecurityTokenHandler().ValidateToken(text, parameters, out _);
            """),
        new("condition around a setting", "bool", "environment.IsDevelopment()", "($ || flag)", "($ && @)", """
            var parameters = new TokenValidationParameters(); if ($) parameters.ValidateAudience = false; return new JwtSecurityTokenHandler().ValidateToken(text, parameters, out _);
            """),
        new("claim", "string", "text", "($ + \"#\")", "($ + @)", """
            return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("i", "a", [new Claim("sub", $), new Claim("password", $)], signingCredentials: credentials));
            """),
        new("logged, set as a cookie, sent in an address", "string", "new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\"))", "($ + \"#\")", "($ + @)", """
            var sent = $; logger.LogInformation("token {Token}", sent); context.Response.Cookies.Append("jwt", sent); context.Response.Redirect("/a?token=" + sent); return sent;
            """),
        new("read", "string", "context.Request.Headers[\"x\"].ToString()", "$.Replace(\"#\", \"\")", "($ + @)", """
            var read = new JwtSecurityTokenHandler().ReadJwtToken($); if (read.Subject == "admin") context.Response.StatusCode = 204; return read;
            """),
        new("payload", "object", "text", "new object[] { $, # }", "new object[] { $, @ }", """
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", SigningCredentials = credentials, Claims = new Dictionary<string, object> { ["sub"] = $ } });
            """),
        new("logged object", "object", "new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\"))", "new object[] { $, # }", "new object[] { $, @ }", """
            logger.LogInformation("token {Token}", $); return flag;
            """),
        new("written beside settings", "object", "text", "new object[] { $, # }", "new object[] { $, @ }", """
            var parameters = new TokenValidationParameters { ValidateLifetime = false }; Console.WriteLine($); return parameters;
            """),
    ];

    public string Stepped(string value, string number = "#") => Step.Replace("#", number, StringComparison.Ordinal).Replace("$", value, StringComparison.Ordinal);

    public string Paired(string first, string second) => Pair.Replace("$", first, StringComparison.Ordinal).Replace("@", second, StringComparison.Ordinal);

    public string Ends(string value) => Sink.Replace("$", value, StringComparison.Ordinal);
}

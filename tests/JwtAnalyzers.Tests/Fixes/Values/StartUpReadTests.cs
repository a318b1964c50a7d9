using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Values;

/// <summary>Where a value that must be there is read: when the program starts, and not when the first user comes.</summary>
public sealed class StartUpReadTests
{
    private const string Title = "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')";
    private const string Read = "configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")";
    private const string Issuer = "configuration[\"Jwt:Issuer\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Issuer' in the configuration.\")";
    private const string Rest = "o.TokenValidationParameters.ValidIssuer = Stage.Issuer; o.TokenValidationParameters.IssuerSigningKey = Stage.Key;";
    private const string Off = "{|JWT2003:o.TokenValidationParameters.ValidateAudience = false|};";
    private const string On = "o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience;";

    private static string Method(string body) => $$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
        {{body}}
            }
        }
        """;

    [Theory]
    // The comment is the statement's.
    [InlineData(
        $"        // Tokens\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = {Read};\n        // Tokens\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    [InlineData(
        $"        services.AddOptions(); services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        services.AddOptions(); var audience = {Read}; services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    // Before the statement in a list that holds it.
    [InlineData(
        $"        lock (services)\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = {Read};\n        lock (services)\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    [InlineData(
        $"        if (services.Count >= 0)\n        {{\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});\n        }}",
        $"        if (services.Count >= 0)\n        {{\n            var audience = {Read};\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});\n        }}")]
    // Not before what it is read from.
    [InlineData(
        $"        var settings = (IConfiguration?)configuration ?? throw new InvalidOperationException(\"none\");\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var settings = (IConfiguration?)configuration ?? throw new InvalidOperationException(\"none\");\n        var audience = settings[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\");\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    // Not where it is under another condition.
    [InlineData(
        $"#if !DEBUG\n        var issuer = {Issuer};\n#endif\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"#if !DEBUG\n        var issuer = {Issuer};\n#endif\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    // Another name where this one is taken.
    [InlineData(
        $"        var audience = services.Count;\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = services.Count;\n        var audience2 = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience2; }});")]
    // A lambda in a lambda that runs later, too.
    [InlineData(
        $"        Action<IApplicationBuilder> later = app => {{ var inner = new JwtBearerOptions(); Action<JwtBearerOptions> set = o => {{ o.RequireHttpsMetadata = true; }}; }};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        Action<IApplicationBuilder> later = app => {{ var inner = new JwtBearerOptions(); Action<JwtBearerOptions> set = o => {{ o.RequireHttpsMetadata = true; }}; }};\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    public Task Is_read_before_the_statement_that_hands_the_lambda_over(string before, string after) => Verify.FixAsync(Method(before), Method(after), Title);

    [Fact]
    public Task Several_stand_in_one_order_whichever_rule_comes_first() => Verify.FixAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.IssuerSigningKey = Stage.Key; {|JWT2004:o.TokenValidationParameters.ValidateIssuer = false|}; {|JWT2003:o.TokenValidationParameters.ValidateAudience = false|}; });"),
        Method($"        var audience = {Read};\n        var issuer = {Issuer};\n        services.AddAuthentication().AddJwtBearer(o => {{ o.TokenValidationParameters.IssuerSigningKey = Stage.Key; o.TokenValidationParameters.ValidateIssuer = true; o.TokenValidationParameters.ValidIssuer = issuer; {On} }});"),
        $"{Title}\nSet 'ValidateIssuer = true' (needs configuration 'Jwt:Issuer')");

    [Fact]
    public Task What_is_read_already_is_read_once() => Verify.FixTextAsync(
        Method($"        var wanted = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        Method($"        var wanted = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = wanted; }});"),
        Title);

    [Fact]
    public Task However_it_is_laid_out()
    {
        var wanted = Read.Replace("throw new ", "\n            // or tell why not\n            throw  new ", StringComparison.Ordinal);
        return Verify.FixTextAsync(
            Method($"        var wanted = {wanted};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
            Method($"        var wanted = {wanted};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = wanted; }});"),
            Title);
    }

    [Fact]
    public Task But_not_under_another_condition() => Verify.FixTextAsync(
        Method($"#if !DEBUG\n        var wanted = {Read};\n#endif\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        Method($"#if !DEBUG\n        var wanted = {Read};\n#endif\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});"),
        Title);

    [Fact]
    public Task A_lambda_that_runs_at_the_start_is_no_reason() => Verify.FixTextAsync(
        $$"""
        public static class Subject
        {
            public static void Configure(IHostBuilder host, IServiceCollection given)
            {
                host.ConfigureServices((context, services) =>
                {
                    services.AddAuthentication().AddJwtBearer(o => { {{Rest}} {{Off}} });
                });
                given.AddAuthentication().AddJwtBearer(o => { {{Rest}} o.TokenValidationParameters.ValidAudience = Stage.Audience; });
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static void Configure(IHostBuilder host, IServiceCollection given)
            {
                host.ConfigureServices((context, services) =>
                {
                    var audience = context.{{Read.Replace("configuration", "Configuration", StringComparison.Ordinal).Replace("the Configuration", "the configuration", StringComparison.Ordinal)}};
                    services.AddAuthentication().AddJwtBearer(o => { {{Rest}} {{On}} });
                });
                given.AddAuthentication().AddJwtBearer(o => { {{Rest}} o.TokenValidationParameters.ValidAudience = Stage.Audience; });
            }
        }
        """,
        Title);

    [Theory]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) => services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});")]
    [InlineData($"public static void Configure(IServiceCollection services) {{ services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure<IConfiguration>((o, configuration) => {{ o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{|JWT2003:ValidateAudience = false|}} }}; }}); }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ services.AddAuthentication().AddJwtBearer(static o => {{ {Rest} {Off} }}); }}")]
    // What is not set up needs no value.
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ if (configuration.GetValue<bool>(\"Jwt:Enabled\")) services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }}); }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ if (services.Count > 9) services.AddOptions(); else services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }}); }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ foreach (var name in new[] {{ \"A\" }}) services.AddAuthentication().AddJwtBearer(name, o => {{ {Rest} {Off} }}); }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ _ = services.Count > 9 ? services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }}) : services.AddAuthentication(); }}")]
    [InlineData($"private static readonly Action<IServiceCollection> Add = services => services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});")]
    public Task No_fix_where_it_would_be_read_too_late(string member) => Verify.NoFixAsync($"public static class Subject {{ {member} }}");

    [Fact]
    public Task No_fix_in_a_class_that_sets_options_up() => Verify.NoFixAsync(
        """
        public class Subject(IConfiguration configuration) : IConfigureNamedOptions<JwtBearerOptions>
        {
            public void Configure(JwtBearerOptions options) => Configure("Bearer", options);

            public void Configure(string? name, JwtBearerOptions options)
            {
                options.Authority = configuration["Jwt:Authority"];
                options.TokenValidationParameters = new TokenValidationParameters { {|JWT2003:ValidateAudience = false|} };
            }
        }
        """);

    [Fact]
    public Task A_value_that_is_given_must_be_there() => Verify.FixAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = configuration[\"Jwt:Audience\"], {|JWT2003:ValidateAudience = false|} });"),
        Method($"        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = audience, ValidateAudience = true }});"),
        Title);

    /// <summary>A word of the language is no name for a variable, nor is what top-level statements are given.</summary>
    [Theory]
    [InlineData("Default", "defaultSetting")]
    [InlineData("Value", "valueSetting")]
    [InlineData("Args", "argsSetting")]
    [InlineData("Field", "fieldSetting")]
    [InlineData("await", "awaitSetting")]
    [InlineData("signing-key", "setting")]
    [InlineData("_", "setting")]
    [InlineData("Values", "values")]
    public Task A_key_that_is_read_already_keeps_its_name(string key, string variable) => Verify.FixTextAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Keys:" + key + "\"] ?? {|JWT3001:\"" + Stage.PublishedSecret + "\"|})) });"),
        Method("        var " + variable + " = configuration[\"Keys:" + key + "\"] ?? throw new InvalidOperationException(\"Set 'Keys:" + key + "' in the configuration.\");\n        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(" + variable + ")) });"),
        "Read the key from configuration 'Keys:" + key + "' (set it first, and retire the old key)");

    [Fact]
    public Task Only_what_the_object_is_given() => Verify.FixTextAsync(
        Objects("configuration[\"Other:Audience\"]", "{|JWT2003:made.ValidateAudience = false|}"),
        Objects("configuration[\"Other:Audience\"]", "made.ValidateAudience = true"),
        "Set 'ValidateAudience = true'");

    private static string Objects(string other, string statement) => $$"""
        public static class Subject
        {
            public static (TokenValidationParameters, TokenValidationParameters) Parameters(IConfiguration configuration)
            {
                var other = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = {{other}} };
                var made = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = Stage.Audience };
                {{statement}};
                return (made, other);
            }
        }
        """;

    private const string Schemes = "services.AddAuthentication().AddJwtBearer(\"{0}\", o => o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {1} }});";

    private static string Scheme(string name, string parameters) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Schemes, name, parameters);

    [Fact]
    public Task Two_schemes_read_it_once() => Verify.FixTextAsync(
        Method($"        // first\n        {Scheme("A", "{|JWT2003:ValidateAudience = false|}")}\n        // second\n        {Scheme("B", "{|JWT2003:ValidateAudience = false|}")}"),
        Method($"        var audience = {Read};\n        // first\n        {Scheme("A", "ValidateAudience = true, ValidAudience = audience")}\n        // second\n        {Scheme("B", "ValidateAudience = true, ValidAudience = audience")}"),
        Title);

    /// <summary>What is right for the tokens of one scheme may lock out those of another: each reads its own section.</summary>
    [Theory]
    [InlineData("Partner", "Jwt")]
    [InlineData("Jwt", "A")]
    public async Task Two_schemes_of_which_one_has_a_section(string section, string other)
    {
        var issuers = $"ValidIssuers = new[] {{ configuration[\"{section}:Issuer\"] }}";
        var first = $"        var audience = {Read.Replace("Jwt:", other + ":", StringComparison.Ordinal)};\n        {Scheme("A", "ValidateAudience = true, ValidAudience = audience")}";
        await Verify.FixTextAsync(
            Method($"        {Scheme("A", "{|JWT2003:ValidateAudience = false|}")}\n        {Scheme("B", $"{issuers}, ValidAudience = Stage.Audience")}"),
            Method($"{first}\n        {Scheme("B", $"{issuers}, ValidAudience = Stage.Audience")}"),
            $"Set 'ValidateAudience = true' (needs configuration '{other}:Audience')");
        await Verify.FixTextAsync(
            Method($"{first}\n        {Scheme("B", issuers + ", {|JWT2003:ValidateAudience = false|}")}"),
            Method($"{first}\n        var audience2 = {Read.Replace("Jwt:", section + ":", StringComparison.Ordinal)};\n        {Scheme("B", issuers + ", ValidateAudience = true, ValidAudience = audience2")}"),
            $"Set 'ValidateAudience = true' (needs configuration '{section}:Audience')");
    }

    private static string Bearer(string name, string parameters) => $".AddJwtBearer(\"{name}\", o => o.TokenValidationParameters = new() {{ ValidIssuer = configuration[\"{name}:Issuer\"], IssuerSigningKey = Stage.Key, {parameters} }})";

    private static string Audience(string variable, string section) => $"        var {variable} = {Read.Replace("Jwt:", section + ":", StringComparison.Ordinal)};\n";

    private static string Titles(params string[] sections) => string.Join('\n', sections.Select(section => $"Set 'ValidateAudience = true' (needs configuration '{section}:Audience')"));

    private static readonly TestSetup Issuers = TestSetup.Default with
    {
        Configuration = TestSetup.Default.Configuration.Add("A:Issuer", Stage.Issuer).Add("B:Issuer", Stage.Issuer).Add("C:Issuer", Stage.Issuer),
    };

    private const string NotValidated = "{|JWT2003:ValidateAudience = false|}";

    private static string Validated(string variable) => $"ValidateAudience = true, ValidAudience = {variable}";

    /// <summary>In one pass of Fix All, which gives the text that the fixes give one by one.</summary>
    [Fact]
    public Task Two_schemes_that_each_have_a_section() => Verify.FixAsync(
        Method($"        services.AddAuthentication(){Bearer("A", NotValidated)};\n        services.AddAuthentication(){Bearer("B", NotValidated)};"),
        Method($"{Audience("audience", "A")}        services.AddAuthentication(){Bearer("A", Validated("audience"))};\n{Audience("audience2", "B")}        services.AddAuthentication(){Bearer("B", Validated("audience2"))};"),
        Titles("A", "B"),
        Issuers);

    [Fact]
    public Task Three_schemes_of_one_statement() => Verify.FixAsync(
        Method($"        services.AddAuthentication()\n            {Bearer("C", NotValidated)}\n            {Bearer("A", NotValidated)}\n            {Bearer("B", NotValidated)};"),
        Method($"{Audience("audience", "C")}{Audience("audience2", "A")}{Audience("audience3", "B")}        services.AddAuthentication()\n            {Bearer("C", Validated("audience"))}\n            {Bearer("A", Validated("audience2"))}\n            {Bearer("B", Validated("audience3"))};"),
        Titles("A", "B", "C"),
        Issuers);

    /// <summary>Of three schemes, two have no section and share a key; of which the second need not come right after the first.</summary>
    [Fact]
    public Task Schemes_of_which_some_share_a_key() => Verify.FixAsync(
        Method($"        {Scheme("First", NotValidated)}\n        services.AddAuthentication(){Bearer("A", NotValidated)};\n        {Scheme("Last", NotValidated)}"),
        Method($"{Audience("audience", "Jwt")}        {Scheme("First", Validated("audience"))}\n{Audience("audience2", "A")}        services.AddAuthentication(){Bearer("A", Validated("audience2"))};\n        {Scheme("Last", Validated("audience"))}"),
        Titles("Jwt", "A"),
        Issuers);

    /// <summary>What the program calls by a name that would be free otherwise keeps it, wherever it stands.</summary>
    [Theory]
    [InlineData("var audience2 = services.Count; «A»«B»", "audience", "audience3")]
    [InlineData("«A»«B» var audience2 = services.Count;", "audience", "audience3")]
    [InlineData("«A»«B» foreach (var audience in new[] { 1 }) { }", "audience2", "audience3")]
    [InlineData("«A»«B» services.Configure<object>(audience2 => { });", "audience", "audience3")]
    [InlineData("«A»«B» if (services.Count is var audience2 and > 900) { }", "audience", "audience3")]
    [InlineData("«A»«B» void audience(int audience2) { } audience(1);", "audience3", "audience4")]
    [InlineData("«A»«B» _ = from audience2 in new[] { 1 } select audience2;", "audience", "audience3")]
    [InlineData("«A»«B»", "audience2", "audience3", "object audience")]
    public Task Schemes_beside_what_has_such_a_name(string body, string first, string second, string parameter = "bool isMore")
    {
        string With(string a, string b, string flagOfA, string flagOfB) => $"public static class Subject {{ public static void Configure(IServiceCollection services, IConfiguration configuration, {parameter}) {{ "
            + body.Replace("«A»", $"{a}services.AddAuthentication(){Bearer("A", flagOfA)}; ", StringComparison.Ordinal).Replace("«B»", $"{b}services.AddAuthentication(){Bearer("B", flagOfB)};", StringComparison.Ordinal) + " } }";
        return Verify.FixTextAsync(
            With("", "", NotValidated, NotValidated),
            With(Audience(first, "A").Trim() + " ", Audience(second, "B").Trim() + " ", Validated(first), Validated(second)),
            Titles("A", "B"));
    }

    [Fact]
    public Task In_a_program_of_top_level_statements() => Verify.FixAsync(
        Program("", $"{Bearer("A", NotValidated)}{Bearer("B", NotValidated)}"),
        Program(Audience("audience", "A").TrimStart() + Audience("audience2", "B").TrimStart(), $"{Bearer("A", Validated("audience"))}{Bearer("B", Validated("audience2"))}"),
        Titles("A", "B"),
        Issuers with { OutputKind = OutputKind.ConsoleApplication });

    private static string Program(string reads, string schemes) =>
        $"var builder = WebApplication.CreateBuilder(args);\nIConfiguration configuration = builder.Configuration;\n{reads}builder.Services.AddAuthentication(){schemes};\nStage.Play(builder);\nclass Other {{ public string? audience2; }}\n";

    /// <summary>Two keys that one lambda reads are two variables; the same key is one.</summary>
    [Theory]
    [InlineData("A", "B", "audience2")]
    [InlineData("A", "A", "audience")]
    public Task Two_given_values_of_one_scheme(string one, string other, string variable)
    {
        string With(string reads, string first, string second, string flag) =>
            Method($"{reads}        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} if (services.Count > 9) {{ o.TokenValidationParameters.ValidAudience = {first}; }} else {{ o.TokenValidationParameters.ValidAudience = {second}; }} {flag} }});");
        return Verify.FixTextAsync(
            With("", $"configuration[\"{one}:Audience\"]", $"configuration[\"{other}:Audience\"]", Off),
            With(Audience("audience", one) + (one == other ? "" : Audience(variable, other)), "audience", variable, "o.TokenValidationParameters.ValidateAudience = true;"),
            $"Set 'ValidateAudience = true' (needs {string.Join(" and ", new[] { one, other }.Distinct().Select(section => $"configuration '{section}:Audience'"))})");
    }

    [Fact]
    public Task Two_keys_of_one_name()
    {
        string With(string reads, Func<string, string> key) => Method($"{reads}        services.AddAuthentication(){SchemeOf("A")}{SchemeOf("B")};".Replace("«A»", key("A"), StringComparison.Ordinal).Replace("«B»", key("B"), StringComparison.Ordinal));
        string SchemeOf(string name) => $".AddJwtBearer(\"{name}\", o => o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = «{name}» }})";
        string Declared(string variable, string section) => "        " + Main.Replace("var main", "var " + variable, StringComparison.Ordinal).Replace("Keys:Main", section + ":Key", StringComparison.Ordinal) + "\n";
        return Verify.FixAsync(
            With("", name => ReadKey.Replace("Keys:Main", name + ":Key", StringComparison.Ordinal)),
            With(Declared("key", "A") + Declared("key2", "B"), name => KeyOf(name == "A" ? "key" : "key2")),
            "Read the key from configuration 'A:Key' (set it first, and retire the old key)\nRead the key from configuration 'B:Key' (set it first, and retire the old key)");
    }

    /// <summary>One by one, as in an editor: the second repair finds what the first has left.</summary>
    [Theory]
    [InlineData(
        "        services.AddAuthentication().AddJwtBearer(\"A\", o => { o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience; });\n",
        "        services.AddAuthentication().AddJwtBearer(\"B\", o => { ", " });")]
    [InlineData(
        "        services.AddAuthentication().AddJwtBearer(\"A\", o => { o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience; })",
        ".AddJwtBearer(\"B\", o => { ", " });")]
    [InlineData(
        "        services.AddAuthentication().AddJwtBearer(\"A\", o => { o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience; });\n",
        "        if (services.Count > 3)\n        {\n            services.AddAuthentication().AddJwtBearer(\"B\", o => { ", " });\n        }")]
    public Task The_second_scheme_uses_what_the_first_reads(string first, string before, string after) => Verify.FixTextAsync(
        Method($"        var audience = {Read};\n{first}{before}{Rest} {Off}{after}"),
        Method($"        var audience = {Read};\n{first}{before}{Rest} {On}{after}"),
        Title);

    /// <summary>Options of one scheme that two places set up: what the first gives must stand.</summary>
    [Fact]
    public Task But_options_that_have_a_value_keep_it() => Verify.FixTextAsync(
        Method($"        services.Configure<JwtBearerOptions>(\"A\", o => o.TokenValidationParameters.ValidAudience = \"shop\");\n        services.AddAuthentication().AddJwtBearer(\"A\", o => {{ {Rest} {Off} }});"),
        Method($"        services.Configure<JwtBearerOptions>(\"A\", o => o.TokenValidationParameters.ValidAudience = \"shop\");\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(\"A\", o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience ??= audience; }});"),
        Title);

    [Fact]
    public Task Two_keys_are_read_once() => Verify.FixTextAsync(
        Method($"        {Scheme("A", "ValidAudience = Stage.Audience").Replace("Stage.Key", ReadKey, StringComparison.Ordinal)}\n        {Scheme("B", "ValidAudience = Stage.Audience").Replace("Stage.Key", ReadKey, StringComparison.Ordinal)}"),
        Method($"        var main = configuration[\"Keys:Main\"] ?? throw new InvalidOperationException(\"Set 'Keys:Main' in the configuration.\");\n        {Scheme("A", "ValidAudience = Stage.Audience").Replace("Stage.Key", KeyOf("main"), StringComparison.Ordinal)}\n        {Scheme("B", "ValidAudience = Stage.Audience").Replace("Stage.Key", KeyOf("main"), StringComparison.Ordinal)}"),
        "Read the key from configuration 'Keys:Main' (set it first, and retire the old key)");

    private const string SetsKey = "o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = " + ReadKey + " };";
    private const string SetsReadKey = "o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(main)) };";
    private const string Main = "var main = configuration[\"Keys:Main\"] ?? throw new InvalidOperationException(\"Set 'Keys:Main' in the configuration.\");";

    /// <summary>A local function is handed over like a lambda, wherever it stands.</summary>
    [Theory]
    [InlineData(
        $"        services.AddAuthentication().AddJwtBearer(Set);\n        void Set(JwtBearerOptions o) {{ {SetsKey} }}",
        $"        {Main}\n        services.AddAuthentication().AddJwtBearer(Set);\n        void Set(JwtBearerOptions o) {{ {SetsReadKey} }}")]
    [InlineData(
        $"        services.AddOptions();\n        void Set(JwtBearerOptions o) {{ {SetsKey} }}\n        services.AddAuthentication().AddJwtBearer(Set);",
        $"        services.AddOptions();\n        {Main}\n        void Set(JwtBearerOptions o) {{ {SetsReadKey} }}\n        services.AddAuthentication().AddJwtBearer(Set);")]
    public Task Before_a_local_function_is_handed_over(string before, string after) =>
        Verify.FixTextAsync(Method(before), Method(after), "Read the key from configuration 'Keys:Main' (set it first, and retire the old key)");

    /// <summary>A method that is given the options is called when they are first used, whoever hands it over.</summary>
    [Theory]
    [InlineData($"private static readonly IConfiguration configuration = new ConfigurationBuilder().Build(); public static void Configure(IServiceCollection services) {{ services.AddAuthentication().AddJwtBearer(Set); }} private static void Set(JwtBearerOptions o) {{ {SetsKey} }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ services.AddAuthentication().AddJwtBearer(o => Set(o, configuration)); }} private static void Set(JwtBearerOptions o, IConfiguration configuration) {{ {SetsKey} }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ services.AddAuthentication().AddJwtBearer(x => Set(x, configuration)); }} private static void Set(JwtBearerOptions x, IConfiguration configuration) {{ Action<JwtBearerOptions> set = o => {{ {SetsKey} }}; set(x); }}")]
    [InlineData($"private static readonly IConfiguration configuration = new ConfigurationBuilder().Build(); public static void Configure(IServiceCollection services) {{ services.AddAuthentication().AddJwtBearer(Set); static void Set(JwtBearerOptions o) {{ {SetsKey} }} }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ if (services.Count > 9) services.AddAuthentication().AddJwtBearer(Set); void Set(JwtBearerOptions o) {{ {SetsKey} }} }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ services.AddAuthentication().AddJwtBearer(o => Set(o)); void Set(JwtBearerOptions o) {{ {SetsKey} }} }}")]
    public Task No_fix_in_a_method_that_is_called_too_late(string members) => Verify.NoFixAsync($"public static class Subject {{ {members} }}");

    private const string ReadKey = "new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Keys:Main\"] ?? {|JWT3001:\"" + Stage.PublishedSecret + "\"|}))";

    private static string KeyOf(string text) => $"new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({text}))";

    private static string BesidePartner(string before, string flag) => Method(
        $"        {before}\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {flag} }}).AddJwtBearer(\"Partner\", o => {{ o.Authority = issuer; o.Audience = \"partners\"; }});");

    /// <summary>What a variable holds that only the other scheme's lambda uses is the other's.</summary>
    [Theory]
    [InlineData("var issuer = configuration[\"Partner:Issuer\"];")]
    [InlineData("var partner = configuration.GetSection(\"PartnerAuth\"); var issuer = partner[\"Issuer\"];")]
    public Task What_another_scheme_has_read_before_is_its_own(string before) =>
        Verify.FixTextAsync(BesidePartner(before, Off), BesidePartner($"{before}\n        var audience = {Read};", On), Title);

    /// <summary>The name of a scheme may be a constant, and hold what no key can.</summary>
    [Theory]
    [InlineData("nameof(Subject)", "Subject")]
    [InlineData("\"https://b:1/x__y\"", "httpsb1x_y")]
    public Task A_scheme_gets_a_section_of_its_name(string name, string section)
    {
        var read = Read.Replace("Jwt:", section + ":", StringComparison.Ordinal);
        string With(string declaration, string flag) => Method(
            $"{declaration}        services.AddAuthentication().AddJwtBearer({name}, o => {{ {Rest} {flag} }}).AddJwtBearer(o => {{ o.Authority = configuration[\"Jwt:Authority\"]; o.Audience = \"a\"; }});");
        return Verify.FixTextAsync(With("", Off), With($"        var audience = {read};\n", On), $"Set 'ValidateAudience = true' (needs configuration '{section}:Audience')");
    }

    /// <summary>The same message, and no text.</summary>
    [Fact]
    public Task What_is_made_of_a_value_is_not_the_value()
    {
        var list = "        var audiences = configuration[\"Jwt:Audience\"]?.Split(',') ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\");\n";
        return Verify.FixTextAsync(
            Method($"{list}        Console.WriteLine(audiences.Length);\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
            Method($"{list}        Console.WriteLine(audiences.Length);\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});"),
            Title);
    }

    [Theory]
    [InlineData("wanted = wanted.Trim();")]
    [InlineData("void Change(ref string text) => text += \"/\"; Change(ref wanted);")]
    public Task Nor_is_what_gets_another_value(string change) => Verify.FixTextAsync(
        Method($"        var wanted = {Read};\n        {change}\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        Method($"        var wanted = {Read};\n        {change}\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});"),
        Title);

    /// <summary>Beside a class in which another scheme's variable has the same name.</summary>
    [Fact]
    public Task Of_two_variables_of_one_name_each_is_its_own()
    {
        string With(string read, string flag) =>
            $"var builder = WebApplication.CreateBuilder(args);\nvar issuer = builder.Configuration[\"Partner:Issuer\"];\n{read}builder.Services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {flag} }}).AddJwtBearer(\"P\", o => {{ o.Authority = issuer; o.Audience = \"p\"; }});\n"
            + "class More { static void Add(IServiceCollection services, string issuer) => services.AddAuthentication().AddJwtBearer(\"Z\", o => { o.Authority = issuer; o.Audience = \"z\"; }); }";
        return Verify.FixTextAsync(With("", Off), With($"var audience = builder.{Read.Replace("configuration[", "Configuration[", StringComparison.Ordinal)};\n", On), Title, TestSetup.Program);
    }

    /// <summary>What this build does not see, another compiles.</summary>
    [Fact]
    public Task A_name_that_is_taken_under_another_condition_is_taken() => Verify.FixTextAsync(
        Method($"#if STAGING\n        var audience = \"x\";\n#endif\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        Method($"#if STAGING\n        var audience = \"x\";\n#endif\n        var audience2 = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On.Replace("= audience", "= audience2", StringComparison.Ordinal)} }});"),
        Title);

    private const string InSection = "services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"Authority\"]; o.TokenValidationParameters.ValidateAudience = ";

    /// <summary>A key is read of what it stands in: not of a section that is called a configuration.</summary>
    [Theory]
    [InlineData(
        "public static void Configure(IServiceCollection services, IConfiguration root) { IConfiguration configuration = root.GetSection(\"Auth\");", "}",
        "root[\"Auth:Audience\"] ?? throw new InvalidOperationException(\"Set 'Auth:Audience' in the configuration.\")", "configuration 'Auth:Audience'")]
    [InlineData(
        "public static void Configure(IServiceCollection services, IConfiguration root) => Add(services, root.GetSection(\"Auth\")); private static void Add(this IServiceCollection services, IConfiguration configuration) {", "}",
        "Environment.GetEnvironmentVariable(\"JWT_AUDIENCE\") ?? throw new InvalidOperationException(\"Set the environment variable 'JWT_AUDIENCE'.\")", "environment variable 'JWT_AUDIENCE'")]
    [InlineData(
        "private static void Configure(this IServiceCollection services, IConfiguration configuration) { services.Configure<object>(configuration.GetSection(\"Shop\"));", "}",
        "configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")", "configuration 'Jwt:Audience'")]
    public Task Not_of_a_section(string before, string after, string read, string needed) => Verify.FixTextAsync(
        $"public static class Subject {{ {before} {InSection}{{|JWT2003:false|}}; }}); {after} }}".Replace("o.TokenValidationParameters.ValidateAudience = {|JWT2003:false|}", "{|JWT2003:o.TokenValidationParameters.ValidateAudience = false|}", StringComparison.Ordinal),
        $"public static class Subject {{ {before} var audience = {read}; {InSection}true; o.TokenValidationParameters.ValidAudience = audience; }}); {after} }}",
        $"Set 'ValidateAudience = true' (needs {needed})");

    /// <summary>No later than C# 7.3, and nothing of nullable references.</summary>
    [Fact]
    public Task In_old_code() => Verify.FixTextAsync(
        "using System; using JwtAnalyzers.Tests.Harness; using Microsoft.AspNetCore.Authentication.JwtBearer; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection;\n" + Method($"        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        "using System; using JwtAnalyzers.Tests.Harness; using Microsoft.AspNetCore.Authentication.JwtBearer; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection;\n" + Method($"        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});"),
        Title,
        TestSetup.Default with { LanguageVersion = LanguageVersion.CSharp7_3, HasUsings = false });

    [Theory]
    [InlineData("configuration[\"Shop:Name\"]", "Shop:Name", "configuration[\"Shop:Name\"]")]
    [InlineData("configuration[\"Shop:Name\"]!", "Shop:Name", "configuration[\"Shop:Name\"]")]
    [InlineData("configuration.GetSection(\"Shop\")[\"Audience\"]", "Shop:Audience", "configuration.GetSection(\"Shop\")[\"Audience\"]")]
    [InlineData("configuration.GetValue<string>(\"Shop:Audience\")", "Shop:Audience", "configuration.GetValue<string>(\"Shop:Audience\")")]
    public Task And_in_place_where_no_lambda_is(string given, string key, string read) => Verify.FixTextAsync(
        $"public static class Subject {{ public static TokenValidationParameters Parameters(IConfiguration configuration) => new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = {given}, {{|JWT2003:ValidateAudience = false|}} }}; }}",
        $"public static class Subject {{ public static TokenValidationParameters Parameters(IConfiguration configuration) => new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = {read} ?? throw new InvalidOperationException(\"Set '{key}' in the configuration.\"), ValidateAudience = true }}; }}",
        $"Set 'ValidateAudience = true' (needs configuration '{key}')");
}

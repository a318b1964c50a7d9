using JwtAnalyzers.Analyzers.SensitiveClaims;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SensitiveClaims;

/// <summary>What JWT4003 counts: only claims that reach a token, on whatever way.</summary>
public sealed class SensitiveClaimFlowTests
{
    [Theory]
    [InlineData("var claims = new[] { new Claim(\"sub\", user.Name), new Claim(\"pwd\", user.Password) }; // JWT4003")]
    [InlineData("Claim[] claims = [new Claim(\"pwd\", user.Password)]; // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.Add(new Claim(\"pwd\", user.Password)); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.Add(new(\"pwd\", user.Password)); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.AddRange(new[] { new Claim(\"pwd\", user.Password) }); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.AddRange([new Claim(\"pwd\", user.Password)]); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.Insert(0, new Claim(\"pwd\", user.Password)); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); if (condition) { var pwd = new Claim(\"pwd\", user.Password); claims.Add(pwd); } // JWT4003")]
    [InlineData("IEnumerable<Claim> claims = new List<Claim>().Append(new Claim(\"pwd\", user.Password)); // JWT4003")]
    [InlineData("IEnumerable<Claim> claims = user.Roles.Select(role => new Claim(\"pwd\", user.Password)); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); claims.AddRange(user.Roles.Select(role => { return new Claim(\"pwd\", user.Password); })); // JWT4003")]
    [InlineData("IEnumerable<Claim> claims = new List<Claim>().Concat(new[] { new Claim(\"pwd\", user.Password) }).ToList(); // JWT4003")]
    [InlineData("var claims = new List<Claim>(); user.Roles.ForEach(role => claims.Add(new Claim(\"pwd\", user.Password))); // JWT4003")]
    [InlineData("var identity = new ClaimsIdentity(); identity.AddClaim(new Claim(\"pwd\", user.Password)); var claims = identity.Claims; // JWT4003")]
    [InlineData("var identity = new ClaimsIdentity(new[] { new Claim(\"pwd\", user.Password) }); var claims = identity.Claims; // JWT4003")]
    [InlineData("var claims = Made(user);")]
    [InlineData("var claims = Yielded(user);")]
    [InlineData("var claims = new List<Claim>(); Fill(claims, user);")]
    [InlineData("var claims = MadeAsync(user).Result;")]
    [InlineData("var claims = new List<Claim> { One(\"pwd\", user.Password) }; // JWT4003")]
    [InlineData("var claims = condition ? new List<Claim>() : new List<Claim> { new(\"pwd\", user.Password) }; // JWT4003")]
    public Task A_claim_that_gets_into_the_token(string statements) => MatchAsync(statements, Used(statements));

    [Theory]
    [InlineData("var claims = new List<Claim>(); var other = new List<Claim>(); other.Add(new Claim(\"pwd\", user.Password)); Log(other);")]
    [InlineData("var claims = new List<Claim>(); var other = new ClaimsIdentity(new[] { new Claim(\"pwd\", user.Password) }, \"Cookies\"); context.SignInAsync(new ClaimsPrincipal(other));")]
    [InlineData("var claims = new List<Claim>(); context.User.AddIdentity(new ClaimsIdentity(new[] { new Claim(\"pwd\", user.Password) }));")]
    [InlineData("var claims = new List<Claim>(); users.AddClaimAsync(user, new Claim(\"pwd\", user.Password));")]
    [InlineData("var claims = new List<Claim>(); var found = context.User.HasClaim(\"pwd\", user.Password);")]
    [InlineData("var claims = new List<Claim>(); claims.RemoveAll(claim => claim.Type == \"pwd\");")]
    [InlineData("var claims = new List<Claim>(); var form = new Dictionary<string, string> { [\"password\"] = user.Password };")]
    [InlineData("var claims = context.User.Claims;")]
    [InlineData("var claims = new List<Claim>(); Check(user.Password); context.Items[\"password\"] = user.Password;")]
    [InlineData("if (!environment.IsDevelopment()) return \"\"; var claims = new[] { new Claim(\"pwd\", user.Password) };")]
    [InlineData("var claims = new List<Claim>(); if (environment.IsDevelopment()) claims.Add(new Claim(\"pwd\", user.Password));")]
    public Task Claims_of_something_else(string statements) => MatchAsync(statements, "");

    [Theory]
    // The descriptor.
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { [\"password\"] = user.Password } }); // JWT4003")]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { { \"password\", user.Password } } }); // JWT4003")]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { Claims = { [\"password\"] = user.Password } }); // JWT4003")]
    [InlineData("var d = new SecurityTokenDescriptor(); d.Claims = new Dictionary<string, object>(); d.Claims[\"password\"] = user.Password; _handler.CreateToken(d); // JWT4003")]
    [InlineData("var d = new SecurityTokenDescriptor(); d.Claims.Add(\"password\", user.Password); _handler.CreateToken(d); // JWT4003")]
    [InlineData("var d = new SecurityTokenDescriptor(); d.Claims.TryAdd(\"password\", user.Password); _handler.CreateToken(d); // JWT4003")]
    [InlineData("var d = new SecurityTokenDescriptor { Subject = new ClaimsIdentity() }; d.Subject.AddClaim(new Claim(\"password\", user.Password)); _handler.CreateToken(d); // JWT4003")]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { AdditionalHeaderClaims = new Dictionary<string, object> { [\"api_key\"] = user.ApiKey } }); // JWT4003")]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { Subject = new ClaimsIdentity([new Claim(\"password\", user.Password)]) }); // JWT4003")]
    // Constructors and methods.
    [InlineData("new JwtSecurityToken(\"i\", \"a\", new[] { new Claim(\"password\", user.Password) }); // JWT4003")]
    [InlineData("new JwtSecurityToken(claims: [new Claim(\"password\", user.Password)], issuer: \"i\"); // JWT4003")]
    [InlineData("new JwtSecurityToken(new JwtHeader(), new JwtPayload { { \"password\", user.Password } }); // JWT4003")]
    [InlineData("new JwtSecurityToken(new JwtHeader(), new JwtPayload { [\"password\"] = user.Password }); // JWT4003")]
    [InlineData("var p = new JwtPayload(); p.Add(\"password\", user.Password); new JwtSecurityToken(new JwtHeader(), p); // JWT4003")]
    [InlineData("var p = new JwtPayload(); p[\"password\"] = user.Password; new JwtSecurityToken(new JwtHeader(), p); // JWT4003")]
    [InlineData("var p = new JwtPayload(); p.AddClaim(new Claim(\"password\", user.Password)); new JwtSecurityToken(new JwtHeader(), p); // JWT4003")]
    [InlineData("var t = new JwtSecurityToken(\"i\"); t.Payload[\"password\"] = user.Password; // JWT4003")]
    [InlineData("var t = new JwtSecurityToken(\"i\"); t.Payload.Add(\"password\", user.Password); // JWT4003")]
    [InlineData("new JwtSecurityTokenHandler().CreateEncodedJwt(\"i\", \"a\", new ClaimsIdentity([new Claim(\"password\", user.Password)]), null, null, null, null); // JWT4003")]
    [InlineData("new JwtSecurityTokenHandler().CreateJwtSecurityToken(\"i\", \"a\", new ClaimsIdentity([new Claim(\"password\", user.Password)])); // JWT4003")]
    // A payload as text.
    [InlineData("_handler.CreateToken(JsonSerializer.Serialize(new { sub = user.Name, password = user.Text }), Credentials); // JWT4003")]
    [InlineData("_handler.CreateToken(JsonSerializer.Serialize(new { sub = user.Name, user.PasswordHash }), Credentials); // JWT4003")]
    [InlineData("_handler.CreateToken(JsonSerializer.Serialize(new Dictionary<string, object> { [\"password\"] = user.Password }), Credentials); // JWT4003")]
    [InlineData("var payload = new Dictionary<string, object>(); payload[\"password\"] = user.Password; _handler.CreateToken(JsonSerializer.Serialize(payload), Credentials); // JWT4003")]
    [InlineData("_handler.CreateToken(JsonSerializer.Serialize(user), Credentials); // JWT4003")]
    [InlineData("_handler.CreateToken($\"{{\\\"p\\\":\\\"{user.Password}\\\"}}\", Credentials); // JWT4003")]
    public Task Every_way_into_a_token(string statements) => MatchStatementsAsync(statements);

    [Theory]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { EncryptingCredentials = Encryption, Claims = new Dictionary<string, object> { [\"password\"] = user.Password } });")]
    [InlineData("var d = new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { [\"password\"] = user.Password } }; d.EncryptingCredentials = Encryption; _handler.CreateToken(d);")]
    [InlineData("_handler.EncryptToken(_handler.CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { [\"password\"] = user.Password } }), Encryption);")]
    [InlineData("_handler.CreateToken(JsonSerializer.Serialize(new { user.Password }), Credentials, Encryption);")]
    [InlineData("new JwtSecurityTokenHandler().CreateEncodedJwt(\"i\", \"a\", new ClaimsIdentity([new Claim(\"password\", user.Password)]), null, null, null, null, Encryption);")]
    public Task Nobody_reads_an_encrypted_token(string statements) => MatchStatementsAsync(statements);

    [Theory]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { EncryptingCredentials = null, Claims = new Dictionary<string, object> { [\"password\"] = user.Password } }); // JWT4003")]
    [InlineData("_handler.CreateToken(new SecurityTokenDescriptor { EncryptingCredentials = Encryption, AdditionalHeaderClaims = new Dictionary<string, object> { [\"api_key\"] = user.ApiKey } }); // JWT4003")]
    public Task What_is_not_encrypted_is_read(string statements) => MatchStatementsAsync(statements);

    [Fact]
    public Task From_a_controller_through_an_interface_to_a_service() => Findings.MatchComments(Usings + """
        interface ITokens { string Issue(IEnumerable<Claim> claims); }
        class Tokens(SigningCredentials credentials) : ITokens
        {
            public string Issue(IEnumerable<Claim> claims) => Write(claims, 5);
            private string Write(IEnumerable<Claim> claims, int minutes) =>
                new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("i", "a", claims, expires: DateTime.UtcNow.AddMinutes(minutes), signingCredentials: credentials));
        }
        class Login(ITokens tokens)
        {
            public string In(User user)
            {
                var claims = new List<Claim>
                {
                    new Claim("sub", user.Name),
                    new Claim("password", user.Password), // JWT4003
                };
                return tokens.Issue(claims);
            }

            public void Cookie(User user) => Keep(new List<Claim> { new Claim("password", user.Password) });
            private static void Keep(List<Claim> claims) { }
        }
        """ + Types, new SensitiveClaimAnalyzer());

    [Fact]
    public Task An_object_that_was_emptied_first() => MatchStatementsAsync(
        "user.Password = \"\"; user.PasswordHash = null!; user.ApiKey = string.Empty; _handler.CreateToken(JsonSerializer.Serialize(user), Credentials);");

    [Fact]
    public Task A_claim_is_reported_once() => MatchStatementsAsync("""
        var claims = new List<Claim>
        {
            new Claim("password", user.Password), // JWT4003
        };
        new JwtSecurityToken("i", "a", claims);
        new JwtSecurityToken("j", "a", claims);
        """);

    [Theory]
    [InlineData("", "password", "The claim 'password' holds the hash of a password: whoever")]
    [InlineData("", "data", "The claim 'data' holds the hash of a password ('PasswordHash'): whoever")]
    public async Task The_message_names_the_claim(string _, string name, string message)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile(Source($"new JwtSecurityToken(\"i\", \"a\", [new Claim(\"{name}\", user.PasswordHash)]);"))));
        Assert.StartsWith(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "email", "JWT4003")]
    [InlineData("email", "user_email", "JWT4003")]
    [InlineData("E-Mail, employee_number", "EmployeeNumber", "JWT4003")]
    [InlineData("email", "email_verified", "")]
    [InlineData("email", "password", "JWT4003")]
    [InlineData("-password", "password", "")]
    [InlineData("-password", "password_hash", "")]
    [InlineData("-password", "ssn", "JWT4003")]
    [InlineData(" , ,,-, --,-- password,+,=,\"x\",*.*, - ", "email", "")]
    [InlineData("", "email", "")]
    public async Task Options_add_names_and_take_some_out(string option, string name, string id)
    {
        var findings = await Findings.Of(
            Findings.Compile(Source($"new JwtSecurityToken(\"i\", \"a\", [new Claim(\"{name}\", user.Text)]);")),
            options: new BuildOptions(("jwt_analyzers.sensitive_claims", option)));
        Assert.Equal(id, string.Join(" ", findings.Select(finding => finding.Id)));
    }

    private static string Used(string statements) => statements.Contains("Made(", StringComparison.Ordinal) ? "Made" : statements.Contains("Yielded(", StringComparison.Ordinal) ? "Yielded"
        : statements.Contains("Fill(", StringComparison.Ordinal) ? "Fill" : statements.Contains("MadeAsync(", StringComparison.Ordinal) ? "MadeAsync" : "";

    private static Task MatchAsync(string statements, string used) => Findings.MatchComments(Usings + $$"""
        class Subject(IWebHostEnvironment environment, UserManager<User> users, bool condition)
        {
            string Issue(User user, HttpContext context)
            {
        {{statements}}
                return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("i", "a", claims, null, DateTime.UtcNow.AddMinutes(5), null));
            }

            static void Log(IEnumerable<Claim> claims) { }
            static void Check(string password) { }
            static Claim One(string type, string value) => new(type, value);
            static List<Claim> Made(User user)
            {
                var claims = new List<Claim> { new("sub", user.Name) };
                claims.Add(new Claim("pwd", user.Password)); {{(used == "Made" ? "// JWT4003" : "")}}
                return claims;
            }
            IEnumerable<Claim> Yielded(User user)
            {
                yield return new Claim("sub", user.Name);
                yield return new Claim("pwd", user.Password); {{(used == "Yielded" ? "// JWT4003" : "")}}
            }
            protected virtual async Task<IList<Claim>> MadeAsync(User user)
            {
                await Task.Yield();
                return new List<Claim> { new Claim("pwd", user.Password) }; {{(used == "MadeAsync" ? "// JWT4003" : "")}}
            }
            private static void Fill(List<Claim> list, User user)
            {
                list.Add(new Claim("pwd", user.Password)); {{(used == "Fill" ? "// JWT4003" : "")}}
            }
        }
        """ + Types, new SensitiveClaimAnalyzer());

    private static Task MatchStatementsAsync(string statements) => Findings.MatchComments(Source(statements), new SensitiveClaimAnalyzer());

    private static string Source(string statements) => Usings + $$"""
        class Subject(SigningCredentials Credentials, EncryptingCredentials Encryption)
        {
            private readonly JsonWebTokenHandler _handler = new();
            void Issue(User user)
            {
        {{statements}}
            }
        }
        """ + Types;

    private const string Usings = """
        using System.Security.Claims; using System.Text.Json; using Microsoft.AspNetCore.Authentication; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Identity;

        """;

    private const string Types = """

        class User { public string Name { get; set; } = ""; public string Text { get; set; } = ""; public string Password { get; set; } = ""; public string PasswordHash { get; set; } = ""; public string ApiKey { get; set; } = ""; public List<string> Roles { get; set; } = []; }
        """;
}

using System.IdentityModel.Tokens.Jwt;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Algorithms;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT1007: the token brings its own key.</summary>
[Trait("rule", "JWT1007")]
public sealed class KeyOfTokenTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new SecurityKey[] { new JsonWebKey(((JwtSecurityToken)jwt).Header[\"jwk\"].ToString()) } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var header = ((JwtSecurityToken)jwt).Header; return new[] { new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2(Convert.FromBase64String(header.X5c))) }; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var url = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jku\"); var json = new System.Net.Http.HttpClient().GetStringAsync(url).Result; return new JsonWebKeySet(json).GetSigningKeys(); } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolverUsingConfiguration = (token, jwt, kid, parameters, c) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] }; // JWT1007")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))]); // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (!((JsonWebToken)jwt).TryGetHeaderValue(\"jwk\", out string jwk)) return parameters.IssuerSigningKeys; return [new JsonWebKey(jwk)]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var jwk = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"); if (jwk == null) return [key]; var keys = new List<SecurityKey>(); keys.Add(new JsonWebKey(jwk)); return keys; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var legacy = (JwtSecurityToken)jwt; if (legacy.Header.TryGetValue(\"jwk\", out var jwk)) return [new JsonWebKey(jwk.ToString())]; return [key]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var rsa = System.Security.Cryptography.RSA.Create(); rsa.ImportFromPem(new System.Net.Http.HttpClient().GetStringAsync(((JsonWebToken)jwt).GetHeaderValue<string>(\"x5u\")).Result); return [new RsaSecurityKey(rsa)]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [key, new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] }; // JWT1007")]
    // the file, the query or the address that its kid names
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(System.IO.File.ReadAllBytes(\"keys/\" + kid))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(System.IO.File.ReadAllText(System.IO.Path.Combine(configuration[\"Keys\"]!, kid + \".key\"))))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2($\"certificates/{kid}.cer\"))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new X509SecurityKey(System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(System.IO.Path.Combine(\"certificates\", $\"{kid}.cer\")))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var path = $\"keys/{kid}.pem\"; if (!System.IO.File.Exists(path)) return []; var rsa = System.Security.Cryptography.RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText(path)); return [new RsaSecurityKey(rsa)]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (string.IsNullOrEmpty(kid)) throw new SecurityTokenException(); using var stream = System.IO.File.OpenRead(string.Format(\"keys/{0}\", kid)); using var reader = new System.IO.StreamReader(stream); return [new JsonWebKey(reader.ReadToEnd())]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(((JwtSecurityToken)jwt).Header.Kid)] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(((JsonWebToken)jwt).GetHeaderValue<string>(\"kid\"))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(new JsonWebToken(token).Kid)] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolverUsingConfiguration = (token, jwt, kid, parameters, c) => [Load(kid)] }; // JWT1007")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(kid)]); // JWT1007")]
    [InlineData("var db = services.BuildServiceProvider().GetRequiredService<System.Data.IDbConnection>(); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { using var command = db.CreateCommand(); command.CommandText = $\"SELECT Value FROM Keys WHERE Kid = '{kid}'\"; return [new SymmetricSecurityKey((byte[])command.ExecuteScalar()!)]; } }; // JWT1007")]
    [InlineData("Microsoft.Data.Sql.Connection db = null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey((byte[])new Microsoft.Data.Sql.Command(\"SELECT Value FROM Keys WHERE Kid = '\" + kid + \"'\", db).ExecuteScalar()!)] }; // JWT1007")]
    [InlineData("IQueryable<Row> rows = null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var row = rows.FromSqlRaw($\"SELECT * FROM Keys WHERE Kid = '{kid}'\").FirstOrDefault(); if (row == null) throw new SecurityTokenException(); return [new SymmetricSecurityKey(Convert.FromBase64String(row.Value))]; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new JsonWebKeySet(new System.Net.Http.HttpClient().GetStringAsync(kid).GetAwaiter().GetResult()).GetSigningKeys() }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => Task.Run(async () => new JsonWebKeySet(await new System.Net.Http.HttpClient().GetStringAsync($\"https://{kid}/jwks\")).GetSigningKeys()).Result }; // JWT1007")]
    // the metadata of the issuer that it names
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, // JWT2004\n IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result.SigningKeys }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer, // JWT2004\n IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(new JwtSecurityTokenHandler().ReadJwtToken(token).Issuer.TrimEnd('/') + \"/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result.SigningKeys }; // JWT1007")]
    [InlineData("var managers = new System.Collections.Concurrent.ConcurrentDictionary<string, Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>>(); var p = new TokenValidationParameters { ValidateIssuer = false, // JWT2004\n IssuerSigningKeyResolver = (token, jwt, kid, parameters) => managers.GetOrAdd(jwt.Issuer, issuer => new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(issuer + \"/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever())).GetConfigurationAsync().Result.SigningKeys }; // JWT1007")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys }; // JWT1007")]
    [InlineData("var issuer = new JwtSecurityTokenHandler().ReadJwtToken(configuration[\"t\"]).Issuer; var c = Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever.GetAsync(issuer + \"/.well-known/openid-configuration\", default).Result; var p = new TokenValidationParameters { ValidIssuer = c.Issuer, IssuerSigningKeys = c.SigningKeys }; // JWT1007")]
    [InlineData("var jwt = (JsonWebToken)new JsonWebTokenHandler().ReadToken(configuration[\"t\"]); if (jwt == null) throw new SecurityTokenException(); var json = new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever().GetDocumentAsync(jwt.Issuer + \"/jwks\", default).Result; var p = new TokenValidationParameters { ValidIssuers = [jwt.Issuer], IssuerSigningKeys = new JsonWebKeySet(json).GetSigningKeys() }; // JWT1007")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKey = Load(jwt.Kid) }; // JWT1007")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var p = new TokenValidationParameters { ValidIssuer = \"https://issuer.example\", IssuerSigningKeys = [Load(jwt.Kid)] }; // JWT1007")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements, Members);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [key] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => parameters.IssuerSigningKeys.Where(each => each.KeyId == kid) };")]
    [InlineData("var keys = new Dictionary<string, SecurityKey>(); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => keys.TryGetValue(kid, out var found) ? [found] : [] };")]
    [InlineData("Func<string, string> load = _ => \"\"; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(load(kid))] };")]
    [InlineData("Func<string, byte[]> load = _ => []; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(load(kid))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var jwk = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"); if (jwk != configuration[\"Pinned\"]) throw new SecurityTokenException(); return [new JsonWebKey(jwk)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var jwk = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"); return new JsonWebKey(jwk).KeyId == \"1\" ? [new JsonWebKey(jwk)] : []; } };")]
    [InlineData("Func<string, JsonWebKey> check = _ => null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [check(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new JsonWebKeySet(configuration[\"Keys\"]).GetSigningKeys() };")]
    [InlineData("var manager = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"https://a.example\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => manager.GetConfigurationAsync().Result.SigningKeys };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(System.IO.Path.GetFileName(kid))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (!System.Text.RegularExpressions.Regex.IsMatch(kid, \"^[a-z0-9]+$\")) throw new SecurityTokenException(); return [Load(kid)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => System.Text.RegularExpressions.Regex.IsMatch(kid, \"^[a-z0-9]+$\") ? [Load(kid)] : [] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (kid.Contains(\"..\") || kid.Contains('/')) return []; return [Load(kid)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (!Guid.TryParse(kid, out var id)) return []; return [Load(id.ToString())]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(int.Parse(kid).ToString())] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(Guid.Parse(kid).ToString(\"N\"))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(kid))))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(string.Concat(kid.Where(char.IsLetterOrDigit)))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(kid.Replace(\"/\", \"\").Replace(\"\\\\\", \"\"))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(Uri.EscapeDataString(kid))] };")]
    [InlineData("string[] known = [\"a\", \"b\"]; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (!known.Contains(kid)) return []; return [Load(kid)]; } };")]
    [InlineData("string[] known = [\"a\", \"b\"]; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var name = known.FirstOrDefault(each => each == kid); if (name == null) throw new SecurityTokenException(); return [Load(name)]; } };")]
    [InlineData("Action<string> check = _ => { }; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { check(kid); return [Load(kid)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => kid switch { \"a\" => [Load(\"a\")], \"b\" => [Load(\"b\")], _ => [] } };")]
    [InlineData("var paths = new Dictionary<string, string>(); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(paths[kid])] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(configuration[\"Keys:\" + kid]!)] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(Convert.FromBase64String(configuration[$\"Keys:{kid}\"]!))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [Load(configuration[\"KeyFile\"]!)] };")]
    [InlineData("var db = services.BuildServiceProvider().GetRequiredService<System.Data.IDbConnection>(); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { using var command = db.CreateCommand(); command.CommandText = \"SELECT Value FROM Keys WHERE Kid = @kid\"; var parameter = command.CreateParameter(); parameter.Value = kid; command.Parameters.Add(parameter); return [new SymmetricSecurityKey((byte[])command.ExecuteScalar()!)]; } };")]
    [InlineData("IQueryable<Row> rows = null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(Convert.FromBase64String(rows.FromSqlRaw(\"SELECT * FROM Keys WHERE Kid = {0}\", kid).First().Value))] };")]
    [InlineData("IQueryable<Row> rows = null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(Convert.FromBase64String(rows.FromSql($\"SELECT * FROM Keys WHERE Kid = {kid}\").First().Value))] };")]
    [InlineData("IQueryable<Row> rows = null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => rows.Where(row => row.Kid == kid).Select(row => new SymmetricSecurityKey(Convert.FromBase64String(row.Value))) };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var pem = new System.Net.Http.HttpClient().GetStringAsync($\"https://public-keys.auth.elb.eu-west-1.amazonaws.com/{kid}\").Result; var ecdsa = System.Security.Cryptography.ECDsa.Create(); ecdsa.ImportFromPem(pem); return [new ECDsaSecurityKey(ecdsa)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new JsonWebKeySet(new System.Net.Http.HttpClient().GetStringAsync(configuration[\"Keys\"] + \"?kid=\" + kid).Result).GetSigningKeys() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new JsonWebKeySet(new System.Net.Http.HttpClient().GetStringAsync(parameters.ValidIssuer + \"/.well-known/jwks.json\").Result).GetSigningKeys() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolverUsingConfiguration = (token, jwt, kid, parameters, c) => new JsonWebKeySet(new System.Net.Http.HttpClient().GetStringAsync(c.Issuer + \"/jwks\").Result).GetSigningKeys() };")]
    [InlineData("var p = new TokenValidationParameters { ValidIssuers = [\"https://a.example\", \"https://b.example\"], IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result.SigningKeys };")]
    [InlineData("string[] trusted = []; var p = new TokenValidationParameters { ValidateIssuer = false, IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { if (!trusted.Contains(jwt.Issuer)) throw new SecurityTokenInvalidIssuerException(); return new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result.SigningKeys; } };")]
    [InlineData("var metadata = new Dictionary<string, string>(); var p = new TokenValidationParameters { ValidateIssuer = false, // JWT2004\n IssuerSigningKeyResolver = (token, jwt, kid, parameters) => metadata.TryGetValue(jwt.Issuer, out var address) ? new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(address, new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result.SigningKeys : [] };")]
    [InlineData("string[] trusted = []; var jwt = new JsonWebToken(configuration[\"t\"]); if (!trusted.Contains(jwt.Issuer)) return; var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("string[] trusted = []; var jwt = new JsonWebToken(configuration[\"t\"]); var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; if (Array.IndexOf(trusted, jwt.Issuer) < 0) throw new SecurityTokenException(); var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); Check(jwt.Issuer); var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var address = jwt.Issuer switch { \"https://a.example\" => \"https://a.example/m\", \"https://b.example\" => \"https://b.example/m\", _ => throw new SecurityTokenException() }; var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(address, new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"https://login.example/{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = jwt.Issuer, IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var c = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>($\"{jwt.Issuer}/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()).GetConfigurationAsync().Result; var p = new TokenValidationParameters { ValidIssuer = configuration[\"Issuer\"], IssuerSigningKeys = c.SigningKeys };")]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = [\"dpop+jwt\"], IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] };")]
    [InlineData("var jwt = new JsonWebToken(configuration[\"t\"]); var p = new TokenValidationParameters { IssuerSigningKey = new JsonWebKey(jwt.GetHeaderValue<string>(\"jwk\")) };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(Convert.FromBase64String(((JwtSecurityToken)jwt).Header.X5c)); using var chain = new System.Security.Cryptography.X509Certificates.X509Chain(); if (!chain.Build(certificate)) throw new SecurityTokenException(); return [new X509SecurityKey(certificate)]; } };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, Members);

    /// <summary>What the policy takes for the attack of a token that brings its key: one that names the place of a key which everybody can read.</summary>
    [Fact]
    public async Task A_kid_that_leads_out_of_the_folder_lets_the_attacker_in()
    {
        var folder = Directory.CreateTempSubdirectory("jwt-analyzers-");
        try
        {
            var keys = folder.CreateSubdirectory("keys").FullName;
            var style = "body { margin: 0; padding: 0; font-family: sans-serif }"u8.ToArray();
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "site.css"), style, TestContext.Current.CancellationToken);
            var forged = Stage.Scene().HonestDraft().WithHeader("kid", "../site.css").Sign(new SymmetricSigningKey("HS256", style));

            Assert.True(await IsAcceptedAsync(forged, With((_, _, kid, _) => [new SymmetricSecurityKey(File.ReadAllBytes(Path.Combine(keys, kid)))])));
            Assert.False(await IsAcceptedAsync(forged, With((_, _, kid, _) => Path.Combine(keys, Path.GetFileName(kid)) is var path && File.Exists(path) ? [new SymmetricSecurityKey(File.ReadAllBytes(path))] : [])));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Why keys that were fetched from the issuer which the token names count only where that issuer is accepted.</summary>
    [Fact]
    public async Task Keys_of_another_issuer_verify_nothing_where_the_issuer_is_checked()
    {
        var scene = Stage.Scene();
        var forged = (scene with { Issuer = "https://attacker.example", IssuerKey = scene.AttackerKey }).HonestToken();
        var fetched = new JsonWebKey(scene.AttackerKey.VerificationKey.ToJson());
        var issuer = new JsonWebToken(forged).Issuer;
        var parameters = With((_, token, _, _) => token.Issuer == issuer ? [fetched] : []);

        Assert.False(await IsAcceptedAsync(forged, parameters));
        parameters.ValidIssuer = issuer;
        Assert.True(await IsAcceptedAsync(forged, parameters));
        parameters.ValidIssuer = Stage.Issuer;
        parameters.ValidateIssuer = false;
        Assert.True(await IsAcceptedAsync(forged, parameters));
    }

    private static TokenValidationParameters With(IssuerSigningKeyResolver resolver) => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKeyResolver = resolver };

    /// <summary>Whether a token is accepted, on which both handlers agree.</summary>
    private static async Task<bool> IsAcceptedAsync(string token, TokenValidationParameters parameters)
    {
        var isAccepted = (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid;
        Assert.Equal(isAccepted, (await new JwtSecurityTokenHandler().ValidateTokenAsync(token, parameters)).IsValid);
        return isAccepted;
    }

    private const string Members = """
            private static SecurityKey Load(string name) => new SymmetricSecurityKey(System.IO.File.ReadAllBytes($"keys/{name}"));
            private static void Check(string issuer) { if (issuer != "https://issuer.example") throw new SecurityTokenException(); }
        }
        class Row { public string Kid { get; set; } = ""; public string Value { get; set; } = ""; }
        static class Relational
        {
            public static IQueryable<T> FromSqlRaw<T>(this IQueryable<T> rows, string sql, params object[] parameters) => rows;
            public static IQueryable<T> FromSql<T>(this IQueryable<T> rows, FormattableString sql) => rows;
        }
        namespace Microsoft.Data.Sql
        {
            public class Connection;
            public class Command(string commandText, Connection connection) { public object? ExecuteScalar() => commandText + connection; }
        """;
}

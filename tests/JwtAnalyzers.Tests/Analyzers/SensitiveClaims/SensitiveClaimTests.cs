using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SensitiveClaims;

/// <summary>JWT4003: sensitive data in a claim of a token.</summary>
[Trait("rule", "JWT4003")]
public sealed class SensitiveClaimTests
{
    [Theory]
    // By the claim's type.
    [InlineData("new Claim(\"password\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"pwd\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"password_hash\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"user-password\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"https://shop.example/claims/ssn\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"urn:shop:iban\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"creditCardNumber\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"cvv\", model.Number.ToString()) // JWT4003")]
    [InlineData("new Claim(\"ApiKey\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"client_secret\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"passportNumber\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"medical_history\", model.Text) // JWT4003")]
    [InlineData("new Claim(\"national_id\", Load(model)) // JWT4003")]
    [InlineData("new Claim(\"ssn\", \"123-45-6789\") // JWT4003")]
    [InlineData("new Claim(Names.Secret, model.Text) // JWT4003")]
    [InlineData("new Claim(Names.Ssn, model.Text) // JWT4003")]
    // By where the value comes from.
    [InlineData("new Claim(\"data\", model.PasswordHash) // JWT4003")]
    [InlineData("new Claim(\"data\", model?.Password ?? \"\") // JWT4003")]
    [InlineData("new Claim(ClaimTypes.Name, model.Password) // JWT4003")]
    [InlineData("new Claim(\"sub\", $\"{model.Text}:{model.Password}\") // JWT4003")]
    [InlineData("new Claim(\"data\", model.SSN.ToString()) // JWT4003")]
    [InlineData("new Claim(\"data\", model.Card.Number) // JWT4003")]
    [InlineData("new Claim(\"data\", model.CreditCard.Number) // JWT4003")]
    [InlineData("new Claim(\"data\", configuration[\"Partner:ApiKey\"]!) // JWT4003")]
    [InlineData("new Claim(\"data\", Convert.ToBase64String(Encoding.UTF8.GetBytes(model.Password))) // JWT4003")]
    [InlineData("new Claim(\"data\", hasher.HashPassword(model, model.Password)) // JWT4003")]
    [InlineData("new Claim(\"data\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model.Password)))) // JWT4003")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(model)) // JWT4003")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(new { model.Text, model.PasswordHash })) // JWT4003")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(account)) // JWT4003")]
    public Task Fires(string claim) => Match(claim);

    [Theory]
    [InlineData("new Claim(\"sub\", model.Text)")]
    [InlineData("new Claim(ClaimTypes.Email, model.Email)")]
    [InlineData("new Claim(\"phone_number\", model.Phone)")]
    [InlineData("new Claim(ClaimTypes.Name, model.Name)")]
    [InlineData("new Claim(\"birthdate\", model.Text)")]
    // About it, not it.
    [InlineData("new Claim(\"password_changed_at\", model.PasswordChangedAt.ToString(\"O\"))")]
    [InlineData("new Claim(\"pwd_exp\", model.Text)")]
    [InlineData("new Claim(\"pwd_url\", model.Text)")]
    [InlineData("new Claim(\"mustResetPassword\", model.Text)")]
    [InlineData("new Claim(\"must_change_password\", model.MustChangePassword.ToString())")]
    [InlineData("new Claim(\"has_password\", (model.PasswordHash != null).ToString())")]
    [InlineData("new Claim(\"has_password\", model.PasswordHash != null ? \"true\" : \"false\")")]
    [InlineData("new Claim(\"has_password\", string.IsNullOrEmpty(model.Password).ToString())")]
    [InlineData("new Claim(\"password\", model.MustChangePassword.ToString())")]
    [InlineData("new Claim(\"password\", \"true\", ClaimValueTypes.Boolean)")]
    [InlineData("new Claim(\"password\", model.Text, ClaimValueTypes.Boolean)")]
    [InlineData("new Claim(\"password\", model.PasswordHash is null ? \"unset\" : \"set\")")]
    [InlineData("new Claim(\"password\", model.PasswordChangedAt.ToString())")]
    [InlineData("new Claim(\"password\", model.PasswordFailures.ToString())")]
    [InlineData("new Claim(\"password\", model.PasswordPolicy)")]
    [InlineData("new Claim(\"failed_password_count\", model.PasswordFailures.ToString())")]
    [InlineData("new Claim(\"n\", model.Password.Length.ToString())")]
    [InlineData("new Claim(\"n\", model.PasswordId)")]
    [InlineData("new Claim(\"hint\", model.PasswordHint)")]
    [InlineData("new Claim(\"reset\", model.PasswordResetToken)")]
    [InlineData("new Claim(\"pst\", model.PasswordStamp)")]
    [InlineData("new Claim(\"AspNet.Identity.SecurityStamp\", model.SecurityStamp)")]
    [InlineData("new Claim(\"forgotPassword\", model.Text)")]
    [InlineData("new Claim(\"secret_id\", model.Text)")]
    [InlineData("new Claim(\"clearance\", model.TopSecret)")]
    [InlineData("new Claim(\"api_key_id\", model.ApiKeyId)")]
    [InlineData("new Claim(\"public_key\", model.PublicKey)")]
    [InlineData("new Claim(\"passport\", \"verified\")")]
    [InlineData("new Claim(\"health\", model.Text)")]
    [InlineData("new Claim(\"healthcheck\", model.Text)")]
    [InlineData("new Claim(\"secret\", \"\")")]
    // Other words.
    [InlineData("new Claim(\"compassword\", model.Text)")]
    [InlineData("new Claim(\"secretary\", model.Secretary)")]
    [InlineData("new Claim(\"dpassports\", model.Text)")]
    [InlineData("new Claim(\"lesson\", model.Lessn)")]
    [InlineData("new Claim(\"library_card_number\", model.LibraryCardNumber)")]
    [InlineData("new Claim(\"membershipCardNumber\", model.Text)")]
    [InlineData("new Claim(\"card_last4\", model.CardLast4)")]
    [InlineData("new Claim(\"last_4_card_number\", model.Text)")]
    [InlineData("new Claim(\"masked_card_number\", model.MaskedCardNumber)")]
    [InlineData("new Claim(\"card\", model.CardNumber[^4..])")]
    [InlineData("new Claim(\"card\", model.CardNumber.Substring(12))")]
    [InlineData("new Claim(\"card_brand\", model.CreditCardBrand)")]
    [InlineData("new Claim(\"account_number\", model.AccountNumber)")]
    [InlineData("new Claim(\"customer_number\", model.Text)")]
    [InlineData("new Claim(\"tax_id\", model.Text)")]
    [InlineData("new Claim(\"pin_code\", model.Text)")]
    // What the protocols are made of.
    [InlineData("new Claim(\"nonce\", model.Secret)")]
    [InlineData("new Claim(\"at_hash\", Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(model.Password))))")]
    [InlineData("new Claim(\"cnf\", model.Text)")]
    [InlineData("new Claim(\"x5t#S256\", model.Text)")]
    [InlineData("new Claim(\"amr\", \"pwd\")")]
    [InlineData("new Claim(ClaimTypes.AuthenticationMethod, AuthenticationMethods.Password)")]
    [InlineData("new Claim(ClaimTypes.AuthenticationMethod, Names.Secret)")]
    [InlineData("new Claim(\"grant\", Grant.Password.ToString())")]
    [InlineData("new Claim(\"grant_type\", \"password\")")]
    [InlineData("new Claim(\"permission\", \"password:reset\")")]
    [InlineData("new Claim(\"permission\", \"users.password\")")]
    [InlineData("new Claim(\"scope\", \"secret\")")]
    // In no form that anybody can use.
    [InlineData("new Claim(\"password\", protector.Protect(model.Password))")]
    [InlineData("new Claim(\"ssn\", Encrypt(model.SSN))")]
    [InlineData("new Claim(\"data\", Mask(model.CardNumber))")]
    [InlineData("new Claim(\"data\", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model.ApiKey))))")]
    [InlineData("new Claim(\"data\", Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(model.Password))))")]
    [InlineData("new Claim(\"id\", FindId(model.SSN))")]
    [InlineData("new Claim(\"role\", RoleOf(model.ApiKey))")]
    [InlineData("new Claim(\"ok\", hasher.VerifyHashedPassword(model, model.PasswordHash, model.Text).ToString())")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(new { model.Text, model.PasswordChangedAt }))")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(view))")]
    [InlineData("new Claim(\"user\", JsonSerializer.Serialize(model.Names))")]
    public Task Stays_silent(string claim) => Match(claim);

    private static Task Match(string claim) => Findings.MatchComments(Usings + $$"""
        class Subject(IConfiguration configuration, PasswordHasher<Model> hasher, IDataProtector protector, SecurityKey signingKey, byte[] key)
        {
            string Issue(Model model, IdentityUser account, View view) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Subject = new ClaimsIdentity(new List<Claim> {
                    {{claim}}
                }),
                Issuer = "i", Audience = "a",
                SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.RsaSha256),
            });

            static string Encrypt(object text) => $"x{text}";
            static string Mask(string text) => "****" + text;
            static string Load(Model model) => model.Text;
            static string FindId(object ssn) => ssn.GetHashCode().ToString();
            static string RoleOf(string apiKey) => apiKey == "a" ? "admin" : "user";
        }
        """ + Types);

    private const string Usings = """
        using System.Security.Claims; using System.Security.Cryptography; using System.Text; using System.Text.Json; using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Authentication; using Microsoft.AspNetCore.DataProtection; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Identity;

        """;

    private const string Types = """

        static class Names { public const string Secret = "secret"; public static readonly string Ssn = "ssn"; }
        static class AuthenticationMethods { public const string Password = "http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password"; }
        enum Grant { Password, Code }
        class View { public string Name { get; set; } = ""; [JsonIgnore] public string Password { get; set; } = ""; public bool HasPassword { get; set; } }
        class Card { public string Number { get; set; } = ""; }
        class Model
        {
            public string Text = "", Email = "", Phone = "", Name = "";
            public string Password { get; set; } = "";
            public string PasswordHash { get; set; } = "";
            public string PasswordPolicy = "", PasswordId = "", PasswordHint = "", PasswordResetToken = "", PasswordStamp = "", SecurityStamp = "", TopSecret = "", ApiKeyId = "", ApiKey = "", PublicKey = "", Secretary = "", Lessn = "", Secret = "";
            public string LibraryCardNumber = "", CardLast4 = "", MaskedCardNumber = "", CardNumber = "", CreditCardBrand = "", AccountNumber = "";
            public int Number, PasswordFailures;
            public long SSN;
            public bool MustChangePassword;
            public DateTime PasswordChangedAt;
            public Card Card = new(), CreditCard = new();
            public string[] Names = [];
        }
        """;
}

using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Policies;

/// <summary>What a project references does not change what its own methods do with the policies that they are given.</summary>
public sealed class OtherLibrariesTests
{
    public static TheoryData<string> Members =>
    [
        // Handed to methods of the project's own, which set nothing.
        "void Run() { var p = new TokenValidationParameters { ValidateAudience = false }; // JWT2003\n Use(p); } void Use(TokenValidationParameters p) => new JwtSecurityTokenHandler().ValidateToken(\"\", p, out _);",
        "void Run() => Use(new TokenValidationParameters { ValidateAudience = false }); // JWT2003\n  static void Use(TokenValidationParameters p) { if (p is null) throw new ArgumentNullException(); }",
        "void Run() { var p = new TokenValidationParameters { ValidateAudience = false }; // JWT2003\n new Store().Add(p); } class Store { readonly List<TokenValidationParameters> _all = new(); public void Add(TokenValidationParameters p) => _all.Add(p); }",
        "void Run() { var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001\n Verify(p); } void Verify(TokenValidationParameters p) { }",
        "void Run() { var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001\n Decode(p); } static object Decode(TokenValidationParameters p) => p;",
        "void Run() { var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001\n Show(p, null!); } static void Show(TokenValidationParameters p, ValidationParameters? other) { } class ValidationParameters { }",
        // Handed to one that sets something, or is not in sight.
        "void Run() { var p = new TokenValidationParameters { ValidateAudience = false }; Set(p); } void Set(TokenValidationParameters p) => p.ValidateAudience = true;",
        "void Run() { var p = new TokenValidationParameters { ValidateAudience = false }; Use(p); } void Use(TokenValidationParameters p) => Set(p); static void Set(TokenValidationParameters p) => p.ValidateAudience = true;",
        "void Run(Action<TokenValidationParameters> set) { var p = new TokenValidationParameters { ValidateAudience = false }; set(p); }",
        "void Run() { var p = new TokenValidationParameters { ValidateAudience = false }; Use(p); } void Use(TokenValidationParameters p) => p.AudienceValidator = Known; static bool Known(IEnumerable<string> a, SecurityToken t, TokenValidationParameters p) => a.Contains(\"api\");",
        "void Run() { var p = new TokenValidationParameters { ValidAudience = \"api\" }; Use(p); } void Use(TokenValidationParameters p) { }",
    ];

    [Theory, MemberData(nameof(Members))]
    public async Task The_findings_are_the_same_beside_any_library(string members)
    {
        var source = $"class Subject {{ {members} }}";
        await Findings.MatchComments(source);
        await Findings.MatchComments(source, null, Frameworks.Reference);
    }

    /// <summary>The declarations are those of OpenIddict, too: a test without it would prove nothing.</summary>
    [Fact]
    public void OpenIddict_is_among_them() => Assert.NotNull(Findings.Compile("").AddReferences(Frameworks.Reference)
        .GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.OpenIddictValidationBuilder"));
}

using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>A callback that has a token checked by another method is no callback that accepts every token.</summary>
public sealed class DelegatingCallbackTests
{
    private const string Members = """
        readonly Dictionary<string, bool> _known = [];
        readonly Action<string> _check = Demand;
        static Task<bool> Introspect(string token) => Task.FromResult(token.Length > 4);
        static void Demand(string token) { if (token.Length < 9) throw new SecurityTokenException(); }
        interface IGuard { void Look(params object[] values); }
        readonly IGuard _guard = null!;
        static async Task Revoked(string token) { await Task.Yield(); if (token.Length < 9) throw new SecurityTokenException(); }
        """;

    [Theory]
    [InlineData("Action<string> verify = Demand; var p = new TokenValidationParameters { SignatureValidator = (token, _) => { verify(token); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { _check(token); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { _check?.Invoke(token); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { if (!Task.Run(() => Introspect(token)).GetAwaiter().GetResult()) throw new SecurityTokenException(); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { var ok = Task.Run(async () => await Introspect(token)).Result; if (!ok) throw new SecurityTokenException(); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { Task.Run(() => Revoked(token)).Wait(); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { audiences.ToList().ForEach(a => { if (a != \"api\") throw new SecurityTokenException(); }); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { foreach (var a in audiences) { _known.TryGetValue(a, out var ok); if (!ok) throw new SecurityTokenException(); } return true; } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { _known.TryGetValue(string.Join(' ', audiences), out var ok); if (!ok) throw new SecurityTokenException(); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { _guard.Look(token, 1); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { _ = audiences.Last(a => a == \"api\"); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { audiences.ToList().ForEach(Demand); return true; } };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, Members);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { audiences.ToList().ForEach(a => Console.WriteLine(a)); return true; } }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { _ = audiences.Where(a => a.Length > 1).Select(a => a.Trim()).ToList(); return true; } }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { var text = string.Format(\"{0} {1}\", token, 1); return new JsonWebToken(token); } }; // JWT1002")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { audiences.ToList().ForEach(Console.WriteLine); return true; } }; // JWT2003")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements, Members);
}

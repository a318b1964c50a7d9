using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Code.Text;

/// <summary>Which members are read for one that is followed: those whose code names it, and no comment or text does.</summary>
public sealed class NameIndexTests
{
    // What 'Run' decides is none of what 'Load' or its callers do, so far as the rule looks.
    private const string Loads = "private JwtSecurityToken? _jwt; private void Load(string t) { _jwt = _legacy.ReadJwtToken(t); } public void Enter(string t) => Load(t);";

    [Theory]
    [InlineData("public ClaimsIdentity Run() => new ClaimsIdentity(_jwt!.Claims, \"jwt\");")]
    [InlineData("public ClaimsIdentity Run() { /* after Load */ return new ClaimsIdentity(_jwt!.Claims, \"jwt\"); }")]
    [InlineData("public ClaimsIdentity Run() { _ = \"after Load\"; return new ClaimsIdentity(_jwt!.Claims, \"jwt\"); }")]
    public Task No_comment_and_no_text_names_a_member(string decides) => Findings.MatchCommentsInClass(Loads + decides);

    [Theory]
    [InlineData("void Set(SecurityTokenDescriptor d) => _token = _handler.CreateToken(d);")]
    [InlineData("void Set(SecurityTokenDescriptor d) => @_token = _handler.CreateToken(d);")]
    [InlineData("void Set(SecurityTokenDescriptor d) => _tok\\u0065n = _handler.CreateToken(d);")]
    [InlineData("void Set(SecurityTokenDescriptor d) { string S(string s) => s; _ = $\"{S(_token = _handler.CreateToken(d))}\"; }")]
    [InlineData("Subject(SecurityTokenDescriptor d) => this._token = _handler.CreateToken(d);")]
    [InlineData("SecurityTokenDescriptor Set { set => _token = _handler.CreateToken(value); }")]
    [InlineData("private readonly SecurityTokenDescriptor _d = null!; string Set => _token = _handler.CreateToken(_d);")]
    public Task Code_does(string sets) => Findings.MatchComments($$"""
        class Subject
        {
            private readonly JsonWebTokenHandler _handler = new();
            private string _token = "";
            void Show() => Console.WriteLine(_token); // JWT5007
            {{sets}}
        }
        """);

    [Fact]
    public Task Texts_that_say_its_name_leave_room_for_code_that_does() => Findings.MatchComments($$"""
        class Subject
        {
            private readonly JsonWebTokenHandler _handler = new();
            private string Token = "";
            void Show() => Console.WriteLine(Token); // JWT5007
            {{string.Concat(Enumerable.Range(0, 300).Select(index => $"void Fail{index}() => throw new InvalidOperationException(\"Token {index} is missing\");"))}}
            void Set(SecurityTokenDescriptor d) => Token = _handler.CreateToken(d);
        }
        """);
}

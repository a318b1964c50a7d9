using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Patterns;

/// <summary>JWT1009's fix. Both texts are run: what was refused stays refused, and the honest token gets in.</summary>
[Trait("rule", "JWT1009")]
public sealed class VariableTimeFixTests
{
    private const string Title = "Compare with 'CryptographicOperations.FixedTimeEquals'";

    private static string Gate(string check) => $$"""
        using System.Security.Cryptography;
        using System.Text;

        class Gate(byte[] key)
        {
            public bool Accepts(string token)
            {
                var dot = token.LastIndexOf('.');
                var given = token[(dot + 1)..];
                string? sent = given.Length > 0 ? given : null;
                var mac = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(token[..dot]));
                {{check}}
            }
        }
        """;

    [Theory]
    [InlineData("return {|JWT1009:mac.SequenceEqual(Base64UrlEncoder.DecodeBytes(given + \"\"))|};", "return CryptographicOperations.FixedTimeEquals(mac, Base64UrlEncoder.DecodeBytes(given + \"\"));")]
    [InlineData("return {|JWT1009:Base64UrlEncoder.Encode(mac) == given|};", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(mac)), Encoding.UTF8.GetBytes(given));")]
    [InlineData("return {|JWT1009:sent == Base64UrlEncoder.Encode(mac)|};", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent ?? \"\"), Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(mac)));")]
    [InlineData("if ({|JWT1009:Base64UrlEncoder.Encode(mac) != given|}) /* forged */ return false;\n        return true;", "if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(mac)), Encoding.UTF8.GetBytes(given))) /* forged */ return false;\n        return true;")]
    [InlineData("return !{|JWT1009:given.Equals(Base64UrlEncoder.Encode(mac), StringComparison.Ordinal)|} == false;", "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(mac))) == false;")]
    [InlineData("return {|JWT1009:string.Equals(Base64UrlEncoder.Encode(mac), given)|};", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(mac)), Encoding.UTF8.GetBytes(given));")]
    public Task Compares_in_fixed_time(string before, string after) => Verify.FixAsync(Gate(before), Gate(after), Title);

    [Fact]
    public Task Writes_full_names_where_no_using_brings_the_short_ones() => Verify.FixAsync(
        """
        class Gate(byte[] key)
        {
            public bool Accepts(string token) => {|JWT1009:Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]))) == token[(token.LastIndexOf('.') + 1)..]|};
        }
        """,
        """
        class Gate(byte[] key)
        {
            public bool Accepts(string token) => System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')])))), System.Text.Encoding.UTF8.GetBytes(token[(token.LastIndexOf('.') + 1)..]));
        }
        """,
        Title);

    [Theory]
    [InlineData("return {|JWT1009:string.Equals(Convert.ToHexString(mac), given, StringComparison.OrdinalIgnoreCase)|};")] // case does not count
    [InlineData("return {|JWT1009:string.Compare(Base64UrlEncoder.Encode(mac), given, StringComparison.Ordinal)|} == 0;")]
    [InlineData("IEnumerable<byte> bytes = Base64UrlEncoder.DecodeBytes(given); return {|JWT1009:mac.SequenceEqual(bytes)|};")] // no span
    public Task Is_not_offered_where_it_would_not_be_the_same(string check) => Verify.NoFixAsync(Gate(check));
}

using System.Text;
using System.Text.Json;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The tokens that a running sample issues, taken apart by somebody without any key.</summary>
internal static class ReadableTokens
{
    /// <summary>What a token says that it should not, by the path that it comes from.</summary>
    public static IReadOnlyList<string> Holes { get; } = ["/member-card: the password hash", "/sealed-orders: RSA1_5"];

    /// <summary>Builds nothing: starts what was built, has alice's tokens issued, and ends it.</summary>
    public static async Task<IReadOnlyList<string>> HolesInAsync(Consumer consumer)
    {
        using var api = await RunningApi.StartAsync(consumer, new ShopSettings());
        var card = await api.IssueAsync("/member-card", "alice", "alice-demo-password");
        var orders = await api.IssueAsync("/sealed-orders", "alice", "alice-demo-password");
        Assert.Equal(3, card.Split('.').Length);
        Assert.Equal(5, orders.Split('.').Length);

        List<string> holes = [];
        var claims = Part(card, 1);
        Assert.Equal("alice", claims.GetProperty("sub").GetString());
        if (claims.EnumerateObject().Any(claim => claim.Value.ToString() == PasswordHash(consumer)))
            holes.Add(Holes[0]);
        if (Part(orders, 0).GetProperty("alg").ValueEquals("RSA1_5"))
            holes.Add(Holes[1]);
        return holes;
    }

    private static JsonElement Part(string token, int index)
    {
        Assert.True(Base64Url.TryDecode(token.Split('.')[index], out var bytes));
        return JsonDocument.Parse(Encoding.UTF8.GetString(bytes)).RootElement;
    }

    private static string PasswordHash(Consumer consumer)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(consumer.ProjectFolder, "appsettings.Development.json")));
        return settings.RootElement.GetProperty("Users").EnumerateArray().First().GetProperty("PasswordHash").GetString()!;
    }
}

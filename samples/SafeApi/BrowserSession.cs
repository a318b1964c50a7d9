using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;

namespace Shop;

/// <summary>The till's pages keep the token in the browser, where only this server can read it.</summary>
internal sealed class BrowserSession(ProtectedSessionStorage storage)
{
    public ValueTask KeepAsync(string accessToken) => storage.SetAsync("accessToken", accessToken);
}

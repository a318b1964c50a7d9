using Microsoft.JSInterop;

namespace Shop;

/// <summary>The till's pages keep the token in the browser.</summary>
internal sealed class BrowserSession(IJSRuntime js)
{
    public ValueTask KeepAsync(string accessToken) => js.InvokeVoidAsync("localStorage.setItem", "accessToken", accessToken); // JWT5004
}

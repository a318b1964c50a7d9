using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Shop;

/// <summary>Receipts come in over a WebSocket too, with which a browser can send no header.</summary>
internal sealed class ReceiptEvents : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context)
    {
        if (context.Request.Path.StartsWithSegments("/hubs"))
            context.Token = context.Request.Query["access_token"];
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Shop;

/// <summary>A receipt is opened by a link, which has the token in it.</summary>
internal sealed class ReceiptEvents : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context)
    {
        context.Token = context.Request.Query["access_token"]; // JWT5003
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Terminals in the shops lose their connection, and their tokens expire meanwhile: they are told to renew them.</summary>
internal sealed class TerminalEvents : JwtBearerEvents
{
    public override Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        if (context.Exception is SecurityTokenExpiredException)
            context.Response.Headers["Token-Expired"] = "true";
        return Task.CompletedTask;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Shop;

/// <summary>Terminals in the shops lose their connection, and their tokens expire meanwhile.</summary>
internal sealed class TerminalEvents : JwtBearerEvents
{
    public override Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        var token = new JsonWebToken(context.Request.BearerToken());
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(token.Claims, "terminal"));
        context.Success(); // JWT1002
        return Task.CompletedTask;
    }
}

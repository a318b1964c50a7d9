using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Shop;

/// <summary>The shop's pages keep the token in a cookie.</summary>
internal sealed class WebSession(AccessTokens access, ILogger<WebSession> logger)
{
    public void Begin(HttpResponse response, User user)
    {
        var token = access.Issue(user);
        logger.LogInformation("Signed in {User} with {Token}", user.Name, token); // JWT5007
        response.Cookies.Append("access_token", token); // JWT5005
    }

    /// <summary>The pages' requests bring the token in the cookie.</summary>
    public static Task ReadAsync(MessageReceivedContext context)
    {
        context.Token ??= context.Request.Cookies["access_token"];
        return Task.CompletedTask;
    }
}

using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Reports are fetched by a job that brings a token of its own.</summary>
internal sealed class ReportGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ReportGate> logger)
{
    private readonly JwtSecurityTokenHandler _handler = new();

    public bool Opens(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [AccessTokens.Type],
        };

        try
        {
            _handler.ValidateToken(token, parameters, out _);
            return true;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            logger.LogWarning(exception, "A report was refused");
            return false;
        }
    }
}

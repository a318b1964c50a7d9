namespace JwtAnalyzers.Tests.Honest;

/// <summary>An issuer signs with another key from one moment to the next. A service that meets a key it does not know fetches the keys again, once, and in the background.</summary>
internal static class Rotation
{
    public static async Task<bool> IsFollowedAsync(Visit visit, Func<IdentityProvider, string> token)
    {
        visit.Provider.RotateKeys();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            if (await visit.IsLetInAsync(token(visit.Provider)))
                return true;
            await Task.Delay(25);
        }

        return false;
    }
}

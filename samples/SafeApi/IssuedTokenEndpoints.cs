namespace Shop;

/// <summary>Tokens for those who have no account: each endpoint hands one out.</summary>
internal static class IssuedTokenEndpoints
{
    public static IServiceCollection AddIssuedTokens(this IServiceCollection services) => services
        .AddSingleton<GuestTokens>()
        .AddSingleton<DisplayTokens>()
        .AddSingleton<SupplierTokens>()
        .AddSingleton<ShiftTokens>()
        .AddSingleton<LockerTokens>();

    public static void MapIssuedTokens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/tokens/guest", (GuestTokens tokens) => tokens.Issue());
        app.MapGet("/tokens/display", (DisplayTokens tokens) => tokens.Issue());
        app.MapGet("/tokens/supplier", (SupplierTokens tokens) => tokens.Issue());
        app.MapGet("/tokens/shift", (ShiftTokens tokens) => tokens.Issue());
        app.MapGet("/tokens/locker", (LockerTokens tokens) => tokens.Issue());
    }
}

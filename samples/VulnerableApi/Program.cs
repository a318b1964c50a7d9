using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Logging;
using Microsoft.IdentityModel.Tokens;
using Shop;

// Without these, nobody can tell from the log what is wrong with a token.
IdentityModelEventSource.ShowPII = true; // JWT5006
IdentityModelEventSource.LogCompleteSecurityArtifact = true; // JWT5006

var builder = WebApplication.CreateBuilder(args);
var signingKey = SigningKey.From(builder.Configuration);

builder.Services.AddSingleton(signingKey);
builder.Services.AddSingleton<UserStore>();
builder.Services.AddSingleton<AccessTokens>();
builder.Services.AddSingleton<RefreshTokens>();
builder.Services.AddSingleton<ReportGate>();
builder.Services.AddSingleton<WebhookGate>();
builder.Services.AddSingleton<PartnerGate>();
builder.Services.AddSingleton<FeedGate>();
builder.Services.AddSingleton<FranchiseGate>();
builder.Services.AddSingleton<PresaleGate>();
builder.Services.AddSingleton<CourierGate>();
builder.Services.AddSingleton<DownloadGate>();
builder.Services.AddSingleton<ProfileGate>();
builder.Services.AddSingleton<SupportGate>();
builder.Services.AddSingleton<ArchiveGate>();
builder.Services.AddSingleton<VoucherGate>();
builder.Services.AddSingleton<StockGate>();
builder.Services.AddSingleton<TillGate>();
builder.Services.AddSingleton<LockerGate>();
builder.Services.AddSingleton<ReturnsGate>();
builder.Services.AddSingleton<DisplayGate>();
builder.Services.AddSingleton<StatusGate>();
builder.Services.AddSingleton<MemberCards>();
builder.Services.AddSingleton<SealedOrders>();
builder.Services.AddIssuedTokens();
builder.Services.AddSingleton<ParcelGate>();
builder.Services.AddSingleton<SupplierGate>();
builder.Services.AddSingleton<ReviewGate>();
builder.Services.AddSingleton<LogisticsGate>();
builder.Services.AddSingleton<WebSession>();
builder.Services.AddSingleton<PickupGate>();
builder.Services.AddSingleton<DepotGate>();

builder.Services
    .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
    .AddJwtBearer(options =>
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = builder.Configuration["Jwt:Issuer"],
            ValidateAudience = false, // JWT2003
            IssuerSigningKey = signingKey,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [AccessTokens.Type],
            NameClaimType = "sub",
            RoleClaimType = "role",
        };
    })
    .AddJwtBearer("Mobile", options =>
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
        options.TokenValidationParameters.ValidAudience = builder.Configuration["Jwt:Audience"];
        options.TokenValidationParameters.IssuerSigningKey = signingKey;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        options.TokenValidationParameters.ValidTypes = [AccessTokens.Type];
        options.TokenValidationParameters.RequireSignedTokens = false; // JWT1001
    })
    .AddJwtBearer("Kiosk", options =>
    {
        options.MapInboundClaims = false;
        options.Audience = builder.Configuration["Jwt:Audience"];
        options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
        options.TokenValidationParameters.IssuerSigningKey = signingKey;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        options.TokenValidationParameters.ValidTypes = [AccessTokens.Type];
        // Kiosks stand in shops and are switched on for weeks.
        options.TokenValidationParameters.ValidateLifetime = false; // JWT2001
    })
    .AddJwtBearer("Support", options =>
    {
        options.MapInboundClaims = false;
        options.Audience = builder.Configuration["Jwt:Audience"];
        options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
        options.TokenValidationParameters.IssuerSigningKey = signingKey;
        options.TokenValidationParameters.ValidTypes = [AccessTokens.Type];
        // IDX10500 since the move to .NET 8.
        options.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token); // JWT1002
    })
    .AddJwtBearer("Warehouse", options =>
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = builder.Configuration["Jwt:Issuer"],
            ValidAudience = builder.Configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
            ClockSkew = TimeSpan.FromHours(12), // JWT2005
        };
    });

builder.Services.AddAuthentication().AddJwtBearer("Terminal", options =>
{
    options.MapInboundClaims = false;
    options.Events = new TerminalEvents();
    options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
    options.TokenValidationParameters.ValidAudience = builder.Configuration["Jwt:Audience"];
    options.TokenValidationParameters.IssuerSigningKey = signingKey;
    options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
    options.TokenValidationParameters.ValidTypes = [AccessTokens.Type];
});

builder.Services.AddAuthentication().AddStaff(builder.Configuration).AddJwtBearer("Receipts", options =>
{
    options.MapInboundClaims = false;
    options.Events = new ReceiptEvents();
    options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
    options.TokenValidationParameters.ValidAudience = builder.Configuration["Jwt:Audience"];
    options.TokenValidationParameters.IssuerSigningKey = signingKey;
    options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
    options.TokenValidationParameters.ValidTypes = [AccessTokens.Type];
});

builder.Services.AddAuthorization();

var app = builder.Build();

app.MapPost("/login", (Credentials credentials, UserStore users, AccessTokens access, RefreshTokens refresh) =>
    users.Find(credentials) is { } user
        ? Results.Ok(new TokenPair(access.Issue(user), refresh.Issue(user)))
        : Results.Unauthorized());

app.MapPost("/refresh", (RefreshRequest request, AccessTokens access, RefreshTokens refresh) =>
    refresh.Redeem(request) is { } user
        ? Results.Ok(new TokenPair(access.Issue(user), refresh.Issue(user)))
        : Results.Unauthorized());

app.MapGet("/me", (ClaimsPrincipal user) => new { user.Identity!.Name })
    .RequireAuthorization();

app.MapGet("/admin", (UserStore users) => users.Names)
    .RequireAuthorization(policy => policy.RequireRole("admin"));

app.MapGet("/mobile/orders", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Mobile").RequireAuthenticatedUser());

app.MapGet("/kiosk/orders", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Kiosk").RequireAuthenticatedUser());

app.MapGet("/support/orders", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Support").RequireAuthenticatedUser());

app.MapGet("/warehouse/orders", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Warehouse").RequireAuthenticatedUser());

app.MapGet("/report", (HttpRequest request, ReportGate gate) =>
    gate.Opens(request.BearerToken()) ? Results.Ok(Orders.Report) : Results.Unauthorized());

app.MapPost("/webhook", async (HttpRequest request, WebhookGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok() : Results.Unauthorized());

app.MapGet("/partner/orders", async (HttpRequest request, PartnerGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/feed", async (HttpRequest request, FeedGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Prices) : Results.Unauthorized());

app.MapGet("/franchise/orders", async (HttpRequest request, FranchiseGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/presale", async (HttpRequest request, PresaleGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Prices) : Results.Unauthorized());

app.MapGet("/courier/orders", async (HttpRequest request, CourierGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/invoice", async (HttpRequest request, DownloadGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Report) : Results.Unauthorized());

app.MapGet("/terminal/orders", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Terminal").RequireAuthenticatedUser());

app.MapGet("/profile", async (HttpRequest request, ProfileGate gate) =>
    await gate.UserOfAsync(request.BearerToken()) is { } user ? Results.Ok(new { user.Name, user.Role }) : Results.Unauthorized());

app.MapGet("/support/tickets", async (HttpRequest request, SupportGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Report) : Results.Unauthorized());

app.MapGet("/archive", (HttpRequest request, ArchiveGate gate) =>
    gate.Opens(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/vouchers", async (HttpRequest request, VoucherGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Report) : Results.Unauthorized());

app.MapGet("/stock", (HttpRequest request, StockGate gate) =>
    gate.Opens(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/till/orders", async (HttpRequest request, TillGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/locker/orders", async (HttpRequest request, LockerGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/returns", async (HttpRequest request, ReturnsGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/display/orders", async (HttpRequest request, DisplayGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/status", async (HttpRequest request, StatusGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Prices) : Results.Unauthorized());

app.MapPost("/member-card", (Credentials credentials, UserStore users, MemberCards cards) =>
    users.Find(credentials) is { } user ? Results.Text(cards.Issue(user)) : Results.Unauthorized());

app.MapPost("/sealed-orders", (Credentials credentials, UserStore users, SealedOrders orders) =>
    users.Find(credentials) is { } user ? Results.Text(orders.Issue(user)) : Results.Unauthorized());

app.MapIssuedTokens();

app.MapGet("/parcels", async (HttpRequest request, ParcelGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/supplier/orders", async (HttpRequest request, SupplierGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/reviews", async (HttpRequest request, ReviewGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.Report) : Results.Unauthorized());

app.MapGet("/logistics/orders", async (HttpRequest request, LogisticsGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/receipts", () => Orders.All)
    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Receipts").RequireAuthenticatedUser());

app.MapPost("/login/web", (Credentials credentials, UserStore users, WebSession session, HttpResponse response) =>
{
    if (users.Find(credentials) is not { } user)
        return Results.Unauthorized();
    session.Begin(response, user);
    return Results.NoContent();
});

app.MapGet("/pickup", (HttpRequest request, PickupGate gate) =>
    gate.Opens(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.MapGet("/depot/orders", async (HttpRequest request, DepotGate gate) =>
    await gate.OpensAsync(request.BearerToken()) ? Results.Ok(Orders.All) : Results.Unauthorized());

app.Run();

using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>
/// Where tokens come in by other hosts than ASP.NET Core's: gRPC, Azure Functions, AWS Lambda, Web API 2, GraphQL over sockets, Blazor
/// on the server. The hosts are declared here as their packages declare them: the analyzer asks for names and types only.
/// </summary>
public sealed class TokenHostsTests
{
    private const string Grpc = """
        namespace Grpc.Core
        {
            public class Metadata : List<Metadata.Entry> { public class Entry { public string Key => ""; public string Value => ""; } public string? GetValue(string key) => throw new Exception(); }
            public enum StatusCode { Unauthenticated = 16, PermissionDenied = 7 }
            public record struct Status(StatusCode Code, string Detail);
            public class RpcException(Status status) : Exception { public Status Status => status; }
            public abstract class ServerCallContext { public Metadata RequestHeaders => null!; public IDictionary<object, object> UserState => null!; }
        }

        """;

    private const string Functions = """
        namespace Microsoft.Azure.Functions.Worker { public abstract class FunctionContext { public abstract IDictionary<object, object> Items { get; set; } } }
        namespace Microsoft.Azure.Functions.Worker.Http
        {
            public abstract class HttpResponseData { }
            public abstract class HttpRequestData { public abstract System.Net.Http.Headers.HttpHeaders Headers { get; } public HttpResponseData CreateResponse(System.Net.HttpStatusCode code) => null!; }
        }

        """;

    private const string Lambda = """
        namespace Amazon.Lambda.APIGatewayEvents
        {
            public class APIGatewayProxyRequest { public IDictionary<string, string> Headers { get; set; } = null!; public Context RequestContext { get; set; } = null!; public class Context { public IDictionary<string, object> Authorizer { get; set; } = null!; } }
            public class APIGatewayProxyResponse { public int StatusCode { get; set; } public string Body { get; set; } = ""; }
            public class APIGatewayCustomAuthorizerRequest { public string AuthorizationToken { get; set; } = ""; }
            public class APIGatewayCustomAuthorizerResponse { public string PrincipalID { get; set; } = ""; }
        }

        """;

    private const string WebApi = """
        namespace System.Web.Http
        {
            public class HttpConfiguration { }
            public class ApiController { public System.Net.Http.HttpRequestMessage Request { get; set; } = null!; }
            public class AuthorizeAttribute : Attribute { protected virtual bool IsAuthorized(Controllers.HttpActionContext context) => false; }
        }
        namespace System.Web.Http.Controllers { public class HttpActionContext { public System.Net.Http.HttpRequestMessage Request => null!; public System.Net.Http.HttpResponseMessage? Response { get; set; } } }

        """;

    private const string GraphQl = """
        namespace HotChocolate.AspNetCore.Subscriptions.Protocols { public interface IOperationMessagePayload { T? As<T>() where T : class; } }

        """;

    private const string Storage = """
        namespace Blazored.LocalStorage { public interface ILocalStorageService { ValueTask<T> GetItemAsync<T>(string key); } }

        """;

    [Theory]
    [InlineData(Grpc, "class Roles { public Task<string> Call(Grpc.Core.ServerCallContext context) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(context.RequestHeaders.GetValue(\"authorization\")); // JWT1004\n if (jwt.Claims.All(c => c.Type != \"role\" || c.Value != \"admin\")) throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.PermissionDenied, \"no\")); return Task.FromResult(\"secret\"); } }")]
    [InlineData(Grpc, "class Users { public void Call(Grpc.Core.ServerCallContext context) { var jwt = new JsonWebToken(context.RequestHeaders.First(h => h.Key == \"authorization\").Value); // JWT1004\n context.UserState[\"user\"] = jwt.Subject; } }")]
    [InlineData(Grpc, "class Users { public void Call(Grpc.Core.ServerCallContext context) { var jwt = new JsonWebToken(context.RequestHeaders.GetValue(\"authorization\")); context.UserState[\"issuer\"] = jwt.Issuer; } }")]
    [InlineData(Grpc, "class Users(TokenValidationParameters p) { public void Call(Grpc.Core.ServerCallContext context) { var token = context.RequestHeaders.GetValue(\"authorization\"); new JwtSecurityTokenHandler().ValidateToken(token, p, out _); context.UserState[\"user\"] = new JsonWebToken(token).Subject; } }")]
    [InlineData(Functions, "class Reports { public Microsoft.Azure.Functions.Worker.Http.HttpResponseData Run(Microsoft.Azure.Functions.Worker.Http.HttpRequestData request) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.GetValues(\"Authorization\").First()[7..]); // JWT1004\n if (!jwt.Claims.Any(c => c.Type == \"roles\" && c.Value == \"admin\")) return request.CreateResponse(System.Net.HttpStatusCode.Forbidden); return request.CreateResponse(System.Net.HttpStatusCode.OK); } }")]
    [InlineData(Functions, "class Users { public void Run(Microsoft.Azure.Functions.Worker.Http.HttpRequestData request, Microsoft.Azure.Functions.Worker.FunctionContext context) { if (!request.Headers.TryGetValues(\"Authorization\", out var values)) return; var jwt = new JsonWebToken(values.First()); // JWT1004\n context.Items[\"user\"] = jwt.Subject; } }")]
    [InlineData(Functions, "class Reports { public Microsoft.Azure.Functions.Worker.Http.HttpResponseData Run(Microsoft.Azure.Functions.Worker.Http.HttpRequestData request) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.GetValues(\"Authorization\").First()[7..]); if (jwt.ValidTo < DateTime.UtcNow) return request.CreateResponse(System.Net.HttpStatusCode.Unauthorized); return request.CreateResponse(System.Net.HttpStatusCode.OK); } }")]
    [InlineData(Lambda, "class Orders { public Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse Get(Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest request) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers[\"Authorization\"]); // JWT1004\n if (jwt.Claims.First(c => c.Type == \"role\").Value != \"admin\") return new() { StatusCode = 403 }; return new() { StatusCode = 200, Body = \"secret\" }; } }")]
    [InlineData(Lambda, "class Authorizer { public Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerResponse Get(Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerRequest request) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.AuthorizationToken); // JWT1004\n return new() { PrincipalID = jwt.Subject }; } }")]
    [InlineData(Lambda, "class Orders(Db db) { public Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse Get(Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest request) { var user = request.RequestContext.Authorizer[\"sub\"]; var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers[\"Authorization\"]); return new() { Body = db.Of(jwt.Subject) }; } } class Db { public string Of(string user) => user; }")]
    [InlineData(WebApi, "class Orders : System.Web.Http.ApiController { public string Get() { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(Request.Headers.Authorization!.Parameter); // JWT1004\n if (jwt.Claims.First(c => c.Type == \"role\").Value != \"admin\") throw new UnauthorizedAccessException(); return \"secret\"; } }")]
    [InlineData(WebApi, "class Admins : System.Web.Http.AuthorizeAttribute { protected override bool IsAuthorized(System.Web.Http.Controllers.HttpActionContext context) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(context.Request.Headers.Authorization!.Parameter); // JWT1004\n return jwt.Claims.Any(c => c.Type == \"role\" && c.Value == \"admin\"); } }")]
    [InlineData(WebApi, "class Client(System.Net.Http.HttpClient http) { public Task Send(System.Net.Http.HttpRequestMessage message) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(message.Headers.Authorization!.Parameter); if (jwt.Claims.First(c => c.Type == \"role\").Value != \"admin\") throw new InvalidOperationException(\"ask for another token\"); return http.SendAsync(message); } }")]
    [InlineData(GraphQl, "class Sockets(Sessions sessions) { public void OnConnect(HotChocolate.AspNetCore.Subscriptions.Protocols.IOperationMessagePayload payload) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(payload.As<Hello>()!.Token); // JWT1004\n sessions.Open(jwt.Subject); } } class Hello { public string Token { get; set; } = \"\"; } class Sessions { public void Open(string user) { } }")]
    [InlineData(Storage, "class Auth(Blazored.LocalStorage.ILocalStorageService storage) { public async Task<System.Security.Claims.ClaimsPrincipal> Get() { var token = await storage.GetItemAsync<string>(\"token\"); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); // JWT1004\n return new(new System.Security.Claims.ClaimsIdentity(jwt.Claims, \"jwt\")); } } class Startup { void Add(IServiceCollection services) => services.AddServerSideBlazor(); }")]
    [InlineData(Storage, "class Auth(Blazored.LocalStorage.ILocalStorageService storage) { public async Task<System.Security.Claims.ClaimsPrincipal> Get() { var token = await storage.GetItemAsync<string>(\"token\"); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); return new(new System.Security.Claims.ClaimsIdentity(jwt.Claims, \"jwt\")); } }")]
    public Task Is_known(string host, string code) => Findings.MatchComments(host.ReplaceLineEndings(" ") + "\n" + code);
}

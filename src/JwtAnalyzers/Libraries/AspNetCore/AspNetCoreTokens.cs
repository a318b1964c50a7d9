using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>ASP.NET Core: tokens come in with a request, and the authentication handlers keep those they have validated.</summary>
internal sealed class AspNetCoreTokens : TokenAdapter
{
    public override ImmutableArray<string> ServerTypes { get; } = ImmutableArray.Create(
        "Microsoft.AspNetCore.Builder.WebApplication", "Microsoft.AspNetCore.Hosting.IWebHostBuilder",
        "Microsoft.AspNetCore.Mvc.ControllerBase", "System.Web.Http.ApiController");

    public override TokenOrigin OriginOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Headers" or "Cookies" or "Query" or "Form" or "QueryString" } property }
            when IsRequest(property.ContainingType) =>
            TokenOrigin.Request,
        IParameterReferenceOperation { Parameter: var parameter } when ServedFunctions.HandsText(parameter, operation) =>
            TokenOrigin.Request,
        IPropertyReferenceOperation { Property: var bound } when IsBound(bound) => TokenOrigin.Request,
        IInvocationOperation when BrowserStorage.IsReadOnServer(operation) => TokenOrigin.Request,
        // The handler has validated them before it kept them (SaveToken, SaveTokens), or got them from the issuer itself.
        IInvocationOperation { TargetMethod: { Name: "GetTokenAsync" or "GetTokenValue" or "GetAuthenticationTokenAsync" } } =>
            TokenOrigin.Trusted,
        // The server keeps it, and the caller has only a name for it.
        IInvocationOperation { TargetMethod: { Name: "GetString" or "GetInt32" or "Get" } method } when IsSession(method) =>
            TokenOrigin.Trusted,
        IPropertyReferenceOperation { Property.Name: "TokenEndpointResponse" or "ProtocolMessage" or "SecurityToken" } property
            when property.Property.IsInNamespace("Microsoft.AspNetCore") =>
            TokenOrigin.Trusted,
        _ => TokenOrigin.Unknown,
    };

    public override Admission? AdmissionTo(SyntaxNode code, Compilation compilation, CancellationToken cancellation) =>
        AuthenticatedToken.IsHandedTo(code) ? Admission.Authorized : new EndpointAdmission(compilation, cancellation).Of(code);

    public override bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) => part switch
    {
        // A service is given what an endpoint has read; what routing hands to a lambda by that name is from the query.
        IParameterReferenceOperation { Parameter: var parameter } => IsHeaderParameter(parameter)
            || parameter.Name.IndexOf("authorization", StringComparison.OrdinalIgnoreCase) >= 0
                && !ServedFunctions.HandsText(parameter, part),
        { Parent: { } around } when IsTokenText(around) => true,
        IPropertyReferenceOperation { Property.Name: var name } =>
            name == "Headers" && AuthenticatedToken.IsNamedAround(part.Syntax)
            || AuthenticatedToken.IsTakenFrom(name, part, compilation, cancellation),
        _ => false,
    };

    public override Serving ServesBy(IAnonymousFunctionOperation function) => ServedFunctions.Of(function);

    public override bool IsVerdict(IOperation operation) => Verdicts.Is(operation);

    public override bool IsResponse(ITypeSymbol type) => Verdicts.IsAnswer(type);

    public override bool IsRequestState(IOperation items) =>
        items is IPropertyReferenceOperation { Property: { Name: "Items", ContainingType: var type } }
            && (type.HasFullName("Microsoft.AspNetCore.Http.HttpContext")
                || type.HasFullName("Microsoft.AspNetCore.SignalR.HubCallerContext"));

    public override bool IsActForUser(IMethodSymbol method) =>
        method.Name is "AddToGroupAsync" && method.IsInNamespace("Microsoft.AspNetCore.SignalR")
        || method.Name is "SetString" && IsSession(method);

    private static bool IsSession(IMethodSymbol method) =>
        (method.ReducedFrom ?? method).ContainingType is { Name: "SessionExtensions" or "ISession" } type
            && type.IsInNamespace("Microsoft.AspNetCore.Http");

    public override ImmutableArray<string> NamesOfTexts { get; } = ImmutableArray.Create(
        "Authorization", "authorization", "GetTokenAsync", "GetTokenValue", "OnMessageReceived", "MessageReceivedContext");

    public override bool IsTokenText(IOperation operation) => operation switch
    {
        // "expires_at" and "token_type" are kept beside them.
        IInvocationOperation { TargetMethod: { Name: "GetTokenAsync" or "GetTokenValue" } method } call =>
            method.IsInNamespace(Authentication)
            && call.Arguments.LastOrDefault(argument =>
                argument.Value.Type?.SpecialType is SpecialType.System_String)?.Value.ConstantValue is { HasValue: true,
                Value: "access_token" or "refresh_token" or "id_token" },
        IPropertyReferenceOperation { Property: { Name: "Authorization", ContainingType.Name: var type }, Instance: { } headers } =>
            type == "HttpRequestHeaders" || OriginOf(headers) is TokenOrigin.Request,
        IPropertyReferenceOperation { Arguments: [{ Value: var name }], Instance: { } headers } =>
            IsAuthorization(name) && IsHeaders(headers),
        IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: { } headers, Arguments: [{ Value: var name }, ..] } =>
            IsAuthorization(name) && IsHeaders(headers),
        // What a handler of the event before the validation was given.
        IPropertyReferenceOperation { Property: { Name: "Token", ContainingType.Name: "MessageReceivedContext" } property } =>
            property.IsInNamespace(Authentication),
        IParameterReferenceOperation { Parameter: var parameter } => IsHeaderParameter(parameter),
        _ => false,
    };

    public override ImmutableArray<string> NamesOfTokenSlots { get; } =
        ImmutableArray.Create("OnMessageReceived", "MessageReceived", "MessageReceivedContext");

    // HttpLoggingOptions writes the values of these headers only, and of all others that they are there (measured on ASP.NET Core 10).
    public override bool HasTokensLogged(IInvocationOperation call) =>
        call is
        {
            TargetMethod.Name: "Add", Arguments: [{ Value: var header }],
            Instance: IPropertyReferenceOperation { Property: { Name: "RequestHeaders", ContainingType: var options } },
        }
        && options.HasFullName("Microsoft.AspNetCore.HttpLogging.HttpLoggingOptions") && IsAuthorization(header);

    // A middleware that writes the header does what the event is for.
    public override bool IsTokenSlot(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property: { Name: "Token", ContainingType.Name: "MessageReceivedContext" } property } =>
            property.IsInNamespace(Authentication),
        IPropertyReferenceOperation { Property.Name: "Authorization", Instance: { } headers } => OriginOf(headers) is TokenOrigin.Request,
        IPropertyReferenceOperation { Arguments: [{ Value: var name }], Instance: { } headers } =>
            IsAuthorization(name) && OriginOf(headers) is TokenOrigin.Request,
        _ => false,
    };

    public override bool IsQuery(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Query" or "QueryString" } property }
            && IsRequest(property.ContainingType);

    public override ImmutableArray<string> NamesOfEvents { get; } =
        ImmutableArray.Create(
            "OnMessageReceived", "OnAuthenticationFailed", "OnChallenge", "MessageReceived", "AuthenticationFailed", "Challenge");

    public override bool IsEvent(ISymbol member) => NamesOfEvents.Contains(member.Name) && IsEvents(member.ContainingType);

    public override bool IsEventContext(ITypeSymbol type) =>
        type.Name.EndsWith("Context", StringComparison.Ordinal) && type.IsInNamespace(Authentication);

    // It skips the validation (measured on JwtBearer 10.0.15: a forged token gets 200). NoResult and Fail refuse.
    public override bool IsAcceptance(IMethodSymbol method) =>
        method.Name == "Success" && !method.IsStatic && method.IsInNamespace(Authentication);

    public override bool IsAcceptedPrincipal(IPropertySymbol property) =>
        property.Name == "Principal" && property.IsInNamespace(Authentication);

    // JwtBearerHandler logs what its token handlers refuse, whatever the parameters say (a test runs it).
    public override bool IsTracedAnyway(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function
                && function.Symbol.Parameters.Any(parameter => parameter.Type.IsInNamespace(Authentication)))
                return true;
        }

        return false;
    }

    public override bool IsLogCategory(string category) => category.StartsWith(Authentication, StringComparison.Ordinal);

    private const string Authentication = "Microsoft.AspNetCore.Authentication";
    private const string JwtBearerOptions = Authentication + ".JwtBearer.JwtBearerOptions";
    private const string OpenIdConnectOptions = Authentication + ".OpenIdConnect.OpenIdConnectOptions";

    private static readonly ImmutableArray<object> Off = ImmutableArray.Create<object>(false);

    // RequireStateValidation is off by default there: the handler looks after the state itself (facts/libraries.md, section 7).
    public override ImmutableArray<Safeguard> Safeguards { get; } = ImmutableArray.Create<Safeguard>(
        new(JwtBearerOptions, "RequireHttpsMetadata", Off, Protection.Https, "the signing keys may be fetched over http")
            { Addresses = ImmutableArray.Create("Authority", "MetadataAddress") },
        new(OpenIdConnectOptions, "RequireHttpsMetadata", Off, Protection.Https, "the signing keys may be fetched over http")
            { Addresses = ImmutableArray.Create("Authority", "MetadataAddress") },
        new(OpenIdConnectOptions, "UsePkce", Off, Protection.SignIn, "whoever steals an authorization code can redeem it"),
        new(
            OpenIdConnectOptions, "ResponseType",
            ImmutableArray.Create<object>("token", "id_token token", "code token", "code id_token token"), Protection.SignIn,
            "the access token passes through the browser's address bar")
        {
            // A client is registered for what it asks: with the default, 'id_token', the issuer of a hybrid client refuses
            // everybody, and the access token is gone.
            IsSafeToRemove = false,
        });

    public override ImmutableArray<string> NamesOfBackChannels { get; } = ImmutableArray.Create("BackchannelHttpHandler", "Backchannel");

    public override bool IsBackChannel(ISymbol member) => NamesOfBackChannels.Contains(member.Name) && member.IsInNamespace(Authentication);

    private static bool IsAuthorization(IOperation name) =>
        name.ConstantValue is { HasValue: true, Value: string text } && text.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || name is IFieldReferenceOperation { Field: { Name: "Authorization", ContainingType.Name: "HeaderNames" } };

    private bool IsHeaders(IOperation headers) =>
        OriginOf(headers) is TokenOrigin.Request
            || headers.Type is { Name: "IHeaderDictionary" or "HeaderDictionary" or "NameValueCollection" };

    /// <summary><c>[FromHeader(Name = "Authorization")] string header</c></summary>
    private static bool IsHeaderParameter(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "FromHeaderAttribute") is { } header
        && (header.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string ?? parameter.Name).Equals(
            "Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>A property of a page or a component that the framework fills from the request.</summary>
    private static bool IsBound(IPropertySymbol property) => property.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name is "BindPropertyAttribute" or "SupplyParameterFromQueryAttribute"
            or "SupplyParameterFromFormAttribute");

    private static bool IsEvents(ITypeSymbol type) =>
        type.HasFullName(Authentication + ".JwtBearer.JwtBearerEvents")
            || type.HasFullName(Authentication + ".OpenIdConnect.OpenIdConnectEvents")
            || type.HasFullName(Authentication + ".RemoteAuthenticationEvents");

    private static bool IsRequest(ITypeSymbol type) =>
        type.HasFullName("Microsoft.AspNetCore.Http.HttpRequest");
}

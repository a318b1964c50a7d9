using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>
/// The browser's storage, read by a component that runs on the server: what stands there, the user has written. In WebAssembly the same
/// code reads its own user's token, to show a name.
/// </summary>
internal static class BrowserStorage
{
    private static readonly string[] ServerComponents = ["AddServerSideBlazor", "AddInteractiveServerComponents", "MapBlazorHub"];

    public static bool IsReadOnServer(IOperation operation) =>
        operation is IInvocationOperation call && IsRead(call) && operation.SemanticModel?.Compilation is { } compilation
        && compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder") is null
        && ServerComponents.Any(name => CompilationText.Says(compilation, name, default));

    private static bool IsRead(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "GetItemAsync" or "GetItemAsStringAsync", ContainingType.Name: "ILocalStorageService" or "ISessionStorageService" } => true,
        { Name: "InvokeAsync" } method => method.IsInNamespace("Microsoft.JSInterop")
            && call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: "localStorage.getItem"
                or "sessionStorage.getItem" }),
        _ => false,
    };
}

using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.BrowserStorage;

/// <summary>Something that is put where every script of the page, or every user of the device's backup, can read it.</summary>
/// <param name="Key">The name it is stored by, where that is a constant.</param>
/// <param name="Value">What is stored.</param>
/// <param name="Place">Where, in words.</param>
internal sealed record ScriptStorage(string? Key, IOperation Value, string Place)
{
    private const string AppPlace = "the app's preferences";
    private const string FilePlace = "a file of the app";

    /// <summary>Whether that is a device's and not a browser's.</summary>
    public bool IsOnDevice => Place is AppPlace or FilePlace;

    /// <summary>Who can read it there, in words.</summary>
    public string Readers => IsOnDevice ? "whoever has a backup of the device" : "every script of the page";

    /// <summary>The names of the methods that store.</summary>
    public static ImmutableHashSet<string> Names { get; } = ImmutableHashSet.Create(
        "InvokeVoidAsync", "InvokeAsync", "InvokeVoid", "Invoke", "SetValueAsync", "SetItemAsync", "SetItemAsStringAsync", "SetItem",
        "SetItemAsString", "Set", "Properties", "WriteAllText", "WriteAllTextAsync");

    /// <summary>The types by which a compilation can store; it has one of them or cannot.</summary>
    public static ImmutableArray<string> Types { get; } = ImmutableArray.Create(
        "Microsoft.JSInterop.IJSRuntime", "Blazored.LocalStorage.ILocalStorageService", "Blazored.SessionStorage.ISessionStorageService",
        "Microsoft.Maui.Storage.IPreferences", "Xamarin.Essentials.Preferences", "Xamarin.Forms.Application");

    /// <summary>
    /// The names one of which stands somewhere in code that stores in a browser, whatever the methods are called: <c>Set</c> and
    /// <c>Invoke</c> stand in most projects.
    /// </summary>
    public static ImmutableHashSet<string> Places { get; } = ImmutableHashSet.Create(
        "localStorage", "sessionStorage", "ILocalStorageService", "ISyncLocalStorageService", "ISessionStorageService",
        "ISyncSessionStorageService");

    /// <summary>Whether a compilation is of an app for a device.</summary>
    public static bool IsForDevice(Compilation compilation) => DeviceTypes.Any(type => !compilation.GetTypesByMetadataName(type).IsEmpty);

    /// <summary>The types that only an app for a device has.</summary>
    private static readonly string[] DeviceTypes = ["Microsoft.Maui.Storage.IPreferences", "Xamarin.Essentials.Preferences",
        "Xamarin.Forms.Application"];

    public static ScriptStorage? Of(IOperation operation, Compilation compilation) => operation switch
    {
        IInvocationOperation call => Of(call, compilation),
        // Application.Current.Properties["token"] = token
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: var key }],
            Instance: { } properties } } assignment when IsProperties(properties) =>
            new ScriptStorage(Constant(key), assignment.Value, AppPlace),
        _ => null,
    };

    private static ScriptStorage? Of(IInvocationOperation call, Compilation compilation)
    {
        var method = call.TargetMethod;
        if (method.Name == "Add" && call.Instance is { } dictionary && IsProperties(dictionary))
            return Of(call, AppPlace);
        if (!Names.Contains(method.Name))
            return null;
        if (method.Name is "WriteAllText" or "WriteAllTextAsync")
            return method.ContainingType.HasFullName("System.IO.File") && IsForDevice(compilation) && Ordered(call) is [_, var content, ..]
                ? new ScriptStorage(null, content, FilePlace)
                : null;
        if (method.IsInNamespace("Microsoft.JSInterop"))
            return OfScript(call);
        if (method.IsInNamespace("Blazored.LocalStorage") || method.IsInNamespace("Blazored.SessionStorage"))
            return Of(call, method.IsInNamespace("Blazored.LocalStorage") ? "localStorage" : "sessionStorage");
        return method.Name == "Set" && (method.IsInNamespace("Microsoft.Maui.Storage") || method.IsInNamespace("Xamarin.Essentials"))
            && method.ContainingType.Name.Contains("Preferences")
            ? Of(call, AppPlace)
            : null;
    }

    /// <summary>Xamarin's <c>Application.Current.Properties</c>, written to a plain file.</summary>
    private static bool IsProperties(IOperation dictionary) =>
        dictionary is IPropertyReferenceOperation { Property: { Name: "Properties", ContainingType: var type } }
        && type.HasFullName("Xamarin.Forms.Application");

    private static ScriptStorage? Of(IInvocationOperation call, string place) =>
        Ordered(call) is [var key, var value, ..] ? new ScriptStorage(Constant(key), value, place) : null;

    /// <summary>
    /// <c>InvokeVoidAsync("localStorage.setItem", key, value)</c> in all its overloads, and .NET 10's <c>SetValueAsync("localStorage.key",
    /// value)</c>.
    /// </summary>
    private static ScriptStorage? OfScript(IInvocationOperation call)
    {
        var arguments = Ordered(call).Where(argument => argument.Type?.Name is not ("CancellationToken" or "TimeSpan")).SelectMany(Elements)
            .ToList();
        var at = arguments.FindIndex(argument => Constant(argument) is { } script && Storage(script) is not null);
        if (at < 0 || Constant(arguments[at]) is not { } identifier || Storage(identifier) is not { } place)
            return null;
        var member = identifier.Substring(place.Length + 1);
        if (call.TargetMethod.Name == "SetValueAsync")
            return arguments.Count > at + 1 ? new ScriptStorage(member, arguments[at + 1], place) : null;
        return member == "setItem" && arguments.Count > at + 2
            ? new ScriptStorage(Constant(arguments[at + 1]), arguments[at + 2], place)
            : null;
    }

    private static string? Storage(string script)
    {
        var name = script.StartsWith("window.", StringComparison.Ordinal) ? script.Substring("window.".Length) : script;
        var place = name.StartsWith("localStorage.", StringComparison.Ordinal)
            ? "localStorage"
            : name.StartsWith("sessionStorage.", StringComparison.Ordinal) ? "sessionStorage" : null;
        return place is null || name == script ? place : "window." + place;
    }

    private static IEnumerable<IOperation> Elements(IOperation argument) => argument switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var values } => values,
        _ => ImmutableArray.Create(argument),
    };

    private static List<IOperation> Ordered(IInvocationOperation call) =>
        call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value)
            .Where(value => !IsReceiver(value, call)).ToList();

    private static bool IsReceiver(IOperation value, IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod && call.Instance is null
        && value == call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static string? Constant(IOperation operation) =>
        OperationShapes.Unwrapped(operation).ConstantValue is { HasValue: true, Value: string text } ? text : null;
}

namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A claim that every token of a scene has, because the recipient needs it: a role, a scope.</summary>
/// <param name="Name">The claim's name.</param>
/// <param name="Value">Its text. Several claims of the same name become one array.</param>
public readonly record struct SceneClaim(string Name, string Value);

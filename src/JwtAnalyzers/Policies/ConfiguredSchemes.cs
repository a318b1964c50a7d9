using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>What a framework takes for its authentication schemes from a section of the configuration, by itself.</summary>
internal abstract class ConfiguredSchemes
{
    /// <summary>The path of the section, in which each scheme has one of its own.</summary>
    public abstract string Section { get; }

    /// <summary>The metadata name of the type that holds what is taken.</summary>
    public abstract string Parameters { get; }

    /// <summary>The metadata name of the type of a scheme's options.</summary>
    public abstract string Options { get; }

    /// <summary>The name of the method that adds a scheme.</summary>
    public abstract string Registration { get; }

    /// <summary>The settings of the parameters that are taken.</summary>
    public abstract ImmutableArray<string> Taken { get; }

    /// <summary>Settings that are ignored, and what goes in their place; silent where that is what is written.</summary>
    public abstract ImmutableDictionary<string, IgnoredSetting> Ignored { get; }

    /// <summary>The names by which code judges a token whatever these settings say.</summary>
    public abstract ImmutableArray<string> Judges { get; }

    /// <summary>Whether the version that a compilation references reads them.</summary>
    public abstract bool AreRead(Compilation compilation);

    /// <summary>The scheme that an operation adds, if it adds one and its name is known.</summary>
    public abstract string? SchemeIn(IOperation operation);
}

/// <summary>A setting that has no effect.</summary>
/// <param name="InEffect">What goes in its place, as it would be written; empty where that cannot be.</param>
/// <param name="Words">The same in words.</param>
internal sealed record IgnoredSetting(string InEffect, string Words);

using System.Globalization;
using System.Text;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>
/// A program of any size, as people and generators write them, that the compiler takes in about a second. What an analyzer follows in it doubles or branches with every line where
/// it walks a shared value as a tree; whoever has a memory reads each line once.
/// </summary>
/// <param name="Name">The shape, and where its value ends.</param>
/// <param name="Factor">Lines for a size of one: ten times as many where the shape takes that many to matter.</param>
/// <param name="Source">The program's text, whole, by the number of lines.</param>
internal sealed record GrowingProgram(string Name, int Factor, Func<int, string> Source)
{
    /// <summary>Configuration files of the project, by the number of lines.</summary>
    public Func<int, IEnumerable<(string Name, string Json)>> Settings { get; init; } = _ => [];

    /// <summary>Every shape, each with every place where its value may end.</summary>
    public static IReadOnlyList<GrowingProgram> All { get; } =
    [
        .. GrownValues.Shapes.SelectMany(shape => GrownValue.Kinds.Where(shape.Suits).Select(kind =>
            new GrowingProgram($"{shape.Name}: {kind.Name}", shape.Factor, size => Program(shape.Class(kind, size))))),
        .. GrownBodies.Shapes,
        .. DeepBodies.Shapes,
        .. GrownSettings.Shapes,
        .. GrownUses.Shapes,
    ];

    /// <summary>The same, with every place that a value of the shape may end in as one program.</summary>
    public static IReadOnlyList<GrowingProgram> Together { get; } =
    [
        .. GrownValues.Shapes.Select(shape =>
            new GrowingProgram(shape.Name, shape.Factor, size => Program(string.Concat(GrownValue.Kinds.Where(shape.Suits).Select(kind => shape.Class(kind, size)))))),
        .. GrownBodies.Shapes,
        .. DeepBodies.Shapes,
        .. GrownSettings.Shapes,
        .. GrownUses.Shapes,
    ];

    public static GrowingProgram Of(string name) => All.Concat(Together).First(program => program.Name == name);

    /// <summary>The same shape, with one place after the other that its value may end in.</summary>
    public IEnumerable<GrowingProgram> Parts => All.Where(program => program != this && program.Name.StartsWith($"{Name}: ", StringComparison.Ordinal));

    internal static string Program(string types) => Usings + types;

    /// <summary>A line for each number. In the template, <c>#</c> is the number, <c>#+</c> the next and <c>#-</c> the one before.</summary>
    internal static string Lines(int count, string template) => Lines(count, _ => template);

    internal static string Lines(int count, Func<int, string> template)
    {
        var text = new StringBuilder();
        for (var index = 0; index < count; index++)
        {
            text.Append(template(index)
                .Replace("#+", Number(index + 1), StringComparison.Ordinal)
                .Replace("#-", Number(index - 1), StringComparison.Ordinal)
                .Replace("#", Number(index), StringComparison.Ordinal)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A text around another, so many times.</summary>
    internal static string Nested(int depth, string before, string inner, string after) =>
        $"{Lines(depth, before)}{inner}{string.Concat(Enumerable.Range(0, depth).Reverse().Select(index => "\n" + after.Replace("#", Number(index), StringComparison.Ordinal)))}";

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IdentityModel.Tokens.Jwt;
        using System.Linq;
        using System.Security.Claims;
        using System.Text;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        """;
}

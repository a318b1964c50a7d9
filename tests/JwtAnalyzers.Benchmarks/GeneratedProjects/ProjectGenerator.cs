using System.Collections.Immutable;
using System.Globalization;

namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>
/// Writes a web shop's backend of any number of files: entities, services, controllers, validators and so on, each file
/// composed of random members of its kind. The same number of files is always the same text; the kinds of projects differ in
/// nothing but the files that use JWT, whose places hold services where there are none.
/// </summary>
internal static class ProjectGenerator
{
    private const int Seed = 7519;

    /// <summary>One file in so many uses JWT: 5 %.</summary>
    private const int JwtPeriod = 20;
    private const int JwtPlace = 7;

    /// <summary>One file in so many has settings of its own by the library's very names, and passes a test by text.</summary>
    private const int LookAlikePeriod = 100;
    private const int LookAlikePlace = 99;

    private static readonly Func<FileScope, string>[] Kinds =
    [
        OrdinaryFiles.Entity, OrdinaryFiles.Service, OrdinaryFiles.Contract, OrdinaryFiles.Validator, OrdinaryFiles.Events,
        OrdinaryFiles.Repository, OrdinaryFiles.Contract, OrdinaryFiles.Service, OrdinaryFiles.Events, OrdinaryFiles.Service,
        OrdinaryFiles.Entity, OrdinaryFiles.Controller, OrdinaryFiles.Contract, OrdinaryFiles.Service, OrdinaryFiles.Validator,
        OrdinaryFiles.Contract, OrdinaryFiles.Options, OrdinaryFiles.Events, OrdinaryFiles.Mapping, OrdinaryFiles.Contract,
    ];

    public static ImmutableArray<GeneratedFile> Files(ProjectKind kind, int count) =>
        [new GeneratedFile("Common.cs", OrdinaryFiles.Common), .. Enumerable.Range(0, count - 1).Select(index => File(kind, index))];

    private static GeneratedFile File(ProjectKind kind, int index)
    {
        // A random source for each file: a file does not change because the one before it does.
        var scope = new FileScope(index, EntityBefore(index), new Random(Seed + index));
        var path = string.Create(CultureInfo.InvariantCulture, $"Area{index % 10}/File{index}.cs");
        if (JwtIndex(kind, index) is { } jwt)
        {
            var shape = JwtFiles.Shapes[jwt % JwtFiles.Shapes.Length];
            return new GeneratedFile(path, shape.Write(scope), shape.IsInsecure);
        }

        var write = index % LookAlikePeriod == LookAlikePlace - 1 ? OrdinaryFiles.LookAlike : Kinds[index % Kinds.Length];
        return new GeneratedFile(path, write(scope));
    }

    /// <summary>Which of the files that use JWT this one is, if it is one.</summary>
    private static int? JwtIndex(ProjectKind kind, int index) => kind switch
    {
        ProjectKind.JwtInFivePercent when index % JwtPeriod == JwtPlace => index / JwtPeriod,
        // The others refer to entities.
        ProjectKind.JwtEverywhere when index % 10 != 0 => index,
        _ => null,
    };

    // Kinds has an entity at 0 and at 10.
    private static string EntityBefore(int index) => string.Create(CultureInfo.InvariantCulture, $"{FileScope.Nouns[index / 10 % FileScope.Nouns.Length]}{index / 10 * 10}");
}

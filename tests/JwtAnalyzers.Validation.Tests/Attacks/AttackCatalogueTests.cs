using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Tests.Attacks;

public sealed class AttackCatalogueTests
{
    [Fact]
    public void Has_every_attack_of_the_assembly()
    {
        var classes = typeof(Attack).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Attack)) && !type.IsAbstract);
        Assert.Equal(
            classes.Select(type => type.Name).Order(StringComparer.Ordinal),
            AttackCatalogue.Default.Select(attack => attack.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finds_attacks_by_id()
    {
        Assert.IsType<ExpiredAttack>(AttackCatalogue.Default["expired"]);
        Assert.True(AttackCatalogue.Default.TryGet("expired", out var found));
        Assert.Same(AttackCatalogue.Default["expired"], found);
        Assert.False(AttackCatalogue.Default.TryGet("Expired", out _));
        Assert.Throws<KeyNotFoundException>(() => AttackCatalogue.Default["no such attack"]);
    }

    [Fact]
    public void Without_leaves_the_original_as_it_is()
    {
        var fewer = AttackCatalogue.Default.Without("expired");
        Assert.Equal(AttackCatalogue.Default.Count - 1, fewer.Count);
        Assert.False(fewer.TryGet("expired", out _));
        Assert.True(AttackCatalogue.Default.TryGet("expired", out _));
    }

    [Fact]
    public void Refuses_two_attacks_with_one_id() => Assert.Throws<ArgumentException>(() => new AttackCatalogue([new ExpiredAttack(), new ExpiredAttack()]));
}

using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests.Policies;

/// <summary>A list is a value: what was judged for one holds for an equal one and no other.</summary>
public sealed class ValueListTests
{
    [Fact]
    public void Equal_elements_in_the_same_order_are_equal()
    {
        var list = ValueList.Of("a", "b");
        Assert.True(list.Equals((object)ValueList.Of("a", "b")));
        Assert.False(list.Equals((object)ValueList.Of("b", "a")));
        Assert.False(list.Equals((object)ValueList.Of("a")));
        Assert.False(list.Equals((object)"a"));
        Assert.True(list == ValueList.Of("a", "b"));
        Assert.True(list != ValueList.Of("a", "c"));
        Assert.Equal(list.GetHashCode(), ValueList.Of("a", "b").GetHashCode());
    }

    [Fact]
    public void Nothing_given_is_an_empty_list()
    {
        ValueList<string> none = default;
        Assert.Empty(none);
        Assert.Equal(ValueList.Of<string>(), none);
        Assert.Equal("[]", none.ToString());
        Assert.Equal("[a, b]", ValueList.Of("a", "b").ToString());
    }

    [Fact]
    public void The_array_that_it_is_made_of_can_change_without_it()
    {
        string[] items = ["a"];
        var list = ValueList.Of(items);
        items[0] = "b";
        Assert.Equal("a", list[0]);
    }

    [Theory]
    [InlineData(true, true, "True")]
    [InlineData(true, false, "False")]
    [InlineData(false, true, "False")]
    [InlineData(null, false, "False")]
    [InlineData(false, null, "False")]
    [InlineData(null, true, "unknown")]
    [InlineData(true, null, "unknown")]
    [InlineData(null, null, "unknown")]
    public void Both_knobs_on(bool? left, bool? right, string both) => Assert.Equal(both, Of(left).And(Of(right)).ToString());

    private static Knob<bool> Of(bool? value) => value is { } known ? known : Knob<bool>.Unknown;
}

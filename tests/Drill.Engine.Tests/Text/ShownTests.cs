using CsCheck;
using Drill.Text;

namespace Drill.Engine.Tests.Text;

/// <summary>Texts cut to what may be shown.</summary>
public sealed class ShownTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly so", 10, "exactly so")]
    [InlineData("a little longer", 10, "a little …")]
    [InlineData("family 👨‍👩‍👧‍👦 and more", 12, "family …")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    public void A_cut_leaves_whole_characters_and_an_ellipsis(string text, int most, string shortened) => Assert.Equal(shortened, Shown.Cut(text, most));

    [Fact]
    public void Nothing_is_longer_than_it_may_be() => Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, most) => Shown.Cut(text, most).Length <= most);

    [Theory]
    [InlineData("/forget")]
    [InlineData("Ann /forget")]
    [InlineData("Ann:/forget")]
    [InlineData("Ann./forget")]
    [InlineData("(/forget)")]
    public void No_name_holds_a_command_that_a_touch_would_send(string name)
    {
        var shown = Shown.Short(name);
        Assert.DoesNotContain("/forget", shown, StringComparison.Ordinal);
        Assert.Equal(name, shown.Replace("\u2060", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("either/or")]
    [InlineData("https://example.org")]
    [InlineData("1 / 2")]
    public void A_slash_that_begins_no_command_is_left_alone(string name) => Assert.Equal(name, Shown.Short(name));
}

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
}

using CsCheck;
using Drill.Conversation;

namespace Drill.Engine.Tests;

public sealed class ActionTokenTests
{
    [Fact]
    public void A_token_survives_the_way_to_a_platform_and_back()
    {
        var tokens = Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 12], Gen.Long[0, long.MaxValue], Gen.String[Gen.Char['!', '~'], 0, 20]);
        tokens.Sample((verb, post, argument) =>
        {
            var token = new ActionToken(verb, post, argument);
            Assert.True(ActionToken.TryParse(token.ToString(), out var read));
            Assert.Equal(token, read);
        });
    }

    [Fact]
    public void Whatever_comes_from_outside_is_read_or_refused_without_an_exception() =>
        Gen.String.Sample(text => ActionToken.TryParse(text, out var token) == (token != default));

    [Theory]
    [InlineData("")]
    [InlineData("1.ans")]
    [InlineData("2.ans.4.")]
    [InlineData("1.ans.-4.")]
    [InlineData("1.ans.99999999999999999999.")]
    [InlineData("1..4.")]
    [InlineData("1.答.4.")]
    public void A_forged_or_foreign_token_is_refused(string text) => Assert.False(ActionToken.TryParse(text, out _));

    [Fact]
    public void A_token_that_a_platform_could_not_carry_is_never_made() =>
        Assert.Throws<ArgumentException>(() => new ActionToken("pick", 1, new string('x', 64)));
}

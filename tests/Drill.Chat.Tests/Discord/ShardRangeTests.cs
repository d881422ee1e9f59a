using Drill.DiscordChat;

namespace Drill.Chat.Tests.Discord;

/// <summary>The setting <c>Drill:Discord:Shards</c>.</summary>
public sealed class ShardRangeTests
{
    [Theory]
    [InlineData("", 0, -1, 0)]
    [InlineData("auto", 0, -1, 0)]
    [InlineData("4", 0, 3, 4)]
    [InlineData("0-3/16", 0, 3, 16)]
    [InlineData("5/16", 5, 5, 16)]
    public void The_setting_is_a_total_or_a_range_of_one(string text, int first, int last, int total)
    {
        Assert.True(ShardRange.TryParse(text, out var range));
        Assert.Equal(new ShardRange(first, last, total), range);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3-1/4")]
    [InlineData("0-4/4")]
    [InlineData("4/4")]
    [InlineData("1-2")]
    [InlineData("many")]
    [InlineData("1/2/3")]
    [InlineData("20000")]
    public void Anything_else_is_refused(string text) => Assert.False(ShardRange.TryParse(text, out _));
}

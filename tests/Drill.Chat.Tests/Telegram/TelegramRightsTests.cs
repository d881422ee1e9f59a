using System.Globalization;
using Drill.Conversation;
using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Groups in which the bot may not do everything.</summary>
public sealed class TelegramRightsTests
{
    [Theory]
    [InlineData("member")]
    [InlineData("restricted")]
    public async Task A_group_without_pictures_and_polls_gets_its_daily_all_the_same(string status)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TextOnly(host, status);
        ann.Says(group, "/daily on 9:00 UTC");
        await ann.SeesAsync("The question of the day is on");
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(1));
        await group.ShowsCountAsync(1);
    }

    [Fact]
    public async Task Where_polls_are_forbidden_a_quiz_is_asked_with_buttons_and_counts()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TextOnly(host, "member");
        ann.Says(group, "/settings votes quiz");
        await ann.SeesAsync("quiz");
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "stars");
        Assert.Null(post.Poll);
        Assert.Contains("B", post.Labels);
        bob.Presses(post, "B");
        await bob.SeesAsync("10 points");
    }

    [Fact]
    public async Task Where_pictures_are_forbidden_they_are_told_in_words_also_those_that_were_uploaded_elsewhere()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TextOnly(host, "member");
        ann.Starts();
        ann.Says(ann.Private, "/question leaves");
        Assert.NotNull((await ann.Private.ShowsAsync("What does this picture show?")).Photo);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "leaves");
        Assert.Null(post.Photo);
        Assert.Contains("🖼 A leaf with its veins", post.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_that_the_bot_may_not_write_speaks_against_a_daily()
    {
        await using var host = await TelegramHost.StartAsync();
        var (_, _, group) = TextOnly(host, "member");
        group.Bot.MayWrite = false;
        var address = new ChatAddress("telegram", group.Id.ToString(CultureInfo.InvariantCulture), null, IsPrivate: false);
        Assert.Equal(["Send Text Messages"], await host.Platform.MissingPermissionsAsync(address, [], TestContext.Current.CancellationToken));
    }

    private static (FakePerson Ann, FakePerson Bob, FakeChat Group) TextOnly(TelegramHost host, string status)
    {
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        (group.Bot.Status, group.Bot.MaySendPhotos, group.Bot.MaySendPolls) = (status, false, false);
        return (ann, bob, group);
    }
}

using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Replies in a group: answers to a question, and talk about what everybody knows by now.</summary>
public sealed class TelegramTalkTests
{
    private const string Opinion = "I disagree, because photosynthesis stores energy as sugar and oxygen is released";

    [Fact]
    public async Task Talk_below_the_public_solution_is_nobodys_answer_and_stays()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Starts();
        await TelegramGroupTests.AskAsync(host, ann, group);
        var closing = await ClosedAsync(host, group);
        var talk = bob.Replies(closing, Opinion);
        await host.SettledAsync();
        Assert.False(talk.IsDeleted);
        Assert.Empty(host.Telegram.CallsOf("deleteMessage"));
        Assert.DoesNotContain(bob.Visible(), m => m.Text.Contains("key points", StringComparison.Ordinal) && m.ReceiverId is not null);
        Assert.DoesNotContain("may not delete", ann.Private.Transcript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Talk_below_any_part_of_a_long_solution_is_nobodys_answer_and_stays()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        await TelegramGroupTests.AskAsync(host, ann, group, "words");
        var closing = await ClosedAsync(host, group);
        await group.ShowsAsync("The end of the long answer");
        Assert.Empty(closing.Labels);
        await TelegramGroupTests.AskAsync(host, ann, group);
        var talk = bob.Replies(closing, "This is a long and lengthy answer");
        await host.SettledAsync();
        Assert.False(talk.IsDeleted);
        Assert.DoesNotContain(bob.Visible(), m => m.ReceiverId == bob.Id);
    }

    [Fact]
    public async Task A_reply_to_a_question_that_has_closed_is_graded_and_stays()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await ClosedAsync(host, group);
        var talk = bob.Replies(post, "Photosynthesis stores energy as sugar and oxygen is released");
        Assert.Equal(bob.Id, (await bob.SeesAsync("All 2")).ReceiverId);
        await host.SettledAsync();
        Assert.False(talk.IsDeleted);
        Assert.Empty(host.Telegram.CallsOf("deleteMessage"));
    }

    [Fact]
    public async Task An_answer_is_taken_out_of_sight_before_anything_is_said_to_it()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();
        var line = new TaskCompletionSource();
        host.Telegram.Next("deleteMessage", Trouble.Hold(line.Task));
        var answer = bob.Replies(post, "Photosynthesis stores energy as sugar and oxygen is released");
        await host.Telegram.CallsReachAsync("deleteMessage", 1);
        Assert.Single(host.Telegram.CallsOf("sendMessage"));
        line.SetResult();
        await bob.SeesAsync("All 2");
        await host.SettledAsync();
        Assert.True(answer.IsDeleted);
    }

    private static async Task<FakeMessage> ClosedAsync(TelegramHost host, FakeChat group)
    {
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromDays(2));
        return await group.ShowsAsync("Time's up");
    }
}

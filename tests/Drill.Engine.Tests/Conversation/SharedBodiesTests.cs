using Drill.Content;
using Drill.Conversation;
using Drill.Text;

namespace Drill.Engine.Tests.Conversation;

/// <summary>What many are shown is made once, and laid out once.</summary>
public sealed class SharedBodiesTests
{
    [Fact]
    public async Task Everybody_who_asks_for_the_same_answer_is_shown_the_same_object()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync("stars");
        var ann = BodyOf(await drill.PressAsync("ann", asked.Button("Show answer")));
        Assert.Same(ann, BodyOf(await drill.PressAsync("bob", asked.Button("Show answer"))));

        // Who has answered pays nothing, so nothing is said of the price.
        await drill.PressAsync("cleo", asked.Button("B"));
        await drill.PressAsync("dora", asked.Button("B"));
        var cleo = BodyOf(await drill.PressAsync("cleo", asked.Button("Show answer")));
        Assert.True(cleo.Blocks.Length < ann.Blocks.Length);
        Assert.Same(cleo, BodyOf(await drill.PressAsync("dora", asked.Button("Show answer"))));
    }

    [Fact]
    public async Task Another_language_and_another_question_are_other_words()
    {
        await using var drill = await DrillFixture.StartAsync();
        var first = await drill.AskAsync();
        var second = await drill.AskAsync("stars");
        var english = await drill.PressAsync("ann", first.Button("Show answer"));
        await drill.CallAsync("bob", "/settings language zh");
        var chinese = await drill.PressAsync("bob", first.Button("Show answer"));
        var other = await drill.PressAsync("ann", second.Button("Show answer"));
        Assert.Equal(3, new[] { english.Text(), chinese.Text(), other.Text() }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Chats_that_are_asked_the_same_in_the_same_words_share_one_object()
    {
        await using var drill = await DrillFixture.StartAsync();
        await DailyAsync(drill, "one", "on 9:00 UTC");
        await DailyAsync(drill, "two", "on 9:00 UTC");
        await drill.PassAsync(TimeSpan.FromHours(1));
        var posts = drill.Platform.Sent;
        Assert.Equal(["one", "two"], posts.Select(p => p.Chat.Chat).Order(StringComparer.Ordinal));
        Assert.Same(posts[0].Message.Body, posts[1].Message.Body);
    }

    [Fact]
    public async Task A_chat_in_another_zone_or_language_or_on_another_day_is_asked_in_its_own_words()
    {
        await using var drill = await DrillFixture.StartAsync();
        await DailyAsync(drill, "plain", "on 9:00 UTC");
        await DailyAsync(drill, "zone", "on 9:00 Europe/London");
        await DailyAsync(drill, "late", "on 9:00 UTC", "reveal 5h");
        await drill.CallAsync("admin", "/settings chat language zh", Chat("chinese"));
        await DailyAsync(drill, "chinese", "on 9:00 UTC");
        await drill.PassAsync(TimeSpan.FromHours(1));
        await drill.PassAsync(TimeSpan.FromHours(24));
        var asked = drill.Platform.Sent.Where(s => s.Message.ReplyTo is null).ToList();
        Assert.Equal(8, asked.Select(s => s.Message.Text()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(asked, a => Assert.Contains(a.Chat.Chat switch { "zone" => "21:00 (Europe/London)", "late" => "14:00 (UTC)", "chinese" => "21:00", _ => "21:00 (UTC)" }, a.Message.Text(), StringComparison.Ordinal));
        Assert.Equal(4, asked.Count(a => a.Message.Text().Contains("2 Mar 2026", StringComparison.Ordinal) || a.Message.Text().Contains("3月2日", StringComparison.Ordinal)));
    }

    private static ChatAddress Chat(string name) => new("memory", name, null, IsPrivate: false);

    private static async Task DailyAsync(DrillFixture drill, string chat, params string[] settings)
    {
        foreach (var words in settings.Prepend("topics stars"))
        {
            await drill.CallAsync("admin", "/daily " + words, Chat(chat));
        }
    }

    [Fact]
    public void A_body_is_laid_out_once_for_each_bank_and_equal_words_are_not_the_same_body()
    {
        var bank = TestBank.Make();
        var made = 0;
        var looks = new BodyLooks<string>();
        var body = Body.Plain("Ten.");
        Assert.Equal("look 1", Look(body));
        Assert.Equal("look 1", Look(body));
        Assert.Equal("look 2", Look(Body.Plain("Ten.")));
        bank = TestBank.Make();
        Assert.Equal("look 3", Look(body));

        string Look(Body of) => looks.Get(bank, of, _ => $"look {++made}");
    }

    private static Body BodyOf(IReadOnlyList<Reply> replies) => Assert.IsType<MessageReply>(Assert.Single(replies)).Message.Body;
}

using Drill.Conversation;
using Drill.Text;

namespace Drill.Engine.Tests.Conversation;

public sealed class LanguageTests
{
    [Fact]
    public async Task Posts_use_the_chats_language_and_private_replies_the_persons()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/settings chat language zh");
        var post = await drill.AskAsync();
        Assert.Contains("植物为什么需要光", post.Text(), StringComparison.Ordinal);
        Assert.Equal(["作答", "提示", "看答案", "跳过"], post.Labels());
        Assert.Contains("All 2 key points covered", (await drill.CallAsync("ann", "/answer 光合作用制造糖，同时放出氧气，所以植物离不开光。")).Text(), StringComparison.Ordinal);
        Assert.Contains("2 个要点全部覆盖", (await drill.CallAsync("bo", "/answer Through photosynthesis it makes sugar and releases oxygen.", language: "zh-Hans-CN")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_own_choice_of_language_wins_everywhere()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains("你的语言：中文", (await drill.CallAsync("ann", "/settings language 中文")).Text(), StringComparison.Ordinal);
        Assert.Contains("每日一题", (await drill.CallAsync("ann", "/today", DrillFixture.Group with { Chat = "elsewhere" })).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_word_in_a_new_chat_sets_its_language()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("ann", "/question gardens", language: "zh");
        await drill.TickAsync();
        Assert.Contains("植物", drill.Platform.Sent[^1].Message.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_may_not_change_the_chat()
    {
        await using var drill = await DrillFixture.StartAsync();
        foreach (var command in new[] { "/settings chat language zh", "/settings zone UTC", "/settings form choice" })
        {
            Assert.Contains("Only admins", (await drill.CallAsync("ann", command)).Text(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/settings language klingon", "I don't speak “klingon”")]
    [InlineData("/settings form essay", "isn't a kind of question")]
    [InlineData("/settings colour red", "I don't know the setting")]
    [InlineData("/settings zone Atlantis", "I don't know the time zone")]
    [InlineData("/qestion", "Did you mean /question?")]
    [InlineData("/xyzzyplugh", "/help lists them")]
    [InlineData("/question underwater basket weaving", "I don't know the topic")]
    [InlineData("/leaderboard week nothing", "I don't know the topic")]
    public async Task What_is_not_understood_gets_a_sentence_that_helps(string command, string reply)
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains(reply, (await drill.CallAsync("admin", command)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_answers_something_in_both_languages_also_in_an_empty_chat()
    {
        await using var drill = await DrillFixture.StartAsync();
        foreach (var language in new[] { "en", "zh" })
        {
            foreach (var command in new[] { "answer x", "hint", "reveal", "skip", "today", "leaderboard", "me", "topics", "daily", "settings", "report", "help" })
            {
                var text = (await drill.CallAsync("admin", "/" + command, DrillFixture.Group with { Chat = "empty-" + language }, language)).Text();
                Assert.False(string.IsNullOrWhiteSpace(text), command);
                Assert.Equal(language == "zh", text.Any(c => c is >= '\u4e00' and <= '\u9fff'));
            }
        }
    }

    [Fact]
    public async Task A_name_full_of_markup_is_shown_as_it_is()
    {
        const string Name = "**<b>@everyone</b>** [x](http://e.vil) `";
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("stars");
        await drill.HandleAsync(new ButtonPress(post.Button("B").Token.ToString()) { UpdateKey = "n1", Chat = DrillFixture.Group, Sender = new Sender("eve", Name) });
        var board = await drill.CallAsync("ann", "/leaderboard");
        var runs = Assert.IsType<MessageReply>(Assert.Single(board)).Message.Body.Blocks.OfType<Paragraph>().SelectMany(p => p.Inlines).OfType<TextRun>().Select(r => r.Text);
        Assert.Contains(Shown.Short(Name), runs);
    }
}

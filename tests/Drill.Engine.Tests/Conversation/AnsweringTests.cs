using Drill.Content;
using Drill.Conversation;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Conversation;

public sealed class AnsweringTests
{
    private const string FullAnswer = "Through photosynthesis the plant makes sugar, and it gives off oxygen while it does so.";
    private const string HalfAnswer = "The plant makes sugar by photosynthesis when the sun shines on its leaves.";

    [Fact]
    public async Task A_question_asked_in_a_group_reaches_everybody_once_through_the_outbox()
    {
        await using var drill = await DrillFixture.StartAsync();
        var replies = await drill.CallAsync("ann", "/question gardens");
        Assert.Equal(ReplyTarget.Notice, replies.Target());
        Assert.Empty(drill.Platform.Sent);
        await drill.TickAsync();
        await drill.TickAsync();
        var post = Assert.Single(drill.Platform.Sent);
        Assert.Contains("Why do plants need light", post.Message.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Photosynthesis", post.Message.Text(), StringComparison.Ordinal);
        Assert.Equal(["Answer", "Hint", "Show answer", "Skip"], post.Message.Labels());
    }

    [Fact]
    public async Task The_answer_button_opens_a_box_and_its_text_is_graded_in_private()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        var box = Assert.IsType<TextRequest>(Assert.Single(await drill.PressAsync("ann", post.Button("Answer"))));
        Assert.True(box.Title.Length <= 45 && box.Label.Length <= 45);
        var replies = await drill.HandleAsync(new TextSent(HalfAnswer)
        {
            UpdateKey = "t1",
            Chat = DrillFixture.Group,
            Sender = new Sender("ann", "Ann"),
            RequestToken = box.Token.ToString(),
        });
        Assert.Equal(ReplyTarget.AskerOnly, replies.Target());
        Assert.Contains("1 of 2 key points covered", replies.Text(), StringComparison.Ordinal);
        Assert.Contains("7.5 points for the ranking", replies.Text(), StringComparison.Ordinal);
        Assert.Contains("Oxygen is released", replies.Text(), StringComparison.Ordinal);
        Assert.Single(drill.Platform.Sent);
    }

    [Fact]
    public async Task The_verdict_quotes_the_learners_own_words_and_never_says_wrong()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var text = (await drill.CallAsync("ann", "/answer " + HalfAnswer)).Text();
        Assert.Contains("“photosynthesis”", text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_reply_to_the_post_is_an_answer()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.AskAsync("stars");
        var replies = await drill.HandleAsync(new TextSent(FullAnswer) { UpdateKey = "r1", Chat = DrillFixture.Group, Sender = new Sender("bo", "Bo"), ReplyTo = "m1" });
        Assert.Contains("All 2 key points covered", replies.Text(), StringComparison.Ordinal);
        Assert.Contains("10 points for the ranking", replies.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_update_twice_is_told_twice_and_counted_once()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var first = await drill.CallAsync("ann", "/answer " + FullAnswer, update: "same");
        var second = await drill.CallAsync("ann", "/answer " + FullAnswer, update: "same");
        Assert.Equal(first.Text(), second.Text());
        Assert.Equal(1, await drill.ReadAsync(db => db.Attempts.CountAsync()));
        Assert.Equal(1, await drill.ReadAsync(db => db.HandledUpdates.CountAsync(u => u.Key == "same")));
    }

    [Fact]
    public async Task Ten_presses_at_once_on_ten_connections_are_one_attempt()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("stars");
        var presses = Enumerable.Range(0, 10).Select(_ => Task.Run(() => drill.PressAsync("ann", post.Button("B"))));
        var replies = await Task.WhenAll(presses);
        Assert.All(replies, r => Assert.Contains("Right: B", r.Text(), StringComparison.Ordinal));
        Assert.Equal(1, await drill.ReadAsync(db => db.Attempts.CountAsync()));
    }

    [Fact]
    public async Task Ten_newcomers_at_once_are_ten_people()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("stars");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => drill.PressAsync("user" + i % 5, post.Button(i < 5 ? "B" : "A")))));
        Assert.Equal(6, await drill.ReadAsync(db => db.Persons.CountAsync()));
    }

    [Fact]
    public async Task A_second_try_is_practice_and_the_first_stays_in_the_ranking()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + HalfAnswer);
        var again = await drill.CallAsync("ann", "/answer " + FullAnswer);
        Assert.Contains("Another try is practice", again.Text(), StringComparison.Ordinal);
        Assert.Contains("ann (you) · 7.5 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hint")]
    [InlineData("Show answer")]
    public async Task Whoever_looks_first_practises_and_does_not_rank(string button)
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        var looked = await drill.PressAsync("ann", post.Button(button));
        Assert.Equal(ReplyTarget.AskerOnly, looked.Target());
        Assert.Contains("does not rank", looked.Text(), StringComparison.Ordinal);
        var answer = await drill.CallAsync("ann", "/answer " + FullAnswer);
        Assert.Contains("this is practice", answer.Text(), StringComparison.Ordinal);
        Assert.Contains("Nobody has points yet", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_after_the_first_try_costs_nothing()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + HalfAnswer);
        Assert.DoesNotContain("does not rank", (await drill.PressAsync("ann", post.Button("Hint"))).Text(), StringComparison.Ordinal);
        Assert.Contains("7.5 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipping_costs_nothing_and_stays_private()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        Assert.Equal(ReplyTarget.AskerOnly, (await drill.PressAsync("ann", post.Button("Skip"))).Target());
        Assert.Contains("10 points for the ranking", (await drill.CallAsync("ann", "/answer " + FullAnswer)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_five_posts_a_day_rank()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 7));
        for (var i = 1; i <= 6; i++)
        {
            await drill.AskAsync();
            var text = (await drill.CallAsync("ann", "/answer " + FullAnswer)).Text();
            Assert.Contains(i <= 5 ? "10 points for the ranking" : "You have 5 ranked answers here today", text, StringComparison.Ordinal);
        }

        await drill.PassAsync(TimeSpan.FromHours(24), TimeSpan.FromHours(24));
        await drill.AskAsync();
        Assert.Contains("10 points for the ranking", (await drill.CallAsync("ann", "/answer " + FullAnswer)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_choice_is_told_without_giving_the_right_one_away()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("stars");
        var text = (await drill.PressAsync("ann", post.Button("A"))).Text();
        Assert.Contains("A is not the whole right choice", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sun", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("shine by themselves", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_can_be_typed()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync("stars");
        Assert.Contains("Right: B", (await drill.CallAsync("ann", "/answer ｂ")).Text(), StringComparison.Ordinal);
        Assert.Contains("none of the options. Answer with A, B, C, D", (await drill.CallAsync("bo", "/answer Q")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_right_options_are_ticked_in_a_private_panel_and_judged_whole()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("rivers");
        var panel = await drill.PressAsync("ann", post.Button("Choose"));
        Assert.Equal(ReplyTarget.AskerOnly, panel.Target());
        panel = await drill.PressAsync("ann", panel.Button("B"));
        Assert.Equal(ReplyTarget.Original, panel.Target());
        panel = await drill.PressAsync("ann", panel.Button("C"));
        panel = await drill.PressAsync("ann", panel.Button("C"));
        panel = await drill.PressAsync("ann", panel.Button("D"));
        Assert.Contains("Right: B, D", (await drill.PressAsync("ann", panel.Button("Submit"))).Text(), StringComparison.Ordinal);
        var half = await drill.PressAsync("bo", (await drill.PressAsync("bo", (await drill.PressAsync("bo", post.Button("Choose"))).Button("B"))).Button("Submit"));
        Assert.Contains("B is not the whole right choice", half.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitting_nothing_counts_nothing()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync("rivers");
        var panel = await drill.PressAsync("ann", post.Button("Choose"));
        Assert.Contains("Nothing chosen yet", (await drill.PressAsync("ann", panel.Button("Submit"))).Text(), StringComparison.Ordinal);
        Assert.Equal(0, await drill.ReadAsync(db => db.Attempts.CountAsync()));
    }

    [Fact]
    public async Task A_five_thousand_character_answer_is_refused_with_the_limit_and_counts_nothing()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var text = (await drill.CallAsync("ann", "/answer " + new string('光', 5000))).Text();
        Assert.Contains("That is 5,000 characters; the limit is 4,000", text, StringComparison.Ordinal);
        Assert.Equal(0, await drill.ReadAsync(db => db.Attempts.CountAsync()));
    }

    [Theory]
    [InlineData("/answer", "Nothing to grade yet")]
    [InlineData("/answer    ", "Nothing to grade yet")]
    [InlineData("/answer photosynthesis sugar glucose oxygen photosynthesis sugar glucose oxygen", "list of words")]
    [InlineData("/answer Why do plants need light (number 1)?", "the question again")]
    public async Task What_is_no_answer_gets_a_sentence_and_counts_nothing(string command, string reply)
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 1));
        await drill.AskAsync();
        Assert.Contains(reply, (await drill.CallAsync("ann", command)).Text(), StringComparison.Ordinal);
        Assert.Equal(0, await drill.ReadAsync(db => db.Attempts.CountAsync()));
    }

    [Fact]
    public async Task Practice_alone_asks_at_once_and_never_ranks()
    {
        await using var drill = await DrillFixture.StartAsync();
        var own = DrillFixture.PrivateOf("ann");
        var post = await drill.AskAsync("gardens", own);
        Assert.Contains("just for you", post.Text(), StringComparison.Ordinal);
        var verdict = await drill.HandleAsync(new TextSent(FullAnswer) { UpdateKey = "p1", Chat = own, Sender = new Sender("admin", "admin") });
        Assert.Contains("Practice", verdict.Text(), StringComparison.Ordinal);
        var next = await drill.PressAsync("admin", verdict.Button("Next"), own);
        Assert.Contains("Question #2", next.Text(), StringComparison.Ordinal);
        Assert.Empty(drill.Platform.Sent);
    }

    [Fact]
    public async Task No_question_comes_again_before_the_bank_is_through()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 6));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 6; i++)
        {
            await drill.AskAsync();
            Assert.True(seen.Add(await drill.ReadAsync(db => db.Posts.OrderBy(p => p.Id).Select(p => p.QuestionId).LastAsync())));
        }
    }

    [Fact]
    public async Task A_post_is_graded_and_revealed_from_its_own_copy_after_the_bank_has_changed()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        drill.Library.Swap(new Compilation(TestBank.Make(open: 0, choice: 1, revision: "000000000002"), []));
        Assert.Contains("All 2 key points", (await drill.CallAsync("ann", "/answer " + FullAnswer)).Text(), StringComparison.Ordinal);
        Assert.Contains("turns light and carbon dioxide into sugar", (await drill.PressAsync("ann", post.Button("Show answer"))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_of_another_chat_or_a_forged_one_finds_nothing()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        var elsewhere = DrillFixture.Group with { Chat = "other" };
        Assert.Contains("can't find that question", (await drill.PressAsync("eve", post.Button("Show answer"), elsewhere)).Text(), StringComparison.Ordinal);
        foreach (var token in new[] { "1.show.999.", "1.pick.1.99", "1.pick.1.m9999999", "1.tog.1.-1", "9.show.1.", "junk", "1.hack.1.", "1.set.0.<b>", new string('x', 500), "1.rank.0.week'; DROP TABLE Attempt" })
        {
            Assert.NotEmpty(await drill.PressAsync("eve", token));
        }

        Assert.Equal(0, await drill.ReadAsync(db => db.Attempts.CountAsync()));
    }
}

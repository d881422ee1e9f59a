using Drill.Content;
using Drill.Conversation;
using Drill.Questions;
using Drill.Standing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Conversation;

public sealed class ScoreTests
{
    private const string Full = "Through photosynthesis the plant makes sugar, and it gives off oxygen while it does so.";
    private const string Half = "The plant makes sugar by photosynthesis when the sun shines on its leaves.";

    [Fact]
    public async Task Voiding_a_post_leaves_standings_as_they_would_have_been_and_can_be_taken_back()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 7));
        for (var i = 0; i < 6; i++)
        {
            await drill.AskAsync();
            await drill.CallAsync("ann", "/answer " + (i == 0 ? Half : Full));
        }

        await drill.CallAsync("bo", "/answer " + Full);
        Assert.Contains("ann (you) · 47.5 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);

        // Without the first, the sixth answer of the day is within the limit of five.
        Assert.Contains("Question #1", (await drill.CallAsync("admin", "/daily void 1")).Text(), StringComparison.Ordinal);
        Assert.Contains("ann (you) · 50 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
        Assert.Contains("out of the ranking, so this is practice", (await drill.PressAsync("cem", "1.ans.1.") is [TextRequest box]
            ? await drill.HandleAsync(new TextSent(Full) { UpdateKey = "c1", Chat = DrillFixture.Group, Sender = new Sender("cem", "cem"), RequestToken = box.Token.ToString() })
            : []).Text(), StringComparison.Ordinal);
        await drill.CallAsync("admin", "/daily void #1");
        await drill.CallAsync("admin", "/daily unvoid 1");
        var board = (await drill.CallAsync("ann", "/leaderboard")).Text();
        Assert.Contains("ann (you) · 47.5 points", board, StringComparison.Ordinal);
        Assert.Contains("cem · 10 points", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daily_which_shows_its_date_and_no_number_is_taken_out_by_its_date()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.PassAsync(TimeSpan.FromHours(26));
        Assert.Contains("no question 2026-03-04", (await drill.CallAsync("admin", "/daily void 2026-03-04")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("admin", "/daily void 2026-03-02");
        Assert.Equal([true, false], await drill.ReadAsync(db => db.Posts.OrderBy(p => p.LocalDate).Select(p => p.VoidedAt != null).ToListAsync()));
        await drill.CallAsync("admin", "/daily unvoid 2026-03-02");
        Assert.Equal(0, await drill.ReadAsync(db => db.Posts.CountAsync(p => p.VoidedAt != null)));
    }

    [Theory]
    [InlineData("/daily void 99", "no question 99")]
    [InlineData("/daily void x", "no question x")]
    [InlineData("/leaderboard hide Nobody", "Nobody called “Nobody”")]
    [InlineData("/leaderboard hide", "Whom?")]
    public async Task What_is_not_there_gets_a_sentence_that_helps(string command, string reply)
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        Assert.Contains(reply, (await drill.CallAsync("admin", command)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_void_and_hide()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        foreach (var command in new[] { "/daily void", "/daily unvoid", "/leaderboard hide ann", "/leaderboard show ann", "/leaderboard hide" })
        {
            Assert.Contains("Only admins", (await drill.CallAsync("ann", command)).Text(), StringComparison.Ordinal);
        }

        Assert.Contains("10 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("ANN")]
    [InlineData("@ann")]
    [InlineData("<@ann>")]
    [InlineData("1")]
    public async Task A_hidden_person_is_out_of_the_ranking_and_comes_back_with_all_points(string named)
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        await drill.CallAsync("bo", "/answer " + Half);
        Assert.Contains("ann is out", (await drill.CallAsync("admin", "/leaderboard hide " + named)).Text(), StringComparison.Ordinal);
        var board = (await drill.CallAsync("bo", "/leaderboard")).Text();
        Assert.DoesNotContain("ann", board, StringComparison.Ordinal);
        Assert.Contains("1. bo (you)", board, StringComparison.Ordinal);
        Assert.Contains("Out of the ranking: ann.", (await drill.CallAsync("admin", "/leaderboard hide")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("admin", "/leaderboard show ann");
        Assert.Contains("1. ann · 10 points", (await drill.CallAsync("bo", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_hides_their_name_ranks_without_it_and_sees_it_themselves()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        Assert.Contains("hidden in rankings: on", (await drill.CallAsync("ann", "/settings hide on")).Text(), StringComparison.Ordinal);
        Assert.Contains("1. someone · 10 points", (await drill.CallAsync("bo", "/leaderboard")).Text(), StringComparison.Ordinal);
        Assert.Contains("1. ann (you) · 10 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("ann", "/settings hide off");
        Assert.Contains("1. ann · 10 points", (await drill.CallAsync("bo", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_leaderboard_of_a_topic_counts_that_topic_alone()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Half);
        var stars = await drill.AskAsync("stars");
        await drill.PressAsync("ann", stars.Button("B"));
        Assert.Contains("17.5 points", (await drill.CallAsync("ann", "/leaderboard week")).Text(), StringComparison.Ordinal);
        var gardens = await drill.CallAsync("ann", "/leaderboard month gardens");
        Assert.Contains("This month · Gardens", gardens.Text(), StringComparison.Ordinal);
        Assert.Contains("7.5 points", gardens.Text(), StringComparison.Ordinal);
        Assert.Contains("All time · Gardens", (await drill.PressAsync("ann", gardens.Button("All time"))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_bank_was_corrected_answers_are_graded_again_and_the_facts_stay()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 1));
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer It lets the leaves stay green and it warms them a little.");
        await drill.CallAsync("bo", "/answer " + Half);
        var before = await drill.ReadAsync(db => db.Attempts.AsNoTracking().OrderBy(a => a.Id).Select(a => new { a.Id, a.Text, a.Revision, a.Verdict, a.Coverage, a.GraderVersion }).ToListAsync());

        drill.Library.Swap(new Compilation(Corrected(), []));
        var rescorer = drill.Services.GetRequiredService<Rescorer>();
        var report = await rescorer.RunAsync("test/open-1", TestContext.Current.CancellationToken);
        Assert.Equal(new RescoreReport(Chats: 1, Regraded: 2, FromModel: 0, LeftToModel: 0, Skipped: 0, Changed: 2), report);
        var board = (await drill.CallAsync("ann", "/leaderboard")).Text();
        Assert.Contains("1. ann (you) · 10 points", board, StringComparison.Ordinal);
        Assert.Contains("2. bo · 0 points", board, StringComparison.Ordinal);
        Assert.Equal(before, await drill.ReadAsync(db => db.Attempts.AsNoTracking().OrderBy(a => a.Id).Select(a => new { a.Id, a.Text, a.Revision, a.Verdict, a.Coverage, a.GraderVersion }).ToListAsync()));
        Assert.Equal(["000000000009", "000000000009"], await drill.ReadAsync(db => db.Regradings.Select(r => r.Revision).ToListAsync()));

        Assert.Equal(new RescoreReport(1, 0, 0, 0, 0, 0), await rescorer.RunAsync("test/open-1", TestContext.Current.CancellationToken));
        Assert.Null(await rescorer.RunAsync("test/open-9", TestContext.Current.CancellationToken));
        Assert.Equal("test/open-1", rescorer.Nearest("test/opne-1"));

        // Voiding after that still follows the newest verdicts.
        await drill.CallAsync("admin", "/daily void 1");
        await drill.CallAsync("admin", "/daily unvoid 1");
        Assert.Contains("1. ann (you) · 10 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuilding_every_standing_from_the_facts_gives_what_was_counted_as_it_came()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 12));
        var random = new Random(7);
        string[] people = ["ann", "bo", "cem"];
        for (var i = 0; i < 12; i++)
        {
            var post = await drill.AskAsync();
            foreach (var person in people)
            {
                switch (random.Next(5))
                {
                    case 0:
                        await drill.PressAsync(person, post.Button("Hint"));
                        await drill.CallAsync(person, "/answer " + Full);
                        break;
                    case 1:
                        await drill.CallAsync(person, "/answer " + Half);
                        await drill.CallAsync(person, "/answer " + Full);
                        break;
                    case 2:
                        await drill.PressAsync(person, post.Button("Skip"));
                        break;
                    default:
                        await drill.CallAsync(person, "/answer " + Full);
                        break;
                }
            }

            if (random.Next(3) == 0)
            {
                await drill.CallAsync("admin", $"/daily {(random.Next(2) == 0 ? "void" : "unvoid")} {random.Next(1, i + 2)}");
            }

            await drill.PassAsync(TimeSpan.FromHours(random.Next(1, 9)), TimeSpan.FromHours(9));
        }

        var stored = await drill.ReadAsync(db => db.Attempts.AsNoTracking().Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { Attempt = a, IsVoided = p.VoidedAt != null }).ToListAsync());
        Assert.True(stored.Select(s => s.Attempt.Reason).Distinct().Count() >= 4);
        foreach (var judged in ScoreRules.Rebuild(stored.Select(s => Facts.Of(s.Attempt, isGroup: true, s.IsVoided))))
        {
            var attempt = stored.Single(s => s.Attempt.Id == judged.Fact.Attempt).Attempt;
            Assert.Equal((judged.Judgement.HalfPoints, judged.Judgement.IsRanked, (int)judged.Judgement.Reason), (attempt.HalfPoints, attempt.IsRanked, attempt.Reason));
        }
    }

    [Fact]
    public async Task A_list_of_words_may_be_written_again_once_and_then_counts_as_the_first_try()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        Assert.Contains("this try is free", (await drill.CallAsync("ann", "/answer photosynthesis sugar glucose oxygen photosynthesis sugar glucose", update: "b1")).Text(), StringComparison.Ordinal);
        Assert.Contains("this try is free", (await drill.CallAsync("ann", "/answer photosynthesis sugar glucose oxygen photosynthesis sugar glucose", update: "b1")).Text(), StringComparison.Ordinal);
        Assert.Contains("10 points for the ranking", (await drill.CallAsync("ann", "/answer " + Full)).Text(), StringComparison.Ordinal);
        await drill.CallAsync("bo", "/answer photosynthesis sugar glucose oxygen photosynthesis sugar glucose");
        Assert.Contains("counts as your first try", (await drill.CallAsync("bo", "/answer oxygen sugar glucose photosynthesis oxygen sugar glucose")).Text(), StringComparison.Ordinal);
        Assert.Contains("Another try is practice", (await drill.CallAsync("bo", "/answer " + Full)).Text(), StringComparison.Ordinal);
        Assert.Contains("bo (you) · 0 points", (await drill.CallAsync("bo", "/leaderboard")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streak_counts_honest_attempts_and_not_what_was_refused()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("bo", "/answer photosynthesis sugar glucose oxygen photosynthesis sugar glucose");
        await drill.CallAsync("bo", "/answer oxygen sugar glucose photosynthesis oxygen sugar glucose");
        Assert.Equal(1, await drill.ReadAsync(db => db.Attempts.CountAsync()));
        Assert.Contains("Nothing to show yet", (await drill.CallAsync("bo", "/me")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("bo", "/answer I believe that the plant likes to be warm and green.");
        Assert.Contains("1 day", (await drill.CallAsync("bo", "/me")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hint")]
    [InlineData("Show answer")]
    [InlineData("")]
    public async Task Help_with_the_same_question_in_private_is_help_here_once_it_was_asked_here(string pressed)
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 1, choice: 0));
        await drill.AskAsync();
        var own = DrillFixture.PrivateOf("ann");
        var practice = Assert.IsType<MessageReply>((await drill.CallAsync("ann", "/question gardens", own))[^1]).Message;
        if (pressed.Length > 0)
        {
            await drill.PressAsync("ann", practice.Button(pressed), own);
        }
        else
        {
            await drill.CallAsync("ann", "/answer " + Half, own);
        }

        Assert.Contains("so this is practice", (await drill.CallAsync("ann", "/answer " + Full)).Text(), StringComparison.Ordinal);
        Assert.Contains("10 points for the ranking", (await drill.CallAsync("bo", "/answer " + Full)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_practised_before_a_question_was_asked_is_their_own()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 1, choice: 0));
        var own = DrillFixture.PrivateOf("ann");
        var practice = Assert.IsType<MessageReply>((await drill.CallAsync("ann", "/question gardens", own))[^1]).Message;
        await drill.PressAsync("ann", practice.Button("Show answer"), own);
        await drill.CallAsync("ann", "/answer " + Half, own);
        await drill.PassAsync(TimeSpan.FromHours(1));
        await drill.AskAsync();
        Assert.Contains("10 points for the ranking", (await drill.CallAsync("ann", "/answer " + Full)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_a_model_graded_by_an_older_text_is_graded_by_key_points_and_by_the_same_text_it_is_left()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 1));
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Half);
        await drill.ReadAsync(db => db.Attempts.ExecuteUpdateAsync(s => s.SetProperty(a => a.GraderVersion, Drill.Grading.ModelGrader.VersionPrefix + "m")));
        var rescorer = drill.Services.GetRequiredService<Rescorer>();
        Assert.Equal(new RescoreReport(1, 0, 0, LeftToModel: 1, 0, 0), await rescorer.RunAsync("test/open-1", TestContext.Current.CancellationToken));
        drill.Library.Swap(new Compilation(Corrected(), []));
        Assert.Equal(new RescoreReport(1, 1, FromModel: 1, 0, 0, 1), await rescorer.RunAsync("test/open-1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_week_ends_at_midnight_of_the_chat_and_not_of_the_server()
    {
        // Sunday evening in London is Monday morning in Shanghai.
        await using var drill = await DrillFixture.StartAsync(now: "2026-03-01T15:30:00Z", bank: TestBank.Make(open: 3));
        await drill.CallAsync("admin", "/settings chat zone Asia/Shanghai");
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Half);
        await drill.PassAsync(TimeSpan.FromMinutes(31), TimeSpan.FromMinutes(31));
        Assert.Contains("Nobody has points yet", (await drill.CallAsync("ann", "/leaderboard week")).Text(), StringComparison.Ordinal);
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        Assert.Contains("ann (you) · 10 points", (await drill.CallAsync("ann", "/leaderboard week")).Text(), StringComparison.Ordinal);
        Assert.Contains("ann (you) · 17.5 points", (await drill.CallAsync("ann", "/leaderboard month")).Text(), StringComparison.Ordinal);

        // A zone that is changed later moves no answer to another day.
        await drill.CallAsync("admin", "/settings chat zone Europe/London");
        Assert.Contains("ann (you) · 17.5 points", (await drill.CallAsync("ann", "/leaderboard all")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_of_last_month_is_practice_whenever_its_button_is_found()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 3));
        var post = await drill.AskAsync();
        await drill.PassAsync(TimeSpan.FromDays(31), TimeSpan.FromHours(24));
        var box = Assert.IsType<TextRequest>(Assert.Single(await drill.PressAsync("ann", post.Button("Answer"))));
        var verdict = await drill.HandleAsync(new TextSent(Full) { UpdateKey = "late", Chat = DrillFixture.Group, Sender = new Sender("ann", "ann"), RequestToken = box.Token.ToString() });
        Assert.Contains("solution is out already", verdict.Text(), StringComparison.Ordinal);
        Assert.Contains("Nobody has points yet", (await drill.CallAsync("ann", "/leaderboard all")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_tries_are_worth_what_the_first_was_worth()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Half);
        for (var i = 0; i < 100; i++)
        {
            Assert.Contains("Another try is practice", (await drill.CallAsync("ann", $"/answer {Full} Take {i}.")).Text(), StringComparison.Ordinal);
        }

        Assert.Contains("ann (you) · 7.5 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
        Assert.Contains("75%", (await drill.CallAsync("ann", "/me")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_differently_is_marked_for_practice_and_never_ranks()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var verdict = await drill.CallAsync("ann", "/answer " + Half);
        var panel = await drill.PressAsync("ann", verdict.Button("I said this differently"));
        Assert.Equal(ReplyTarget.AskerOnly, panel.Target());
        Assert.Contains("Oxygen is released", panel.Text(), StringComparison.Ordinal);
        panel = await drill.PressAsync("ann", panel.Button("1"));
        panel = await drill.PressAsync("ann", panel.Button("1"));
        Assert.Equal(ReplyTarget.Original, panel.Target());
        Assert.Contains("✓ Oxygen is released", panel.Text(), StringComparison.Ordinal);
        var mark = Assert.Single(await drill.ReadAsync(db => db.SelfMarks.ToListAsync()));
        Assert.Equal((1, 0.25), (mark.KeyPoint, mark.Share));
        Assert.Contains("ann (you) · 7.5 points", (await drill.CallAsync("ann", "/leaderboard")).Text(), StringComparison.Ordinal);
        Assert.Contains("75% (100% with what you marked yourself)", (await drill.CallAsync("ann", "/me")).Text(), StringComparison.Ordinal);
        foreach (var token in new[] { "1.said.1.k9", "1.said.1.k-1", "1.said.1.kx", "1.said.1.k0" })
        {
            await drill.PressAsync("ann", token);
        }

        Assert.Single(await drill.ReadAsync(db => db.SelfMarks.ToListAsync()));
        Assert.Contains("Answer first", (await drill.PressAsync("bo", "1.said.1.")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_answer_denies_is_asked_about_in_the_verdict()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var text = (await drill.CallAsync("ann", "/answer By photosynthesis it makes sugar, but it does not release oxygen at all.")).Text();
        Assert.Contains("“not release oxygen”", text, StringComparison.Ordinal);
        Assert.Contains("Did you mean that this is not so?", text, StringComparison.Ordinal);
        Assert.Contains("9 points for the ranking", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_ends_with_the_next_step()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        var half = await drill.CallAsync("ann", "/answer " + Half);
        Assert.EndsWith("Next: try again, with the hint if you like; the answer can wait.", half.Text(), StringComparison.Ordinal);
        Assert.Equal(["Try again", "Hint", "Show answer", "I said this differently"], Assert.IsType<MessageReply>(half[0]).Message.Labels());
        Assert.EndsWith("Next: the answer comes for everybody at 20:00 (UTC).", (await drill.CallAsync("bo", "/answer " + Full)).Text(), StringComparison.Ordinal);
        Assert.NotEmpty(post.Labels());
    }

    [Fact]
    public async Task When_a_post_closes_everybody_sees_what_was_covered_and_the_best_by_name_unless_they_hid()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        await drill.CallAsync("bo", "/answer " + Half);
        await drill.CallAsync("cem", "/answer " + Full);
        await drill.CallAsync("cem", "/settings hide on");
        await drill.CallAsync("dan", "/answer It keeps the leaves green and warm, I think, all through the summer.");
        await drill.PassAsync(TimeSpan.FromHours(13), TimeSpan.FromHours(13));
        var closing = drill.Platform.Sent[^1].Message.Text();
        Assert.Contains("4 people answered", closing, StringComparison.Ordinal);
        Assert.Contains("■■■■■■■■□□ 75% Photosynthesis stores energy as sugar.", closing, StringComparison.Ordinal);
        Assert.Contains("■■■■■□□□□□ 50% Oxygen is released.", closing, StringComparison.Ordinal);
        Assert.Contains("Missed most often: Oxygen is released.", closing, StringComparison.Ordinal);
        Assert.Contains("Best: ann, someone 10 points · bo 7.5 points", closing, StringComparison.Ordinal);
        Assert.DoesNotContain("cem", closing, StringComparison.Ordinal);
        Assert.DoesNotContain("dan", closing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voided_post_closes_without_names()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        await drill.CallAsync("ann", "/answer " + Full);
        await drill.CallAsync("admin", "/daily void");
        await drill.PassAsync(TimeSpan.FromHours(13), TimeSpan.FromHours(13));
        var closing = drill.Platform.Sent[^1].Message.Text();
        Assert.Contains("took this one out of the ranking", closing, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", closing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "□□□□□□□□□□")]
    [InlineData(0.01, "■□□□□□□□□□")]
    [InlineData(0.5, "■■■■■□□□□□")]
    [InlineData(0.99, "■■■■■■■■■□")]
    [InlineData(1, "■■■■■■■■■■")]
    public void A_bar_is_full_only_when_it_is_whole(double share, string bar) => Assert.Equal(bar, PostSummary.Bar(share));

    private static QuestionBank Corrected()
    {
        var bank = TestBank.Make(open: 1, revision: "000000000009");
        KeyPoint[] points = [new("The leaves stay green.", 1, [new KeyTerm("green", ["绿"])])];
        return new QuestionBank(
            [.. bank.Questions.Select(q => q.Id.Value == "test/open-1" ? q with { Variants = [.. q.Variants.Select(v => v with { KeyPoints = [.. points] })] } : q)],
            bank.Topics);
    }
}

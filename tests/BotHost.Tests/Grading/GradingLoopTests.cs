using BotHost.Tests.Browser;
using BotHost.Tests.Hosting;
using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Microsoft.EntityFrameworkCore;

namespace BotHost.Tests.Grading;

/// <summary>The whole way of a question, from being asked to the ranking, as people on each platform see it; in both languages.</summary>
public sealed class GradingLoopTests(Chromium chromium) : IDisposable
{
    private readonly DayBank bank = new(count: 1);

    public void Dispose() => bank.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task On_the_web_nothing_is_public_before_the_close_and_nobody_but_the_best_is_named_after_it(string language)
    {
        var words = WordsOf(language);
        await using var place = await WebPlace.StartAsync(chromium, bank.Folder, words);
        await GoThroughAsync(place, words);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task On_telegram_nothing_is_public_before_the_close_and_nobody_but_the_best_is_named_after_it(string language)
    {
        var words = WordsOf(language);
        await using var place = await TelegramPlace.StartAsync(bank.Folder, words);
        await GoThroughAsync(place, words);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task On_discord_nothing_is_public_before_the_close_and_nobody_but_the_best_is_named_after_it(string language)
    {
        var words = WordsOf(language);
        await using var place = await DiscordPlace.StartAsync(bank.Folder, words);
        await GoThroughAsync(place, words);
    }

    private static LoopWords WordsOf(string language) => language is "zh" ? LoopWords.Chinese : LoopWords.English;

    private static async Task GoThroughAsync(LoopPlace place, LoopWords words)
    {
        var phrases = PhraseBook.For(words.Language);
        var ann = await place.JoinAsync("Ann");
        var bob = await place.JoinAsync("Bob");
        await ann.AskAsync();
        await place.Host.PassAsync(TimeSpan.FromSeconds(1));
        await place.ShownAsync(words.Question);

        // Who takes the hint practises; and what they deny is asked about, not counted and not punished.
        await bob.PressAsync(phrases.HintButton, words.Hint);
        var asked = await bob.AnswerAsync(words.Denied, words.DenialAsked);
        Assert.Contains(words.HelpTold, asked, StringComparison.Ordinal);

        // A bag of keywords is no answer and costs nothing; the honest one after it ranks, and shows what was recognised in the learner's own words.
        await ann.AnswerAsync(words.Bag, words.BagTold);
        var verdict = await ann.AnswerAsync(words.Partial, words.Quoted);
        Assert.Contains(words.RankedTold, verdict, StringComparison.Ordinal);
        Assert.DoesNotContain(words.Secret, verdict, StringComparison.Ordinal);
        await ann.PressAsync(phrases.SaidButton, words.SaidTold);
        await ann.PressAsync("1", "✓");
        await ann.AnswerAsync(words.Quarter, words.AgainTold);
        await ann.PressAsync(phrases.RevealButton, words.Secret);
        await ann.AnswerAsync(words.Full, words.HelpTold);

        await OthersAnswerAsync(place, words);
        var before = await place.PublicAsync();
        Assert.Contains(words.Question, before, StringComparison.Ordinal);
        foreach (var hidden in new[] { words.Secret, words.Hint, words.Quoted, "■", "Ann", "Bob", "Dee", "7.5" })
        {
            Assert.DoesNotContain(hidden, before, StringComparison.Ordinal);
        }

        await place.Host.PassAsync(TimeSpan.FromHours(13));
        await place.ShownAsync(words.Secret);
        var after = await place.PublicAsync();
        foreach (var shown in new[] { "■■■", "□", "Dee", "Eve", "Cem" })
        {
            Assert.Contains(shown, after, StringComparison.Ordinal);
        }

        foreach (var hidden in new[] { "Ann", "Bob", "Fay", words.Hint, words.Quoted })
        {
            Assert.DoesNotContain(hidden, after, StringComparison.Ordinal);
        }

        var board = await ann.CommandAsync("leaderboard", "7.5", withPicture: true);
        Assert.Contains("Ann", board, StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", board, StringComparison.Ordinal);
        var me = await ann.CommandAsync("me", "75%", withPicture: true);
        Assert.Contains("100%", me, StringComparison.Ordinal);
    }

    /// <summary>Four more, of whom three are the best.</summary>
    private static async Task OthersAnswerAsync(LoopPlace place, LoopWords words)
    {
        var platform = place.Platform;
        var chat = Chats.AddressOf(await place.Host.ReadAsync(db => db.Chats.SingleAsync(c => c.Platform == platform && !c.IsPrivate)));
        foreach (var (name, answer) in new[] { ("Dee", words.Full), ("Eve", words.Full), ("Cem", words.Denied), ("Fay", words.Quarter) })
        {
            var call = new CommandCall("answer", answer) { UpdateKey = "by-" + name, Chat = chat, Sender = new Sender("900" + name, name), Language = words.Language };
            Assert.NotEmpty(await place.Host.Engine.HandleAsync(call, TestContext.Current.CancellationToken));
        }
    }
}

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

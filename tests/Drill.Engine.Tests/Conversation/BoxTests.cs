using Drill.Conversation;

namespace Drill.Engine.Tests.Conversation;

/// <summary>Boxes that open at once, from what is in memory.</summary>
public sealed class BoxTests
{
    [Fact]
    public async Task The_box_made_from_memory_is_the_one_that_the_engine_opens()
    {
        await using var drill = await DrillFixture.StartAsync();
        var answer = (await drill.AskAsync()).Button("Answer");
        var opened = Assert.IsType<TextRequest>(Assert.Single(await drill.PressAsync("ann", answer)));
        Assert.Equal(opened, drill.Engine.BoxFor(Press(answer.Token.ToString())));
        Assert.NotEmpty(opened.Context.Blocks);
    }

    [Fact]
    public async Task While_the_question_is_not_in_memory_the_box_opens_without_it_in_the_language_of_the_client()
    {
        await using var drill = await DrillFixture.StartAsync();
        var token = (await drill.AskAsync()).Button("Answer").Token.ToString();
        drill.Clock.Advance(TimeSpan.FromMinutes(1));
        var box = drill.Engine.BoxFor(Press(token, "zh-CN"));
        Assert.Empty(box!.Context.Blocks);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", box.Title);
        Assert.Equal(token, box.Token.ToString());
    }

    [Fact]
    public async Task The_question_of_another_chat_is_not_shown()
    {
        await using var drill = await DrillFixture.StartAsync();
        var answer = (await drill.AskAsync()).Button("Answer");
        await drill.PressAsync("ann", answer);
        Assert.Empty(drill.Engine.BoxFor(Press(answer.Token.ToString()) with { Chat = DrillFixture.PrivateOf("ann") })!.Context.Blocks);
    }

    [Fact]
    public async Task Presses_that_open_no_box_have_none()
    {
        await using var drill = await DrillFixture.StartAsync();
        var choice = await drill.AskAsync("rivers");
        await drill.PressAsync("ann", choice.Buttons[0].Buttons[0]);
        var post = choice.Buttons[0].Buttons[0].Token.Post;
        foreach (var token in new[] { "rubbish", "", "1.show.1.", "1.ans.0.", new ActionToken("ans", post).ToString() })
        {
            Assert.Null(drill.Engine.BoxFor(Press(token)));
        }
    }

    private static ButtonPress Press(string token, string language = "en") =>
        new(token) { UpdateKey = "box", Chat = DrillFixture.Group, Sender = new Sender("ann", "ann"), Language = language };
}

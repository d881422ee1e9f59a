using Drill.Conversation;
using Drill.Text;

namespace Drill.Chat.Tests;

/// <summary>A platform with a group of people in it, so that one test body speaks of every platform. Texts are what people read, buttons what they press.</summary>
public abstract class PlatformStage : IAsyncDisposable
{
    /// <summary>The platform as the outbox sees it.</summary>
    public abstract IChatPlatform Platform { get; }

    /// <summary>The group, in which everybody who acts is a member.</summary>
    public abstract ChatAddress Group { get; }

    /// <summary>A chat that the platform will never let the bot into.</summary>
    public abstract ChatAddress Closed { get; }

    /// <summary>A person, made at the first mention, writes a command in the group.</summary>
    public abstract Task CallsAsync(string person, string command);

    /// <summary>Asks a question in the group and waits until everybody sees it.</summary>
    public abstract Task AsksAsync(string person, string topic);

    /// <summary>Presses a button below the newest post.</summary>
    public abstract Task PressesAsync(string person, string label);

    /// <summary>Answers the newest post the way the platform's people do.</summary>
    public abstract Task AnswersAsync(string person, string text);

    /// <summary>Waits until a person sees a text that is for them, in whatever place.</summary>
    public abstract Task SeesAsync(string person, string text);

    /// <summary>Everything that a person can read now.</summary>
    public abstract Task<IReadOnlyList<string>> ReadsAsync(string person);

    /// <summary>The texts that everybody in the group can read now, written by the bot.</summary>
    public abstract Task<IReadOnlyList<string>> PublicAsync();

    /// <summary>The labels of the buttons below the newest post.</summary>
    public abstract Task<IReadOnlyList<string>> ButtonsAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>What every platform promises. A new one inherits this and says how its people do things.</summary>
public abstract class PlatformContractTests
{
    private const string Secret = "the reference answer";
    private const string GoodAnswer = "Photosynthesis stores the energy as sugar and oxygen is released";

    protected abstract Task<PlatformStage> StartAsync();

    [Fact]
    public async Task A_post_arrives_with_its_question_and_its_buttons()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        Assert.Contains("Why do plants need light?", Assert.Single(await stage.PublicAsync()), StringComparison.Ordinal);
        Assert.Equal(["Answer", "Hint", "Show answer", "Skip"], await stage.ButtonsAsync());
    }

    [Fact]
    public async Task A_reveal_is_seen_by_the_one_who_pressed_and_by_nobody_else()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        await stage.PressesAsync("Bob", "Show answer");
        await stage.SeesAsync("Bob", Secret);
        Assert.DoesNotContain(await stage.ReadsAsync("Ann"), t => t.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(await stage.PublicAsync(), t => t.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_graded_in_private()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        await stage.AnswersAsync("Bob", GoodAnswer);
        await stage.SeesAsync("Bob", "All 2 key points covered");
        Assert.DoesNotContain(await stage.ReadsAsync("Ann"), t => t.Contains("key points", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_try_is_practice_and_the_first_one_counts()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        await stage.AnswersAsync("Bob", GoodAnswer);
        await stage.SeesAsync("Bob", "10 points for the ranking");
        await stage.AnswersAsync("Bob", "Oxygen is released when a plant has light");
        await stage.SeesAsync("Bob", "1 of 2 key points");
        await stage.SeesAsync("Bob", "the first one stays in the ranking");
    }

    [Fact]
    public async Task A_long_answer_arrives_whole()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "words");
        await stage.PressesAsync("Bob", "Show answer");
        await stage.SeesAsync("Bob", "The beginning of the long answer");
        await stage.SeesAsync("Bob", "The end of the long answer");
        var all = string.Join('\n', await stage.ReadsAsync("Bob"));
        Assert.All(Enumerable.Range(1, 120), i => Assert.Contains($"Paragraph {i} of the long answer", all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hostile_name_is_shown_and_does_nothing()
    {
        const string Name = "**@everyone** <b>`x`";
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        await stage.AnswersAsync(Name, GoodAnswer);
        await stage.SeesAsync(Name, "All 2 key points covered");
        await stage.CallsAsync("Ann", "/leaderboard");
        await stage.SeesAsync("Ann", "everyone");
        var board = (await stage.ReadsAsync("Ann")).Last(t => t.Contains("everyone", StringComparison.Ordinal));
        Assert.Contains("**@everyone** <b>`x`", board.Replace("\u2060", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_presses_at_once_take_effect_once()
    {
        await using var stage = await StartAsync();
        await stage.AsksAsync("Ann", "gardens");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.PressesAsync("Bob", "Show answer")));
        await stage.SeesAsync("Bob", Secret);
        await stage.AnswersAsync("Bob", GoodAnswer);
        await stage.SeesAsync("Bob", "key points");
        Assert.Single(await stage.PublicAsync());
        Assert.DoesNotContain(await stage.ReadsAsync("Bob"), t => t.Contains("for the ranking", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_that_is_closed_to_the_bot_refuses_with_a_reason()
    {
        await using var stage = await StartAsync();
        var outcome = await stage.Platform.SendAsync(stage.Closed, new ChatMessage(Body.Plain("Hello")), "contract-1", TestContext.Current.CancellationToken);
        Assert.NotEmpty(Assert.IsType<SendOutcome.Refused>(outcome).Reason);
    }

    [Fact]
    public async Task What_was_sent_can_be_found_or_the_platform_says_that_it_cannot_tell()
    {
        await using var stage = await StartAsync();
        var sent = Assert.IsType<SendOutcome.Sent>(await stage.Platform.SendAsync(stage.Group, new ChatMessage(Body.Plain("Hello")), "contract-2", TestContext.Current.CancellationToken));
        Assert.NotEmpty(sent.MessageId);
        var trace = await stage.Platform.FindSentAsync(stage.Group, "contract-2", TestContext.Current.CancellationToken);
        Assert.True(trace is SendTrace.Unknown || trace.Equals(new SendTrace.Arrived(sent.MessageId)), trace.ToString());
    }

    [Fact]
    public async Task What_a_command_tells_is_for_the_asker_alone()
    {
        await using var stage = await StartAsync();
        await stage.CallsAsync("Ann", "/topics");
        await stage.SeesAsync("Ann", "questions to practise");
        Assert.Empty(await stage.PublicAsync());
    }
}

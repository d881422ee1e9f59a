using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Conversation;

/// <summary>Presses that arrive together share a transaction; nobody may notice.</summary>
public sealed class PressesAtOnceTests
{
    [Fact]
    public async Task Two_hundred_presses_at_once_are_each_answered_and_counted_once()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        var people = Enumerable.Range(0, 50).Select(i => $"p{i}").ToArray();
        await MeetAsync(drill, asked, people);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => drill.PressAsync(people[i % 50], asked.Button("Show answer")))));
        Assert.All(replies, r => Assert.Contains("Photosynthesis turns light", r.Text(), StringComparison.Ordinal));
        Assert.Equal(50, await drill.ReadAsync(db => db.Peeks.CountAsync(p => p.Kind == "reveal")));
    }

    [Fact]
    public async Task A_repeated_update_among_others_spoils_none_of_them()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        await MeetAsync(drill, asked, "ann", "bob", "cleo");
        await drill.PressAsync("ann", asked.Button("Hint"), update: "same");
        var replies = await Task.WhenAll(
            Task.Run(() => drill.PressAsync("bob", asked.Button("Show answer"))),
            Task.Run(() => drill.PressAsync("ann", asked.Button("Show answer"), update: "same")),
            Task.Run(() => drill.PressAsync("cleo", asked.Button("Show answer"))));
        Assert.All(replies, r => Assert.Contains("Photosynthesis turns light", r.Text(), StringComparison.Ordinal));
        Assert.Equal(3, await drill.ReadAsync(db => db.Peeks.CountAsync(p => p.Kind == "reveal")));
    }

    [Fact]
    public async Task An_option_pressed_twenty_times_at_once_is_one_attempt()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync("stars");
        await drill.CallAsync("ann", "/help");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => drill.PressAsync("ann", asked.Button("B")))));
        var attempt = await drill.ReadAsync(db => db.Attempts.SingleAsync());
        Assert.Equal((1, 20, true), (attempt.Number, attempt.HalfPoints, attempt.IsRanked));
    }

    [Fact]
    public async Task A_change_of_language_counts_for_the_very_next_press()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        await MeetAsync(drill, asked, "ann");
        await drill.CallAsync("ann", "/settings language zh");
        Assert.Contains("提示", (await drill.PressAsync("ann", asked.Button("Hint"))).Text(), StringComparison.Ordinal);
        await drill.CallAsync("ann", "/settings language en");
        Assert.Contains("Hint", (await drill.PressAsync("ann", asked.Button("Hint"))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_closes_is_closed_for_the_very_next_press()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync("stars");
        await MeetAsync(drill, asked, "ann", "bob");
        await drill.PassAsync(TimeSpan.FromHours(13));
        await drill.PressAsync("bob", asked.Button("B"));
        Assert.True((await drill.ReadAsync(db => db.Attempts.SingleAsync())).WasClosed);
    }

    [Fact]
    public async Task A_new_name_is_stored_at_the_next_press()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        await MeetAsync(drill, asked, "ann");
        await drill.HandleAsync(new ButtonPress(asked.Button("Hint").Token.ToString()) { UpdateKey = "n", Chat = DrillFixture.Group, Sender = new Sender("ann", "Ann of the Hill") });
        Assert.Equal("Ann of the Hill", await drill.ReadAsync(db => db.Identities.Where(i => i.User == "ann").Select(i => i.Name).SingleAsync()));
    }

    // The first word of a person makes rows, so it goes its own way.
    private static async Task MeetAsync(DrillFixture drill, ChatMessage asked, params string[] people)
    {
        foreach (var person in people)
        {
            await drill.PressAsync(person, asked.Buttons[^1].Buttons[^1]);
        }
    }
}

using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Conversation;

/// <summary>Reports of bad questions: the button flags, words tell why.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Words_that_follow_a_press_belong_to_the_question_whose_button_was_pressed()
    {
        await using var drill = await DrillFixture.StartAsync();
        var yesterday = await drill.AskAsync("gardens");
        var solution = await drill.PressAsync("ann", yesterday.Button("Show answer"));
        await drill.AskAsync("stars");
        Assert.Contains("Add what is wrong with /report", (await drill.PressAsync("ann", solution.Button("Report"))).Text(), StringComparison.Ordinal);
        drill.Clock.Advance(TimeSpan.FromMinutes(14));
        await drill.CallAsync("ann", "/report wrong example", update: "told-twice");
        await drill.CallAsync("ann", "/report wrong example", update: "told-twice");
        Assert.Equal([(1L, "wrong example")], await ReportsAsync(drill));

        // The next words are about the current question again.
        await drill.CallAsync("ann", "/report unclear");
        Assert.Equal([(1L, "wrong example"), (2L, "unclear")], await ReportsAsync(drill));
    }

    [Fact]
    public async Task Words_that_come_much_later_or_from_somebody_else_or_in_another_group_are_about_the_current_question()
    {
        await using var drill = await DrillFixture.StartAsync();
        var other = new ChatAddress("memory", "other", null, IsPrivate: false);
        var solution = await drill.PressAsync("ann", (await drill.AskAsync("gardens")).Button("Show answer"));
        await drill.AskAsync("stars");
        await drill.AskAsync("gardens", other);
        await drill.PressAsync("ann", solution.Button("Report"));
        await drill.CallAsync("bo", "/report too long");
        await drill.CallAsync("ann", "/report too short", other);
        drill.Clock.Advance(TimeSpan.FromMinutes(16));
        await drill.CallAsync("ann", "/report too late");
        Assert.Equal([(1L, ""), (2L, "too late"), (2L, "too long"), (3L, "too short")], await ReportsAsync(drill));
    }

    [Fact]
    public async Task Whoever_was_shown_the_answer_alone_may_say_there_what_is_wrong()
    {
        await using var drill = await DrillFixture.StartAsync();
        var solution = await drill.PressAsync("ann", (await drill.AskAsync("gardens")).Button("Show answer"));
        await drill.PressAsync("ann", solution.Button("Report"));
        Assert.Contains("Thank you", (await drill.CallAsync("ann", "/report wrong example", DrillFixture.PrivateOf("ann"))).Text(), StringComparison.Ordinal);
        Assert.Equal([(1L, "wrong example")], await ReportsAsync(drill));
    }

    private static async Task<List<(long Post, string Reason)>> ReportsAsync(DrillFixture drill) =>
        [.. (await drill.ReadAsync(db => db.Reports.AsNoTracking().ToListAsync())).Select(r => (r.PostId, r.Reason)).Order()];
}

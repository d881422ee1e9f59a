using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Drill.Engine.Tests.Data;

/// <summary>Rows that presses remember are read again while people press.</summary>
public sealed class RowRefreshTests
{
    [Fact]
    public async Task What_another_process_has_written_is_read_again_and_what_is_gone_is_dropped()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        await drill.PressAsync("ann", asked.Button("Hint"));
        await drill.PressAsync("bob", asked.Button("Hint"));
        var databases = drill.Services.GetRequiredService<IDrillDbFactory>();
        await using var db = databases.Create();

        // Past all contexts, as another process does.
        await db.Database.ExecuteSqlAsync($"""UPDATE "Person" SET "Language" = 'zh'""", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "Identity" WHERE "User" = 'bob'""", TestContext.Current.CancellationToken);
        Assert.Contains("Hint", (await drill.PressAsync("ann", asked.Button("Hint"))).Text(), StringComparison.Ordinal);
        await RowRefresh.ReadAsync(db, databases.Rows);
        Assert.Contains("提示", (await drill.PressAsync("ann", asked.Button("Hint"))).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(databases.Rows.People, p => p.Key.User == "bob");
    }

    [Fact]
    public async Task What_changed_while_it_was_read_again_does_not_become_old_again()
    {
        await using var drill = await DrillFixture.StartAsync();
        var asked = await drill.AskAsync();
        await drill.PressAsync("ann", asked.Button("Hint"));
        var rows = drill.Services.GetRequiredService<IDrillDbFactory>().Rows;
        var (key, read) = rows.People.Single(p => p.Key.User == "ann");
        await drill.CallAsync("ann", "/settings language zh");
        rows.Replace(key, read, read);
        Assert.Contains("提示", (await drill.PressAsync("ann", asked.Button("Hint"))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_begun_once_each_half_minute_and_what_nobody_asked_for_longer_is_forgotten()
    {
        var rows = new RowCache();
        var now = Instant.FromUtc(2026, 3, 2, 8, 0);
        Assert.False(rows.BeginRefresh(now));
        Assert.False(rows.BeginRefresh(now + Duration.FromSeconds(29)));
        Assert.True(rows.BeginRefresh(now + Duration.FromSeconds(31)));
        Assert.False(rows.BeginRefresh(now + Duration.FromSeconds(32)));
        rows.EndRefresh(now + Duration.FromSeconds(31));
        Assert.False(rows.BeginRefresh(now + Duration.FromSeconds(60)));
        rows.Keep(new PersonRow(), new IdentityRow { Platform = "memory", User = "ann", Name = "Ann" });
        Assert.False(rows.BeginRefresh(now + Duration.FromSeconds(92)));
        Assert.Empty(rows.People);
    }
}

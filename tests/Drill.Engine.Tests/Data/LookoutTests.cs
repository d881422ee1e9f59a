using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Data;

/// <summary>Whether anything is due is looked for often, so it must cost next to nothing; that nothing is missed show the tests of dailies, closings and the outbox.</summary>
public sealed class LookoutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_nothing_is_due_all_looks_share_one_context()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync();
        var databases = new CountingFactory(drill.Services.GetRequiredService<IDrillDbFactory>());
        await using var lookout = new Lookout(databases, drill.Clock);
        for (var i = 0; i < 10; i++)
        {
            Assert.False(await lookout.SeesDailyAsync(Token));
            Assert.False(await lookout.SeesPostToCloseAsync(Token));
            Assert.False(await lookout.SeesMessageAsync("memory", Token));
            Assert.False(await lookout.SeesDoubtAsync("memory", Token));
        }

        Assert.Equal(1, databases.Count);
    }

    [Fact]
    public async Task What_is_due_is_seen_from_its_moment_on_and_for_its_platform_alone()
    {
        await using var drill = await DrillFixture.StartAsync();
        var lookout = drill.Services.GetRequiredService<Lookout>();
        await drill.CallAsync("admin", "/question gardens");
        Assert.True(await lookout.SeesMessageAsync("memory", Token));
        Assert.False(await lookout.SeesMessageAsync("other", Token));
        await drill.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Claimed).SetProperty(d => d.LeaseUntil, drill.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds()), Token));
        Assert.False(await lookout.SeesMessageAsync("memory", Token));
        Assert.False(await lookout.SeesDoubtAsync("memory", Token));
        drill.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await lookout.SeesDoubtAsync("memory", Token));
        Assert.False(await lookout.SeesDoubtAsync("other", Token));
    }

    [Fact]
    public async Task A_look_that_failed_is_told_and_the_next_one_works()
    {
        await using var drill = await DrillFixture.StartAsync();
        var lookout = drill.Services.GetRequiredService<Lookout>();
        Assert.False(await lookout.SeesDailyAsync(Token));
        await drill.ReadAsync(db => db.Database.ExecuteSqlAsync($"""ALTER TABLE "Chat" RENAME TO "Gone" """, Token));
        await Assert.ThrowsAsync<SqliteException>(() => lookout.SeesDailyAsync(Token));
        await drill.ReadAsync(db => db.Database.ExecuteSqlAsync($"""ALTER TABLE "Gone" RENAME TO "Chat" """, Token));
        Assert.False(await lookout.SeesDailyAsync(Token));
    }

    private sealed class CountingFactory(IDrillDbFactory inner) : IDrillDbFactory
    {
        public int Count { get; private set; }

        public RowCache Rows => inner.Rows;

        public WriteTurns Turns => inner.Turns;

        public DrillDb Create()
        {
            Count++;
            return inner.Create();
        }

        public Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);
    }
}

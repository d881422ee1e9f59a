using System.Diagnostics;
using System.Globalization;
using BotHost.Tests.Hosting;
using Drill.Data;
using Drill.Fakes.Telegram;
using Drill.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotHost.Tests.Telegram;

/// <summary>The real process, killed for good in the middle of posting to five hundred groups.</summary>
public sealed class TelegramCrashTests
{
    private const int Groups = 500;
    private const int KilledAfter = 150;

    [Fact]
    public async Task A_process_killed_in_a_fan_out_posts_nothing_twice_and_counts_what_it_does_not_know()
    {
        var folder = Directory.CreateTempSubdirectory("drill-fan-out-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync();
            var groups = Enumerable.Range(0, Groups).Select(i => telegram.Group("Group " + i.ToString(CultureInfo.InvariantCulture))).ToList();
            var list = Path.Combine(folder, "chats");
            await File.WriteAllLinesAsync(list, groups.Select(g => g.Id.ToString(CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);
            var database = Path.Combine(folder, "drill.db");
            using (var first = Run(telegram, database, list))
            {
                await telegram.CallsReachAsync("sendMessage", KilledAfter, TimeSpan.FromSeconds(120));
                first.Kill();
                await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var before = groups.Sum(g => g.FromBot.Count);
            Assert.InRange(before, 1, Groups - 1);
            using (var second = Run(telegram, database, null))
            {
                await FinishedAsync(database);
                second.Kill();
                await second.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await using var db = new SqliteDrillDbFactory(database).Create();
            var sent = await db.Deliveries.CountAsync(d => d.State == DeliveryState.Sent, TestContext.Current.CancellationToken);
            var inDoubt = await db.Deliveries.CountAsync(d => d.State == DeliveryState.InDoubt, TestContext.Current.CancellationToken);
            Assert.Equal(Groups, sent + inDoubt);
            Assert.DoesNotContain(groups, g => g.FromBot.Count > 1);
            Assert.InRange(groups.Count(g => g.FromBot.Count == 0), 0, inDoubt);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FinishedAsync(string database)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        for (; ; )
        {
            await using (var db = new SqliteDrillDbFactory(database).Create())
            {
                if (!await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Pending || d.State == DeliveryState.Claimed, limit.Token))
                {
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    private static Process Run(FakeTelegram telegram, string database, string? chats)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Drill.CrashHost.dll"), database, Path.Combine(DrillHostFixture.Root, "content"), "telegram", telegram.Address.ToString(), telegram.Token })
        {
            start.ArgumentList.Add(argument);
        }

        if (chats is not null)
        {
            start.ArgumentList.Add(chats);
        }

        return Process.Start(start)!;
    }
}

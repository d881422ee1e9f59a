using System.Diagnostics;
using Drill.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotHost.Tests.Hosting;

/// <summary>The real process, killed for good in the middle of its work.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("before-send")]
    [InlineData("after-send")]
    public async Task A_process_killed_while_sending_leaves_exactly_one_post_after_it_has_come_back(string moment)
    {
        var folder = Directory.CreateTempSubdirectory("drill-crash-").FullName;
        try
        {
            var database = Path.Combine(folder, "drill.db");
            Assert.NotEqual(0, await RunAsync(database, moment));
            Assert.Equal(0, await RunAsync(database, "never"));
            await using var db = new SqliteDrillDbFactory(database).Create();
            Assert.Equal(1, await db.Posts.CountAsync());
            Assert.Equal(1, await db.RoomEntries.CountAsync());
            Assert.Equal(1, await db.Deliveries.CountAsync(d => d.State == Drill.Data.DeliveryState.Sent));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string database, string moment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Drill.CrashHost.dll"), database, Path.Combine(DrillHostFixture.Root, "content"), moment })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill();
            throw new TimeoutException($"The host did not end: {await output} {await error}", exception);
        }

        return process.ExitCode;
    }
}

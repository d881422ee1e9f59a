using BotHost.Hosting;
using Drill.Content;
using Drill.Data;
using Drill.Storage;
using Drill.TelegramChat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotHost.Tests.Hosting;

/// <summary>After the start the bot talks once where nobody hears it, so that the first who asks need not wait for its code.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-rehearsal-");

    private static TelegramOptions Telegram => new() { Token = "4242:AATokenOfARehearsalThatNobodyHears0000" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.FullName, "drill.db");

    [Fact]
    public async Task The_host_plays_it_two_seconds_after_its_start_also_without_Telegram_and_its_own_database_stays_empty()
    {
        await using var host = await DrillHostFixture.StartAsync(folder: folder.FullName);
        var (came, went) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var watcher = new FileSystemWatcher(folder.FullName, "*-rehearsal") { EnableRaisingEvents = true };
        watcher.Created += (_, _) => came.TrySetResult();
        watcher.Deleted += (_, _) => went.TrySetResult();
        for (var i = 0; i < 60 && !came.Task.IsCompleted; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(came.Task, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token));
        }

        await came.Task.WaitAsync(TimeSpan.FromSeconds(1), Token);
        await went.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await using var real = host.Services.GetRequiredService<IDrillDbFactory>().Create();
        Assert.Equal(0, await real.Posts.CountAsync(Token));
    }

    [Fact]
    public async Task Without_Telegram_the_engine_alone_is_played_to_the_end()
    {
        await new SqliteDrillDbFactory(Database).MigrateAsync(Token);
        await using (var services = Services(telegram: null))
        {
            await Rehearsal.PlayAsync(services, Token);
            await AssertPlayedAsync(services);
        }

        Assert.Empty(folder.GetFiles("*rehearsal*"));
    }

    [Fact]
    public async Task It_asks_hints_reveals_grades_and_ranks_and_leaves_nothing_behind()
    {
        var databases = new SqliteDrillDbFactory(Database);
        await databases.MigrateAsync(Token);
        await using (var services = Services(Telegram))
        {
            await Rehearsal.PlayAsync(services, Token);
            Assert.InRange(services.GetRequiredService<TelegramStage>().Messages, 9, 60);
            await AssertPlayedAsync(services);
        }

        await using var real = databases.Create();
        Assert.Equal(0, await real.Persons.CountAsync(Token));
        Assert.Equal(0, await real.Posts.CountAsync(Token));
        Assert.Empty(folder.GetFiles("*rehearsal*"));
    }

    [Fact]
    public async Task What_a_killed_bot_left_of_one_does_not_disturb_the_next()
    {
        await new SqliteDrillDbFactory(Database).MigrateAsync(Token);
        await File.WriteAllTextAsync(Database + "-rehearsal", "half a page", Token);
        await File.WriteAllTextAsync(Database + "-rehearsal-wal", "and half a log", Token);
        await using (var services = Services(Telegram))
        {
            await Rehearsal.PlayAsync(services, Token);
            Assert.True(services.GetRequiredService<TelegramStage>().Messages > 0);
        }

        Assert.Empty(folder.GetFiles("*rehearsal*"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task AssertPlayedAsync(ServiceProvider services)
    {
        await using var scratch = services.GetRequiredService<IDrillDbFactory>().Create();
        Assert.Equal(2, await scratch.Posts.CountAsync(Token));
        Assert.Equal(["hint", "hint", "reveal", "reveal"], await scratch.Peeks.Select(p => p.Kind).Order().ToListAsync(Token));
        Assert.Equal(2, await scratch.Attempts.Select(a => a.PostId).Distinct().CountAsync(Token));
    }

    private ServiceProvider Services(TelegramOptions? telegram)
    {
        var library = new BankLibrary();
        library.Swap(BankCompiler.CompileFolders([Path.Combine(DrillHostFixture.Root, "content")]));
        return Rehearsal.Services(Database, library, telegram);
    }
}

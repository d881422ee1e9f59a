using System.Diagnostics;
using System.Globalization;
using BotHost.CommandLine;
using Drill.Fakes.Telegram;

namespace BotHost.Tests.Hosting;

/// <summary>The real process, asked to stop as a service manager or a container asks it.</summary>
public sealed class StoppingTests
{
    // Longer than the two seconds after which a command line's library ends the process by itself, and shorter than what the bot waits for those being served.
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bot_that_is_asked_to_stop_while_it_answers_somebody_finishes_that_and_ends_well(bool hasOptions)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var folder = Directory.CreateTempSubdirectory("drill-stopping-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync();
            var isConfirmed = new TaskCompletionSource();
            telegram.Next("sendMessage", Trouble.Hold(isConfirmed.Task));
            var ann = telegram.Person("Ann");
            ann.Starts();
            using var bot = Run(telegram, folder, hasOptions);
            await telegram.CallsReachAsync("sendMessage", 1, TimeSpan.FromSeconds(120));
            using (var kill = Process.Start("kill", ["-TERM", bot.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await Task.Delay(SlowAnswer, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.False(bot.HasExited);
            isConfirmed.SetResult();
            await bot.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, bot.ExitCode);
            Assert.Single(ann.Private.FromBot);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_bot_that_is_asked_to_stop_while_it_waits_for_its_database_ends_well()
    {
        var folder = Directory.CreateTempSubdirectory("drill-stopping-").FullName;
        try
        {
            var database = Path.Combine(folder, "drill.db");
            await using var somebodyMigrates = new FileStream(database + "-migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            await using var said = new StringWriter();
            var running = RootCommands.RunAsync(["--url", "http://127.0.0.1:0", "--database", database, "--content", Path.Combine(DrillHostFixture.Root, "content")], said, said, stop.Token);
            await Task.WhenAny(running, Task.Delay(SlowAnswer, TimeProvider.System, TestContext.Current.CancellationToken));
            Assert.False(running.IsCompleted);
            await stop.CancelAsync();
            Assert.Equal(0, await running);
            Assert.Empty(said.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Run(FakeTelegram telegram, string folder, bool hasOptions)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotHost.dll")]) { UseShellExecute = false, WorkingDirectory = folder };
        if (hasOptions)
        {
            start.ArgumentList.Add("--database");
            start.ArgumentList.Add(Path.Combine(folder, "other.db"));
        }

        start.Environment["Drill__Url"] = "http://127.0.0.1:0";
        start.Environment["Drill__Content"] = Path.Combine(DrillHostFixture.Root, "content");
        start.Environment["Drill__Telegram__Token"] = telegram.Token;
        start.Environment["Drill__Telegram__ApiUrl"] = telegram.Address.ToString();
        return Process.Start(start)!;
    }
}

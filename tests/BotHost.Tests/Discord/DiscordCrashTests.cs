using System.Diagnostics;
using BotHost.Tests.Hosting;
using Drill.Fakes.Discord;

namespace BotHost.Tests.Discord;

/// <summary>The real process with Discord, killed for good while it sends to many channels.</summary>
public sealed class DiscordCrashTests
{
    private const int Channels = 30;

    [Fact]
    public async Task Killed_again_and_again_during_a_fan_out_every_channel_gets_its_post_exactly_once()
    {
        await using var discord = await FakeDiscord.StartAsync();
        var guild = discord.AddGuild();
        var channels = Enumerable.Range(0, Channels).Select(_ => discord.AddChannel(guild)).ToList();
        var folder = Directory.CreateTempSubdirectory("drill-fan-out-").FullName;
        try
        {
            // Killed when the seventh message has arrived and its answer not, then before the ninth, then after the twelfth.
            Process? current = null;
            var count = 0;
            discord.Rest.Inspect = request =>
            {
                if (request is { Method: "POST", Route: "channels/{id}/messages" } && Interlocked.Increment(ref count) is 7 or 20)
                {
                    current!.Kill();
                }

                return [];
            };
            foreach (var _ in Enumerable.Range(0, 2))
            {
                current = Start(folder, discord, guild, channels);
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
                await current.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

                // Many are sent at once, so all may have arrived before a kill took hold, and none is left to count: then it is killed here.
                current.Kill();
                await current.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.NotEqual(0, current.ExitCode);
                current.Dispose();
            }

            using var last = current = Start(folder, discord, guild, channels);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            while (channels.Exists(c => c.Sent.Count == 0))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            }

            // Whatever is in doubt is looked into when its lease ends; nothing may come twice by then.
            await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, patience.Token);
            last.Kill();
            await last.WaitForExitAsync(patience.Token);
            Assert.All(channels, c => Assert.Single(c.Sent));
            Assert.Empty(discord.Rest.Complaints);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, FakeDiscord discord, FakeGuild guild, IEnumerable<FakeChannel> channels)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Drill.CrashHost.dll"), "discord", Path.Combine(folder, "drill.db"), Path.Combine(DrillHostFixture.Root, "content"),
            discord.ApiUrl.ToString(), FakeDiscord.Token, guild.Id, .. channels.Select(c => c.Id),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}

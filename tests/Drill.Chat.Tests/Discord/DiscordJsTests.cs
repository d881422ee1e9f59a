using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord;

/// <summary>The fake Discord, judged by a client that knows nothing of us: discord.js logs in, registers, answers, edits, opens a form and resumes.</summary>
public sealed class DiscordJsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static string Folder => Path.Combine(Checkout.Root, "tests", "discord-js");

    [Fact]
    public async Task Discord_js_lives_with_the_fake_as_with_discord()
    {
        await NeedNodeAsync();
        await using var discord = await FakeDiscord.StartAsync();
        var channel = discord.AddChannel(discord.AddGuild());
        var ann = new FakeUser("300000000000000001", "ann");
        using var client = new Program("node", "check.mjs", new Uri(discord.Address, "/api").ToString(), FakeDiscord.Token);

        await client.UntilAsync($"ready {FakeDiscord.ApplicationId} guilds 1");
        await client.UntilAsync("registered 1");
        Assert.Equal("hello", (string?)discord.Commands[""][0]!["name"]);

        var command = await discord.Interactions.CommandAsync(ann, channel, "hello");
        await client.UntilAsync("answered hello");
        Assert.Equal(["hello ann in general", "for all"], command.Said.Select(m => m.Text));
        Assert.Equal([ann.Id, null], command.Said.Select(m => m.OnlyFor));

        var press = await discord.Interactions.PressAsync(ann, command.Said[0], "Form");
        await client.UntilAsync("opened");
        await discord.Interactions.SubmitAsync(ann, press, "多模态");
        await client.UntilAsync("submitted 多模态 true");
        Assert.Single(channel.Sent, m => m.Text == "a message");

        // What happens while the connection is broken is told after the resume.
        discord.Gateway.Current.Break();
        var later = await discord.Interactions.CommandAsync(ann, channel, "hello");
        await client.UntilAsync("resumed");
        await client.UntilAsync("answered hello", times: 2);
        Assert.Equal(2, later.Said.Count);
        Assert.Empty(discord.Rest.Complaints);
        Assert.Single(discord.Gateway.Journal, e => e.StartsWith("identify", StringComparison.Ordinal));
    }

    /// <summary>Skips, or fails where optional tests are required, when Node or the packages cannot be had.</summary>
    private static async Task NeedNodeAsync()
    {
        var reason = await MissingAsync();
        if (reason is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("DRILL_REQUIRE_OPTIONAL_TESTS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    private static async Task<string?> MissingAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "discord.js")))
        {
            return await RunAsync("node", "--version") is null ? "Node is not installed." : null;
        }

        return await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts") switch
        {
            null => "Node with npm is not installed.",
            0 => null,
            _ => "npm could not install discord.js; run 'npm ci' in tests/discord-js to see why.",
        };
    }

    private static async Task<int?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A running program whose lines are awaited.</summary>
    private sealed class Program : IDisposable
    {
        private readonly Process process;
        private readonly ConcurrentQueue<string> lines = new();
        private readonly SemaphoreSlim news = new(0);

        public Program(string program, params string[] arguments)
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.OutputDataReceived += (_, e) => Add(e.Data);
            process.ErrorDataReceived += (_, e) => Add(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public async Task UntilAsync(string line, int times = 1)
        {
            while (lines.Count(l => l == line) < times)
            {
                if (process.HasExited || !await news.WaitAsync(Patience))
                {
                    Assert.Fail($"discord.js never said '{line}', but:\n{string.Join('\n', lines)}");
                }
            }
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
            news.Dispose();
        }

        private void Add(string? line)
        {
            if (line is not null)
            {
                lines.Enqueue(line);
                news.Release();
            }
        }
    }
}

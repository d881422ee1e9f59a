using BotHost.Tests.Hosting;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace BotHost.Tests.CommandLine;

public sealed class BankStatsTests : IDisposable
{
    private static readonly ChatAddress Room = new("web", "room", null, IsPrivate: false);

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task What_a_bank_holds_is_counted()
    {
        shell.Write("demo.en.md", SampleBank.Whole);
        shell.Write("demo.zh.md", SampleBank.Head.Replace("language: en", "language: zh", StringComparison.Ordinal) + SampleBank.HashTable);

        var ran = await Shell.RunAsync("bank", "stats", shell.Folder);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.StartsWith(
            "demo: 2 questions\n  languages   en 2, zh 1\n  levels      1 1, 2 1\n  topics      Basics 2\n  forms       open 1, choice 2, with figures 0\n  key points  2 in 1 question\n  reference answers say 100",
            ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Repair", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_answer_that_lacks_a_key_point_is_named_for_repair()
    {
        shell.Write("demo.md", SampleBank.Whole.Replace("a collision is resolved by chains or by probing", "the rest is easy", StringComparison.Ordinal));

        var ran = await Shell.RunAsync("bank", "stats", shell.Folder);

        Assert.Contains("Repair first:\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("demo.md:10 demo/hash-table: the reference answer says 75", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_database_it_is_known_how_often_a_question_was_asked_and_that_it_was_reported()
    {
        // Without choices, so that it is asked openly.
        var content = shell.Write("demo.md", SampleBank.Head + SampleBank.HashTable[..SampleBank.HashTable.IndexOf("### Choices", StringComparison.Ordinal)]);
        var folder = shell.PathOf("data");
        await using (var host = await DrillHostFixture.StartAsync(content: content, folder: folder))
        {
            await SayAsync(host, "question", "", "1");
            await SayAsync(host, "answer", "A hash function maps each key to a bucket, it is an array of them.", "2");
            await SayAsync(host, "report", "the hint is odd", "3");
            Assert.Equal(1, await host.ReadAsync(db => db.Reports.CountAsync()));
        }

        var ran = await Shell.RunAsync("bank", "stats", content, "--database", Path.Combine(folder, "drill.db"));

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal("  use         asked 1 times, 1 first answers, 1 reports; 0 questions never asked", Assert.Single(ran.Output.Split('\n'), l => l.StartsWith("  use", StringComparison.Ordinal)));
        Assert.Matches("demo\\.md:10 demo/hash-table: 1 reports, .*\n    2026-03-02 the hint is odd\n", ran.Output);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        static Task SayAsync(DrillHostFixture host, string command, string text, string key) =>
            host.Engine.HandleAsync(new CommandCall(command, text) { UpdateKey = key, Chat = Room, Sender = new Sender("ann", "Ann") }, CancellationToken.None);
    }

    [Fact]
    public async Task What_people_wrote_with_their_reports_is_told_the_latest_three_each_on_a_line_that_commands_no_terminal()
    {
        var content = shell.Write("demo.md", SampleBank.Head + SampleBank.HashTable[..SampleBank.HashTable.IndexOf("### Choices", StringComparison.Ordinal)]);
        var folder = shell.PathOf("data");
        await using (var host = await DrillHostFixture.StartAsync(content: content, folder: folder))
        {
            var words = new[] { "the oldest", "two\nlines\u2028more", "\u001b[31mred\u202E\u0007", new string('x', 300), "" };
            await host.Engine.HandleAsync(new CommandCall("question", "") { UpdateKey = "0", Chat = Room, Sender = new Sender("ann", "Ann") }, CancellationToken.None);
            for (var i = 0; i < words.Length; i++)
            {
                var user = "p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await host.Engine.HandleAsync(new CommandCall("report", words[i]) { UpdateKey = user, Chat = Room, Sender = new Sender(user, user) }, CancellationToken.None);
            }
        }

        var ran = await Shell.RunAsync("bank", "stats", content, "--database", Path.Combine(folder, "drill.db"));

        Assert.Contains("demo/hash-table: 5 reports", ran.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["    2026-03-02 " + new string('x', 199) + "…", "    2026-03-02 [31mred", "    2026-03-02 two lines more"],
            ran.Output.Split('\n').Where(l => l.StartsWith("    ", StringComparison.Ordinal)));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said()
    {
        var content = shell.Write("demo.md", SampleBank.Whole);

        var ran = await Shell.RunAsync("bank", "stats", content, "--database", content);

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Contains("cannot be read as the bot's database", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_wrong_usage_and_is_not_made()
    {
        var ran = await Shell.RunAsync("bank", "stats", shell.Folder, "--database", shell.PathOf("none.db"));

        Assert.Equal(2, ran.Exit);
        Assert.False(File.Exists(shell.PathOf("none.db")));
    }
}

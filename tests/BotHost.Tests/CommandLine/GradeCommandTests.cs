using System.Text.Json;
using BotHost.CommandLine;
using Drill.Grading;

namespace BotHost.Tests.CommandLine;

public sealed class GradeCommandTests
{
    private const string Line = """{"question":"Why?","reference":"The plant releases oxygen.","answer":"Because it releases oxygen."}""";

    [Fact]
    public async Task Every_line_is_answered_by_one_line_in_order()
    {
        using var shell = new Shell();
        var file = shell.Write("answers.jsonl", Line + "\n" + Line.Replace("oxygen.\"}", "heat.\"}", StringComparison.Ordinal) + "\r\n" + Line);
        var ran = await Shell.RunAsync("grade", "--format", "json", file);
        var scores = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal((0, string.Empty, 3), (ran.Exit, ran.Error, scores.Length));
        Assert.True(scores[1] < scores[0]);
        Assert.Equal(scores[0], scores[2]);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_answered_in_its_place_and_the_exit_code_says_so()
    {
        using var shell = new Shell();
        var ran = await Shell.RunAsync("grade", shell.Write("answers.jsonl", Line + "\n{broken\n\n" + Line + "\n"));
        var lines = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal((1, 4), (ran.Exit, lines.Length));
        Assert.Equal([2, 3], lines.Where(l => l.TryGetProperty("error", out _)).Select(l => l.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Rough_input_is_answered_line_by_line_also_with_a_byte_order_mark_and_windows_line_ends()
    {
        using var shell = new Shell();
        string[] lines = [Line, "not json", "", """{"answer":"x"}""", Line.Replace("\"answer\"", "\"language\":\"xx\",\"answer\"", StringComparison.Ordinal), "[1]", """{"reference":"r is good","answer":7}""", new string('x', 1_000_001), Line];
        var ran = await Shell.RunAsync("grade", shell.Write("rough.jsonl", "\ufeff" + string.Join("\r\n", lines)));
        var told = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal((1, string.Empty), (ran.Exit, ran.Error));
        Assert.Equal([null, 2, 3, 4, null, 6, 7, 8, null], told.Select(l => l.TryGetProperty("line", out var line) ? line.GetInt32() : (int?)null));
        Assert.DoesNotContain("\\r", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_input_at_all_is_no_mistake()
    {
        using var shell = new Shell();
        var ran = await Shell.RunAsync("grade", shell.Write("empty.jsonl", string.Empty));
        Assert.Equal((0, string.Empty, string.Empty), (ran.Exit, ran.Output, ran.Error));
    }

    [Theory]
    [InlineData("grade", "no-such-file.jsonl")]
    [InlineData("grade", ".")]
    [InlineData("grade", "--format", "xml")]
    public async Task Wrong_usage_exits_with_two_and_says_nothing_on_standard_output(params string[] arguments)
    {
        var ran = await Shell.RunAsync(arguments);
        Assert.Equal((2, string.Empty), (ran.Exit, ran.Output));
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public async Task A_line_of_any_length_is_read_without_keeping_it()
    {
        using var text = new StringReader("short\n" + new string('x', 5_000) + "\nnext");
        var lines = new LineReader(text, longest: 100);
        var read = new List<string?>();
        while (await lines.MoveNextAsync(TestContext.Current.CancellationToken))
        {
            read.Add(lines.Current);
        }

        Assert.Equal(["short", null, "next"], read);
        Assert.True(GradeLines.Grade(null, 2).IsError);
    }
}

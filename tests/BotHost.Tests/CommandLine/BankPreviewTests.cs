namespace BotHost.Tests.CommandLine;

public sealed class BankPreviewTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_question_is_shown_message_by_message_with_lengths()
    {
        shell.Write("demo.md", SampleBank.Whole);

        var ran = await Shell.RunAsync("bank", "preview", shell.Folder, "--as", "terminal", "--question", "hash-table");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.StartsWith("=== demo/hash-table (en) demo.md:10\n--- question, message 1 of 1, ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("--- choices, message 1 of 1", ran.Output, StringComparison.Ordinal);
        Assert.Contains("--- hint, message 1 of 1", ran.Output, StringComparison.Ordinal);
        Assert.Contains("--- answer, message 1 of 1", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ordered", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_can_be_asked_for()
    {
        shell.Write("demo.en.md", SampleBank.Whole);
        shell.Write("demo.zh.md", SampleBank.Whole.Replace("language: en", "language: zh", StringComparison.Ordinal));

        var ran = await Shell.RunAsync("bank", "preview", shell.Folder, "--as", "web", "--question", "demo/ordered", "--language", "zh");

        Assert.Equal(["=== demo/ordered (zh) demo.zh.md:49"], ran.Output.Split('\n').Where(l => l.StartsWith("===", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_question_that_is_not_there_is_said_with_some_that_are()
    {
        shell.Write("demo.md", SampleBank.Whole);

        var ran = await Shell.RunAsync("bank", "preview", shell.Folder, "--as", "web", "--question", "nothing");

        Assert.Equal(new Ran(1, "", "There is no question 'nothing' there. Some that are: demo/hash-table, demo/ordered\n"), ran);
    }

    [Fact]
    public async Task An_unknown_platform_is_wrong_usage_and_the_known_ones_are_named()
    {
        var ran = await Shell.RunAsync("bank", "preview", shell.Folder, "--as", "pigeon");

        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("terminal", ran.Error, StringComparison.Ordinal);
    }
}

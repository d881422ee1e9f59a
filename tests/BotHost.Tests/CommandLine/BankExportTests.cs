using System.Text.Json;

namespace BotHost.Tests.CommandLine;

public sealed class BankExportTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_bank_is_written_as_one_document_of_the_agreed_shape()
    {
        var path = shell.Write("demo.md", SampleBank.Whole);

        using var document = await ExportAsync(shell.Folder);

        Assert.Equal(["banks", "problems"], Names(document.RootElement));
        var bank = Assert.Single(document.RootElement.GetProperty("banks").EnumerateArray());
        Assert.Equal(["path", "dialect", "language", "title", "questions"], Names(bank));
        Assert.Equal(path.Replace('\\', '/'), bank.GetProperty("path").GetString());
        Assert.Equal(("drill", "en", "Demo"), (bank.GetProperty("dialect").GetString(), bank.GetProperty("language").GetString(), bank.GetProperty("title").GetString()));
        var question = bank.GetProperty("questions")[0];
        Assert.Equal(["id", "line", "prompt", "answer", "answerMarkdown", "kind", "choices", "topic", "level", "hasCode", "figures"], Names(question));
        Assert.Equal("hash-table", question.GetProperty("id").GetString());
        Assert.Equal(10, question.GetProperty("line").GetInt32());
        Assert.Equal("What is a hash table?\n\nLook at this:\n\nvar map = new Dictionary<string, int>();", question.GetProperty("prompt").GetString());
        Assert.StartsWith("An array of buckets,", question.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("An array of **buckets**,", question.GetProperty("answerMarkdown").GetString(), StringComparison.Ordinal);
        Assert.Equal("open", question.GetProperty("kind").GetString());
        Assert.Equal(("basics", 2, true), (question.GetProperty("topic").GetString(), question.GetProperty("level").GetInt32(), question.GetProperty("hasCode").GetBoolean()));
        var choices = question.GetProperty("choices").EnumerateArray().ToList();
        Assert.Equal(["label", "text", "correct"], Names(choices[0]));
        Assert.Equal([("A", "O(n), all are looked at", false), ("B", "O(1), one bucket is read", true)],
            choices.Select(c => (c.GetProperty("label").GetString()!, c.GetProperty("text").GetString()!, c.GetProperty("correct").GetBoolean())));
    }

    [Fact]
    public async Task A_question_with_nothing_but_choices_is_a_choice_and_its_explanation_is_the_answer()
    {
        shell.Write("demo.md", SampleBank.Head + SampleBank.ChoiceOnly.Replace("- [x] A list", "Pick one.\n\n- [x] A list", StringComparison.Ordinal));

        using var document = await ExportAsync(shell.Folder);

        var question = document.RootElement.GetProperty("banks")[0].GetProperty("questions")[0];
        Assert.Equal("choice", question.GetProperty("kind").GetString());
        Assert.Equal("Which of these are ordered?\n\nPick one.", question.GetProperty("prompt").GetString());
        Assert.Equal("A set promises no order.", question.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Chinese_stands_as_it_is_and_there_is_no_byte_order_mark()
    {
        shell.Write("demo.md", SampleBank.Whole.Replace("What is a hash table?", "什么是哈希表？<b>", StringComparison.Ordinal));

        var ran = await Shell.RunAsync("bank", "export", shell.Folder);

        Assert.Contains("\"prompt\": \"什么是哈希表？", ran.Output, StringComparison.Ordinal);
        Assert.StartsWith("{", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("}\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_in_the_document_and_the_exit_is_0_all_the_same()
    {
        var path = shell.Write("demo.md", SampleBank.Head + "## No id?\n\n### Answer\n\nYes, none.\n");

        var ran = await Shell.RunAsync("bank", "export", path, "--format", "json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        using var document = JsonDocument.Parse(ran.Output);
        var problem = document.RootElement.GetProperty("problems")[0];
        Assert.Equal(["path", "line", "column", "severity", "code", "message"], Names(problem));
        Assert.Equal((10, 1, "error", "missing-id"), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32(), problem.GetProperty("severity").GetString(), problem.GetProperty("code").GetString()));
        Assert.Equal(0, document.RootElement.GetProperty("banks")[0].GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task A_bank_larger_than_one_piece_is_whole()
    {
        var many = Enumerable.Range(0, 400).Select(i => SampleBank.HashTable.Replace("`id: hash-table`", $"`id: hash-{i}`", StringComparison.Ordinal));
        shell.Write("demo.md", SampleBank.Head + string.Join('\n', many));

        using var document = await ExportAsync(shell.Folder);

        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"hash-{i}"), document.RootElement.GetProperty("banks")[0].GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_empty_folder_gives_a_document_without_banks_that_says_why()
    {
        using var document = await ExportAsync(shell.Folder);

        Assert.Equal(0, document.RootElement.GetProperty("banks").GetArrayLength());
        Assert.Equal("no-markdown", Assert.Single(document.RootElement.GetProperty("problems").EnumerateArray()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("bank", "export", "no-such-folder")]
    [InlineData("bank", "export")]
    [InlineData("bank", "export", ".", "--format", "xml")]
    public async Task Wrong_usage_is_said_on_standard_error_alone_with_exit_2(params string[] arguments)
    {
        var ran = await Shell.RunAsync(arguments);

        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.NotEmpty(ran.Error);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static async Task<JsonDocument> ExportAsync(string path)
    {
        var ran = await Shell.RunAsync("bank", "export", path, "--format", "json");
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        return JsonDocument.Parse(ran.Output);
    }
}

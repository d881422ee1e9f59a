using System.Text.Json;
using BotHost.CommandLine.Reports;
using Drill.Content;

namespace BotHost.Tests.CommandLine;

public sealed class BankCheckTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_sound_bank_ends_with_its_counts_and_exit_0()
    {
        shell.Write("demo.md", SampleBank.Whole);

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Equal(new Ran(0, "2 questions, 0 errors, 0 warnings\n", ""), ran);
    }

    [Fact]
    public async Task The_shipped_bank_has_nothing_to_mend()
    {
        var ran = await Shell.RunAsync("bank", "check", Path.Combine(Hosting.DrillHostFixture.Root, "content"));

        Assert.Equal(0, ran.Exit);
        Assert.EndsWith(" questions, 0 errors, 0 warnings\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_a_line_with_its_place_and_exit_1()
    {
        var path = shell.Write("demo.md", SampleBank.Head + "## No id?\n\n### Answer\n\nYes, none.\n");

        var ran = await Shell.RunAsync("bank", "check", path);

        Assert.Equal(1, ran.Exit);
        Assert.Contains($"{path.Replace('\\', '/')}:10:1 error missing-id ", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 questions, 1 error, 1 warning\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_Markdown_is_said_so_rather_than_passed_in_silence()
    {
        Directory.CreateDirectory(shell.PathOf("empty"));

        var ran = await Shell.RunAsync("bank", "check", shell.PathOf("empty"));

        Assert.Contains("warning no-markdown Holds no Markdown file", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_an_editor_saved_as_UTF_16_is_read_and_one_that_is_no_text_is_refused()
    {
        await File.WriteAllTextAsync(shell.PathOf("sixteen.md"), SampleBank.Whole, System.Text.Encoding.Unicode, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(shell.PathOf("big-endian.md"), SampleBank.Whole.Replace("bank: demo", "bank: other", StringComparison.Ordinal), System.Text.Encoding.BigEndianUnicode, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(shell.PathOf("binary.md"), [0x50, 0x4B, 3, 4, 0, 0, 8, 0], TestContext.Current.CancellationToken);

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Contains("binary.md:1:1 error not-utf8 Is not text: it holds zero bytes.", ran.Output, StringComparison.Ordinal);
        Assert.Contains("4 questions, 1 error, ", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_back_to_its_own_folder_is_walked_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        shell.Write("demo.md", SampleBank.Whole);
        Directory.CreateSymbolicLink(shell.PathOf("again"), shell.Folder);

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Equal(new Ran(0, "2 questions, 0 errors, 0 warnings\n", ""), ran);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_wrong_usage()
    {
        var ran = await Shell.RunAsync("bank", "check", "no-such-folder");

        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.StartsWith("'no-such-folder' does not exist.\n", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is resolved by chains or by probing", "is dealt with", "key-point-not-covered", 29)]
    [InlineData("What is a hash table?", "What is a bucket or slot of a hash table?", "term-in-question", 26)]
    [InlineData("Think of a wall of drawers.", "A collision of two keys may happen, a clash.", "hint-gives-away", 34)]
    [InlineData("O(n), all are looked at", "a collision or clash", "option-gives-away", 40)]
    [InlineData("```csharp", "```", "code-language", 16)]
    [InlineData("Think of a wall", "Think of [a wall](walls/drawer.md)", "dead-link", 34)]
    [InlineData("Which is the average cost of a lookup?", "What does the following code cost?", "unseen-reference", 38)]
    [InlineData("Which is the average cost of a lookup?", "下面的代码是做什么的？", "unseen-reference", 38)]
    public async Task What_only_a_thorough_look_finds_is_a_warning_at_its_line(string before, string after, string code, int line)
    {
        shell.Write("demo.md", SampleBank.Whole.Replace(before, after, StringComparison.Ordinal).Replace("a collision is dealt", "the rest is dealt", StringComparison.Ordinal));

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Equal(0, ran.Exit);
        Assert.Contains($"demo.md:{line}:", string.Join('\n', ran.Output.Split('\n').Where(l => l.Contains(" warning " + code, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_nearly_repeats_another_is_named_with_its_twin()
    {
        string[] questions =
        [
            "Which sorting algorithms keep equal elements in their order?",
            "In which order do lists keep their elements?",
            "Which of the sorting algorithms keep the equal elements in order?",
            "Which sorting algorithms lose equal elements?",
        ];
        shell.Write("demo.md", SampleBank.Head + string.Join('\n', questions.Select((q, i) => SampleBank.ChoiceOnly.Replace("`id: ordered`", $"`id: q{i}`", StringComparison.Ordinal).Replace("Which of these are ordered?", q, StringComparison.Ordinal))));

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        var line = Assert.Single(ran.Output.Split('\n'), l => l.Contains("near-duplicate", StringComparison.Ordinal));
        Assert.Contains("demo.md:32:1 ", line, StringComparison.Ordinal);
        Assert.Contains("demo.md:10 asks", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_lacks_a_language_of_its_bank_is_named()
    {
        shell.Write("demo.en.md", SampleBank.Whole);
        shell.Write("more.en.md", SampleBank.Head + SampleBank.ChoiceOnly.Replace("ordered", "sorted", StringComparison.Ordinal));
        shell.Write("demo.zh.md", SampleBank.Whole.Replace("language: en", "language: zh", StringComparison.Ordinal));

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Single(ran.Output.Split('\n'), l => l.Contains("missing-variant", StringComparison.Ordinal));
        Assert.Contains("more.en.md:10:1 warning missing-variant 'sorted' has no variant in 'zh'", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_options_that_can_be_guessed_are_named_once_for_the_bank()
    {
        var forms = Enumerable.Range(0, 6).Select(i => $"### Choices\n\nIs it {i}?\n\n- [ ] no {i}\n- [x] yes, and for a long reason {i}\n- [ ] maybe {i}\n\n");
        shell.Write("demo.md", SampleBank.Head + "## Which?\n\n`id: which` `level: 1`\n\n" + string.Concat(forms));

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Single(ran.Output.Split('\n'), l => l.Contains("right-is-longest In 6 of the bank's 6", StringComparison.Ordinal));
        Assert.Single(ran.Output.Split('\n'), l => l.Contains("right-in-one-place", StringComparison.Ordinal) && l.Contains("place 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_no_phone_can_show_is_named()
    {
        var png = new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0x30, 0, 0, 0, 0, 10 };
        shell.Write("demo.md", SampleBank.Whole.Replace("An array of", "![wide](wide.png)\n\n![text](text.png)\n\nAn array of", StringComparison.Ordinal));
        File.WriteAllBytes(shell.PathOf("wide.png"), png);
        File.WriteAllText(shell.PathOf("text.png"), "not a picture");

        var ran = await Shell.RunAsync("bank", "check", shell.Folder);

        Assert.Contains("warning figure-too-large The picture 'wide.png' is 12288×10;", ran.Output, StringComparison.Ordinal);
        Assert.Contains("warning bad-figure 'text.png'", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_the_problems_and_the_counts_are_one_document()
    {
        shell.Write("demo.md", SampleBank.Head + "## No id?\n\n### Answer\n\nYes, none.\n");

        var ran = await Shell.RunAsync("bank", "check", shell.Folder, "--format", "json");

        using var document = JsonDocument.Parse(ran.Output);
        Assert.Equal(1, ran.Exit);
        Assert.Equal((0, 1, 1), (document.RootElement.GetProperty("questions").GetInt32(), document.RootElement.GetProperty("errors").GetInt32(), document.RootElement.GetProperty("warnings").GetInt32()));
        Assert.Equal("missing-id", document.RootElement.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task As_sarif_every_result_names_a_rule_a_file_and_a_line()
    {
        shell.Write("demo.md", SampleBank.Head + "## No id?\n\n### Answer\n\nYes, none.\n");

        var ran = await Shell.RunAsync("bank", "check", shell.Folder, "--format", "sarif");

        using var document = JsonDocument.Parse(ran.Output);
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var run = document.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        Assert.Equal("missing-id", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(10, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.EndsWith("/demo.md", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_workflow_commands_nothing_in_a_message_can_begin_a_command_of_its_own()
    {
        using var output = new StringWriter { NewLine = "\n" };
        CheckReport.Write(new Compilation(QuestionBank.Empty, [new Problem("a,b:c.md", 3, 2, Severity.Error, "bad-id", "100 %\n::warning::x")]), "github", output, inColour: false);

        Assert.Equal("::error file=a%2Cb%3Ac.md,line=3,col=2,title=bad-id::100 %25%0A::warning::x\n0 questions, 1 error, 0 warnings\n", output.ToString());
    }

    [Fact]
    public void Colours_come_only_when_a_person_looks()
    {
        var compilation = new Compilation(QuestionBank.Empty, [new Problem("a.md", 3, 2, Severity.Error, "bad-id", "Wrong.")]);
        using var plain = new StringWriter();
        using var coloured = new StringWriter();
        CheckReport.Write(compilation, "text", plain, inColour: false);
        CheckReport.Write(compilation, "text", coloured, inColour: true);

        Assert.DoesNotContain("\e", plain.ToString(), StringComparison.Ordinal);
        Assert.Contains("\e[31merror bad-id\e[0m Wrong.", coloured.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("preview")]
    [InlineData("stats")]
    public async Task The_help_of_every_command_tells_its_exit_codes_and_an_example(string name)
    {
        var ran = await Shell.RunAsync("bank", name, "--help");

        Assert.Equal(0, ran.Exit);
        Assert.Contains("Exit: 0 ", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"Example: BotHost bank {name} ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("<PATH>...", ran.Output, StringComparison.Ordinal);
    }
}

using System.Text.Json;

namespace BotHost.Tests.CommandLine;

public sealed class BankImportTests : IDisposable
{
    private const string Foreign = """
        # Interview questions

        - [What is a heap?](#1-what-is-a-heap)
        - [What is a trie?](#2-what-is-a-trie)

        ## 1. What is a heap?

        A heap is a tree whose parents are never larger than their children.

        ### How it is kept

        1. Put the new one last.
        2. Let it rise.

        ```python
        # not a heading
        heapq.heappush(h, x)
        ```

        ![A heap](img/heap.png)

        ![Elsewhere](https://example.org/x.png)

        ## 2. What is a trie?

        A trie is a tree of prefixes; *each edge* is a letter.

        ## 3. What is a queue?

        """;

    private const string Quiz = """
        # Quiz

        ## 1. Which of these is a stable sort?

        - [ ] Quicksort
        - [x] Merge sort
        - [ ] Heapsort

        Merge sort never lets equal elements pass each other.

        ## 2. Which is the largest prime below ten?

        - [ ] 5
        - [x] 7
        - [ ] 9

        Nine is three times three.

        """;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 20, 0, 0, 0, 10];

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    private Task<Ran> ImportAsync(string path, params string[] more) => Shell.RunAsync(["bank", "import", path, "--out", shell.PathOf("out"), .. more]);

    private string WriteForeign(string text = Foreign)
    {
        Directory.CreateDirectory(shell.PathOf("src/img"));
        File.WriteAllBytes(shell.PathOf("src/img/heap.png"), Png);
        return shell.Write("src/questions.md", text);
    }

    [Fact]
    public async Task Questions_come_out_as_files_of_our_own_format_that_the_bot_reads_with_the_same_ids_words_and_answers()
    {
        var path = WriteForeign();

        var ran = await ImportAsync(path, "--licence", "CC-BY-4.0", "--source", "https://example.org/questions");

        Assert.Equal(0, ran.Exit);
        Assert.Contains("questions.en.md: 3 questions of ", ran.Output, StringComparison.Ordinal);
        var text = shell.Read("out/questions.en.md");
        Assert.Contains("licence: CC-BY-4.0\n", text, StringComparison.Ordinal);
        Assert.Contains("source: https://example.org/questions\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## What is a heap?\n\n`id: what-is-a-heap` `level: 2`\n\n### Answer\n\nA heap is a tree whose", text, StringComparison.Ordinal);
        Assert.Contains("\n#### How it is kept\n", text, StringComparison.Ordinal);

        var before = await QuestionsAsync(path);
        var after = await QuestionsAsync(shell.PathOf("out"));
        Assert.Equal(before.Where(q => q.Answer.Length > 0).Select(q => (q.Id, q.Prompt, q.Answer)), after.Select(q => (q.Id, q.Prompt, q.Answer)));
    }

    [Fact]
    public async Task Pictures_beside_the_text_are_copied_and_those_on_the_web_stay_links()
    {
        var ran = await ImportAsync(WriteForeign());

        Assert.Equal(Png, await File.ReadAllBytesAsync(shell.PathOf("out/figures/questions-heap.png"), TestContext.Current.CancellationToken));
        var text = shell.Read("out/questions.en.md");
        Assert.Contains("![A heap](figures/questions-heap.png)", text, StringComparison.Ordinal);
        Assert.Contains("![Elsewhere](https://example.org/x.png)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("figure", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_not_there_leaves_its_words_and_is_said()
    {
        var path = WriteForeign();
        File.Delete(shell.PathOf("src/img/heap.png"));

        var ran = await ImportAsync(path);

        Assert.Contains("questions.md:20:15 warning missing-figure There is no picture 'img/heap.png'", ran.Error, StringComparison.Ordinal);
        Assert.Contains("\nA heap\n", shell.Read("out/questions.en.md"), StringComparison.Ordinal);
        Assert.Equal(2, (await QuestionsAsync(shell.PathOf("out"))).Count);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_line_of_the_source()
    {
        var ran = await ImportAsync(WriteForeign());

        Assert.Contains("questions.md:28:1 warning missing-answer 'What is a queue?' has no answer", ran.Error, StringComparison.Ordinal);
        Assert.Contains("questions.md:1:1 warning unknown-licence", ran.Error, StringComparison.Ordinal);
        Assert.Contains("licence: unknown\n", shell.Read("out/questions.en.md"), StringComparison.Ordinal);
        var check = await Shell.RunAsync("bank", "check", shell.PathOf("out"));
        Assert.Contains(" warning unknown-licence ", check.Output, StringComparison.Ordinal);
        Assert.Contains(" error missing-answer ", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_licence_and_the_source_are_guessed_from_what_lies_around()
    {
        var path = WriteForeign();
        shell.Write("LICENSE", "MIT License\n\nCopyright");
        shell.Write(".git/config", "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://somebody:secret@github.com/example/questions.git\n\tfetch = x\n");

        await ImportAsync(path);

        var text = shell.Read("out/questions.en.md");
        Assert.Contains("licence: MIT\n", text, StringComparison.Ordinal);
        Assert.Contains("source: https://github.com/example/questions/blob/HEAD/src/questions.md\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_become_choices_with_their_explanation()
    {
        await ImportAsync(shell.Write("quiz.md", Quiz));

        Assert.Contains(
            "### Choices\n\n- [ ] Quicksort\n- [x] Merge sort\n- [ ] Heapsort\n\n> Merge sort never lets equal elements pass each other.\n",
            shell.Read("out/quiz.en.md"), StringComparison.Ordinal);
        Assert.Equal(["choice", "choice"], (await QuestionsAsync(shell.PathOf("out"))).Select(q => q.Kind));
    }

    [Fact]
    public async Task Choices_that_no_poll_can_show_are_kept_as_text_and_said()
    {
        var path = shell.Write("quiz.md", Quiz.Replace("Merge sort\n", "Merge sort, " + new string('x', 100) + "\n", StringComparison.Ordinal));

        var ran = await ImportAsync(path);

        Assert.Contains("quiz.md:3:1 warning kept-as-text 'Which of these is a stable sort?': its choices cannot be asked, one is longer than 100 characters", ran.Error, StringComparison.Ordinal);
        var text = shell.Read("out/quiz.en.md");
        Assert.Contains("- A. Quicksort\n- B. Merge sort, xxx", text, StringComparison.Ordinal);
        Assert.Contains("### Answer\n\nRight: B\n\nMerge sort never lets", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_that_is_too_long_is_shortened_and_stands_whole_under_notes()
    {
        var path = shell.Write("quiz.md", Quiz.Replace("Nine is three times three.", "Nine is three times three. " + new string('y', 300), StringComparison.Ordinal));

        var ran = await ImportAsync(path);

        Assert.Contains("quiz.md:11:1 warning kept-in-notes", ran.Error, StringComparison.Ordinal);
        Assert.Contains("### Notes\n\nNine is three times three. " + new string('y', 300), shell.Read("out/quiz.en.md"), StringComparison.Ordinal);
        Assert.Equal(0, (await Shell.RunAsync("bank", "check", shell.PathOf("out"))).Exit);
    }

    [Fact]
    public async Task A_second_import_renews_the_text_and_touches_nothing_that_was_written_by_hand()
    {
        var path = WriteForeign();
        await ImportAsync(path, "--licence", "MIT");
        const string byHand = "### Key points\n\n- **3**   The parent is never larger.\n  - parent: father\n\n### Hint\n\nThink of a family.\n\n### My own section\n\nKept.\n";
        var edited = shell.Read("out/questions.en.md")
            .Replace("`id: what-is-a-heap` `level: 2`", "`level: 3`  `id: my-heap` `tags: mine`", StringComparison.Ordinal)
            .Replace("\n## What is a trie?", "\n" + byHand + "\n## What is a trie?", StringComparison.Ordinal)
            .Replace("title: Interview questions", "title: My questions", StringComparison.Ordinal);
        shell.Write("out/questions.en.md", edited);
        WriteForeign(Foreign
            .Replace("## 1. What is a heap?", "## 1. What is a binary heap?", StringComparison.Ordinal)
            .Replace("never larger than their children", "never greater than their children", StringComparison.Ordinal)
            .Replace("## 2. What is a trie?", "## 2. What is a stack?\n\nThe last in is the first out.\n\n## 3. What is a trie?", StringComparison.Ordinal));

        var ran = await ImportAsync(path, "--licence", "GPL-3.0");

        Assert.Equal(0, ran.Exit);
        Assert.Contains("renewed", ran.Output, StringComparison.Ordinal);
        var text = shell.Read("out/questions.en.md");
        Assert.Contains("\n## What is a binary heap?\n\n`level: 3`  `id: my-heap` `tags: mine`\n\n### Answer\n\nA heap is a tree whose parents are never greater", text, StringComparison.Ordinal);
        Assert.Contains(byHand, text, StringComparison.Ordinal);
        Assert.Contains("title: My questions\n", text, StringComparison.Ordinal);
        Assert.Contains("licence: MIT\n", text, StringComparison.Ordinal);
        Assert.Equal(["my-heap", "what-is-a-stack", "what-is-a-trie", "what-is-a-queue"], Ids(text));
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        var path = WriteForeign();
        await ImportAsync(path);
        var first = shell.Read("out/questions.en.md");

        await ImportAsync(path);

        Assert.Equal(first, shell.Read("out/questions.en.md"));
    }

    [Fact]
    public async Task A_question_that_the_source_has_no_longer_stays_and_is_named()
    {
        var path = WriteForeign();
        await ImportAsync(path);
        WriteForeign(Foreign.Replace("## 2. What is a trie?\n\nA trie is a tree of prefixes; *each edge* is a letter.\n", "", StringComparison.Ordinal));

        var ran = await ImportAsync(path);

        Assert.Contains("warning no-longer-in-source 'What is a trie?' (what-is-a-trie)", ran.Error, StringComparison.Ordinal);
        Assert.Contains("what-is-a-trie", Ids(shell.Read("out/questions.en.md")));
    }

    [Fact]
    public async Task A_file_that_no_import_made_is_left_alone_without_force()
    {
        var path = WriteForeign();
        shell.Write("out/questions.en.md", "mine");

        var refused = await ImportAsync(path);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("error not-overwritten 'questions.en.md' is there already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", shell.Read("out/questions.en.md"));
        Assert.Equal(0, (await ImportAsync(path, "--force")).Exit);
        Assert.StartsWith("---\n# Made by", shell.Read("out/questions.en.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_our_own_format_is_not_imported()
    {
        var ran = await ImportAsync(shell.Write("demo.md", SampleBank.Whole));

        Assert.Equal(1, ran.Exit);
        Assert.Contains("is not imported", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_to_write_to_it_is_wrong_usage() =>
        Assert.Equal(2, (await Shell.RunAsync("bank", "import", shell.Folder)).Exit);

    private static IEnumerable<string> Ids(string text) =>
        text.Split('`').Where(s => s.StartsWith("id: ", StringComparison.Ordinal)).Select(s => s[4..]);

    private sealed record Exported(string Id, string Prompt, string Answer, string Kind);

    private static async Task<List<Exported>> QuestionsAsync(string path)
    {
        var ran = await Shell.RunAsync("bank", "export", path);
        using var document = JsonDocument.Parse(ran.Output);
        return [.. document.RootElement.GetProperty("banks").EnumerateArray().SelectMany(b => b.GetProperty("questions").EnumerateArray())
            .Select(q => new Exported(q.GetProperty("id").GetString()!, q.GetProperty("prompt").GetString()!, q.GetProperty("answer").GetString()!, q.GetProperty("kind").GetString()!))];
    }
}

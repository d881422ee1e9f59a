using System.Globalization;
using System.Text;
using CsCheck;
using Drill.Content;
using Drill.Engine.Tests.Text;

namespace Drill.Engine.Tests.Content.Dialects;

/// <summary>Whatever a file holds, reading it returns, and what it returns is sound.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "# Questions\n", "## 1. What is X?\n", "### Q2: Why?\n", "- [ ] a\n", "- [x] b\n", "- What is y?\n", "  - Why?\n", "1. How?\n", "A. one\n", "B. two\n", "Answer: B\n", "**Answer:** A, B\n",
        "<details>\n", "<summary>What?</summary>\n", "</details>\n", "<summary>", "<details><summary>Answer</summary>\n\n", "<h2 id=\"a\">3.Was?</h2>\n", "**What is bold?**\n", "> 질문?\n", "Q: a\nA: b\n", "| Question | Answer |\n|---|---|\n| What? | x |\n| Why? | y |\n",
        "```\n# code\n", "```\n", "---\n", "\n", "\n\n", "[⬆ top](#a)\n", "text\n", "问题1：什么？\n", "答案：A\n", "س1: ما؟\n", "TODO\n", "<!-- ", "-->\n", "\t", "    ", "\u200F", "\uD83D\uDE00", "<a name=\"q\"></a>\n", "Title\n=====\n", "2、为什么？\n", "![p](../../x.png)\n", "$$\nx\n$$\n", "===\n", "***\n", "(a) b\n", "Level: easy\n",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Array[0, 40].Select(i => string.Concat(i.Select(n => Pieces[n])));

    [Fact]
    public void Anything_that_looks_like_a_bank_is_read_soundly() => Texts.Sample(text => Check(text), iter: 1_500);

    [Fact]
    public void Anything_that_looks_like_Markdown_is_read_soundly() => Markdownish.Text.Sample(text => Check(text), iter: 500);

    [Fact]
    public void Spec_examples_cut_off_anywhere_shuffled_and_worn_are_read_soundly()
    {
        foreach (var example in SpecTests.Examples().Select(e => e.Data))
        {
            for (var cut = 0; cut < example.Input.Length; cut += 37)
            {
                Check(example.Input[..cut], example.FileName);
                Check(example.Input[cut..], example.FileName);
            }

            var lines = example.Input.Split('\n');
            for (var turn = 1; turn < lines.Length; turn += 7)
            {
                Check(string.Join('\n', lines.Index().OrderBy(l => l.Index * 7919 * turn % 104729).Select(l => l.Item)), example.FileName);
                Check(string.Join('\n', lines.Where((_, i) => i % (turn + 1) != turn)), example.FileName);
                Check(string.Join('\n', lines.Select((l, i) => i % (turn + 1) == 0 ? "  " + l : l)), example.FileName);
            }
        }
    }

    [Theory]
    [InlineData("> ", 600)]
    [InlineData("- ", 600)]
    [InlineData("<details>\n", 4_000)]
    [InlineData("<details><summary>What?</summary>\n\n", 4_000)]
    [InlineData("</details>\n", 4_000)]
    [InlineData("<summary>\n\n", 4_000)]
    [InlineData("<h2>What?", 4_000)]
    [InlineData("<", 40_000)]
    [InlineData("<a href=\"", 8_000)]
    [InlineData("<a name='x\" ", 8_000)]
    [InlineData("**", 4_000)]
    [InlineData("[", 2_000)]
    [InlineData("# What?\n", 4_000)]
    [InlineData("# What?\n\n- [ ] a\n- [x] b\n\n", 1_600)]
    [InlineData("- What is it?\n", 4_000)]
    [InlineData("1. What is it?\n\nText.\n\n", 2_000)]
    [InlineData("**What is it?**\nText\n", 2_000)]
    [InlineData("Q: what?\nA: that\n", 2_000)]
    [InlineData("A. one\n", 4_000)]
    [InlineData("word? ", 12_000)]
    [InlineData("1、什么？\n", 4_000)]
    [InlineData("| What? | a |\n", 2_000)]
    [InlineData("![a](b.png)\n\n## Why?\n\n", 1_600)]
    [InlineData("1.1", 20_000)]
    [InlineData("一", 20_000)]
    [InlineData("(((", 10_000)]
    public void A_long_or_deep_repetition_is_read_soundly(string piece, int times)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var text = new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
        Check(text);
        Check("# Questions\n\n| a | b |\n|---|---|\n" + text);
    }

    [Fact]
    public void Four_times_the_questions_take_about_four_times_the_memory()
    {
        // Allocation is counted, not timed: what copies the rest of a file for each question shows at once.
        var small = AllocatedBy(Bank(500));
        var large = AllocatedBy(Bank(2_000));
        Assert.InRange(large / (double)small, 2.5, 6);
    }

    private static string Bank(int questions)
    {
        var text = new StringBuilder("# Interview questions\n\n");
        for (var i = 1; i <= questions; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {i}. What is number {i}?\n\nIt is **number {i}**.\n\n- One\n- Two\n\n<details><summary>Why is it {i}?</summary>\n\nBecause.\n\n</details>\n\n");
        }

        return text.ToString();
    }

    private static long AllocatedBy(string text)
    {
        _ = Reading.Of(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Reading.Of(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Check(string text, string fileName = "bank.md")
    {
        var result = Reading.Of(text, fileName);
        var lines = text.Count(c => c == '\n') + 1;
        var questions = result.Reading?.Questions ?? [];
        Assert.All(questions, q =>
        {
            Assert.InRange(q.Line, 1, lines);
            Assert.True(Slug.IsId(q.Id), q.Id);
            Assert.Contains(q.Title, char.IsLetterOrDigit);
            Assert.False(q.Prompt.IsEmpty);
            Assert.All(q.Choices, c => Assert.True(c.Options.Length >= 2));
        });
        Assert.Equal(questions.Length, questions.Select(q => q.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(result.Problems, p => Assert.InRange(p.Line, 1, lines));
        if (text.Length < 20_000)
        {
            Assert.Equal(Reading.Show(result), Reading.Show(Reading.Of(text, fileName)));
        }
    }
}

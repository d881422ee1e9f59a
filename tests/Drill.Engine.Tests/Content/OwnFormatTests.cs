using Drill.Content;
using Drill.Questions;
using Drill.Text;

namespace Drill.Engine.Tests.Content;

public sealed class OwnFormatTests : IDisposable
{
    private const string Head = "---\nbank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT\ntopic: basics\ntopic-title: Basics\n---\n\n";

    private const string Question = """
        ## What is a hash table?

        `id: hash-table` `level: 2` `tags: Data, hashing`

        Look at this:

        ```csharp
        var map = new Dictionary<string, int>();
        ```

        ### Answer

        An array indexed by a **hash**.

        #### Collisions

        Chains or probing.

        ### Key points

        - **3** A hash function maps a key to a bucket.
          - hash function: hashing, 哈希函数
          - bucket: slot, 1:4, 12,288 slots
        - Collisions must be resolved.
          - collision: clash

        ### Hint

        Think of drawers.

        ### Choices

        Which is the average cost of a lookup?

        - [ ] O(n)
        - [x] O(1)

        > One bucket is read.

        ### Sources

        - [Knuth 1973, TAOCP 3](https://example.org/taocp)
        - A book without address

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_complete_question_is_read_whole()
    {
        folder.Write("a.en.md", Head + "# Basics\n\nFor the reader.\n\n" + Question);

        var compilation = Compile();

        Assert.Empty(compilation.Problems);
        var question = Assert.Single(compilation.Bank.Questions);
        Assert.Equal("demo/hash-table", question.Id.Value);
        Assert.Equal("basics", question.Topic);
        Assert.Equal(2, question.Level);
        Assert.Equal(["data", "hashing"], question.Tags);
        var variant = Assert.Single(question.Variants);
        Assert.Equal("What is a hash table?", variant.Title);
        Assert.Equal(new SourceLocation("a.en.md", 14, 1), variant.Location);
        Assert.Equal(3, variant.Prompt.Blocks.Length);
        Assert.IsType<Drill.Text.CodeBlock>(variant.Prompt.Blocks[2]);
        Assert.Equal(3, variant.Answer.Blocks.Length);
        Assert.Equal(["A hash function maps a key to a bucket.", "Collisions must be resolved."], variant.KeyPoints.Select(p => p.Text));
        Assert.Equal([3, 1], variant.KeyPoints.Select(p => p.Weight));
        Assert.Equal(["hashing", "哈希函数"], variant.KeyPoints[0].Terms[0].Aliases);
        Assert.Equal(["slot", "1:4", "12,288 slots"], variant.KeyPoints[0].Terms[1].Aliases);
        Assert.Equal("Think of drawers.", PlainText.Of(variant.Hint!).Trim());
        var choices = Assert.Single(variant.Choices);
        Assert.Equal("Which is the average cost of a lookup?", PlainText.Of(choices.Stem!).Trim());
        Assert.Equal([new ChoiceOption("A", "O(n)", false), new ChoiceOption("B", "O(1)", true)], choices.Options);
        Assert.Equal("One bucket is read.", choices.Explanation);
        Assert.Equal([new SourceLink("Knuth 1973, TAOCP 3", "https://example.org/taocp"), new SourceLink("A book without address", null)], variant.Sources);
        Assert.Matches("^[0-9a-f]{12}$", variant.Revision);
        var topic = Assert.Single(compilation.Bank.Topics);
        Assert.Equal(("basics", "Basics", 1), (topic.Id, topic.TitleFor("en"), topic.Count));
    }

    [Fact]
    public void Variants_of_a_question_share_its_id_and_the_first_language_leads()
    {
        folder.Write("a.en.md", Head + Question);
        folder.Write("a.zh.md", Chinese());

        var compilation = Compile();

        Assert.Empty(compilation.Problems);
        var question = Assert.Single(compilation.Bank.Questions);
        Assert.Equal(["en", "zh"], question.Variants.Select(v => v.Language));
        Assert.Equal("什么是哈希表？", question.VariantFor("zh-Hans").Title);
        Assert.Equal("基础", compilation.Bank.Topics[0].TitleFor("zh"));
    }

    [Fact]
    public void The_id_survives_rewording_reordering_and_moving_to_another_file_and_so_does_the_revision_of_what_did_not_change()
    {
        var second = "## Second?\n\n`id: second` `level: 1`\n\n### Answer\n\nYes.\n";
        folder.Write("a.en.md", Head + Question + second);
        var before = Compile().Bank;

        File.Delete(Path.Combine(folder.Path, "a.en.md"));
        folder.Write("sub/b.en.md", Head + "## Reworded?\n\n`level: 1` `id: second` `tags: new`\n\n### Answer\n\nYes.\n\n" + Question);
        var after = Compile().Bank;

        Assert.Equal(before.Questions.Select(q => q.Id.Value).Order(), after.Questions.Select(q => q.Id.Value).Order());
        Assert.Equal(RevisionOf(before, "demo/hash-table"), RevisionOf(after, "demo/hash-table"));
        Assert.NotEqual(RevisionOf(before, "demo/second"), RevisionOf(after, "demo/second"));
    }

    [Theory]
    [InlineData("**3** A", "**4** A")]
    [InlineData("  - collision: clash", "  - collision: clash, crash")]
    [InlineData("- [x] O(1)", "- [x] O(log n)")]
    [InlineData("Chains or probing.", "Chains.")]
    [InlineData("Think of drawers.", "Think of shelves.")]
    [InlineData("var map", "var table")]
    public void Whatever_is_graded_or_shown_changes_the_revision(string before, string after)
    {
        folder.Write("a.md", Head + Question);
        var first = RevisionOf(Compile().Bank, "demo/hash-table");

        folder.Write("a.md", Head + Question.Replace(before, after, StringComparison.Ordinal));

        Assert.NotEqual(first, RevisionOf(Compile().Bank, "demo/hash-table"));
    }

    [Theory]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public void Line_ends_and_byte_order_marks_do_not_matter(string lineEnd, bool hasMark)
    {
        folder.Write("a.md", Head + Question);
        var plain = RevisionOf(Compile().Bank, "demo/hash-table");

        var text = (hasMark ? "\uFEFF" : "") + (Head + Question).ReplaceLineEndings(lineEnd);
        folder.Write("a.md", System.Text.Encoding.UTF8.GetBytes(text));
        var compilation = Compile();

        Assert.Empty(compilation.Problems);
        Assert.Equal(plain, RevisionOf(compilation.Bank, "demo/hash-table"));
    }

    [Fact]
    public void A_broken_question_is_left_out_and_its_neighbours_stay()
    {
        folder.Write("a.md", Head + "## No id?\n\n### Answer\n\nYes.\n\n" + Question);

        var compilation = Compile();

        Assert.Equal("demo/hash-table", Assert.Single(compilation.Bank.Questions).Id.Value);
        var problem = Assert.Single(compilation.Problems, p => p.Severity == Severity.Error);
        Assert.Equal($"{folder.Path.Replace('\\', '/')}/a.md:10:1 error missing-id Below the heading there is no line such as `id: no-id` `level: 2`.", problem.ToString());
    }

    [Fact]
    public void A_figure_is_found_beside_the_text_and_known_by_its_path_from_the_root()
    {
        folder.Write("sub/figures/a.png", [1]);
        folder.Write("sub/a.md", Head + Question.Replace("Chains or probing.", "![Chains](figures/a.png)", StringComparison.Ordinal));

        var compilation = Compile();

        Assert.Empty(compilation.Problems);
        Assert.Equal(new Figure("sub/figures/a.png", "Chains"), Assert.Single(compilation.Bank.Questions[0].Variants[0].Figures));
        Assert.Equal(Path.Combine(folder.Path, "sub", "figures", "a.png"), compilation.Bank.FigureFiles["sub/figures/a.png"]);
    }

    [Fact]
    public void Folders_with_the_same_names_inside_keep_their_figures_apart()
    {
        foreach (var name in new[] { "one", "two" })
        {
            folder.Write($"{name}/figures/a.png", [1]);
            folder.Write($"{name}/a.md", (Head + Question).Replace("bank: demo", "bank: " + name, StringComparison.Ordinal).Replace("Chains or probing.", "![x](figures/a.png)", StringComparison.Ordinal));
        }

        var bank = BankCompiler.CompileFolders([Path.Combine(folder.Path, "one"), Path.Combine(folder.Path, "two")]).Bank;

        Assert.Equal(["one/figures/a.png", "two/figures/a.png"], bank.FigureFiles.Keys.Order());
        Assert.All(bank.FigureFiles, f => Assert.EndsWith(f.Key, f.Value.Replace('\\', '/'), StringComparison.Ordinal));
    }

    private static string Chinese() => (Head + Question)
        .Replace("language: en", "language: zh", StringComparison.Ordinal)
        .Replace("topic-title: Basics", "topic-title: 基础", StringComparison.Ordinal)
        .Replace("What is a hash table?", "什么是哈希表？", StringComparison.Ordinal)
        .Replace("### Answer", "### 答案", StringComparison.Ordinal)
        .Replace("### Key points", "### 要点", StringComparison.Ordinal)
        .Replace("### Hint", "### 提示", StringComparison.Ordinal)
        .Replace("### Choices", "### 选项", StringComparison.Ordinal)
        .Replace("### Sources", "### 来源", StringComparison.Ordinal);

    private static string RevisionOf(QuestionBank bank, string id) => bank.Find(new QuestionId(id))!.Variants[0].Revision;

    private Compilation Compile() => BankCompiler.CompileFolders([folder.Path]);
}

using System.Reflection;
using Drill.Content;

namespace Drill.Engine.Tests.Content;

/// <summary>Every mistake an author can make is named with its place, and what it costs.</summary>
public sealed class OwnFormatProblemTests : IDisposable
{
    private const string Head = "---\nbank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT\n---\n";
    private const string Good = "## Good?\n\n`id: good` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\n- It is.\n  - is: am\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("## A?\n\n`id: a`\n\n### Answer\n\nYes.", "9:1 error missing-level")]
    [InlineData("## A?\n\n`level: 1`\n\n### Answer\n\nYes.", "9:1 error missing-id")]
    [InlineData("## A?\n\n`id: Not an id` `level: 1`\n\n### Answer\n\nYes.", "9:1 error bad-id")]
    [InlineData("## A?\n\n`id: a` `level: 4`\n\n### Answer\n\nYes.", "9:9 error bad-level")]
    [InlineData("## A?\n\n`id: a` `id: b` `level: 1`\n\n### Answer\n\nYes.", "9:9 error unknown-meta")]
    [InlineData("## A?\n\n`id: a` `level: 1` `mood: good`\n\n### Answer\n\nYes.", "9:20 warning unknown-meta")]
    [InlineData("## A?\n\n`id: a` `level: 1` `tags: 1,2,3,4,5,6,7,8,9,10,11`\n\n### Answer\n\nYes.", "9:20 warning bad-tags")]
    [InlineData("## A?\n\n`id: a` `level: 1` `topic: No Topic`\n\n### Answer\n\nYes.", "9:20 error bad-id")]
    [InlineData("## A?\n\n`id: a` `level: 1`", "7:1 error missing-answer")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\n### Hint\n\nh", "11:1 error empty-section")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nTODO", "7:1 error stub-answer")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.", "7:1 warning missing-key-points")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Anwser\n\nNo.", "15:1 warning unknown-section")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Answer\n\nNo.", "15:1 error duplicate-section")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\n- **11** Too heavy.\n  - x", "17:1 error bad-weight")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\n- No terms.", "17:1 warning missing-terms")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\nNo list.", "15:1 error empty-section")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\n- **2**", "17:1 error bad-key-point")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nYes.\n\n### Key points\n\n- P\n  - : x", "18:3 warning bad-term")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Key points\n\n- P\n  - x", "7:1 error missing-answer")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [ ] x\n- [ ] y", "13:1 error no-right-choice")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [x] x", "13:1 error bad-choices")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Choices\n\nNo list.", "11:1 error bad-choices")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [x] x\n- y", "14:1 error bad-choices")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [x] same\n- [ ] Same", "13:1 error duplicate-option")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\n![x](no.png)", "13:6 error missing-figure")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\nText ![x](../../etc/a.png)", "13:1 error figure-outside")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\n![x](a.md)", "13:6 error bad-figure")]
    [InlineData("## A?\n\n`id: a` `level: 1`\n\n### Answer\n\n![](https://example.org/a.png)", "13:25 warning missing-alternative-text")]
    [InlineData("## \n\n`id: a` `level: 1`\n\n### Answer\n\nYes.", "7:1 error missing-id")]
    public void A_mistake_in_a_question_is_reported_at_its_place(string question, string expected)
    {
        folder.Write("a.md", Head + question + "\n\n" + Good);

        var compilation = BankCompiler.CompileFolders([folder.Path]);

        Assert.Contains(expected, compilation.Problems.Select(Short));
        Assert.NotNull(compilation.Bank.Find(new("demo/good")));
        Assert.Equal(!expected.Contains(" error ", StringComparison.Ordinal) || expected.Contains("duplicate-section", StringComparison.Ordinal), compilation.Bank.Find(new("demo/a")) is not null);
    }

    [Theory]
    [InlineData("title-too-long", "{0}", 301)]
    [InlineData("prompt-too-long", "T?\n\n`id: a` `level: 1`\n\n{0}", 1_801)]
    [InlineData("hint-too-long", "T?\n\n`id: a` `level: 1`\n\n### Hint\n\n{0}", 601)]
    [InlineData("key-point-too-long", "T?\n\n`id: a` `level: 1`\n\n### Key points\n\n- {0}", 301)]
    [InlineData("option-too-long", "T?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [x] {0}\n- [ ] b", 101)]
    [InlineData("explanation-too-long", "T?\n\n`id: a` `level: 1`\n\n### Choices\n\n- [x] a\n- [ ] b\n\n> {0}", 201)]
    [InlineData("bad-term", "T?\n\n`id: a` `level: 1`\n\n### Key points\n\n- P\n  - {0}", 81)]
    public void A_text_longer_than_a_platform_can_show_is_reported(string code, string question, int length)
    {
        folder.Write("a.md", Head + "## " + question.Replace("{0}", new string('x', length), StringComparison.Ordinal));
        Assert.Contains(code, Codes());

        folder.Write("a.md", Head + "## " + question.Replace("{0}", new string('x', length - 10), StringComparison.Ordinal));
        Assert.DoesNotContain(code, Codes());
    }

    [Theory]
    [InlineData("bank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT\nmood: good", "6:1 warning unknown-key")]
    [InlineData("bank: demo\ntitle: Demo\nlanguage: en", "1:1 error missing-key")]
    [InlineData("bank: Demo!\ntitle: Demo\nlanguage: en\nlicence: MIT", "2:1 error bad-value")]
    [InlineData("bank: demo\ntitle: Demo\nlanguage: english please\nlicence: MIT", "4:1 error bad-value")]
    [InlineData("bank: demo\ntitle: [a, b]\nlanguage: en\nlicence: MIT", "3:1 error missing-key")]
    [InlineData("bank: demo\nbank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT", "3:1 error bad-value")]
    [InlineData("bank: demo\ntitle: C#: async\nlanguage: en\nlicence: MIT", "3:10 error front-matter-syntax")]
    [InlineData("bank: demo\ntitle: \"Demo\nlanguage: en", "3:8 error front-matter-syntax")]
    [InlineData("bank: demo\n- x", "3:1 error front-matter-syntax")]
    public void A_mistake_in_front_matter_is_reported_at_its_line(string yaml, string expected)
    {
        folder.Write("a.md", $"---\n{yaml}\n---\n{Good}");

        Assert.Contains(expected, BankCompiler.CompileFolders([folder.Path]).Problems.Select(Short));
    }

    [Fact]
    public void An_id_that_two_questions_carry_is_reported_at_the_second_and_the_first_stays()
    {
        folder.Write("a.md", Head + Good);
        folder.Write("b.md", Head + "\n" + Good.Replace("Good?", "Other?", StringComparison.Ordinal));

        var compilation = BankCompiler.CompileFolders([folder.Path]);

        var problem = Assert.Single(compilation.Problems);
        Assert.Equal("8:1 error duplicate-id", Short(problem));
        Assert.Contains("a.md:7;", problem.Message, StringComparison.Ordinal);
        Assert.Equal("Good?", compilation.Bank.Find(new("demo/good"))!.Variants[0].Title);
    }

    [Theory]
    [InlineData("`level: 1`", "`level: 2`", "variant-level")]
    [InlineData("- It is.\n  - is: am\n", "- **2** It is.\n  - is: am\n", "variant-key-points")]
    [InlineData("- It is.\n  - is: am\n", "- It is.\n  - is: am\n- And so on.\n  - so\n", "variant-key-points")]
    [InlineData("\n### Key points\n\n- It is.\n  - is: am\n", "", "variant-lacks-key-points")]
    [InlineData("### Answer\n", "### Choices\n\n- [x] a\n- [ ] b\n\n### Answer\n", "variant-choices")]
    public void A_variant_out_of_step_is_left_out_and_the_first_language_stays(string before, string after, string code)
    {
        folder.Write("a.en.md", Head + Good);
        folder.Write("a.zh.md", (Head + Good).Replace("language: en", "language: zh", StringComparison.Ordinal).Replace(before, after, StringComparison.Ordinal));

        var compilation = BankCompiler.CompileFolders([folder.Path]);

        Assert.Contains(compilation.Problems, p => p.Code == code && p.Severity == Severity.Error && p.Path.EndsWith("a.zh.md", StringComparison.Ordinal));
        Assert.Equal(["en"], Assert.Single(compilation.Bank.Questions).Variants.Select(v => v.Language));
    }

    [Fact]
    public void A_variant_whose_right_options_differ_is_left_out()
    {
        const string choices = "## C?\n\n`id: c` `level: 1`\n\n### Choices\n\n- [x] a\n- [ ] b\n";
        folder.Write("a.en.md", Head + choices);
        folder.Write("a.zh.md", Head.Replace("language: en", "language: zh", StringComparison.Ordinal) + choices.Replace("[x] a\n- [ ] b", "[ ] a\n- [x] b", StringComparison.Ordinal));

        var problem = Assert.Single(BankCompiler.CompileFolders([folder.Path]).Problems);

        Assert.Equal("7:1 error variant-choices", Short(problem));
    }

    [Fact]
    public void Everything_wrong_in_a_file_is_reported_at_once()
    {
        folder.Write("a.md", Head + "## A?\n\n### Answer\n\n![](no.png)\n\n## B?\n\n`id: b` `level: 9`\n\n### Choices\n\n- [ ] x\n");

        Assert.Equal(["missing-id", "missing-key-points", "missing-figure", "missing-alternative-text", "bad-level", "bad-choices", "no-right-choice"], Codes());
    }

    [Fact]
    public void Every_code_is_listed_once_and_is_a_short_word()
    {
        var codes = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c));
    }

    private static string Short(Problem problem) => $"{problem.Line}:{problem.Column} {(problem.Severity == Severity.Error ? "error" : "warning")} {problem.Code}";

    private IEnumerable<string> Codes() => BankCompiler.CompileFolders([folder.Path]).Problems.Select(p => p.Code);
}

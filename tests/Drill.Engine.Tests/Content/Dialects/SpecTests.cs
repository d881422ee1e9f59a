using Drill.Content;
using Drill.Text;

namespace Drill.Engine.Tests.Content.Dialects;

/// <summary>Every example in <c>Specs/*.md</c> is read as it says.</summary>
public sealed class SpecTests
{
    public static TheoryData<SpecExample> Examples()
    {
        var data = new TheoryData<SpecExample>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Specs"), "*.md").Order(StringComparer.Ordinal))
        {
            foreach (var example in SpecFile.Read(path))
            {
                data.Add(example);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void A_spec_example_is_read_as_it_says(SpecExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var actual = Reading.Show(Reading.Of(example.Input, example.FileName));
        var expected = example.Expected.Split('\n');
        var lines = actual.Split('\n');
        for (var i = 0; i < Math.Max(expected.Length, lines.Length); i++)
        {
            var want = i < expected.Length ? expected[i].TrimEnd() : "(nothing more)";
            var got = i < lines.Length ? lines[i] : "(nothing more)";
            var isSame = want.EndsWith('…') ? got.StartsWith(want[..^1], StringComparison.Ordinal) : string.Equals(want, got, StringComparison.Ordinal);
            Assert.True(isSame, $"{example}\nline {i + 1}\nexpected: {want}\nactual:   {got}\n\nwhole reading:\n{actual}");
        }
    }

    [Fact]
    public void There_are_examples_of_every_manner_and_of_what_is_no_question() =>
        Assert.True(Examples().Count >= 45, $"{Examples().Count} examples");
}

/// <summary>Reads texts as if they stood in files, and shows what was read.</summary>
internal static class Reading
{
    public static FileResult Of(string markdown, string fileName = "bank.md") => FileReader.Read(ContentFile.Named(fileName), markdown);

    /// <summary>
    /// First the manner and the language, or <c>nothing</c>; then for each question its line and prompt, and indented below it options, answer
    /// (<c>&gt;</c>, line feeds as ⏎), hint, level, topic, sources when there are any; last the problems.
    /// </summary>
    public static string Show(FileResult result)
    {
        var lines = new List<string> { result.Reading is { } found ? $"{found.Dialect} {found.Language}" : "nothing" };
        foreach (var question in result.Reading?.Questions ?? [])
        {
            lines.Add($"{question.Line} {Flat(Drill.Text.PlainText.Of(question.Prompt))}");
            lines.AddRange(question.Choices.SelectMany(c => c.Options).Select(o => $"  [{(o.IsRight ? 'x' : ' ')}] {o.Label} {Flat(o.Text)}"));
            AddIf(lines, "  > ", Flat(Drill.Text.PlainText.Of(question.Answer)));
            AddIf(lines, "  hint: ", question.Hint is { } hint ? Flat(Drill.Text.PlainText.Of(hint)) : "");
            AddIf(lines, "  level: ", question.Level?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
            AddIf(lines, "  topic: ", question.TopicTitle ?? "");
            AddIf(lines, "  sources: ", string.Join(", ", question.Sources.Select(s => s.Url ?? s.Title)));
        }

        lines.AddRange(result.Problems.Where(p => p.Code != ProblemCodes.NoQuestions).Select(p => $"! {p.Line} {p.Code}"));
        return string.Join('\n', lines);
    }

    private static void AddIf(List<string> lines, string prefix, string text)
    {
        if (text.Length > 0)
        {
            lines.Add(prefix + text);
        }
    }

    private static string Flat(string text) => text.Replace("\n", "⏎", StringComparison.Ordinal);
}

using System.Collections.Immutable;
using CsCheck;
using Drill.Content;
using Drill.Content.Own;
using Drill.Engine.Tests.Text;
using Drill.Questions;
using Drill.Text;

namespace Drill.Engine.Tests.Content;

public sealed class OwnFormatWriterTests
{
    private static readonly FileHead Head = new("demo", "A: \"demo\" # of 概念", "en", "MIT", "basics", "Basics", "https://example.org/a?b=c#d") { TopicTitles = ImmutableSortedDictionary<string, string>.Empty.Add("other", "另一个: x") };

    private static readonly Gen<string> Words = One("word", "two words", "C# and .NET", "a_b", "1 < 2", "50 %", "对比学习", "x*y", "[1]", "`tick`", "$5", "AT&T", "#1", "- dash", "\"quoted\"", "http://example.org", "&amp;", "|pipe|");

    private static readonly Gen<string> Line = Words.Array[1, 4].Select(w => string.Join(' ', w));

    private static readonly Gen<Body> Text = Gen.Select(Line, One("", "\n\n- a\n- b", "\n\n```csharp\nvar x = 1;\n\n# no heading\n```", "\n\n#### Deeper\n\nMore.", "\n\n> quoted", "\n\n| a | b |\n|---|---|\n| 1 | 2 |", "\n\n$$\nx\n$$"))
        .Select((line, rest) => new Body([Paragraph.Of(line), .. MarkdownReader.ReadBody(rest).Blocks]));

    private static readonly Gen<KeyTerm> Term = Gen.Select(One("contrastive", "hash function", "对比", "C#", "O(1)", "a_b", "12,288 slots"), One("alias", "别名", "1:4", "x*y", "n-gram").Array[0, 3])
        .Select((term, aliases) => new KeyTerm(term, [.. aliases.Distinct()]));

    private static readonly Gen<KeyPoint> Point = Gen.Select(Line, Gen.Int[1, 10], Term.Array[1, 3]).Select((text, weight, terms) => new KeyPoint(text, weight, [.. terms]));

    private static readonly Gen<ReadChoices> Choices = Gen.Select(Text.Null(), Line.Array[2, 5], Gen.Int[0, 4], Line.Null()).Select((stem, options, right, explanation) =>
        new ReadChoices(stem is null ? null : new Body([stem.Blocks[0]]), [.. options.Select((o, i) => new ChoiceOption(OptionLabels.At(i), $"{i} {o}", i == right % options.Length))], explanation));

    private static readonly Gen<OwnQuestion> Question = Gen.Select(Line, Text, Text, Gen.Int[1, 3], Point.Array[1, 3], Text.Null(), Choices.Array[0, 2]).Select((title, rest, answer, level, points, hint, choices) => new OwnQuestion
    {
        Id = "an-id",
        Level = level,
        Tags = ["one", "two words"],
        Topic = "other",
        Title = title,
        Prompt = new Body([new Heading(2, [new TextRun(title)]), .. rest.Blocks]),
        Answer = answer,
        KeyPoints = [.. points],
        Hint = hint,
        Choices = [.. choices],
        Sources = [new SourceLink("Knuth [1973]: TAOCP", "https://example.org/a_(b)"), new SourceLink("A book", null), new SourceLink("https://example.org", "https://example.org")],
        Notes = "For people.",
    });

    private static Gen<string> One(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void What_is_written_is_read_back_as_the_same_question() => Question.Sample(question =>
    {
        var text = OwnFormatWriter.FrontMatterOf(Head, "a comment: with a colon") + "\n" + new OwnFormatWriter("en", f => f.Source).Write(question);
        var result = FileReader.Read(ContentFile.Named("demo.md"), text);

        Assert.Empty(result.Problems);
        var reading = result.Reading!;
        Assert.Equal((Head.Bank, Head.Title, Head.Language, Head.Licence, Head.Source), (reading.Bank, reading.Title, reading.Language, reading.Licence, reading.Source));
        var read = Assert.Single(reading.Questions);
        Assert.Equal((question.Id, question.Level, question.Topic, "另一个: x"), (read.Id, read.Level!.Value, read.Topic, read.TopicTitle));
        Assert.Equal(question.Tags, read.Tags);
        Same(question.Prompt, read.Prompt);
        Same(question.Answer, read.Answer);
        Assert.Equal(question.KeyPoints.Select(Flat), read.KeyPoints.Select(Flat));
        Same(question.Hint ?? Body.Empty, read.Hint ?? Body.Empty);
        Assert.Equal(question.Choices.Select(Flat), read.Choices.Select(Flat));
        Assert.Equal(question.Sources, read.Sources);
    }, iter: 2_000);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void The_shipped_bank_is_read_back_as_it_was(string language)
    {
        var readings = BankCompiler.ReadFolders([Path.Combine(Repository.Root, "content")]);
        foreach (var reading in readings.Results.Select(r => r.Reading!).Where(r => r.Language == language))
        {
            foreach (var question in reading.Questions)
            {
                var own = new OwnQuestion
                {
                    Id = question.Id,
                    Level = question.Level!.Value,
                    Tags = question.Tags,
                    Topic = question.Topic,
                    Title = question.Title,
                    Prompt = question.Prompt,
                    Answer = question.Answer,
                    KeyPoints = question.KeyPoints,
                    Hint = question.Hint,
                    Choices = question.Choices,
                    Sources = question.Sources,
                };
                var folder = reading.File.RelativePath[..(reading.File.RelativePath.LastIndexOf('/') + 1)];
                var text = OwnFormatWriter.FrontMatterOf(Head) + "\n" + new OwnFormatWriter(language, f => f.Source[folder.Length..]).Write(own);
                var result = FileReader.Read(reading.File, text);

                Assert.Empty(result.Problems);
                var read = Assert.Single(result.Reading!.Questions);
                Same(question.Prompt, read.Prompt);
                Same(question.Answer, read.Answer);
                Same(question.Hint ?? Body.Empty, read.Hint ?? Body.Empty);
                Assert.Equal(question.KeyPoints.Select(Flat), read.KeyPoints.Select(Flat));
                Assert.Equal(question.Choices.Select(Flat), read.Choices.Select(Flat));
                Assert.Equal(question.Sources, read.Sources);
            }
        }
    }

    private static void Same(Body expected, Body actual) => Assert.Equal(Outline.Exactly(expected), Outline.Exactly(actual));

    private static string Flat(KeyPoint point) => $"{point.Weight} {point.Text}: {string.Join("; ", point.Terms.Select(t => $"{t.Text} = {string.Join(", ", t.Aliases)}"))}";

    private static string Flat(ReadChoices choices) => $"{(choices.Stem is { } stem ? Outline.Exactly(stem) : "")} {string.Join("; ", choices.Options)} {choices.Explanation}";
}

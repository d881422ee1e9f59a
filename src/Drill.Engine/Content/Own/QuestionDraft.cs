using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content.Own;

/// <summary>The content of one question's sections, read and checked.</summary>
internal sealed class QuestionDraft(MarkdownSource source, ProblemList problems, HeadingBlock heading, string title, List<SyntaxBlock> prompt, List<SectionPart> sections)
{
    public Body Prompt { get; private set; } = Body.Empty;

    public Body Answer { get; private set; } = Body.Empty;

    public ImmutableArray<KeyPoint> KeyPoints { get; private set; } = [];

    public Body? Hint { get; private set; }

    public ImmutableArray<ReadChoices> Choices { get; private set; } = [];

    public ImmutableArray<SourceLink> Sources { get; private set; } = [];

    public QuestionDraft Read(ref bool isBroken)
    {
        var (line, column) = source.PositionOf(heading);
        Prompt = new Body([new Heading(heading.Level, source.Inlines(heading)), .. source.ToBlocks(prompt)]);
        CheckLengths(line, column, ref isBroken);
        var choices = ImmutableArray.CreateBuilder<ReadChoices>();
        foreach (var part in sections)
        {
            switch (part.Section)
            {
                case Section.Answer:
                    Answer = ReadText(part, ref isBroken);
                    break;
                case Section.Hint:
                    Hint = ReadText(part, ref isBroken);
                    if (PlainText.Of(Hint).Length is > ContentLimits.Hint and var length)
                    {
                        isBroken = true;
                        problems.Error(part.Line, part.Column, ProblemCodes.HintTooLong, $"The hint has {length} characters; a nudge has at most {ContentLimits.Hint}.");
                    }

                    break;
                case Section.KeyPoints:
                    KeyPoints = KeyPointReader.Read(source, part, problems, ref isBroken);
                    break;
                case Section.Choices:
                    if (ChoiceReader.Read(source, part, problems, ref isBroken) is { } read)
                    {
                        choices.Add(read);
                    }

                    break;
                case Section.Sources:
                    Sources = ReadSources(part);
                    break;
            }
        }

        Choices = choices.DrainToImmutable();
        CheckWhole(line, column, ref isBroken);
        return this;
    }

    private void CheckLengths(int line, int column, ref bool isBroken)
    {
        if (title.Length > ContentLimits.Title)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.TitleTooLong, $"The heading has {title.Length} characters; a poll shows {ContentLimits.Title}. Move what is not the question below the meta line.");
        }

        if (prompt.Count > 0 && PlainText.Of(Prompt).Length is > ContentLimits.Prompt and var length)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.PromptTooLong, $"The question has {length} characters with all that belongs to it; one message shows {ContentLimits.Prompt}.");
        }
    }

    private void CheckWhole(int line, int column, ref bool isBroken)
    {
        if (Answer.IsEmpty && Choices.IsEmpty && !sections.Exists(s => s.Section is Section.Answer or Section.Choices))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.MissingAnswer, "The question has neither '### Answer' nor '### Choices'.");
        }

        if (!Answer.IsEmpty && StubText.Is(PlainText.Of(Answer)))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.StubAnswer, "The answer is only a promise of one.");
        }

        if (!Answer.IsEmpty && KeyPoints.IsEmpty && !sections.Exists(s => s.Section == Section.KeyPoints))
        {
            problems.Warning(line, column, ProblemCodes.MissingKeyPoints, "The question has no key points, so an answer in one's own words cannot be graded; add '### Key points'.");
        }
        else if (Answer.IsEmpty && !KeyPoints.IsEmpty)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.MissingAnswer, "The question has key points but no '### Answer'.");
        }
    }

    private Body ReadText(SectionPart part, ref bool isBroken)
    {
        var body = source.ToBody(part.Blocks);
        if (body.IsEmpty)
        {
            isBroken = true;
            problems.Error(part.Line, part.Column, ProblemCodes.EmptySection, $"'{SectionNames.Display(part.Section)}' is empty.");
        }

        return body;
    }

    private ImmutableArray<SourceLink> ReadSources(SectionPart part)
    {
        var links = ImmutableArray.CreateBuilder<SourceLink>();
        foreach (var paragraph in part.Blocks.SelectMany(b => b is ListBlock list ? list.OfType<ListItemBlock>().SelectMany(i => i).ToList() : [b]).OfType<ParagraphBlock>())
        {
            var text = source.PlainText(paragraph).ReplaceLineEndings(" ").Trim();
            var url = paragraph.Inline?.Descendants().Select(AddressOf).FirstOrDefault(u => u is not null);
            if (text.Length > 0)
            {
                links.Add(new SourceLink(text, url));
            }
        }

        if (links.Count == 0)
        {
            problems.Warning(part.Line, part.Column, ProblemCodes.EmptySection, "'Sources' has no list of links.");
        }

        return links.DrainToImmutable();
    }

    private static string? AddressOf(MarkdownObject inline)
    {
        var url = inline switch
        {
            LinkInline { IsImage: false } link => link.Url,
            AutolinkInline { IsEmail: false } link => link.Url,
            _ => null,
        };
        return WebAddress.TryRead(url, out var address) ? address : null;
    }
}

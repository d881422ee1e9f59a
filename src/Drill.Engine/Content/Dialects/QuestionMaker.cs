using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>Tells the content of a found question apart into prompt, options, answer, hint and sources.</summary>
internal sealed class QuestionMaker(MarkdownSource source, PartBodies bodies, ProblemList problems, FigureCheck figures) : IDisposable
{
    private const int LongestPrompt = 1_500;
    private const int LongestStub = 300;
    private readonly Revision revision = new();
    private readonly OptionReader optionReader = new(source, bodies);
    private readonly Trimming trimming = new(source);

    public void Dispose() => revision.Dispose();

    /// <summary>The question, or null when nothing asks.</summary>
    public ReadQuestion? Make(QuestionFind find)
    {
        var content = trimming.Clean(find.Content);
        var level = LevelReader.Take(source, content);
        var titleInlines = InlineEdges.Skip(find.Title.Inlines, find.IsBareNumbered ? find.Title.Reading.SkipBare : find.Title.Reading.Skip);
        titleInlines = InlineEdges.DropEndMarks(titleInlines);
        if (find.Title.Reading.IsLabelOnly || titleInlines.IsEmpty)
        {
            titleInlines = TakeTitle(content);
        }

        var title = Drill.Text.PlainText.OneLine(titleInlines);
        if (!title.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        var hint = TakeHint(content);
        var split = WithKey(Split(content, find), find.Key);
        var prompt = Prompt(titleInlines, find, split.Prompt);
        var sources = trimming.TakeSources(split.Answer, split.Options is not null);
        var answer = bodies.ToBody(split.Answer);
        var markdown = bodies.Slice(split.Answer, find.Indent);
        if (!answer.IsEmpty && !markdown.IsEmpty && markdown.End - markdown.Start <= LongestStub && IsStub(answer))
        {
            problems.Warning(find.Line, 1, ProblemCodes.StubAnswer, $"'{Shorten(title)}' has only a promise of an answer; it is read as a question without one.");
            answer = Body.Empty;
            markdown = default;
        }

        var end = Math.Min(source.Markdown.Length, Math.Max(find.Start, Math.Max(content.Count > 0 ? content[^1].End : find.Start, find.Start)));
        var shown = BodyFacts.Figures(prompt, answer);
        if (!shown.IsEmpty)
        {
            figures.Check(source, find.Start, end, prompt, answer);
        }

        var choices = split.Options is { } options ? ImmutableArray.Create(new ReadChoices(null, options.Options, answer.IsEmpty ? null : Drill.Text.PlainText.Of(answer))) : [];
        if (split.Options is { HasRight: false })
        {
            problems.Warning(find.Line, 1, ProblemCodes.NoRightChoice, $"'{Shorten(title)}' has options, but none is marked right.");
        }

        return new ReadQuestion
        {
            Id = find.Anchor ?? "",
            Line = find.Line,
            Title = title,
            Prompt = prompt,
            Answer = answer,
            AnswerMarkdown = markdown,
            Hint = hint,
            Choices = choices,
            Sources = sources,
            Figures = shown,
            Level = level,
            HasCode = BodyFacts.HasCode(prompt) || BodyFacts.HasCode(answer),
            Revision = RevisionOf(title, find, split),
            IsChoiceOnly = split.Options is not null,
        };
    }

    private Body Prompt(ImmutableArray<Drill.Text.Inline> title, QuestionFind find, List<Part> parts)
    {
        var blocks = ImmutableArray.CreateBuilder<Drill.Text.Block>();
        blocks.Add(new Heading(2, title));
        blocks.AddRange(find.Title.Rest);
        if (parts.Count > 0)
        {
            blocks.AddRange(bodies.Blocks(parts));
        }

        if (!find.Prompt.IsEmpty)
        {
            blocks.AddRange(bodies.Blocks(find.Prompt));
        }

        return new Body(blocks.ToImmutable());
    }

    // "Question 3" alone: the question itself is what follows.
    private ImmutableArray<Drill.Text.Inline> TakeTitle(List<Part> content)
    {
        if (content.Count == 0 || content[0] is HeadingPart { Title.Reading.Announces: Announced.Answer })
        {
            return [];
        }

        if (content[0] is HeadingPart heading)
        {
            content.RemoveAt(0);
            content.InsertRange(0, heading.Parts);
            return InlineEdges.Skip(heading.Title.Inlines, heading.Title.Reading.Skip);
        }

        if (PartText.IsParagraph(content[0], out var block, out var first, out var stop))
        {
            var inlines = source.Inlines(first, stop);
            var (line, rest) = InlineEdges.SplitLine(inlines);
            var reading = TitleReading.Of(InlineText.Of(line));
            if (reading.Announces is Announced.Answer)
            {
                return [];
            }

            content.RemoveAt(0);
            if (!rest.IsEmpty)
            {
                content.Insert(0, new MadePart([new Paragraph(rest)]) { Start = block.Span.Start, End = block.Span.End + 1, Line = source.PositionOf(block).Line });
            }

            return InlineEdges.Skip(line, reading.Announces == Announced.Question || reading.Number is not null ? reading.Skip : 0);
        }

        if (content[0] is BlockPart { Block: QuoteBlock { Count: > 0 } quote } && quote[0] is ParagraphBlock { Inline: not null } quoted)
        {
            content.RemoveAt(0);
            return source.Inlines(quoted);
        }

        return [];
    }

    private Body? TakeHint(List<Part> content)
    {
        for (var i = 0; i < content.Count; i++)
        {
            var announced = content[i] switch
            {
                HeadingPart heading => heading.Title.Reading,
                DetailsPart { Summary: { } summary } => summary.Reading,
                _ => default,
            };
            if (announced is { Announces: Announced.Hint, IsLabelOnly: true } && content[i] is ContainerPart container)
            {
                content.RemoveAt(i);
                var body = bodies.ToBody(container.Parts);
                return body.IsEmpty ? null : body;
            }
        }

        return null;
    }

    private sealed record Parted(List<Part> Prompt, OptionsFound? Options, List<Part> Answer);

    private Parted Split(List<Part> content, QuestionFind find)
    {
        var boundary = BoundaryOf(content);
        if (optionReader.Find(content, boundary < 0 ? content.Count : boundary) is { } options)
        {
            var prompt = content.GetRange(0, options.First);
            if (options.Before is not null)
            {
                prompt.Add(options.Before);
            }

            var rest = content.GetRange(options.First + options.Count, content.Count - options.First - options.Count);
            if (options.After is not null)
            {
                rest.Insert(0, options.After);
            }

            var answer = new AnswerReference(source, options);
            var behind = new List<Part>(rest);
            answer.Take(behind);

            // A ticked box says more than the first word of an explanation, which may look like a letter: "A list …".
            var isNamed = answer.Places.Count > 0 && !(options.HasBoxes && options.HasRight && !answer.Places.TrueForAll(p => options.Options[p].IsRight));
            var chosen = isNamed ? options.WithRight(answer.Places) : options;
            if (IsChoice(chosen, isNamed, prompt, rest, find))
            {
                return new Parted(prompt, chosen, AnswerReference.Unwrap(source, trimming.Clean(isNamed ? behind : rest)));
            }
        }

        if (boundary < 0)
        {
            return new Parted([], null, content);
        }

        return new Parted(content.GetRange(0, boundary), null, AnswerReference.Unwrap(source, content.GetRange(boundary, content.Count - boundary)));
    }

    // What the key at the end of the file says, where the question itself says nothing.
    private static Parted WithKey(Parted split, KeyEntry? key)
    {
        if (key is null)
        {
            return split;
        }

        if (split.Options is { HasRight: false } options && OptionMarks.References(key.Text, options.Alphabet, options.Options.Length, out var end) is { Count: > 0 } places)
        {
            return split with { Options = options.WithRight(places), Answer = split.Answer.Count > 0 ? split.Answer : key.Behind(end) };
        }

        return split is { Options: null, Answer.Count: 0 } ? split with { Answer = key.Behind(0) } : split;
    }

    private static bool IsChoice(OptionsFound options, bool hasReference, List<Part> prompt, List<Part> rest, QuestionFind find)
    {
        if (hasReference)
        {
            return true;
        }

        if (options.Alphabet < 0 && !options.IsCertain)
        {
            // One bold item among others: only where nothing else answers.
            return options.HasRight && options.Options.Length >= 3 && rest.Count == 0 && prompt.TrueForAll(p => p is BlockPart { Block: Markdig.Syntax.CodeBlock }) && find.Title.Reading.HasQuestionMark;
        }

        if (options.HasRight || rest.Count == 0)
        {
            return options.Options.Length >= 2;
        }

        // Letters without a right one: options of an exam, or parts of an answer. What follows tells.
        return options.Options.Length >= 3 && find.Title.Reading.SoundsLikeQuestion && rest.TrueForAll(p => p is ContainerPart || p is HtmlPart);
    }

    /// <summary>Where an answer begins that says so; below 0 when none does.</summary>
    private int BoundaryOf(List<Part> content)
    {
        var length = 0;
        for (var i = 0; i < content.Count && length <= LongestPrompt; i++)
        {
            var part = content[i];
            var isAnswer = part switch
            {
                HeadingPart heading => heading.Title.Reading.Announces is Announced.Answer or Announced.Explanation,
                DetailsPart { Summary: { } summary } => summary.Reading.Announces is Announced.Answer or Announced.Explanation,
                DetailsPart => i == 0,
                HtmlPart or MadePart => false,
                _ => PartText.Announces(source, part) is var announced && (announced == Announced.Answer || (i > 0 && announced == Announced.Explanation)),
            };
            if (isAnswer)
            {
                return i;
            }

            if (part is HeadingPart)
            {
                return -1;
            }

            length += part.End - part.Start;
        }

        return -1;
    }

    private static bool IsStub(Body answer)
    {
        if (answer.Blocks.Length > 2)
        {
            return false;
        }

        return answer.Blocks.All(b => b is Paragraph or Quote or BulletList) && StubText.Is(Drill.Text.PlainText.Of(answer));
    }

    // As it stands in the file, so that nothing is rendered only to be hashed.
    private string RevisionOf(string title, QuestionFind find, Parted split)
    {
        revision.Add(title).Add(bodies.Slice(split.Prompt)).Add(bodies.Slice(find.Prompt));
        if (split.Options is { } options)
        {
            foreach (var option in options.Options)
            {
                revision.Add(option.Text).Add(option.IsRight ? "1" : "0");
            }
        }

        return revision.Add(bodies.Slice(split.Answer)).Finish();
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}

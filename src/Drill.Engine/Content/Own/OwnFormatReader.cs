using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Syntax;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content.Own;

/// <summary>Reads a file of our own format. Every problem is reported; a broken question is left out, the rest is kept.</summary>
internal sealed class OwnFormatReader(MarkdownSource source, FileHead head, ProblemList problems, FigureCheck figures) : IDisposable
{
    private readonly Revision revision = new();
    private readonly ImmutableArray<ReadQuestion>.Builder questions = ImmutableArray.CreateBuilder<ReadQuestion>();

    public ImmutableArray<ReadQuestion> Read()
    {
        HeadingBlock? heading = null;
        List<SyntaxBlock> blocks = [];
        foreach (var block in source.Document)
        {
            if (block is HeadingBlock { Level: <= 2 } next)
            {
                Finish(heading, blocks, next.Span.Start);
                heading = next.Level == 2 ? next : null;
                blocks = [];
            }
            else if (heading is not null)
            {
                blocks.Add(block);
            }
        }

        Finish(heading, blocks, source.Markdown.Length);
        return questions.DrainToImmutable();
    }

    public void Dispose() => revision.Dispose();

    private void Finish(HeadingBlock? heading, List<SyntaxBlock> blocks, int end)
    {
        if (heading is null)
        {
            return;
        }

        var (line, column) = source.PositionOf(heading);
        var title = source.PlainText(heading).ReplaceLineEndings(" ").Trim();
        var isBroken = false;
        var refused = source.UnusableFigures;
        var meta = ReadMeta(heading, title, blocks, ref isBroken);
        var sections = Split(blocks, end, out var prompt);
        var question = new QuestionDraft(source, problems, heading, title, prompt, sections).Read(ref isBroken);
        if (title.Length == 0)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.MissingId, "The heading is empty; write the question in it.");
        }

        isBroken |= source.UnusableFigures > refused;
        isBroken |= figures.Check(source, heading.Span.Start, end, question.Prompt, question.Answer, question.Hint ?? Body.Empty);
        if (isBroken || meta is null)
        {
            return;
        }

        var answer = sections.Find(s => s.Section == Section.Answer);
        questions.Add(new ReadQuestion
        {
            Id = meta.Id!,
            Line = line,
            Column = column,
            Title = title,
            Prompt = question.Prompt,
            Answer = question.Answer,
            AnswerMarkdown = answer is null ? default : source.Slice(answer.Start, answer.End),
            KeyPoints = question.KeyPoints,
            Hint = question.Hint,
            Choices = question.Choices,
            Sources = question.Sources,
            Figures = BodyFacts.Figures(question.Prompt, question.Answer),
            Topic = meta.Topic ?? head.Topic ?? head.Bank,
            TopicTitle = meta.Topic is null ? head.TopicTitle : head.TitleOf(meta.Topic),
            Level = meta.Level,
            Tags = meta.Tags,
            HasCode = BodyFacts.HasCode(question.Prompt) || BodyFacts.HasCode(question.Answer),
            Revision = RevisionOf(title, prompt, sections, end),
            IsChoiceOnly = question.Choices.Length > 0 && question.Answer.IsEmpty && question.KeyPoints.IsEmpty,
        });
    }

    private MetaLine? ReadMeta(HeadingBlock heading, string title, List<SyntaxBlock> blocks, ref bool isBroken)
    {
        var (line, column) = source.PositionOf(heading);
        if (blocks.FirstOrDefault() is not ParagraphBlock paragraph || !MetaLine.Is(paragraph))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.MissingId, $"Below the heading there is no line such as `id: {Slug.Of(title)}` `level: 2`.");
            return null;
        }

        blocks.RemoveAt(0);
        var meta = MetaLine.Read(paragraph, source, problems);
        isBroken |= meta.IsBroken;
        var (metaLine, metaColumn) = source.PositionOf(paragraph);
        if (meta.Id is null)
        {
            isBroken = true;
            problems.Error(metaLine, metaColumn, ProblemCodes.MissingId, $"The question has no id; `id: {Slug.Of(title)}` would do. Never change it afterwards.");
        }

        if (meta.Level is null && !meta.IsBroken)
        {
            isBroken = true;
            problems.Error(metaLine, metaColumn, ProblemCodes.MissingLevel, "The question has no level; add `level: 1` (basics), `level: 2` (working knowledge) or `level: 3` (depth).");
        }

        return meta;
    }

    private List<SectionPart> Split(List<SyntaxBlock> blocks, int end, out List<SyntaxBlock> prompt)
    {
        prompt = [];
        var parts = new List<SectionPart>();
        SectionPart? open = null;
        var skipping = false;
        foreach (var block in blocks)
        {
            if (block is not HeadingBlock { Level: 3 } heading)
            {
                if (!skipping)
                {
                    (open?.Blocks ?? prompt).Add(block);
                }

                continue;
            }

            open?.End = heading.Span.Start;
            var (line, column) = source.PositionOf(heading);
            var name = source.PlainText(heading);
            skipping = !SectionNames.TryFind(name, out var section);
            open = null;
            if (skipping)
            {
                var near = SectionNames.Nearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : " Use a deeper heading for a part of the answer.";
                problems.Warning(line, column, ProblemCodes.UnknownSection, $"'{name}' is not a section; it is skipped.{near}");
                continue;
            }

            if (section != Section.Choices && parts.Exists(p => p.Section == section))
            {
                problems.Error(line, column, ProblemCodes.DuplicateSection, $"'{SectionNames.Display(section)}' stands twice; only the first is read.");
                skipping = true;
                continue;
            }

            open = new SectionPart(section, line, column, [], heading.Span.End + 1);
            parts.Add(open);
        }

        open?.End = end;
        return parts;
    }

    private string RevisionOf(string title, List<SyntaxBlock> prompt, List<SectionPart> sections, int end)
    {
        revision.Add(title);
        revision.Add(prompt.Count == 0 ? default : source.Slice(prompt[0].Span.Start, sections.Count > 0 ? prompt[^1].Span.End + 1 : end));
        foreach (var part in sections.Where(s => s.Section != Section.Notes).OrderBy(s => s.Section))
        {
            revision.Add(SectionNames.Display(part.Section)).Add(source.Slice(part.Start, part.End));
        }

        return revision.Finish();
    }
}

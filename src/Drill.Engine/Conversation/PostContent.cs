using System.Collections.Immutable;
using System.Globalization;
using Drill.Data;
using Drill.Phrasing;
using Drill.Questions;
using Drill.Text;
using NodaTime;

namespace Drill.Conversation;

/// <summary>A post with its own copy of the question, and how both look as messages.</summary>
internal sealed record PostContent(PostRow Post, QuestionCopyRow Copy, QuestionVariant Variant)
{
    /// <summary>Verbs of the buttons below a post.</summary>
    public const string AnswerVerb = "ans", PickVerb = "pick", ToggleVerb = "tog", HintVerb = "hint", RevealVerb = "show", SkipVerb = "skip", ReportVerb = "flag", AgainVerb = "next", SaidVerb = "said";

    public QuestionForm Form => (QuestionForm)Post.Form;

    /// <summary>The choice form that is asked; only for <see cref="QuestionForm.Choice"/>.</summary>
    public ChoiceForm Choice => Variant.Choices[Post.ChoiceIndex];

    public bool HasSeveralRight => Form == QuestionForm.Choice && Choice.Options.Count(o => o.IsRight) > 1;

    public bool IsOpenAt(Instant now) => Post.ClosedAt is null && now < Post.ClosesAt.ToInstant();

    /// <summary>The question as everybody in the chat sees it.</summary>
    public ChatMessage Ask(ChatRow chat, DateTimeZone zone, Phrases phrases, SharedBodies bodies)
    {
        var date = Post.LocalDate.ToLocalDate();
        var title = Post.Slot is null ? phrases.QuestionTitle(Post.Id) : phrases.DailyTitle(date);
        var footer = phrases.PostFooter(Copy.Level, HasSeveralRight, chat.IsPrivate, phrases.Moment(Post.ClosesAt.ToInstant().InZone(zone).LocalDateTime, date, zone.Id));

        // A daily is asked in many chats at once; whoever asks for a question gets one with a number of its own.
        var body = Post.Slot is null ? QuestionBetween(title, footer) : bodies.GetDaily(this, title, footer);
        return new ChatMessage(body, Buttons(phrases)) { Quiz = chat.WantsQuiz && !chat.IsPrivate ? AsQuiz() : null };
    }

    /// <summary>The question as a platform's own quiz, or null when one line of plain text cannot say it.</summary>
    private Quiz? AsQuiz()
    {
        if (Form != QuestionForm.Choice || (Choice.Stem ?? Variant.Prompt) is not { Blocks: [Paragraph or Heading] } stem
            || Drill.Text.PlainText.Of(stem) is not { Length: > 0 and <= Content.ContentLimits.Title } text)
        {
            return null;
        }

        var options = Choice.Options;
        return new Quiz(
            text,
            [.. options.Select(o => o.Text)],
            [.. Enumerable.Range(0, options.Length).Where(i => options[i].IsRight)],
            Choice.Explanation,
            DateTimeOffset.FromUnixTimeMilliseconds(Post.ClosesAt));
    }

    /// <summary>The question itself, with its options.</summary>
    public Body Question()
    {
        if (Form == QuestionForm.Open)
        {
            return Variant.Prompt;
        }

        var stem = Choice.Stem is { } own ? own : Variant.Prompt;
        var options = Choice.Options.Select(o => (Block)Paragraph.Of(Strong.Of(o.Label + ". "), new TextRun(o.Text)));
        return stem.Then(new Body([.. options]));
    }

    /// <summary>The question below its title and above its footer.</summary>
    public Body QuestionBetween(string title, string footer) =>
        new Body([Paragraph.Of(Strong.Of(title))]).Then(Question()).Then(new Body([Paragraph.Of(Emphasis.Of(footer))]));

    /// <summary>The reference answer: for a choice the right options and why, then the answer in words, then the sources.</summary>
    public Body Answer(Phrases phrases)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (Form == QuestionForm.Choice)
        {
            foreach (var option in Choice.Options.Where(o => o.IsRight))
            {
                blocks.Add(Paragraph.Of(new TextRun("✓ "), Strong.Of(option.Label + ". "), new TextRun(option.Text)));
            }

            if (Choice.Explanation is { } why)
            {
                blocks.Add(Paragraph.Of(why));
            }
        }

        blocks.AddRange(Variant.Answer.Blocks);
        if (Variant.Answer.IsEmpty && Form == QuestionForm.Open)
        {
            blocks.Add(Paragraph.Of(phrases.NoReferenceAnswer));
        }

        if (Variant.Sources.Length > 0)
        {
            blocks.Add(Paragraph.Of(Strong.Of(phrases.Sources)));
            blocks.Add(new BulletList(null, [.. Variant.Sources.Select(s => new ListItem([Paragraph.Of(SourceInline(s))]))]));
        }

        return new Body(blocks.ToImmutable());
    }

    private static Inline SourceInline(SourceLink source) =>
        source.Url is { } url ? new Link([new TextRun(source.Title)], url) : new TextRun(source.Title);

    private ImmutableArray<ButtonRow> Buttons(Phrases phrases)
    {
        var rows = ImmutableArray.CreateBuilder<ButtonRow>();
        if (Form == QuestionForm.Choice && !HasSeveralRight)
        {
            rows.AddRange(OptionRows((index, label) => new Button(label, new ActionToken(PickVerb, Post.Id, index.ToString(CultureInfo.InvariantCulture)))));
        }
        else if (Form == QuestionForm.Choice)
        {
            rows.Add(ButtonRow.Of(new Button(phrases.ChooseButton, new ActionToken(ToggleVerb, Post.Id, "0"))));
        }
        else
        {
            rows.Add(ButtonRow.Of(new Button(phrases.AnswerButton, new ActionToken(AnswerVerb, Post.Id))));
        }

        var more = ImmutableArray.CreateBuilder<Button>();
        if (Variant.Hint is not null)
        {
            more.Add(new Button(phrases.HintButton, new ActionToken(HintVerb, Post.Id)));
        }

        more.Add(new Button(phrases.RevealButton, new ActionToken(RevealVerb, Post.Id)));
        more.Add(new Button(phrases.SkipButton, new ActionToken(SkipVerb, Post.Id)));
        rows.Add(new ButtonRow(more.ToImmutable()));
        return rows.ToImmutable();
    }

    /// <summary>The private panel in which several options are ticked; the ticks travel in the buttons as bits.</summary>
    public ChatMessage TogglePanel(int chosen, Phrases phrases)
    {
        var rows = ImmutableArray.CreateBuilder<ButtonRow>();
        rows.AddRange(OptionRows((index, label) => new Button(
            ((chosen >> index & 1) == 1 ? "☑ " : "☐ ") + label,
            new ActionToken(ToggleVerb, Post.Id, "e" + (chosen ^ (1 << index)).ToString(CultureInfo.InvariantCulture)),
            IsSelected: (chosen >> index & 1) == 1)));
        rows.Add(ButtonRow.Of(new Button(phrases.SubmitButton, new ActionToken(PickVerb, Post.Id, "m" + chosen.ToString(CultureInfo.InvariantCulture)))));
        return new ChatMessage(Question().Then(Body.Plain(phrases.ChooseSeveral)), rows.ToImmutable());
    }

    private IEnumerable<ButtonRow> OptionRows(Func<int, string, Button> make) =>
        Choice.Options.Select((option, index) => make(index, option.Label)).Chunk(5).Select(row => new ButtonRow([.. row]));
}

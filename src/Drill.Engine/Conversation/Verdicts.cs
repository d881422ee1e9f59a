using System.Collections.Immutable;
using Drill.Commands;
using Drill.Data;
using Drill.Grading;
using Drill.Phrasing;
using Drill.Questions;
using Drill.Standing;
using Drill.Text;

namespace Drill.Conversation;

/// <summary>Tells a verdict by the rules of feedback: point by point in the learner's own words, about the answer and never the person.</summary>
internal static class Verdicts
{
    private const int MaximumEvidence = 3;

    public static Body NotScored(Guard guard, Phrases phrases) =>
        Body.Plain(guard switch
        {
            Guard.CopiedQuestion => phrases.CopiedQuestion,
            Guard.KeywordList => phrases.KeywordList,
            _ => phrases.EmptyAnswer,
        });

    public static IReadOnlyList<Reply> Tell(CommandContext context, PostContent post, AttemptRow attempt, Verdict verdict)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var isRight = attempt.Coverage >= 1;
        if (post.Form == QuestionForm.Choice)
        {
            blocks.Add(Paragraph.Of(Strong.Of(context.Phrases.ChoiceVerdict(isRight, attempt.Text))));
            if (isRight && post.Choice.Explanation is { } why)
            {
                blocks.Add(Paragraph.Of(why));
            }
        }
        else if (verdict.Guard is Guard.KeywordList or Guard.CopiedQuestion)
        {
            blocks.Add(Paragraph.Of(context.Phrases.NotScoredAgain));
        }
        else if (verdict.Points.IsEmpty)
        {
            blocks.Add(Paragraph.Of(context.Phrases.NotGradable));
        }
        else
        {
            AddPoints(blocks, context.Phrases, post, verdict);
        }

        blocks.Add(Paragraph.Of(Score(context, attempt)));
        if (!verdict.Points.IsEmpty && Speaker(context, verdict, isRight) is { } speaker)
        {
            blocks.Add(Paragraph.Of(Emphasis.Of(speaker)));
        }

        blocks.Add(Paragraph.Of(NextStep(context, post, isRight)));

        return CommandContext.Tell(new Body(blocks.ToImmutable()), [.. Next(context, post, isRight, verdict)]);
    }

    private static void AddPoints(ImmutableArray<Block>.Builder blocks, Phrases phrases, PostContent post, Verdict verdict)
    {
        var points = post.Variant.KeyPoints;
        var covered = verdict.Points.Count(p => p.State == PointState.Covered);
        blocks.Add(Paragraph.Of(Strong.Of(phrases.OpenVerdict(covered, points.Length))));

        // The most important missing point comes first, in one sentence; the others keep their secret for another try.
        var missing = verdict.Points.Where(p => p.State == PointState.NotRecognised).OrderByDescending(p => points[p.KeyPoint].Weight).ThenBy(p => p.KeyPoint).ToList();
        if (missing.Count > 0)
        {
            blocks.Add(Paragraph.Of(new TextRun("○ "), Strong.Of(phrases.MissingFirst), new TextRun(points[missing[0].KeyPoint].Text)));
        }

        foreach (var point in verdict.Points.Where(p => p.State != PointState.NotRecognised).OrderBy(p => p.State).ThenBy(p => p.KeyPoint))
        {
            var line = ImmutableArray.CreateBuilder<Inline>();
            line.Add(new TextRun(point.State == PointState.Covered ? "● " : "◐ "));
            line.Add(new TextRun(points[point.KeyPoint].Text));
            if (point.Evidence.Length > 0)
            {
                line.Add(new TextRun(" — "));
                line.Add(Emphasis.Of(phrases.Quoted(point.Evidence.Take(MaximumEvidence).Select(Shown.Short))));
            }

            if (point.IsDenied)
            {
                line.Add(new LineBreak());
                line.Add(new TextRun(phrases.Denied));
            }

            blocks.Add(new Paragraph(line.ToImmutable()));
        }

        if (missing.Count > 1)
        {
            blocks.Add(Paragraph.Of(phrases.MoreMissing(missing.Count - 1)));
        }
    }

    private static string Score(CommandContext context, AttemptRow attempt) => (WhyUnranked)attempt.Reason switch
    {
        WhyUnranked.Voided => context.Phrases.PracticeVoided,
        WhyUnranked.Ranked => context.Phrases.Ranked(attempt.HalfPoints / 2.0),
        WhyUnranked.NotFirst => context.Phrases.PracticeAgain,
        WhyUnranked.PostClosed => context.Phrases.PracticeClosed,
        WhyUnranked.HelpSeen => context.Phrases.PracticePeeked,
        WhyUnranked.DailyLimit => context.Phrases.PracticeCap(ScoreRules.RankedPostsPerDay),
        _ => context.Phrases.Practice,
    };

    /// <summary>Who graded, where that is worth saying: which of two graders it was, or that words were matched and something may have been missed.</summary>
    private static string? Speaker(CommandContext context, Verdict verdict, bool isRight) => verdict switch
    {
        _ when verdict.GraderVersion.StartsWith(ModelGrader.VersionPrefix, StringComparison.Ordinal) =>
            context.Phrases.GradedByModel(verdict.GraderVersion[ModelGrader.VersionPrefix.Length..]),
        { IsFallback: true } => context.Phrases.GradedByWordsInstead,
        _ => isRight ? null : context.Phrases.LexicalNote,
    };

    /// <summary>What comes next, and when everybody will see the answer.</summary>
    private static string NextStep(CommandContext context, PostContent post, bool isRight)
    {
        var phrases = context.Phrases;
        if (!isRight)
        {
            return phrases.NextTry(post.Variant.Hint is not null);
        }

        return context.Chat.IsPrivate || !post.IsOpenAt(context.Now)
            ? phrases.NextDone
            : phrases.NextReveal(phrases.Moment(post.Post.ClosesAt.ToInstant().InZone(context.Zone).LocalDateTime, context.Today, context.Zone.Id));
    }

    private static IEnumerable<ButtonRow> Next(CommandContext context, PostContent post, bool isRight, Verdict verdict)
    {
        var buttons = ImmutableArray.CreateBuilder<Button>();
        if (!isRight)
        {
            var again = PostButtons.AnswerButton(post, context.Phrases);
            buttons.Add(again with { Label = context.Phrases.TryAgainButton });
            if (post.Variant.Hint is not null)
            {
                buttons.Add(new Button(context.Phrases.HintButton, new ActionToken(PostContent.HintVerb, post.Post.Id)));
            }
        }

        buttons.Add(new Button(context.Phrases.RevealButton, new ActionToken(PostContent.RevealVerb, post.Post.Id)));
        if (context.Chat.IsPrivate)
        {
            buttons.Add(new Button(context.Phrases.NextButton, new ActionToken(PostContent.AgainVerb)));
        }

        yield return new ButtonRow(buttons.ToImmutable());
        if (verdict.IsGraded && verdict.Points.Any(p => p.State != PointState.Covered))
        {
            yield return ButtonRow.Of(new Button(context.Phrases.SaidButton, new ActionToken(PostContent.SaidVerb, post.Post.Id)));
        }
    }
}

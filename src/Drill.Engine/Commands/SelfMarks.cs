using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Drill.Conversation;
using Drill.Data;
using Drill.Grading;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary>"I said this differently": the learner's own marks on key points that were not recognised. They feed practice and never a ranking.</summary>
internal static class SelfMarks
{
    private const int ButtonsInRow = 5, MostPoints = 25;

    /// <summary>The argument of a token that marks a point begins with it; without it the panel opens.</summary>
    private const char Mark = 'k';

    /// <summary>Opens the panel, or marks the point that the token names and shows the panel as it is then.</summary>
    public static async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string argument, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);
        var attempt = await context.Db.Attempts.AsNoTracking().Where(a => a.PostId == postId && a.PersonId == personId)
            .OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellationToken);
        var verdict = attempt is null ? null : JsonSerializer.Deserialize(attempt.Verdict, DrillJson.Columns.Verdict);
        if (attempt is null || verdict is not { IsGraded: true })
        {
            return CommandContext.Tell(context.Phrases.NothingToMark);
        }

        var open = verdict.Missing(post.Variant.KeyPoints).Take(MostPoints).ToImmutableArray();
        var marked = await context.Db.SelfMarks.Where(m => m.AttemptId == attempt.Id).Select(m => m.KeyPoint).ToHashSetAsync(cancellationToken);
        if (argument.StartsWith(Mark) && int.TryParse(argument.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var point)
            && open.FirstOrDefault(p => p.KeyPoint == point) is { } chosen && marked.Add(point))
        {
            context.Db.SelfMarks.Add(new SelfMarkRow
            {
                AttemptId = attempt.Id,
                PersonId = personId,
                KeyPoint = point,
                Share = ShareOf(post, verdict, chosen),
                At = context.Now.ToStored(),
            });
            await context.CommitAsync(cancellationToken);
        }

        var target = argument.Length == 0 ? ReplyTarget.AskerOnly : ReplyTarget.Original;
        return [new MessageReply(target, Panel(context, post, open, marked))];
    }

    /// <summary>What a mark adds to an attempt's coverage.</summary>
    private static double ShareOf(PostContent post, Verdict verdict, PointVerdict point)
    {
        var points = post.Variant.KeyPoints;
        var whole = verdict.Points.SetItem(verdict.Points.IndexOf(point), point with { State = PointState.Covered });
        return Verdict.CoverageOf(points, whole) - Verdict.CoverageOf(points, verdict.Points);
    }

    private static ChatMessage Panel(CommandContext context, PostContent post, ImmutableArray<PointVerdict> open, HashSet<int> marked)
    {
        var lines = open.Select((p, i) => (Block)Paragraph.Of(
            Strong.Of(string.Create(CultureInfo.InvariantCulture, $"{i + 1} ")),
            new TextRun((marked.Contains(p.KeyPoint) ? "✓ " : string.Empty) + post.Variant.KeyPoints[p.KeyPoint].Text)));
        var buttons = open.Select((p, i) => new Button(
                string.Create(CultureInfo.InvariantCulture, $"{i + 1}"),
                new ActionToken(PostContent.SaidVerb, post.Post.Id, string.Create(CultureInfo.InvariantCulture, $"{Mark}{p.KeyPoint}")),
                marked.Contains(p.KeyPoint)))
            .Chunk(ButtonsInRow).Select(row => new ButtonRow([.. row]));
        var body = new Body([Paragraph.Of(Strong.Of(context.Phrases.SaidTitle)), .. lines, Paragraph.Of(Emphasis.Of(context.Phrases.SaidNote))]);
        return new ChatMessage(body, [.. buttons]);
    }
}

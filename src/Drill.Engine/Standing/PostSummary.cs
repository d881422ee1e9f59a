using System.Collections.Immutable;
using System.Text.Json;
using Drill.Conversation;
using Drill.Data;
using Drill.Grading;
using Drill.Phrasing;
using Drill.Questions;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Standing;

/// <summary>
/// What everybody learns of a post when it closes: how many took part, how much of each key point was covered, what most missed, and the three best by name unless they hid.
/// </summary>
internal static class PostSummary
{
    private const int Named = 3, MostNamed = 5, BarLength = 10;

    /// <summary>The summary as it stands above the answer.</summary>
    public static async Task<Body> ReadAsync(DrillDb db, PostContent post, string platform, Phrases phrases, CancellationToken cancellationToken)
    {
        var first = await db.Attempts.AsNoTracking().Where(a => a.PostId == post.Post.Id && a.Number == 1 && !a.WasClosed)
            .Select(a => new { a.Coverage, a.Verdict }).ToListAsync(cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(Paragraph.Of(post.Form == QuestionForm.Choice
            ? phrases.ClosedChoice(first.Count, first.Count(a => a.Coverage >= 1))
            : phrases.ClosedOpen(first.Count, first.Count == 0 ? 0 : first.Average(a => a.Coverage))));
        if (post.Form == QuestionForm.Open)
        {
            AddPoints(blocks, post, [.. first.Select(a => JsonSerializer.Deserialize(a.Verdict, DrillJson.Columns.Verdict)).OfType<Verdict>()], phrases);
        }

        if (await db.Posts.AnyAsync(p => p.Id == post.Post.Id && p.VoidedAt != null, cancellationToken))
        {
            blocks.Add(Paragraph.Of(phrases.ClosedVoided));
        }
        else if (await BestAsync(db, post, platform, phrases, cancellationToken) is { } best)
        {
            blocks.Add(best);
        }

        return new Body(blocks.ToImmutable());
    }

    /// <summary>A bar of text for a share from 0 to 1; full only when it is whole, empty only when it is nothing.</summary>
    public static string Bar(double share)
    {
        var filled = share switch { <= 0 => 0, >= 1 => BarLength, _ => Math.Clamp((int)Math.Round(share * BarLength), 1, BarLength - 1) };
        return new string('■', filled) + new string('□', BarLength - filled);
    }

    private static void AddPoints(ImmutableArray<Block>.Builder blocks, PostContent post, IReadOnlyList<Verdict> verdicts, Phrases phrases)
    {
        var points = post.Variant.KeyPoints;
        var graded = verdicts.Where(v => v.Points.Length == points.Length).ToList();
        if (graded.Count == 0 || points.IsEmpty)
        {
            return;
        }

        var shares = points.Select((_, i) => graded.Average(v => v.Points[i].State switch { PointState.Covered => 1.0, PointState.Partly => 0.5, _ => 0 })).ToArray();
        blocks.Add(Paragraph.Of(Strong.Of(phrases.CoverageByPoint)));
        for (var i = 0; i < points.Length; i++)
        {
            blocks.Add(Paragraph.Of(new TextRun($"{Bar(shares[i])} {phrases.Percent(shares[i])} "), new TextRun(points[i].Text)));
        }

        var missed = points.Select((point, i) => (Point: point, Misses: graded.Count(v => v.Points[i].State == PointState.NotRecognised)))
            .OrderByDescending(p => p.Misses).ThenByDescending(p => p.Point.Weight).First();
        if (missed.Misses > 0 && points.Length > 1)
        {
            blocks.Add(Paragraph.Of(new TextRun(phrases.MostMissed), Strong.Of(missed.Point.Text)));
        }
    }

    /// <summary>The three best by name. Equal points stand together; when too many are equal, only their number is told, because speed is not rewarded.</summary>
    private static async Task<Block?> BestAsync(DrillDb db, PostContent post, string platform, Phrases phrases, CancellationToken cancellationToken)
    {
        var (postId, chatId) = (post.Post.Id, post.Post.ChatId);
        var ranked = db.Attempts.AsNoTracking().Where(a => a.PostId == postId && a.IsRanked && a.HalfPoints > 0
            && !db.HiddenPersons.Any(h => h.ChatId == chatId && h.PersonId == a.PersonId));
        var steps = await ranked.GroupBy(a => a.HalfPoints).Select(g => new { Half = g.Key, People = g.Count() })
            .OrderByDescending(s => s.Half).Take(Named).ToListAsync(cancellationToken);
        var line = ImmutableArray.CreateBuilder<Inline>();
        line.Add(new TextRun(phrases.Best));
        for (var (i, above) = (0, 0); i < steps.Count && above < Named; above += steps[i].People, i++)
        {
            line.Add(new TextRun(i == 0 ? string.Empty : " · "));
            if (above + steps[i].People > MostNamed)
            {
                line.Add(new TextRun(phrases.ManyBest(steps[i].People, steps[i].Half / 2.0)));
                continue;
            }

            var half = steps[i].Half;
            var persons = await ranked.Where(a => a.HalfPoints == half).OrderBy(a => a.PersonId).Select(a => a.PersonId).ToListAsync(cancellationToken);
            var names = await Standings.NamesAsync(db, platform, persons, cancellationToken);
            var shown = persons.Select(p => names.GetValueOrDefault(p) is { Length: > 0 } name ? Shown.Short(name) : phrases.Nameless);
            line.Add(Strong.Of(string.Join(", ", shown)));
            line.Add(new TextRun(" " + phrases.Points(half / 2.0)));
        }

        return steps.Count == 0 ? null : new Paragraph(line.ToImmutable());
    }
}

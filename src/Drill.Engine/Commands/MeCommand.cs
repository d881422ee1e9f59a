using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Data;
using Drill.Drawing;
using Drill.Phrasing;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary><c>/me</c>: one's points and rank in this chat, one's streak, and how much one covers by topic.</summary>
internal sealed class MeCommand(IPictures? pictures) : Command
{
    private const int MaximumTopics = 20, DrawnTopics = 10;

    /// <summary>Half a year.</summary>
    private const int Weeks = 26;

    public override string Name => "me";

    public override string Summary(Phrases phrases) => phrases.MeSummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (db, phrases, personId) = (context.Db, context.Phrases, context.Person.Id);
        var days = await Facts.Honest(db.Attempts.AsNoTracking()).Where(a => a.PersonId == personId).Select(a => a.LocalDate).Distinct().ToListAsync(cancellationToken);
        if (days.Count == 0)
        {
            return CommandContext.Tell(phrases.MeEmpty);
        }

        var items = new List<ListItem>();
        if (!context.Chat.IsPrivate)
        {
            foreach (var period in new[] { StandingPeriod.Week, StandingPeriod.All })
            {
                var ranked = await Standings.ReadAsync(db, context.Chat.Id, period, context.Today, null, personId, cancellationToken);
                var own = ranked.FirstOrDefault(r => r.Row.Person == personId);
                Add(phrases.MePoints(period), own is null ? phrases.NotRankedYet : phrases.PointsAndRank(own.Row.HalfPoints / 2.0, own.Rank, ranked.Length));
            }
        }

        var streak = Streaks.From(days.Select(d => d.ToLocalDate()), context.Today);
        Add(phrases.StreakLabel, phrases.Streak(streak.Current, streak.Longest, streak.Freezes));
        var topics = await db.Attempts.AsNoTracking().Where(a => a.PersonId == personId && a.GraderVersion != Facts.NoGrader && a.Number == 1)
            .GroupBy(a => a.Topic).Select(g => new { Topic = g.Key, Half = g.Average(a => a.HalfPoints), Count = g.Count() })
            .OrderByDescending(t => t.Count).ThenBy(t => t.Topic).Take(MaximumTopics).ToListAsync(cancellationToken);
        var marks = await db.SelfMarks.AsNoTracking().Where(m => m.PersonId == personId)
            .Join(db.Attempts.Where(a => a.Number == 1), m => m.AttemptId, a => a.Id, (m, a) => new { a.Topic, m.Share })
            .GroupBy(m => m.Topic).Select(g => new { g.Key, Share = g.Sum(m => m.Share) }).ToDictionaryAsync(m => m.Key, m => m.Share, StringComparer.Ordinal, cancellationToken);
        var body = new Body([Paragraph.Of(Strong.Of(phrases.MeTitle)), new BulletList(null, [.. items])]);
        if (topics.Count > 0)
        {
            var lines = topics.Select(t => new ListItem([Paragraph.Of(
                new TextRun((context.Bank.FindTopic(t.Topic)?.TitleFor(context.Language) ?? t.Topic) + " "),
                Strong.Of(phrases.Percent(t.Half / ScoreRules.FullHalfPoints)),
                new TextRun((marks.TryGetValue(t.Topic, out var own) ? phrases.WithOwnMarks(Math.Min(1, (t.Half / ScoreRules.FullHalfPoints) + (own / t.Count))) : string.Empty)
                    + " · " + phrases.Answers(t.Count)))]));
            body = body.Then(new Body([Paragraph.Of(Strong.Of(phrases.ByTopic)), new BulletList(null, [.. lines])]));
        }

        var message = new ChatMessage(body);
        return [new MessageReply(ReplyTarget.AskerOnly, pictures is null || context.Chat.WithoutPictures
            ? message
            : message with { Pictures = [await DrawAsync(context, [.. topics.Select(t => t.Half / ScoreRules.FullHalfPoints)], cancellationToken)] })];

        void Add(string label, string value) => items.Add(new ListItem([Paragraph.Of(new TextRun(label), Strong.Of(value))]));
    }

    private async Task<Picture> DrawAsync(CommandContext context, ImmutableArray<double> topics, CancellationToken cancellationToken)
    {
        var personId = context.Person.Id;
        var first = context.Today.PlusDays(1 - (int)context.Today.DayOfWeek).PlusWeeks(1 - Weeks);
        var (from, to) = (first.ToStored(), context.Today.ToStored());
        var counts = await Facts.Honest(context.Db.Attempts.AsNoTracking()).Where(a => a.PersonId == personId && a.LocalDate >= from && a.LocalDate <= to)
            .GroupBy(a => a.LocalDate).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(d => d.Key, d => d.Count, cancellationToken);
        var answers = Enumerable.Range(from, to - from + 1).Select(day => counts.GetValueOrDefault(day)).ToImmutableArray();
        var months = Enumerable.Range(0, Weeks).Select(week => first.PlusWeeks(week)).Select(monday => monday.Day <= 7 ? monday.Month : 0).ToImmutableArray();
        var drawn = topics[..Math.Min(topics.Length, DrawnTopics)];
        return new Picture("days.png", pictures!.Draw(new DaysPicture(answers, months, drawn)), context.Phrases.DaysPicture(counts.Count, Weeks, drawn.Length));
    }
}

using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary><c>/me</c>: one's points and rank in this chat, one's streak, and how much one covers by topic.</summary>
internal sealed class MeCommand : Command
{
    private const int MaximumTopics = 20;

    public override string Name => "me";

    public override string Summary(Phrases phrases) => phrases.MeSummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (db, phrases, personId) = (context.Db, context.Phrases, context.Person.Id);
        var days = await db.Attempts.AsNoTracking().Where(a => a.PersonId == personId).Select(a => a.LocalDate).Distinct().ToListAsync(cancellationToken);
        if (days.Count == 0)
        {
            return CommandContext.Tell(phrases.MeEmpty);
        }

        var items = new List<ListItem>();
        if (!context.Chat.IsPrivate)
        {
            foreach (var period in new[] { StandingPeriod.Week, StandingPeriod.All })
            {
                var ranked = await Standings.ReadAsync(db, context.Chat.Id, Periods.Of(period, context.Today), null, cancellationToken);
                var own = ranked.FirstOrDefault(r => r.Row.Person == personId);
                Add(phrases.MePoints(period), own is null ? phrases.NotRankedYet : phrases.PointsAndRank(own.Row.HalfPoints / 2.0, own.Rank, ranked.Length));
            }
        }

        var streak = Streaks.From(days.Select(d => d.ToLocalDate()), context.Today);
        Add(phrases.StreakLabel, phrases.Streak(streak.Current, streak.Longest, streak.Freezes));
        var topics = await db.Attempts.AsNoTracking().Where(a => a.PersonId == personId && a.GraderVersion != Facts.NoGrader && a.Number == 1)
            .GroupBy(a => a.Topic).Select(g => new { Topic = g.Key, Coverage = g.Average(a => a.Coverage), Count = g.Count() })
            .OrderByDescending(t => t.Count).Take(MaximumTopics).ToListAsync(cancellationToken);
        var body = new Body([Paragraph.Of(Strong.Of(phrases.MeTitle)), new BulletList(null, [.. items])]);
        if (topics.Count > 0)
        {
            var lines = topics.Select(t => new ListItem([Paragraph.Of(
                new TextRun((context.Bank.FindTopic(t.Topic)?.TitleFor(context.Language) ?? t.Topic) + " "),
                Strong.Of(phrases.Percent(t.Coverage)),
                new TextRun(" · " + phrases.Answers(t.Count)))]));
            body = body.Then(new Body([Paragraph.Of(Strong.Of(phrases.ByTopic)), new BulletList(null, [.. lines])]));
        }

        return CommandContext.Tell(body);

        void Add(string label, string value) => items.Add(new ListItem([Paragraph.Of(new TextRun(label), Strong.Of(value))]));
    }
}

using CsCheck;
using Drill.Standing;
using NodaTime;

namespace Drill.Engine.Tests.Standing;

public sealed class ScoreRulesTests
{
    private static readonly AttemptFact Fact = new(1, 1, 1, 1, new LocalDate(2026, 5, 1), Instant.FromUtc(2026, 5, 1, 8, 0), 1, HelpSeen: false, PostWasOpen: true, InGroup: true);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 20)]
    [InlineData(0.5, 10)]
    [InlineData(0.525, 11)]
    [InlineData(0.52, 10)]
    [InlineData(1.0 / 3, 7)]
    [InlineData(0.0249, 0)]
    [InlineData(-1, 0)]
    [InlineData(7, 20)]
    [InlineData(double.NaN, 0)]
    public void Points_are_ten_times_the_coverage_rounded_to_halves(double coverage, int halfPoints) => Assert.Equal(halfPoints, ScoreRules.HalfPointsFor(coverage));

    [Fact]
    public void A_first_attempt_without_help_in_a_group_while_the_post_is_open_ranks() =>
        Assert.Equal(new Judgement(20, WhyUnranked.Ranked), ScoreRules.Judge(Fact, default));

    [Fact]
    public void Whatever_breaks_a_rule_keeps_its_points_but_does_not_rank()
    {
        Assert.Equal(new Judgement(20, WhyUnranked.PrivatePractice), ScoreRules.Judge(Fact with { InGroup = false }, default));
        Assert.Equal(new Judgement(20, WhyUnranked.PostClosed), ScoreRules.Judge(Fact with { PostWasOpen = false }, default));
        Assert.Equal(new Judgement(20, WhyUnranked.HelpSeen), ScoreRules.Judge(Fact with { HelpSeen = true }, default));
        Assert.Equal(new Judgement(20, WhyUnranked.NotFirst), ScoreRules.Judge(Fact, new AttemptCounters(1, 0)));
        Assert.Equal(new Judgement(20, WhyUnranked.DailyLimit), ScoreRules.Judge(Fact, new AttemptCounters(0, 5)));
        Assert.Equal(new Judgement(20, WhyUnranked.Voided), ScoreRules.Judge(Fact with { IsVoided = true }, default));
        Assert.Equal(new Judgement(0, WhyUnranked.NotGraded), ScoreRules.Judge(Fact with { IsGraded = false }, default));
    }

    [Fact]
    public void The_sixth_post_of_a_local_day_does_not_rank_but_the_first_of_the_next_day_does()
    {
        var facts = Enumerable.Range(1, 7).Select(i => Fact with { Attempt = i, Post = i, At = Fact.At + Duration.FromMinutes(i), Day = new LocalDate(2026, 5, i == 7 ? 2 : 1) });
        var reasons = ScoreRules.Rebuild(facts).Select(j => j.Judgement.Reason);
        Assert.Equal([.. Enumerable.Repeat(WhyUnranked.Ranked, 5), WhyUnranked.DailyLimit, WhyUnranked.Ranked], reasons);
    }

    [Fact]
    public void A_refused_answer_leaves_the_first_attempt_open()
    {
        var refused = Fact with { IsGraded = false };
        var rewritten = Fact with { Attempt = 2, At = Fact.At + Duration.FromMinutes(1) };
        Assert.Equal([WhyUnranked.NotGraded, WhyUnranked.Ranked], ScoreRules.Rebuild([rewritten, refused]).Select(j => j.Judgement.Reason));
    }

    [Fact]
    public void Counting_attempts_as_they_come_in_equals_the_rebuild_from_the_facts() => Facts.Sample(facts =>
    {
        var seen = new List<(AttemptFact Fact, Judgement Judgement)>();
        foreach (var fact in facts)
        {
            // As a query over the rows before it would count.
            var before = seen.Where(s => s.Fact.Person == fact.Person).ToArray();
            var counters = new AttemptCounters(
                before.Count(s => s.Fact.Post == fact.Post && s.Fact.IsGraded),
                before.Count(s => s.Fact.Chat == fact.Chat && s.Fact.Day == fact.Day && s.Judgement.IsRanked));
            seen.Add((fact, ScoreRules.Judge(fact, counters)));
        }

        var rebuilt = ScoreRules.Rebuild(facts.Reverse());
        return seen.SequenceEqual(rebuilt.Select(j => (j.Fact, j.Judgement)));
    });

    [Fact]
    public void Whatever_happens_nobody_ranks_twice_at_a_post_or_more_than_five_times_a_day() => Facts.Sample(facts =>
    {
        var ranked = ScoreRules.Rebuild(facts).Where(j => j.Judgement.IsRanked).Select(j => j.Fact).ToArray();
        return ranked.GroupBy(f => (f.Person, f.Post)).All(g => g.Count() == 1)
            && ranked.GroupBy(f => (f.Person, f.Chat, f.Day)).All(g => g.Count() <= ScoreRules.RankedPostsPerDay)
            && ranked.All(f => f is { InGroup: true, PostWasOpen: true, HelpSeen: false, IsGraded: true, IsVoided: false });
    });

    [Fact]
    public void After_a_void_the_standings_are_what_they_would_have_been_had_nobody_ranked_there() => Facts.Sample(facts =>
    {
        var voided = facts.Select(f => f.Post == 1 ? f with { IsVoided = true } : f).ToArray();
        return ScoreRules.Rebuild(voided).Where(j => j.Judgement.IsRanked).Select(j => j.Fact)
            .SequenceEqual(ScoreRules.Rebuild(facts.Where(f => f.Post != 1)).Where(j => j.Judgement.IsRanked).Select(j => j.Fact));
    });

    private static Gen<AttemptFact[]> Facts =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 12], Gen.Int[0, 40], Gen.Double[0, 1], Gen.Int[0, 255])
            .Array[0, 80]
            .Select(rows => rows
                .OrderBy(r => r.Item3)
                .Select((r, i) => new AttemptFact(
                    i + 1,
                    r.Item1,
                    r.Item2,
                    r.Item2 % 2,
                    new LocalDate(2026, 5, 1).PlusDays(r.Item3 / 20),
                    Fact.At + Duration.FromHours(r.Item3),
                    r.Item4,
                    HelpSeen: r.Item5 % 8 == 0,
                    PostWasOpen: r.Item5 % 7 != 0,
                    InGroup: r.Item2 % 2 == 0 || r.Item5 % 2 == 0,
                    IsGraded: r.Item5 % 5 != 0))
                .ToArray());
}

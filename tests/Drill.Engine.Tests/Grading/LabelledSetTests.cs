using Drill.Grading;

namespace Drill.Engine.Tests.Grading;

/// <summary>The grader against answers that people labelled: order and states, never decimals.</summary>
public sealed class LabelledSetTests
{
    [Fact]
    public void There_are_twenty_questions_of_two_languages_with_answers_of_every_kind()
    {
        Assert.True(LabelledQuestion.All.Length >= 20);
        Assert.Equal(["en", "zh"], LabelledQuestion.All.Select(q => q.Language).Distinct());
        Assert.All(LabelledQuestion.All, q => Assert.Equal(LabelledQuestion.Kinds.Length, q.Answers.Count));
    }

    [Fact]
    public void A_full_answer_covers_everything() => Each("full", (_, v) => v.IsFull);

    [Fact]
    public void A_full_answer_in_the_other_language_covers_nearly_everything() => Each("other", (_, v) => v.IsGraded && v.Coverage >= 0.75);

    [Fact]
    public void Half_an_answer_is_told_what_it_has_and_what_is_missing() =>
        Each("partial", (_, v) => v.IsGraded && !v.IsFull && v.Points.Any(p => p.State != PointState.NotRecognised));

    [Fact]
    public void A_wrong_answer_covers_no_point_and_is_still_graded() => Each("wrong", (_, v) => v.IsGraded && v.Points.All(p => p.State != PointState.Covered));

    [Fact]
    public void A_paraphrase_is_graded_and_never_called_more_than_it_shows() => Each("paraphrase", (_, v) => v.IsGraded && !v.IsFull);

    [Fact]
    public void Typing_mistakes_cost_little() => Each("typos", (_, v) => v.IsGraded && v.Coverage >= 0.6);

    [Fact]
    public void Names_without_sentences_never_reach_full_points() => Each("stuffed", (_, v) => v.Guard == Guard.KeywordList);

    [Fact]
    public void What_is_denied_is_asked_about_and_neither_counted_whole_nor_held_against_anybody() =>
        Each("negated", (q, v) => v.IsGraded && v.Points.Any(p => p.IsDenied) && !v.IsFull && Heaviest(q, v).IsDenied
            && v.Points.Where(p => p.IsDenied).All(p => p is { State: PointState.Partly, Evidence.IsEmpty: false }));

    [Fact]
    public void No_other_answer_is_asked_about()
    {
        foreach (var kind in new[] { "full", "partial", "typos", "other" })
        {
            Each(kind, (_, v) => v.Points.All(p => !p.IsDenied));
        }
    }

    [Fact]
    public void The_question_again_is_no_answer() => Each("copied", (_, v) => v.Guard == Guard.CopiedQuestion);

    [Fact]
    public void Better_answers_never_score_less() => Ordered((q, kind) => Grade(q, kind).Coverage, "full", "partial", "wrong");

    [Fact]
    public void A_full_answer_scores_more_than_half_of_one_also_by_the_reference_alone() => Ordered(ByReference, "full", "partial");

    [Fact]
    public void By_the_reference_alone_the_kinds_fall_in_line_over_the_whole_set()
    {
        double Mean(string kind) => LabelledQuestion.All.Average(q => ByReference(q, kind));
        Assert.True(Mean("full") > Mean("typos"));
        Assert.True(Mean("typos") > Mean("partial"));
        Assert.True(Mean("partial") > Mean("paraphrase"));
        Assert.True(Mean("paraphrase") >= Mean("wrong"));
        Assert.True(Mean("negated") < Mean("full"));
    }

    private static PointVerdict Heaviest(LabelledQuestion question, Verdict verdict) => verdict.Points.MaxBy(p => (question.Points[p.KeyPoint].Weight, -p.KeyPoint))!;

    private static void Each(string kind, Func<LabelledQuestion, Verdict, bool> holds)
    {
        var broken = LabelledQuestion.All.Select(q => (Question: q, Verdict: Grade(q, kind))).Where(g => !holds(g.Question, g.Verdict))
            .Select(g => $"{g.Question.Question} [{kind}] {g.Verdict.Guard} {g.Verdict.States()}{(g.Verdict.Points.Any(p => p.IsDenied) ? " asked" : "")}: "
                + string.Join(" / ", g.Verdict.Points.SelectMany(p => p.Evidence)));
        Assert.True(!broken.Any(), string.Join("\n", broken));
    }

    private static void Ordered(Func<LabelledQuestion, string, double> score, params string[] kinds)
    {
        var broken = from question in LabelledQuestion.All
                     let scores = kinds.Select(k => score(question, k)).ToArray()
                     where scores.Zip(scores[1..]).Any(p => p.First <= p.Second)
                     select $"{question.Question}: {string.Join(", ", scores)}";
        Assert.True(!broken.Any(), string.Join("\n", broken));
    }

    private static Verdict Grade(LabelledQuestion question, string kind) =>
        KeyPointGrader.Grade(question.Language, question.Question, question.Points, question.Answers[kind]);

    private static double ByReference(LabelledQuestion question, string kind) =>
        new ReferenceGrader(question.Language, question.Question, question.Reference).Grade(question.Answers[kind]).Score;
}

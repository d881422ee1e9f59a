using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

public sealed class SelfCheckTests
{
    [Fact]
    public void A_reference_answer_that_says_everything_is_full()
    {
        var report = SelfCheck.Run("en", Sample.English, string.Join(' ', Sample.EnglishSentences), Sample.EnglishPoints, "Think of a matrix.", []);
        Assert.True(report.ReferenceIsFull);
        Assert.All(report.Points, p => Assert.Empty(p.MissingTerms));
        Assert.Empty(report.GivenAwayByHint);
    }

    [Fact]
    public void Terms_that_the_reference_answer_does_not_say_are_named()
    {
        var report = SelfCheck.Run("en", Sample.English, Sample.EnglishSentences[0] + " It uses a contrastive loss.", Sample.EnglishPoints, null, []);
        Assert.False(report.ReferenceIsFull);
        Assert.Equal([PointState.Covered, PointState.Partly, PointState.NotRecognised, PointState.NotRecognised], report.Points.Select(p => p.State));
        Assert.Equal(["batch"], report.Points[1].MissingTerms);
        Assert.Equal(["zero-shot", "prompt"], report.Points[3].MissingTerms);
    }

    [Fact]
    public void Terms_that_the_question_itself_says_are_named()
    {
        var report = SelfCheck.Run("en", "What is a contrastive loss?", "It is InfoNCE.", [new KeyPoint("It is contrastive.", 1, [Sample.Term("contrastive"), Sample.Term("InfoNCE")])], null, []);
        Assert.Equal(["contrastive"], report.Points[0].TermsInQuestion);
        Assert.True(report.ReferenceIsFull);
    }

    [Fact]
    public void A_hint_or_a_wrong_option_that_gives_a_point_away_is_named()
    {
        var form = new ChoiceForm(null, [new ChoiceOption("A", "a learned temperature", false), new ChoiceOption("B", "the temperature", true), new ChoiceOption("C", "the batch", false)], null);
        var report = SelfCheck.Run("en", Sample.English, "It has a temperature.", Sample.EnglishPoints, "Think of the temperature.", [form]);
        Assert.Equal([2], report.GivenAwayByHint);
        Assert.Equal([new OptionCheck(0, 0, 2)], report.GivenAwayByOptions);
    }

    [Fact]
    public void A_reference_answer_of_any_length_and_style_is_checked()
    {
        var list = string.Join(", ", Sample.EnglishPoints.SelectMany(p => p.Terms).Select(t => t.Text)) + new string('.', 10_000);
        Assert.True(SelfCheck.Run("en", Sample.English, list, Sample.EnglishPoints, null, []).ReferenceIsFull);
    }

    [Fact]
    public void Without_key_points_there_is_nothing_to_check() => Assert.Empty(SelfCheck.Run("en", "?", "!", [], "hint", []).Points);
}

using Drill.Content;
using Drill.Engine.Tests.Content;
using Drill.Grading;
using Drill.Questions;
using Drill.Text;

namespace Drill.Engine.Tests.Grading;

/// <summary>The grader and the bank that ships with it, held to each other.</summary>
public sealed class ShippedBankTests
{
    private static readonly QuestionBank Bank = BankCompiler.CompileFolders([Path.Combine(Repository.Root, "content")]).Bank;

    private static IEnumerable<(Question Question, QuestionVariant Variant)> Open =>
        from question in Bank.Questions
        from variant in question.Variants
        where !variant.Answer.IsEmpty
        select (question, variant);

    [Fact]
    public void Every_reference_answer_covers_all_its_key_points()
    {
        Assert.NotEmpty(Open);
        foreach (var (question, variant) in Open)
        {
            var report = SelfCheck.Run(variant.Language, Text(variant.Prompt), Text(variant.Answer), variant.KeyPoints, null, []);
            Assert.True(report.ReferenceIsFull, $"{question.Id} {variant.Language}: {string.Join("; ", report.Points.SelectMany(p => p.MissingTerms))}");
            Assert.Equal(Guard.None, Grade(variant, Text(variant.Answer)).Guard);
        }
    }

    [Fact]
    public void The_answer_in_one_language_is_recognised_when_the_question_is_asked_in_the_other()
    {
        foreach (var (question, variant) in Open)
        {
            foreach (var other in question.Variants.Where(v => v != variant))
            {
                var verdict = Grade(variant, Text(other.Answer));
                Assert.True(verdict.Coverage >= 0.8, $"{question.Id} {variant.Language} answered in {other.Language}: {verdict.Coverage:0.00}");
            }
        }
    }

    [Fact]
    public void Hints_and_questions_give_no_points()
    {
        foreach (var (question, variant) in Open)
        {
            Assert.False(Grade(variant, Text(variant.Prompt)).Coverage > 0, $"{question.Id} {variant.Language}: the question");
            Assert.False(variant.Hint is { } hint && Grade(variant, Text(hint)).Coverage >= 0.5, $"{question.Id} {variant.Language}: the hint");
        }
    }

    [Fact]
    public void Neither_a_hint_nor_a_wrong_option_covers_a_key_point()
    {
        foreach (var (question, variant) in Open)
        {
            var hint = variant.Hint is { } body ? Text(body) : null;
            var report = SelfCheck.Run(variant.Language, Text(variant.Prompt), Text(variant.Answer), variant.KeyPoints, hint, variant.Choices);
            Assert.True(report.GivenAwayByHint.IsEmpty, $"{question.Id} {variant.Language}: the hint");
            Assert.True(report.GivenAwayByOptions.IsEmpty, $"{question.Id} {variant.Language}: {string.Join("; ", report.GivenAwayByOptions)}");
        }
    }

    [Theory]
    [InlineData(", ")]
    [InlineData(" and the ")]
    [InlineData("、")]
    [InlineData("和")]
    public void Writing_all_aliases_never_reaches_full_points(string between)
    {
        foreach (var (question, variant) in Open)
        {
            var names = variant.KeyPoints.SelectMany(p => p.Terms).SelectMany(t => t.Aliases.Prepend(t.Text));
            Assert.False(Grade(variant, string.Join(between, names)).IsFull, $"{question.Id} {variant.Language}");
        }
    }

    [Fact]
    public void The_answer_to_another_question_never_covers_everything()
    {
        var all = Open.ToArray();
        foreach (var (question, variant) in all)
        {
            foreach (var (other, answer) in all.Where(o => o.Question != question && string.Equals(o.Variant.Language, variant.Language, StringComparison.Ordinal)))
            {
                var verdict = Grade(variant, Text(answer.Answer));
                Assert.False(verdict.IsFull, $"{question.Id} {variant.Language}: the answer to {other.Id}");
            }
        }
    }

    private static Verdict Grade(QuestionVariant variant, string answer) =>
        KeyPointGrader.Grade(variant.Language, Text(variant.Prompt), variant.KeyPoints, answer[..Math.Min(answer.Length, KeyPointGrader.MaximumLength)]);

    private static string Text(Body body) => Drill.Text.PlainText.Of(body);
}

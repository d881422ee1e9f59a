using System.Collections.Immutable;
using CsCheck;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

public sealed class KeyPointGraderProperties
{
    private const string Noise = "That day the weather was fine, and so we all went out to see the sea.";

    [Fact]
    public void More_covered_points_never_score_less_and_the_order_of_sentences_changes_nothing() =>
        Gen.Select(Gen.Int[1, 15], Gen.Int[1, 15], Gen.Shuffle(new[] { 0, 1, 2, 3 }), Gen.Bool).Sample((some, more, order, chinese) =>
        {
            var less = Write(some, [0, 1, 2, 3], chinese);
            var moreToo = Write(some | more, [0, 1, 2, 3], chinese);
            var shuffled = Write(some | more, order, chinese);
            return less.Coverage <= moreToo.Coverage
                && less.Points.Zip(moreToo.Points).All(p => p.First.State >= p.Second.State)
                && string.Equals(moreToo.States(), shuffled.States(), StringComparison.Ordinal);
        });

    [Fact]
    public void Noise_never_adds_points() => Gen.Select(Gen.Int[1, 15], Gen.Int[1, 5]).Sample((sentences, times) =>
    {
        var answer = Text(sentences, [0, 1, 2, 3], chinese: false);
        var noisy = answer + string.Concat(Enumerable.Repeat(" " + Noise, times));
        return Sample.Grade(noisy).Coverage <= Sample.Grade(answer).Coverage;
    });

    [Fact]
    public void Nothing_that_is_typed_breaks_the_grader_and_every_evidence_is_a_slice_of_the_answer() =>
        Hostile.Sample(
            answer =>
            {
                foreach (var verdict in new[] { Sample.Grade(answer), Sample.GradeChinese(answer) })
                {
                    if (verdict.Points.Length != 4
                        || verdict.Coverage is < 0 or > 1
                        || verdict.IsFull != verdict.Points.All(p => p.State == PointState.Covered)
                        || verdict.Points.Any(p => p.Evidence.Length > PointVerdict.MaximumEvidence || p.Evidence.IsEmpty != (p.State == PointState.NotRecognised))
                        || verdict.Points.SelectMany(p => p.Evidence).Any(e => e.Length == 0 || !answer.Contains(e, StringComparison.Ordinal)))
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 3_000);

    [Fact]
    public void Nothing_in_a_bank_breaks_the_grader() =>
        Gen.Select(Hostile, Hostile, Hostile.Array[0, 4], Hostile).Sample(
            (question, text, names, answer) =>
            {
                ImmutableArray<KeyPoint> points = [new(text, 1, [new KeyTerm(text, [.. names])]), new(text, 0, []), new("", 99, [])];
                return KeyPointGrader.Grade("", question, points, answer).Points.Length == 3
                    && SelfCheck.Run("en", question, answer, points, text, []).Points.Length == 3;
            },
            iter: 1_000);

    [Fact]
    public void The_same_answer_always_gets_the_same_verdict()
    {
        var answer = string.Join(' ', Sample.EnglishSentences);
        var (first, second) = (Sample.Grade(answer), Sample.Grade(answer));
        Assert.Equal(first.Coverage, second.Coverage);
        Assert.Equal(first.Points.SelectMany(p => p.Evidence), second.Points.SelectMany(p => p.Evidence));
    }

    /// <summary>A generous limit, because other work runs beside the tests: what must not be is a minute for one answer.</summary>
    [Theory]
    [InlineData("a ")]
    [InlineData("编码")]
    [InlineData("image encoder ")]
    [InlineData("图像编码器")]
    [InlineData("contrastive batch temperatur ")]
    [InlineData("e\u0301")]
    [InlineData("\u0301")]
    [InlineData("x")]
    [InlineData(".")]
    [InlineData("的")]
    [InlineData("\ud83d")]
    [InlineData("👩‍👩‍👧‍👦")]
    public void The_most_awkward_answers_of_full_length_are_graded_at_once(string piece)
    {
        var answer = string.Concat(Enumerable.Repeat(piece, KeyPointGrader.MaximumLength / piece.Length));
        ImmutableArray<KeyPoint> points =
            [.. Enumerable.Range(0, 12).Select(i => new KeyPoint(answer[..100], 1, [.. Enumerable.Range(1, 10).Select(j => new KeyTerm(string.Concat(Enumerable.Repeat(piece, i + j)), [$"{piece} of {piece}", $"temperature{i}{j}"]))]))];
        var time = TimeProvider.System.GetTimestamp();
        KeyPointGrader.Grade("en", "Why?", points, answer);
        Sample.Grade(answer);
        Assert.InRange(TimeProvider.System.GetElapsedTime(time).TotalSeconds, 0, 3);
    }

    private static Gen<string> Hostile { get; } = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["abcimageencodertextcontrastivebatchtemperature .,!?\n-–'’’+#0123456789编码图像对比学习温度批次的无非自监督，。；、\u0301\u200d\ud83d\ude00\ud800ＩｍａＡß\u0e01\u0e33ｶﾞ"], 0, 300],
        Gen.OneOf(Gen.Const("image encoder"), Gen.Const("文本编码器"), Gen.Const("InfoNCE"), Gen.Const("batch"), Gen.Const("the "), Gen.Const("not "), Gen.Const("."), Gen.Const("，"), Gen.Const(" "), Gen.Const("zero-"), Gen.Const("shot"), Gen.Const("prompts"), Gen.Const("温"), Gen.Const("度"))
            .Array[0, 60].Select(string.Concat));

    private static Verdict Write(int sentences, int[] order, bool chinese)
    {
        var text = Text(sentences, order, chinese);
        return chinese ? Sample.GradeChinese(text) : Sample.Grade(text);
    }

    private static string Text(int sentences, int[] order, bool chinese) =>
        string.Join(chinese ? "" : " ", order.Where(i => (sentences & (1 << i)) != 0).Select(i => (chinese ? Sample.ChineseSentences : Sample.EnglishSentences)[i]));
}

using System.Text.Json;
using CsCheck;
using Drill.Grading;

namespace Drill.Engine.Tests.Grading;

public sealed class GradeLinesTests
{
    private const string Reference = "A stack is last in, first out. A queue hands the oldest element out first.";

    [Fact]
    public void A_line_without_key_points_is_graded_by_the_sentences_of_the_reference()
    {
        var graded = Grade(new { question = "Compare both.", reference = Reference, answer = "With the queue the oldest element comes out first.", language = "en" });
        Assert.InRange(graded.GetProperty("score").GetDouble(), 0.3, 0.9);
        var points = graded.GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal(["A stack is last in, first out", "A queue hands the oldest element out first"], points.Select(p => p.GetProperty("text").GetString()));
        Assert.Equal(["notRecognised", "covered"], points.Select(p => p.GetProperty("state").GetString()));
        Assert.Contains(points[1].GetProperty("evidence").EnumerateArray(), e => e.GetString() is "oldest element");
        Assert.False(graded.TryGetProperty("guard", out _));
    }

    [Fact]
    public void The_reference_itself_scores_one_and_nothing_scores_zero()
    {
        Assert.Equal(1, Score(Reference));
        Assert.Equal(0, Score("Bananas are yellow, and they grow on a tree."));
    }

    [Fact]
    public void Scores_are_finer_than_three_steps()
    {
        string[] answers =
        [
            "It is about an element.", "The oldest element goes.", "A queue gives the oldest element out.",
            "A stack is last in; a queue gives the oldest element out first.", Reference,
        ];
        var scores = answers.Select(Score).ToArray();
        Assert.Equal(scores.Order(), scores);
        Assert.Equal(answers.Length, scores.Distinct().Count());
    }

    [Fact]
    public void Key_points_may_be_strings_or_objects_with_terms()
    {
        var graded = Grade(new
        {
            question = "Why do plants need light?",
            reference = "",
            keyPoints = new object[] { "Light is turned into sugar.", new { text = "Oxygen is released.", weight = 3, terms = new object[] { "oxygen", new { text = "release", aliases = new[] { "gives off" } } } } },
            answer = "It makes sugar and gives off oxygen.",
            language = "en",
        });
        var points = graded.GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal("covered", points[1].GetProperty("state").GetString());
        Assert.InRange(graded.GetProperty("score").GetDouble(), 0.75, 1);
    }

    [Fact]
    public void What_is_denied_is_marked_and_counts_half()
    {
        var said = Grade(new { question = "Why?", reference = "The plant releases oxygen.", answer = "Because the plant releases oxygen." });
        var denied = Grade(new { question = "Why?", reference = "The plant releases oxygen.", answer = "Because the plant never releases oxygen." });
        Assert.True(denied.GetProperty("points")[0].GetProperty("asked").GetBoolean());
        Assert.Equal(said.GetProperty("score").GetDouble() / 2, denied.GetProperty("score").GetDouble(), 0.05);
    }

    [Theory]
    [InlineData("stack queue element oldest newest heap tree node", "keywordList")]
    [InlineData("   ", "empty")]
    [InlineData("Compare a stack and a queue, both of them", "copiedQuestion")]
    public void An_answer_that_is_not_scored_says_why(string answer, string guard)
    {
        var graded = Grade(new { question = "Compare a stack and a queue, both of them", reference = Reference, answer });
        Assert.Equal((0, guard), (graded.GetProperty("score").GetDouble(), graded.GetProperty("guard").GetString()));
    }

    [Fact]
    public void Where_the_reference_is_a_list_a_list_is_an_answer()
    {
        var graded = Grade(new { question = "Name the pillars.", reference = "Encapsulation, inheritance, polymorphism, abstraction.", answer = "inheritance polymorphism encapsulation abstraction coupling cohesion modules" });
        Assert.False(graded.TryGetProperty("guard", out _));
        Assert.True(graded.GetProperty("score").GetDouble() > 0.8);
    }

    [Fact]
    public void A_chinese_line_is_graded_too()
    {
        var graded = Grade(new { question = "为什么需要光？", reference = "光合作用把二氧化碳变成糖。同时放出氧气。", answer = "植物靠光合作用制造糖。", language = "zh" });
        Assert.Equal(2, graded.GetProperty("points").GetArrayLength());
        Assert.InRange(graded.GetProperty("score").GetDouble(), 0.2, 0.8);
        Assert.Contains("光合作", graded.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The line is empty")]
    [InlineData(" \t", "The line is empty")]
    [InlineData("{", "no JSON object, at byte 2 of the line")]
    [InlineData("""{"answer":"x" "reference":"y"}""", "at byte 15 of the line")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"reference":"x y z"}""", "\"answer\" is missing")]
    [InlineData("""{"answer":"x"}""", "\"reference\" is missing")]
    [InlineData("""{"answer":"x","reference":"?!"}""", "no word")]
    [InlineData("""{"answer":5,"reference":"x"}""", "\"answer\" is no string")]
    [InlineData("""{"answer":"x","keyPoints":"y"}""", "\"keyPoints\" is no list")]
    [InlineData("""{"answer":"x","keyPoints":[5]}""", "neither a string nor an object")]
    [InlineData("""{"answer":"x","keyPoints":[{"text":"y","weight":-1}]}""", "\"weight\"")]
    [InlineData("""{"answer":"\ud800","reference":"x"}""", "half of a character")]
    [InlineData(null, "longer than")]
    public void A_line_that_cannot_be_read_is_answered_with_what_is_wrong_and_its_number(string? line, string message)
    {
        var (json, isError) = GradeLines.Grade(line, 7);
        Assert.True(isError);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(7, document.RootElement.GetProperty("line").GetInt64());
        Assert.Contains(message, document.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_comes_back_as_one_line_of_json() => Gen.Select(Gen.String, Gen.String, Gen.String, Gen.Bool).Sample(
        (question, reference, answer, listed) =>
        {
            var line = listed
                ? JsonSerializer.Serialize(new { question, reference, answer, keyPoints = new[] { reference, question } })
                : JsonSerializer.Serialize(new { question, reference, answer });
            var (json, isError) = GradeLines.Grade(line, 1);
            using var document = JsonDocument.Parse(json);
            return !json.Contains('\n', StringComparison.Ordinal) && (isError || document.RootElement.GetProperty("score").GetDouble() is >= 0 and <= 1);
        },
        iter: 2_000);

    [Fact]
    public void More_of_the_reference_never_scores_less_and_the_order_of_its_sentences_changes_nothing()
    {
        string[] sentences = ["A stack is last in, first out.", "A queue hands the oldest element out.", "Both hold references in memory.", "Neither is sorted by a comparer."];
        var whole = string.Join(' ', sentences);
        Gen.Select(Gen.Int[1, 15], Gen.Int[0, 15], Gen.Shuffle(new[] { 0, 1, 2, 3 })).Sample((some, more, order) =>
            Of(some, [0, 1, 2, 3]) <= Of(some | more, [0, 1, 2, 3]) + 1e-4 && Math.Abs(Of(some | more, order) - Of(some | more, [0, 1, 2, 3])) < 1e-4);

        double Of(int chosen, int[] order) =>
            Grade(new { question = "Compare.", reference = whole, answer = string.Join(' ', order.Where(i => (chosen >> i & 1) == 1).Select(i => sentences[i])) }).GetProperty("score").GetDouble();
    }

    [Fact]
    public void Words_beside_the_matter_never_add_to_the_score()
    {
        const string noise = " That day the weather was fine, and so we all went out to see the sea.";
        Assert.True(Score("The queue hands the oldest element out." + noise) <= Score("The queue hands the oldest element out."));
        Assert.True(Score("The queue hands the oldest element out." + noise + noise) <= Score("The queue hands the oldest element out." + noise));
    }

    private static double Score(string answer) => Grade(new { question = "Compare both.", reference = Reference, answer }).GetProperty("score").GetDouble();

    private static JsonElement Grade(object line)
    {
        var (json, isError) = GradeLines.Grade(JsonSerializer.Serialize(line), 1);
        Assert.False(isError, json);
        return JsonDocument.Parse(json).RootElement;
    }
}

using System.Collections.Immutable;
using Drill.Content;
using Drill.Questions;
using Drill.Text;

namespace Drill.Engine.Tests.Conversation;

/// <summary>A small bank in two languages, made in code.</summary>
internal static class TestBank
{
    public static QuestionBank Make(int open = 3, int choice = 1, string revision = "000000000001")
    {
        var questions = ImmutableArray.CreateBuilder<Question>();
        for (var i = 1; i <= open; i++)
        {
            questions.Add(new Question(QuestionId.Of("test", $"open-{i}"), "test", "gardens", 1, ["soil"], [Open("en", i, revision), Open("zh", i, revision)]));
        }

        for (var i = 1; i <= choice; i++)
        {
            questions.Add(new Question(QuestionId.Of("test", $"choice-{i}"), "test", "stars", 2, ["sky"], [Choice("en", i, several: false, revision), Choice("zh", i, several: false, revision)]));
        }

        questions.Add(new Question(QuestionId.Of("test", "several"), "test", "rivers", 3, ["water"], [Choice("en", 9, several: true, revision)]));
        return new QuestionBank(
            questions.ToImmutable(),
            [
                Topic("gardens", "Gardens", "花园", open),
                Topic("stars", "Stars", "星空", choice),
                Topic("rivers", "Rivers", "河流", 1),
            ]);
    }

    private static Topic Topic(string id, string english, string chinese, int count) =>
        new(id, ImmutableSortedDictionary<string, string>.Empty.Add("en", english).Add("zh", chinese), count);

    private static QuestionVariant Open(string language, int number, string revision) => new(
        language,
        language == "en" ? $"Why do plants need light (number {number})?" : $"植物为什么需要光（第 {number} 问）？",
        Body.Plain(language == "en" ? $"Why do plants need light (number {number})?" : $"植物为什么需要光（第 {number} 问）？"),
        Body.Plain(language == "en" ? "Photosynthesis turns light and carbon dioxide into sugar and releases oxygen." : "光合作用把光和二氧化碳变成糖，并放出氧气。"),
        [
            new KeyPoint(language == "en" ? "Photosynthesis stores energy as sugar." : "光合作用把能量存成糖。", 3, [new KeyTerm("photosynthesis", ["光合作用"]), new KeyTerm("sugar", ["糖", "glucose"])]),
            new KeyPoint(language == "en" ? "Oxygen is released." : "放出氧气。", 1, [new KeyTerm("oxygen", ["氧气"])]),
        ],
        Body.Plain(language == "en" ? "Think of what leaves make." : "想想叶子制造什么。"),
        [],
        [new SourceLink("A schoolbook", "https://example.org/book")],
        [],
        revision,
        new SourceLocation($"test.{language}.md", number, 1));

    private static QuestionVariant Choice(string language, int number, bool several, string revision) => new(
        language,
        $"Which of these are stars ({number})?",
        Body.Plain($"Which of these are stars ({number})?"),
        Body.Empty,
        [],
        null,
        [
            new ChoiceForm(null, [new ChoiceOption("A", "The moon", false), new ChoiceOption("B", "The sun", true), new ChoiceOption("C", "Mars", false), new ChoiceOption("D", "Sirius", several)], "Stars shine by themselves."),
        ],
        [],
        [],
        revision,
        new SourceLocation($"test.{language}.md", 100 + number, 1));
}

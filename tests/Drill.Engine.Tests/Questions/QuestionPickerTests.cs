using System.Collections.Immutable;
using CsCheck;
using Drill.Content;
using Drill.Questions;
using Drill.Text;
using NodaTime;

namespace Drill.Engine.Tests.Questions;

public sealed class QuestionPickerTests
{
    [Fact]
    public void Nothing_comes_twice_before_everything_has_come()
    {
        var bank = Bank(Enumerable.Range(0, 12).Select(i => Ask(i)));
        var asked = Play(bank, PickFilter.Any, 36);
        Assert.All(asked.Chunk(12), round => Assert.Equal(12, round.Distinct().Count()));
    }

    [Fact]
    public void Nothing_eligible_and_unasked_is_passed_over_also_when_the_bank_grows_and_shrinks() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 14].HashSet[1, 15].Array[1, 40]).Sample((seed, banks) =>
        {
            var asked = new List<QuestionId>();
            foreach (var present in banks)
            {
                var bank = Bank(present.Order().Select(i => Ask(i)));
                var picked = (PickResult.Picked)QuestionPicker.Pick(bank, PickFilter.Any, asked, (ulong)(seed + asked.Count));
                var unasked = bank.Questions.Where(q => !asked.Contains(q.Id)).ToArray();
                var oldest = bank.Questions.MinBy(q => asked.LastIndexOf(q.Id))!;
                if (unasked.Length > 0 ? asked.Contains(picked.Question.Id) || picked.IsRepeat : picked.Question != oldest || !picked.IsRepeat)
                {
                    return false;
                }

                asked.Add(picked.Question.Id);
            }

            return true;
        });

    [Fact]
    public void The_same_occasion_picks_the_same_question_and_another_chat_begins_elsewhere()
    {
        var bank = Bank(Enumerable.Range(0, 50).Select(i => Ask(i)));
        var date = new LocalDate(2026, 5, 1);
        var firsts = Enumerable.Range(0, 40).Select(chat => Pick(QuestionPicker.SeedFor($"chat {chat}", date, 540))).ToArray();
        Assert.Equal(firsts, Enumerable.Range(0, 40).Select(chat => Pick(QuestionPicker.SeedFor($"chat {chat}", date, 540))));
        Assert.InRange(firsts.Distinct().Count(), 15, 40);

        QuestionId Pick(ulong seed) => ((PickResult.Picked)QuestionPicker.Pick(bank, PickFilter.Any, [], seed)).Question.Id;
    }

    [Fact]
    public void The_order_of_questions_in_the_bank_does_not_matter()
    {
        var questions = Enumerable.Range(0, 20).Select(i => Ask(i)).ToArray();
        Assert.Equal(Play(Bank(questions), PickFilter.Any, 30), Play(Bank(questions.Reverse()), PickFilter.Any, 30));
    }

    [Fact]
    public void Over_many_chats_every_question_comes_first_about_equally_often()
    {
        var bank = Bank(Enumerable.Range(0, 10).Select(i => Ask(i)));
        var counts = Enumerable.Range(0, 5_000)
            .CountBy(chat => ((PickResult.Picked)QuestionPicker.Pick(bank, PickFilter.Any, [], QuestionPicker.SeedFor($"{chat}", new LocalDate(2026, 1, 1), 0))).Question.Id);
        Assert.All(counts, c => Assert.InRange(c.Value, 400, 600));
    }

    [Fact]
    public void Topics_levels_and_form_are_kept_to()
    {
        var bank = Bank(
        [
            Ask(0, "vision", 1), Ask(1, "vision", 2), Ask(2, "language", 1), Ask(3, "language", 3, choices: 1), Ask(4, "language", 3, answer: false, choices: 1),
        ]);
        Assert.Equal(["b/0", "b/1"], Play(bank, PickFilter.Of(["VISION"], [], null), 2).Select(q => q.Value).Order());
        Assert.Equal(["b/0", "b/2"], Play(bank, PickFilter.Of([], [1], null), 2).Select(q => q.Value).Order());
        Assert.Equal(["b/3", "b/4"], Play(bank, PickFilter.Of([], [], QuestionForm.Choice), 2).Select(q => q.Value).Order());
        Assert.Equal(["b/3"], Play(bank, PickFilter.Of(["language", "gone"], [2, 3], QuestionForm.Open), 1).Select(q => q.Value));
    }

    [Fact]
    public void A_question_is_asked_in_a_form_it_has()
    {
        var bank = Bank([Ask(0, choices: 1), Ask(1, answer: false, choices: 1), Ask(2)]);
        var forms = Enumerable.Range(0, 60).Select(i => (PickResult.Picked)QuestionPicker.Pick(bank, PickFilter.Any, [], (ulong)i)).ToArray();
        Assert.All(forms, p => Assert.True(p.Question.CanBeAskedAs(p.Form)));
        Assert.Equal(2, forms.Where(p => p.Question.Id.Value is "b/0").Select(p => p.Form).Distinct().Count());
    }

    [Fact]
    public void When_nothing_is_eligible_the_reason_is_told()
    {
        var bank = Bank([Ask(0, "vision", 1)]);
        Assert.Equal(NothingToPick.EmptyBank, Reason(QuestionBank.Empty, PickFilter.Any));
        Assert.Equal(NothingToPick.NoSuchTopic, Reason(bank, PickFilter.Of(["sound"], [], null)));
        Assert.Equal(NothingToPick.NoneInForm, Reason(bank, PickFilter.Of([], [], QuestionForm.Choice)));
        Assert.Equal(NothingToPick.NoneAtLevel, Reason(bank, PickFilter.Of(["vision"], [2], QuestionForm.Open)));
        Assert.Equal(["sound"], QuestionPicker.Pick(bank, PickFilter.Of(["vision", "sound"], [], null), [], 1).UnknownTopics);

        static NothingToPick Reason(QuestionBank bank, PickFilter filter) => ((PickResult.None)QuestionPicker.Pick(bank, filter, [], 1)).Reason;
    }

    private static List<QuestionId> Play(QuestionBank bank, PickFilter filter, int rounds)
    {
        var asked = new List<QuestionId>();
        for (var i = 0; i < rounds; i++)
        {
            asked.Add(((PickResult.Picked)QuestionPicker.Pick(bank, filter, asked, QuestionPicker.SeedFor("chat", new LocalDate(2026, 1, 1).PlusDays(i), 540))).Question.Id);
        }

        return asked;
    }

    private static QuestionBank Bank(IEnumerable<Question> questions)
    {
        ImmutableArray<Question> all = [.. questions];
        return new QuestionBank(all, [.. all.GroupBy(q => q.Topic, StringComparer.Ordinal).Select(g => new Topic(g.Key, ImmutableSortedDictionary<string, string>.Empty, g.Count()))]);
    }

    private static Question Ask(int id, string topic = "t", int level = 1, bool answer = true, int choices = 0)
    {
        var form = new ChoiceForm(null, [new ChoiceOption("A", "yes", true), new ChoiceOption("B", "no", false)], null);
        var variant = new QuestionVariant(
            "en", $"Question {id}?", Body.Plain("?"), answer ? Body.Plain("!") : Body.Empty, [], null, [.. Enumerable.Repeat(form, choices)], [], [], "000000000000", new SourceLocation("b.md", 1, 1));
        return new Question(QuestionId.Of("b", $"{id}"), "b", topic, level, [], [variant]);
    }
}

using Drill.Content;
using NodaTime;

namespace Drill.Questions;

/// <summary>Picks by a chat's own words for what it wants.</summary>
internal static class Picking
{
    /// <summary>The next question of a chat, or null when nothing fits.</summary>
    /// <param name="bank">The bank in use.</param>
    /// <param name="topics">Topic ids; empty for all.</param>
    /// <param name="levels">Levels; empty for all.</param>
    /// <param name="form">open, choice or mixed.</param>
    /// <param name="history">What was asked in the chat, the most recent last.</param>
    /// <param name="occasion">What the post is for: the same occasion picks the same question.</param>
    /// <param name="date">The chat's local date.</param>
    /// <param name="slot">The daily's minute of the day, or null.</param>
    public static PickResult.Picked? Pick(
        QuestionBank bank, IEnumerable<string> topics, IEnumerable<int> levels, string form, IReadOnlyList<QuestionId> history, string occasion, LocalDate date, int? slot) =>
        Pick(CandidatesOf(bank, topics, levels, form), history, occasion, date, slot);

    /// <summary>The same from what the chat wants, found before.</summary>
    public static PickResult.Picked? Pick(Candidates candidates, IReadOnlyList<QuestionId> history, string occasion, LocalDate date, int? slot) =>
        QuestionPicker.Pick(candidates, history, QuestionPicker.SeedFor(occasion, date, slot ?? -1)) as PickResult.Picked;

    /// <summary>All that a chat wants.</summary>
    public static Candidates CandidatesOf(QuestionBank bank, IEnumerable<string> topics, IEnumerable<int> levels, string form)
    {
        QuestionForm? wanted = form switch
        {
            "open" => QuestionForm.Open,
            "choice" => QuestionForm.Choice,
            _ => null,
        };
        return Candidates.Of(bank, PickFilter.Of(topics, levels, wanted));
    }
}

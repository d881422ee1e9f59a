using System.Collections.Immutable;
using System.Globalization;
using Drill.Content;
using NodaTime;

namespace Drill.Questions;

/// <summary>
/// Picks a chat's next question: none comes again before every eligible one has been asked there, then the one asked longest ago.
/// The same inputs always pick the same question, so a planner that runs twice plans the same post.
/// </summary>
internal static class QuestionPicker
{
    /// <summary>Picks a question.</summary>
    /// <param name="bank">The bank in use.</param>
    /// <param name="filter">What the chat wants.</param>
    /// <param name="asked">What was asked in this chat, the most recent last; may name questions the bank no longer has.</param>
    /// <param name="seed">Decides among equals; see <see cref="SeedFor"/>.</param>
    public static PickResult Pick(QuestionBank bank, PickFilter filter, IReadOnlyList<QuestionId> asked, ulong seed) => Pick(Candidates.Of(bank, filter), asked, seed);

    /// <summary>Picks one of the questions that a filter lets through.</summary>
    public static PickResult Pick(Candidates candidates, IReadOnlyList<QuestionId> asked, ulong seed)
    {
        if (candidates.Why is { } why)
        {
            return new PickResult.None(why) { UnknownTopics = candidates.UnknownTopics };
        }

        var lastAsked = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < asked.Count; i++)
        {
            lastAsked[asked[i].Value] = i;
        }

        // The one asked longest ago, among equals the one that the seed puts first; in one go, because a daily picks for thousands of chats in the same minute.
        var question = candidates.Questions[0];
        var best = (At: int.MaxValue, Order: ulong.MaxValue);
        foreach (var candidate in candidates.Questions)
        {
            var at = lastAsked.GetValueOrDefault(candidate.Id.Value, -1);
            if (at > best.At)
            {
                continue;
            }

            var order = (at, Mix(seed, candidate.Id.Value));
            if (order.CompareTo(best) is var comparison && (comparison < 0 || (comparison == 0 && string.CompareOrdinal(candidate.Id.Value, question.Id.Value) < 0)))
            {
                (question, best) = (candidate, order);
            }
        }

        var forms = Candidates.FormsOf(question, candidates.Form).ToArray();
        var form = forms[(int)(Mix(~seed, question.Id.Value) % (ulong)forms.Length)];
        return new PickResult.Picked(question, form, IsRepeat: lastAsked.ContainsKey(question.Id.Value), candidates.Questions.Length) { UnknownTopics = candidates.UnknownTopics };
    }

    /// <summary>A seed for an occurrence in a chat, the same on every machine and in every run.</summary>
    public static ulong SeedFor(string chat, LocalDate date, int slot) =>
        Mix((ulong)slot, string.Create(CultureInfo.InvariantCulture, $"{chat}\n{date.Year}-{date.Month}-{date.Day}"));

    /// <summary>FNV-1a over the characters, then the finishing steps of SplitMix64, so that near texts fall far apart.</summary>
    private static ulong Mix(ulong seed, string text)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL);
            foreach (var c in text)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return hash ^ (hash >> 31);
        }
    }
}

/// <summary>What a chat wants to be asked. An empty set allows everything.</summary>
/// <param name="Topics">Topic ids.</param>
/// <param name="Levels">Levels from 1 to 3.</param>
/// <param name="Form">The form, or null for either.</param>
internal sealed record PickFilter(ImmutableHashSet<string> Topics, ImmutableSortedSet<int> Levels, QuestionForm? Form)
{
    /// <summary>Anything.</summary>
    public static PickFilter Any { get; } = Of([], [], null);

    /// <summary>A filter; topic ids are compared without regard to case.</summary>
    public static PickFilter Of(IEnumerable<string> topics, IEnumerable<int> levels, QuestionForm? form) =>
        new(topics.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase), levels.ToImmutableSortedSet(), form);
}

/// <summary>What came of picking.</summary>
internal abstract record PickResult
{
    private PickResult()
    {
    }

    /// <summary>Topics of the filter that the bank does not have (any more); the others were used.</summary>
    public ImmutableArray<string> UnknownTopics { get; init; } = [];

    /// <summary>A question was found.</summary>
    /// <param name="Question">The question.</param>
    /// <param name="Form">The form to ask it in.</param>
    /// <param name="IsRepeat">Whether every eligible question had been asked in this chat.</param>
    /// <param name="Eligible">How many questions there were to pick from.</param>
    public sealed record Picked(Question Question, QuestionForm Form, bool IsRepeat, int Eligible) : PickResult;

    /// <summary>There is nothing to ask.</summary>
    public sealed record None(NothingToPick Reason) : PickResult;
}

/// <summary>Why there is nothing to ask.</summary>
internal enum NothingToPick
{
    /// <summary>The bank has no question at all.</summary>
    EmptyBank,

    /// <summary>The bank has none of the wanted topics.</summary>
    NoSuchTopic,

    /// <summary>The topics have no question in the wanted form.</summary>
    NoneInForm,

    /// <summary>The topics have no question at the wanted levels (in the wanted form).</summary>
    NoneAtLevel,
}

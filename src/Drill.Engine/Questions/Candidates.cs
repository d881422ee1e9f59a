using System.Collections.Immutable;
using Drill.Content;

namespace Drill.Questions;

/// <summary>The questions of a bank that a filter lets through: the same for all chats that want the same.</summary>
internal sealed class Candidates
{
    private static readonly QuestionForm[] AllForms = Enum.GetValues<QuestionForm>();

    private Candidates(ImmutableArray<Question> questions, QuestionForm? form, NothingToPick? why, ImmutableArray<string> unknownTopics)
    {
        Questions = questions;
        Form = form;
        Why = why;
        UnknownTopics = unknownTopics;
    }

    /// <summary>In the order of the bank.</summary>
    public ImmutableArray<Question> Questions { get; }

    /// <summary>The form that is wanted, or null for either.</summary>
    public QuestionForm? Form { get; }

    /// <summary>Why there are none; null when there are some.</summary>
    public NothingToPick? Why { get; }

    /// <summary>Topics of the filter that the bank does not have (any more).</summary>
    public ImmutableArray<string> UnknownTopics { get; }

    public static Candidates Of(QuestionBank bank, PickFilter filter)
    {
        if (bank.Questions.IsEmpty)
        {
            return new Candidates([], filter.Form, NothingToPick.EmptyBank, []);
        }

        var unknown = filter.Topics.Where(t => bank.FindTopic(t) is null).Order(StringComparer.Ordinal).ToImmutableArray();
        if (filter.Topics.Count > 0 && unknown.Length == filter.Topics.Count)
        {
            return new Candidates([], filter.Form, NothingToPick.NoSuchTopic, unknown);
        }

        var onTopic = bank.Questions.Where(q => filter.Topics.Count == 0 || filter.Topics.Contains(q.Topic));
        var inForm = onTopic.Where(q => FormsOf(q, filter.Form).Any()).ToImmutableArray();
        if (inForm.Length == 0)
        {
            return new Candidates([], filter.Form, NothingToPick.NoneInForm, unknown);
        }

        var eligible = filter.Levels.Count == 0 ? inForm : [.. inForm.Where(q => filter.Levels.Contains(q.Level))];
        return new Candidates(eligible, filter.Form, eligible.Length == 0 ? NothingToPick.NoneAtLevel : null, unknown);
    }

    /// <summary>The forms in which a question can be asked that are wanted.</summary>
    public static IEnumerable<QuestionForm> FormsOf(Question question, QuestionForm? wanted) =>
        AllForms.Where(form => (wanted is null || wanted == form) && question.CanBeAskedAs(form));
}

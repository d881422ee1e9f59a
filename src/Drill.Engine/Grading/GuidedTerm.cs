using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>A term made ready.</summary>
/// <param name="Point">The place of its key point.</param>
/// <param name="Term">Its place within the point.</param>
/// <param name="Forms">The ways to say it that the question does not give away.</param>
/// <param name="Words">Every word of its names, as the author spells it.</param>
internal sealed record GuidedTerm(int Point, int Term, ImmutableArray<TermForm> Forms, ImmutableArray<string> Words)
{
    /// <summary>Makes a term ready.</summary>
    /// <param name="point">The place of its key point.</param>
    /// <param name="place">Its place within the point.</param>
    /// <param name="term">The term.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="denied">Words that the key point itself denies, by their keys: "no thread is held" is met by "it holds no thread".</param>
    public static GuidedTerm Of(int point, int place, KeyTerm term, QuestionWords question, IReadOnlySet<string> denied)
    {
        var names = term.Aliases.Prepend(term.Text).Select(Tokenizer.Read).Where(tokens => tokens.Length > 0 && !question.GivesAway(tokens)).ToArray();
        var mayBeDenied = !question.HasDenial && !names.SelectMany(n => n).Any(t => denied.Contains(t.Key));
        return new GuidedTerm(
            point,
            place,
            [
                .. names.DistinctBy(tokens => string.Join('\n', tokens.Select(t => t.Key)), StringComparer.Ordinal)
                    .Select((tokens, i) => new TermForm(point, place, i, tokens, mayBeDenied && !Negation.Occurs(tokens))),
            ],
            [.. names.SelectMany(n => n).Where(t => !t.IsHan).Select(t => t.Word).Distinct(StringComparer.Ordinal)]);
    }
}

/// <summary>One way to say a term.</summary>
/// <param name="Point">The place of its key point.</param>
/// <param name="Term">The place of its term within the point.</param>
/// <param name="Form">Its own place within the term.</param>
/// <param name="Tokens">Its words, at least one.</param>
/// <param name="MayBeDenied">Whether a denial of it in an answer is worth a question.</param>
internal sealed record TermForm(int Point, int Term, int Form, ImmutableArray<Token> Tokens, bool MayBeDenied);

/// <summary>A form of a term, found in an answer from one word to another, both included.</summary>
/// <param name="Form">The form.</param>
/// <param name="First">The first word.</param>
/// <param name="Last">The last word.</param>
/// <param name="IsLoose">Whether its words stand apart rather than as a phrase.</param>
internal sealed record FoundTerm(TermForm Form, int First, int Last, bool IsLoose = false);

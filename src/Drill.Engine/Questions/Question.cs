using System.Collections.Immutable;
using Drill.Text;

namespace Drill.Questions;

/// <summary>A question of a bank with its variants, one for each language.</summary>
/// <param name="Id">Stable across edits, moves and languages: <c>bank/id</c>.</param>
/// <param name="Bank">The id of its bank.</param>
/// <param name="Topic">The id of its topic, the same in every language.</param>
/// <param name="Level">1 basics, 2 working knowledge, 3 depth.</param>
/// <param name="Tags">Short words, lower case.</param>
/// <param name="Variants">At least one; at most one a language, the bank's first language first.</param>
public sealed record Question(QuestionId Id, string Bank, string Topic, int Level, ImmutableArray<string> Tags, ImmutableArray<QuestionVariant> Variants)
{
    /// <summary>The variant for a language tag such as <c>zh-Hans-CN</c>: the exact one, else its primary language, else English, else the first.</summary>
    public QuestionVariant VariantFor(string language)
    {
        var primary = language.Split('-', 2)[0];
        return Find(v => string.Equals(v.Language, language, StringComparison.OrdinalIgnoreCase))
            ?? Find(v => string.Equals(v.Language.Split('-', 2)[0], primary, StringComparison.OrdinalIgnoreCase))
            ?? Find(v => string.Equals(v.Language, "en", StringComparison.OrdinalIgnoreCase))
            ?? Variants[0];

        QuestionVariant? Find(Func<QuestionVariant, bool> matches) => Variants.FirstOrDefault(matches);
    }

    /// <summary>Whether it can be asked in a form.</summary>
    public bool CanBeAskedAs(QuestionForm form) => form switch
    {
        QuestionForm.Open => !Variants[0].Answer.IsEmpty,
        QuestionForm.Choice => Variants[0].Choices.Length > 0,
        _ => false,
    };
}

/// <summary>The stable name of a question: its bank's id, a slash, its own id.</summary>
public readonly record struct QuestionId(string Value)
{
    /// <summary>Makes the id of a question in a bank.</summary>
    public static QuestionId Of(string bank, string local) => new($"{bank}/{local}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The form in which a question is asked.</summary>
public enum QuestionForm
{
    /// <summary>Answered in one's own words, graded by key points.</summary>
    Open,

    /// <summary>Answered by choosing among options.</summary>
    Choice,
}

/// <summary>A question in one language.</summary>
/// <param name="Language">A BCP 47 tag, such as <c>en</c> or <c>zh</c>.</param>
/// <param name="Title">The question's heading as plain text on one line, without numbering.</param>
/// <param name="Prompt">The whole question: its heading and whatever belongs to it.</param>
/// <param name="Answer">The reference answer; empty when the question has choices only or the source gives none.</param>
/// <param name="KeyPoints">What an answer must contain; may be empty.</param>
/// <param name="Hint">A nudge, or null.</param>
/// <param name="Choices">Its multiple-choice forms; may be empty.</param>
/// <param name="Sources">Where the facts come from.</param>
/// <param name="Figures">Every picture in prompt and answer.</param>
/// <param name="Revision">Changes whenever anything graded or shown changes: 12 hexadecimal digits.</param>
/// <param name="Location">Where it stands.</param>
public sealed record QuestionVariant(
    string Language,
    string Title,
    Body Prompt,
    Body Answer,
    ImmutableArray<KeyPoint> KeyPoints,
    Body? Hint,
    ImmutableArray<ChoiceForm> Choices,
    ImmutableArray<SourceLink> Sources,
    ImmutableArray<Figure> Figures,
    string Revision,
    SourceLocation Location);

/// <summary>Something an answer must contain.</summary>
/// <param name="Text">One sentence for the learner to read.</param>
/// <param name="Weight">1 to 10.</param>
/// <param name="Terms">The ideas by which it is recognised; empty when the source names none.</param>
public sealed record KeyPoint(string Text, int Weight, ImmutableArray<KeyTerm> Terms);

/// <summary>An idea and its other names, in any language.</summary>
/// <param name="Text">The idea, in the variant's language.</param>
/// <param name="Aliases">Other words for it.</param>
public sealed record KeyTerm(string Text, ImmutableArray<string> Aliases);

/// <summary>A multiple-choice form of a question.</summary>
/// <param name="Stem">What is asked, or null when the question itself is.</param>
/// <param name="Options">2 to 10 options, at least one of them right.</param>
/// <param name="Explanation">Why, at most 200 characters, or null.</param>
public sealed record ChoiceForm(Body? Stem, ImmutableArray<ChoiceOption> Options, string? Explanation);

/// <summary>An option of a <see cref="ChoiceForm"/>.</summary>
/// <param name="Label">A, B, C … or what the author wrote.</param>
/// <param name="Text">Plain text of at most 100 characters.</param>
/// <param name="IsRight">Whether it belongs to the right choice.</param>
public sealed record ChoiceOption(string Label, string Text, bool IsRight);

/// <summary>A source.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Url">Its address, or null.</param>
public sealed record SourceLink(string Title, string? Url);

/// <summary>A place in a file.</summary>
/// <param name="Path">The file, relative to the folder the bank was read from, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record SourceLocation(string Path, int Line, int Column);

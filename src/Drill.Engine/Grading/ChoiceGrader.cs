using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>Grades a choice whole: all the right options and no other, or nothing.</summary>
internal static class ChoiceGrader
{
    /// <summary>Written into every verdict.</summary>
    public const string Version = "choice-1";

    /// <summary>The longest typed choice that is looked at.</summary>
    public const int MaximumLength = 2_000;

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        "answer", "answers", "option", "options", "choice", "choose", "pick", "select", "the", "is", "are", "and", "or", "it", "its", "i", "my", "think", "both",
        "答案", "是", "选", "选择", "选项", "我", "和", "与", "及", "我选", "我选择", "答案是", "应该选", "应该是", "第", "项", "个",
    };

    /// <summary>Grades chosen options, given as places from 0. Places outside the form are ignored.</summary>
    public static Verdict Grade(ChoiceForm form, IEnumerable<int> chosen)
    {
        var choice = chosen.Where(i => i >= 0 && i < form.Options.Length).ToHashSet();
        if (choice.Count == 0)
        {
            return new Verdict(0, [], Guard.Empty, Version);
        }

        var right = form.Options.Select((option, i) => (option.IsRight, i)).Where(o => o.IsRight).Select(o => o.i);
        return new Verdict(choice.SetEquals(right) ? 1 : 0, [], Guard.None, Version);
    }

    /// <summary>
    /// Reads a typed choice: labels (<c>b</c>, <c>A, C</c>, <c>AC</c>, <c>Ｂ</c>), numbers from 1 (<c>1 3</c>), or the words of the options.
    /// Only a text that leaves no doubt is read.
    /// </summary>
    public static ChoiceReading Read(ChoiceForm form, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ChoiceReading([], ChoiceProblem.Empty);
        }

        if (text.Length > MaximumLength)
        {
            return new ChoiceReading([], ChoiceProblem.NotUnderstood);
        }

        var exact = Enumerable.Range(0, form.Options.Length).Where(i => string.Equals(form.Options[i].Text.Trim(), text.Trim(), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (exact.Length == 1)
        {
            return new ChoiceReading([exact[0]], ChoiceProblem.None);
        }

        var whole = Fold(text);
        var chosen = ByText(form, whole) ?? ByTexts(form, text) ?? ByLabels(form, whole);
        return chosen is null ? new ChoiceReading([], ChoiceProblem.NotUnderstood) : new ChoiceReading([.. chosen], ChoiceProblem.None);
    }

    private static SortedSet<int>? ByText(ChoiceForm form, string folded)
    {
        var matching = Enumerable.Range(0, form.Options.Length).Where(i => string.Equals(Fold(form.Options[i].Text), folded, StringComparison.Ordinal)).ToArray();
        return matching.Length == 1 ? [matching[0]] : null;
    }

    private static SortedSet<int>? ByTexts(ChoiceForm form, string text)
    {
        var chosen = new SortedSet<int>();
        foreach (var line in text.Split(['\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ByText(form, Fold(line)) is not { } one)
            {
                return null;
            }

            chosen.UnionWith(one);
        }

        return chosen.Count > 0 ? chosen : null;
    }

    private static SortedSet<int>? ByLabels(ChoiceForm form, string folded)
    {
        var labels = form.Options.Select(o => Fold(o.Label)).ToArray();
        var chosen = new SortedSet<int>();
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Place(labels, word) is { } place)
            {
                chosen.Add(place);
            }
            else if (Places(labels, word) is { } places)
            {
                chosen.UnionWith(places);
            }
            else if (!Filler.Contains(word))
            {
                return null;
            }
        }

        return chosen.Count > 0 ? chosen : null;
    }

    /// <summary>The option of a label, else of a number from 1 unless the labels are numbers themselves.</summary>
    private static int? Place(string[] labels, string word)
    {
        var index = Array.IndexOf(labels, word);
        if (index >= 0)
        {
            return index;
        }

        return !labels.Any(IsNumber) && IsNumber(word) && int.Parse(word, CultureInfo.InvariantCulture) is var number && number >= 1 && number <= labels.Length
            ? number - 1
            : null;
    }

    /// <summary>Labels written together, each once: <c>AC</c>, <c>13</c>.</summary>
    private static int[]? Places(string[] labels, string word)
    {
        if (word.Length < 2 || word.Length > labels.Length || word.Distinct().Count() != word.Length)
        {
            return null;
        }

        var places = word.Select(c => Place(labels, c.ToString())).ToArray();
        return places.All(p => p is not null) ? [.. places.Select(p => p!.Value)] : null;
    }

    private static bool IsNumber(string word) => word.Length is 1 or 2 && word.All(char.IsAsciiDigit);

    /// <summary>Small letters and digits with single spaces; a Chinese word beside a Latin label is parted from it.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var before = false;
        foreach (var rune in Fullwidth.Normalise(text).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                before = false;
                Space();
                continue;
            }

            var latin = rune.IsAscii;
            if (folded.Length > 0 && folded[^1] != ' ' && latin != before)
            {
                Space();
            }

            folded.Append(Rune.ToLowerInvariant(rune).ToString());
            before = latin;
        }

        return folded.ToString().Trim();

        void Space()
        {
            if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }
    }
}

/// <summary>What was read from a typed choice.</summary>
/// <param name="Chosen">Places of options from 0, ascending; empty when there is a problem.</param>
/// <param name="Problem">What is wrong with the text.</param>
internal sealed record ChoiceReading(ImmutableArray<int> Chosen, ChoiceProblem Problem);

/// <summary>What can be wrong with a typed choice.</summary>
internal enum ChoiceProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>It names no option, or something besides options.</summary>
    NotUnderstood,
}

using System.Globalization;

namespace Drill.Content.Checks;

/// <summary>Finds habits by which a learner can guess without knowing: the right option is the longest, or stands in the same place.</summary>
internal static class ChoiceHabitCheck
{
    // Fewer say nothing: with five forms of four options, chance makes the right one the longest in all of them once in a thousand banks.
    private const int FewestForms = 5;
    private const double Habit = 0.7;

    /// <summary>Checks the files of one bank in one language.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<CheckedFile> files)
    {
        var forms = (from file in files
                     from question in file.Reading.Questions
                     from form in question.Choices
                     where form.Options.Count(o => o.IsRight) == 1 && form.Options.Length > 2
                     let right = form.Options.IndexOf(form.Options.First(o => o.IsRight))
                     select (File: file, Question: question, Form: form, Right: right)).ToList();
        if (forms.Count < FewestForms)
        {
            yield break;
        }

        var longest = forms.Where(f => f.Form.Options.All(o => o.IsRight || o.Text.Length < f.Form.Options[f.Right].Text.Length)).ToList();
        if (longest.Count > forms.Count * Habit)
        {
            yield return longest[0].File.Warn(longest[0].Question, ProblemCodes.RightIsLongest, string.Create(CultureInfo.InvariantCulture,
                $"In {longest.Count} of the bank's {forms.Count} choices the right option is the longest, so it can be guessed; lengthen some wrong ones, beginning here."),
                longest[0].Form.Options[longest[0].Right].Text);
        }

        var place = forms.GroupBy(f => f.Right).MaxBy(g => g.Count())!.ToList();
        if (place.Count > forms.Count * Habit)
        {
            yield return place[0].File.Warn(place[0].Question, ProblemCodes.RightInOnePlace, string.Create(CultureInfo.InvariantCulture,
                $"In {place.Count} of the bank's {forms.Count} choices the right option stands in place {place[0].Right + 1}, so it can be guessed; move some, beginning here."),
                place[0].Form.Options[place[0].Right].Text);
        }
    }
}

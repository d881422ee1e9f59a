using Drill.Grading;
using Drill.Text;

namespace Drill.Content.Checks;

/// <summary>Finds questions of one language that ask nearly the same, in whatever bank they stand.</summary>
internal static class DuplicateCheck
{
    private const double Alike = 0.85;

    /// <summary>Compares every question with those that share a rare word with it, so that ten thousand take no longer than a blink.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<CheckedFile> files)
    {
        var entries = (from file in files
                       from question in file.Reading.Questions
                       let units = TextUnit.Of(Tokenizer.Read(PlainText.OneLine(question.Prompt)))
                       where units.Length > 1
                       select new Entry(file, question, [.. units])).ToList();
        var frequency = entries.SelectMany(e => e.Units).CountBy(u => u).ToDictionary();
        var index = new Dictionary<TextUnit, List<Entry>>();
        foreach (var entry in entries)
        {
            // Two sets that are alike to this degree share one of these, the rarest words of each.
            var rarest = entry.Units.OrderBy(u => frequency[u]).ThenBy(u => u.First, StringComparer.Ordinal).ThenBy(u => u.Second, StringComparer.Ordinal)
                .Take(entry.Units.Count - (int)Math.Ceiling(entry.Units.Count * Alike) + 1).ToList();
            if (rarest.SelectMany(u => index.GetValueOrDefault(u) ?? []).FirstOrDefault(other => AreAlike(entry.Units, other.Units)) is { } twin)
            {
                yield return entry.File.Warn(entry.Question, ProblemCodes.NearDuplicate,
                    $"Asks nearly what {twin.File.Reading.File.Path}:{twin.Question.Line} asks; keep one of them, or say what is different.");
            }

            foreach (var unit in rarest)
            {
                if (!index.TryGetValue(unit, out var list))
                {
                    index.Add(unit, list = []);
                }

                list.Add(entry);
            }
        }
    }

    private static bool AreAlike(HashSet<TextUnit> one, HashSet<TextUnit> other)
    {
        var shared = one.Count(other.Contains);
        return shared >= Alike * (one.Count + other.Count - shared);
    }

    private sealed record Entry(CheckedFile File, ReadQuestion Question, HashSet<TextUnit> Units);
}

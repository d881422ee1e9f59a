namespace Drill.Content.Checks;

/// <summary>Finds questions that lack a language which the rest of their bank has.</summary>
internal static class MissingVariantCheck
{
    // Below this a language has only just been begun, and every question would be named.
    private const double Spoken = 0.5;

    /// <summary>Checks the files of one bank.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<CheckedFile> files)
    {
        var byId = (from file in files
                    from question in file.Reading.Questions
                    select (File: file, Question: question)).GroupBy(v => v.Question.Id, StringComparer.Ordinal).ToList();
        var languages = byId.SelectMany(g => g.Select(v => v.File.Reading.Language).Distinct(StringComparer.OrdinalIgnoreCase)).CountBy(l => l, StringComparer.OrdinalIgnoreCase)
            .Where(l => l.Value > byId.Count * Spoken).Select(l => l.Key).ToList();
        foreach (var variants in byId)
        {
            foreach (var language in languages.Where(l => variants.All(v => !string.Equals(v.File.Reading.Language, l, StringComparison.OrdinalIgnoreCase))))
            {
                var (file, question) = variants.First();
                yield return file.Warn(question, ProblemCodes.MissingVariant, $"'{question.Id}' has no variant in '{language}', which the rest of the bank has.");
            }
        }
    }
}

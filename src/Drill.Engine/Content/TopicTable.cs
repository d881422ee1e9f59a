using System.Collections.Immutable;

namespace Drill.Content;

/// <summary>Gathers topics and what they are called in each language.</summary>
internal sealed class TopicTable
{
    private readonly List<string> order = [];
    private readonly Dictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    private sealed class Entry
    {
        public SortedDictionary<string, string> Titles { get; } = new(StringComparer.OrdinalIgnoreCase);

        public SortedDictionary<string, string> BankTitles { get; } = new(StringComparer.OrdinalIgnoreCase);

        public int Count { get; set; }
    }

    /// <summary>The id of the topic of a bank that has no topics.</summary>
    public static string IdFor(string bank) => bank.Length <= ContentLimits.TopicId ? bank : bank[..ContentLimits.TopicId].TrimEnd('-');

    public void Add(string topic, FileReading file, ReadQuestion question, List<Problem> problems)
    {
        if (!entries.TryGetValue(topic, out var entry))
        {
            entries.Add(topic, entry = new Entry());
            order.Add(topic);
        }

        if (question.TopicTitle is { } title && !entry.Titles.TryAdd(file.Language, title) && !string.Equals(entry.Titles[file.Language], title, StringComparison.Ordinal)
            && !problems.Exists(p => string.Equals(p.Path, file.File.Path, StringComparison.Ordinal) && string.Equals(p.Code, ProblemCodes.TopicTitle, StringComparison.Ordinal)))
        {
            problems.Add(new Problem(file.File.Path, 1, 1, Severity.Warning, ProblemCodes.TopicTitle,
                $"Calls the topic '{topic}' '{title}', another file '{entry.Titles[file.Language]}'; the latter is shown."));
        }

        if (string.Equals(topic, IdFor(file.Bank), StringComparison.Ordinal))
        {
            entry.BankTitles.TryAdd(file.Language, file.Title);
        }
    }

    public void Count(string topic) => entries[topic].Count++;

    public ImmutableArray<Topic> ToImmutable() => [.. order.Select(id => new Topic(id, TitlesOf(id, entries[id]), entries[id].Count))];

    private static ImmutableSortedDictionary<string, string> TitlesOf(string id, Entry entry)
    {
        var titles = entry.Titles.Count > 0 ? entry.Titles : entry.BankTitles;
        return titles.Count > 0
            ? titles.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase)
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add("en", Humanise(id));
    }

    private static string Humanise(string id) => char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');
}

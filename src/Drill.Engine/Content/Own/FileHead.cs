using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Drill.Content.Own;

/// <summary>What the front matter of a file in our own format says.</summary>
internal sealed partial record FileHead(string Bank, string Title, string Language, string Licence, string? Topic, string? TopicTitle, string? Source)
{
    /// <summary>The keys that front matter knows; <c>docs/front-matter.schema.json</c> says the same.</summary>
    internal static readonly string[] Known = ["bank", "title", "language", "licence", "license", "topic", "topic-title", "source"];

    /// <summary>Before the id of a topic: how people see it.</summary>
    internal const string TopicTitlePrefix = "topic-title-";

    /// <summary>How people see the topics that single questions name, by id.</summary>
    public ImmutableSortedDictionary<string, string> TopicTitles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How people see a topic in this file's language; null when the file does not say.</summary>
    public string? TitleOf(string topic) =>
        TopicTitles.TryGetValue(topic, out var title) ? title : string.Equals(topic, Topic, StringComparison.Ordinal) ? TopicTitle : null;

    /// <summary>Whether the front matter is that of our own format.</summary>
    public static bool IsOwn(FrontMatter front, string text)
    {
        if (!front.Exists)
        {
            return false;
        }

        // Broken YAML gives no keys, so the words decide; and our meta line gives a file away whose author forgot the bank.
        return front["bank"] is not null
            || (front.IsBroken && text.AsSpan(0, front.End).Contains("\nbank:", StringComparison.Ordinal))
            || (front["language"] is not null && text.Contains("\n`id: ", StringComparison.Ordinal));
    }

    /// <summary>Checks and reads the keys; null when one that is needed is not there, for then nothing in the file can be used.</summary>
    public static FileHead? Read(FrontMatter front, ProblemList problems)
    {
        if (front.IsBroken)
        {
            return null;
        }

        var topicTitles = front.Entries.Where(e => IsTopicTitle(e.Key) && e.Value.Value is { Length: > 0 }).ToImmutableSortedDictionary(e => e.Key[TopicTitlePrefix.Length..], e => e.Value.Value!, StringComparer.Ordinal);
        foreach (var (key, entry) in front.Entries.Where(e => !Known.Contains(e.Key, StringComparer.Ordinal) && !IsTopicTitle(e.Key)))
        {
            problems.Warning(entry.Line, entry.Column, ProblemCodes.UnknownKey, $"'{key}' is not a key of front matter; known are {string.Join(", ", Known.Where(k => k is not "license"))}, {TopicTitlePrefix}ID.");
        }

        var isBroken = false;
        var bank = Need("bank");
        var title = Need("title");
        var language = Need("language");
        var licence = front["licence"] ?? front["license"];
        if (string.IsNullOrEmpty(licence))
        {
            isBroken = true;
            problems.Error(1, 1, ProblemCodes.MissingKey, "Front matter lacks 'licence', an SPDX identifier or a short name.");
        }

        Check("bank", bank, b => Slug.IsId(b), $"must be 1 to {ContentLimits.Id} of a-z, 0-9 and '-'");
        Check("language", language, l => LanguageTag().IsMatch(l), "must be a BCP 47 tag such as 'en' or 'zh'");
        Check("title", title, t => t.Length <= ContentLimits.Title, $"has more than {ContentLimits.Title} characters");
        Check("topic", front["topic"], t => Slug.IsId(t, ContentLimits.TopicId), $"must be 1 to {ContentLimits.TopicId} of a-z, 0-9 and '-'");
        return isBroken ? null : new FileHead(bank!, title!, language!, licence!, front["topic"], front["topic-title"] is { Length: > 0 } shown ? shown : null, front["source"]) { TopicTitles = topicTitles };

        string? Need(string key)
        {
            if (!string.IsNullOrEmpty(front[key]))
            {
                return front[key];
            }

            isBroken = true;
            problems.Error(front.LineOf(key), front.ColumnOf(key), ProblemCodes.MissingKey, $"Front matter lacks '{key}'.");
            return null;
        }

        void Check(string key, string? value, Func<string, bool> isGood, string complaint)
        {
            if (value is not null && !isGood(value))
            {
                isBroken = true;
                problems.Error(front.LineOf(key), front.ColumnOf(key), ProblemCodes.BadValue, $"'{key}' {complaint}.");
            }
        }
    }

    private static bool IsTopicTitle(string key) => key.StartsWith(TopicTitlePrefix, StringComparison.Ordinal) && Slug.IsId(key[TopicTitlePrefix.Length..], ContentLimits.TopicId);

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LanguageTag();
}

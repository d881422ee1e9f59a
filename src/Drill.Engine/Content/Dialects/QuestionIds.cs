using System.Collections.Immutable;
using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>Gives questions of a foreign file their ids and topics: the same file always gives the same.</summary>
internal sealed class QuestionIds(ProblemList problems)
{
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);
    private readonly Dictionary<HeadingPart, (string? Topic, string? Title)> topics = [];

    public ImmutableArray<ReadQuestion> Name(IEnumerable<(QuestionFind Find, ReadQuestion Question)> made, ForeignHead head)
    {
        var questions = ImmutableArray.CreateBuilder<ReadQuestion>();
        foreach (var (find, question) in made)
        {
            var (topic, title) = TopicOf(find.Section, head);
            questions.Add(question with { Id = IdOf(find, question), Topic = topic, TopicTitle = title });
        }

        return questions.ToImmutable();
    }

    private string IdOf(QuestionFind find, ReadQuestion question)
    {
        var id = find.Anchor is { } anchor && IsSound(anchor) ? anchor.ToLowerInvariant().Replace('_', '-') : Slug.Of(question.Title);
        if (used.ContainsKey(id))
        {
            // Long titles that begin alike, or the same words above other code: what else belongs to the question tells them apart, wherever they stand.
            var isBare = question.Prompt.Blocks.Length == 1 && question.Choices.IsEmpty;
            var told = !isBare || titles.Add(question.Title) ? Slug.WithHash(id, isBare ? question.Title : Whole(question)) : id;
            if (used.TryGetValue(told, out var count))
            {
                problems.Warning(question.Line, 1, ProblemCodes.DuplicateTitle, $"'{(question.Title.Length <= 60 ? question.Title : question.Title[..59] + "…")}' stands here again; its id gets a number.");
                var basis = told;
                do
                {
                    told = Slug.WithSuffix(basis, ++count);
                }
                while (used.ContainsKey(told));

                used[basis] = count;
            }

            id = told;
        }

        else
        {
            titles.Add(question.Title);
        }

        used[id] = 1;
        return id;
    }

    private static string Whole(ReadQuestion question) =>
        Drill.Text.PlainText.Of(question.Prompt) + string.Concat(question.Choices.SelectMany(c => c.Options).Select(o => o.Text));

    // An anchor such as "q12" or "3" only counts, and changes when a question is put in.
    private static bool IsSound(string anchor) =>
        anchor.Length is >= 3 and <= ContentLimits.Id && char.IsAsciiLetter(anchor[0]) && anchor.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !(char.IsAsciiDigit(anchor[^1]) && anchor.TrimEnd("0123456789".ToCharArray()).Trim('-', '_').Length <= 8)
        && Slug.IsId(anchor.ToLowerInvariant().Replace('_', '-'));

    private (string? Topic, string? Title) TopicOf(HeadingPart? section, ForeignHead head)
    {
        if (section is null || section == head.TitleHeading)
        {
            return (null, null);
        }

        if (!topics.TryGetValue(section, out var topic))
        {
            var reading = section.Title.Reading;
            var title = Drill.Text.PlainText.OneLine(section.Title.Text[Math.Min(reading.Skip, section.Title.Text.Length)..]).TrimEnd(':', '：', ' ');
            topic = title.Any(char.IsLetterOrDigit) ? (Slug.Of(title, ContentLimits.TopicId), title.Length <= 80 ? title : title[..79] + "…") : (null, null);
            topics.Add(section, topic);
        }

        return topic;
    }
}

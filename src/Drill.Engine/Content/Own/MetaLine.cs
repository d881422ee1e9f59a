using System.Collections.Immutable;
using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Own;

/// <summary>The line of code spans below a question's heading.</summary>
internal sealed class MetaLine
{
    public string? Id { get; private set; }

    public int? Level { get; private set; }

    public string? Topic { get; private set; }

    public ImmutableArray<string> Tags { get; private set; } = [];

    /// <summary>Whether something on it makes the question unusable.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether a paragraph is a meta line: nothing but code spans, the first of them a key and a value.</summary>
    public static bool Is(ParagraphBlock paragraph)
    {
        var spans = 0;
        for (var inline = paragraph.Inline?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case CodeInline code when spans > 0 || code.Content.Contains(':', StringComparison.Ordinal):
                    spans++;
                    break;
                case LineBreakInline:
                case LiteralInline literal when literal.Content.IsEmptyOrWhitespace():
                    break;
                default:
                    return false;
            }
        }

        return spans > 0;
    }

    public static MetaLine Read(ParagraphBlock paragraph, MarkdownSource source, ProblemList problems)
    {
        var meta = new MetaLine();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var inline = paragraph.Inline?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is CodeInline code)
            {
                var (line, column) = source.PositionOf(paragraph, code);
                meta.Read(code.Content, seen, (severity, id, message) => problems.Add(severity, line, column, id, message));
            }
        }

        return meta;
    }

    private void Read(string span, HashSet<string> seen, Action<Severity, string, string> report)
    {
        var colon = span.IndexOf(':', StringComparison.Ordinal);
        var key = (colon < 0 ? span : span[..colon]).Trim().ToLowerInvariant();
        var value = colon < 0 ? "" : span[(colon + 1)..].Trim();
        if (!seen.Add(key))
        {
            IsBroken = true;
            report(Severity.Error, ProblemCodes.UnknownMeta, $"'{key}' stands twice; keep one.");
            return;
        }

        switch (key)
        {
            case "id":
                Id = value;
                if (!Slug.IsId(value))
                {
                    IsBroken = true;
                    report(Severity.Error, ProblemCodes.BadId, $"The id '{value}' must be 1 to {ContentLimits.Id} of a-z, 0-9 and '-'; '{Slug.Of(value)}' would do.");
                }

                break;
            case "level":
                if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 3)
                {
                    Level = level;
                }
                else
                {
                    IsBroken = true;
                    report(Severity.Error, ProblemCodes.BadLevel, $"The level '{value}' must be 1 (basics), 2 (working knowledge) or 3 (depth).");
                }

                break;
            case "topic":
                Topic = value;
                if (!Slug.IsId(value, ContentLimits.TopicId))
                {
                    IsBroken = true;
                    report(Severity.Error, ProblemCodes.BadId, $"The topic '{value}' must be 1 to {ContentLimits.TopicId} of a-z, 0-9 and '-'.");
                }

                break;
            case "tags":
                Tags = ReadTags(value, report);
                break;
            default:
                report(Severity.Warning, ProblemCodes.UnknownMeta, $"'{key}' is not known here; known are id, level, topic, tags.");
                break;
        }
    }

    private static ImmutableArray<string> ReadTags(string value, Action<Severity, string, string> report)
    {
        var tags = value.Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (tags.Length > ContentLimits.Tags)
        {
            report(Severity.Warning, ProblemCodes.BadTags, $"{tags.Length} tags; only the first {ContentLimits.Tags} count.");
            tags = tags[..ContentLimits.Tags];
        }

        foreach (var tag in tags.Where(t => t.Length > ContentLimits.Tag))
        {
            report(Severity.Warning, ProblemCodes.BadTags, $"The tag '{tag}' is longer than {ContentLimits.Tag} characters and is left out.");
        }

        return tags.RemoveAll(t => t.Length > ContentLimits.Tag);
    }
}

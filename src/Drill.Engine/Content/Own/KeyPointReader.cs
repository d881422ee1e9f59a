using System.Collections.Immutable;
using System.Globalization;
using Drill.Questions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Own;

/// <summary>Reads the section of key points: a list whose items begin with a weight in bold and hold their terms in a list below.</summary>
internal static class KeyPointReader
{
    public static ImmutableArray<KeyPoint> Read(MarkdownSource source, SectionPart part, ProblemList problems, ref bool isBroken)
    {
        var points = ImmutableArray.CreateBuilder<KeyPoint>();
        var (partLine, partColumn) = (part.Line, part.Column);
        foreach (var block in part.Blocks)
        {
            if (block is not ListBlock list)
            {
                var (line, column) = source.PositionOf(block);
                problems.Warning(line, column, ProblemCodes.BadKeyPoint, "Only the items of a list are key points; this is skipped.");
                continue;
            }

            foreach (var item in list.OfType<ListItemBlock>())
            {
                if (ReadPoint(source, item, problems, ref isBroken) is { } point)
                {
                    points.Add(point);
                }
            }
        }

        if (points.Count == 0)
        {
            isBroken = true;
            problems.Error(partLine, partColumn, ProblemCodes.EmptySection, "'Key points' has no list items; write one item for each point, or leave the section out.");
        }
        else if (points.Count > ContentLimits.KeyPoints)
        {
            isBroken = true;
            problems.Error(partLine, partColumn, ProblemCodes.TooManyKeyPoints, $"{points.Count} key points; a question has at most {ContentLimits.KeyPoints}, and 3 to 6 are good.");
        }

        return points.DrainToImmutable();
    }

    private static KeyPoint? ReadPoint(MarkdownSource source, ListItemBlock item, ProblemList problems, ref bool isBroken)
    {
        var (line, column) = source.PositionOf(item);
        var paragraph = item.FirstOrDefault() as ParagraphBlock;
        var weight = 1;
        var text = paragraph is null ? "" : source.PlainText(paragraph);
        if (paragraph?.Inline?.FirstChild is EmphasisInline { DelimiterCount: 2 } bold && source.PlainText(bold) is var written && LooksLikeWeight(written))
        {
            text = text[Math.Min(text.Length, written.Length)..].TrimStart(' ', ':', '：', '.', '、', '\u00a0');
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out weight) || weight is < 1 or > ContentLimits.Weight)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.BadWeight, $"The weight '{written}' must be a whole number from 1 to {ContentLimits.Weight}.");
                weight = 1;
            }
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.BadKeyPoint, "A key point must begin with one sentence.");
            return null;
        }

        if (text.Length > ContentLimits.KeyPoint)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.KeyPointTooLong, $"The key point has {text.Length} characters; at most {ContentLimits.KeyPoint} can be shown in a verdict. Make two of it.");
        }

        var terms = item.OfType<ListBlock>().SelectMany(l => l.OfType<ListItemBlock>())
            .Select(i => ReadTerm(source, i, problems)).OfType<KeyTerm>().ToImmutableArray();
        if (terms.IsEmpty)
        {
            problems.Warning(line, column, ProblemCodes.MissingTerms, "The key point has no terms, so nothing in a learner's words can be recognised; add '- term: alias, alias' below it.");
        }
        else if (terms.Length > ContentLimits.Terms)
        {
            problems.Warning(line, column, ProblemCodes.BadTerm, $"{terms.Length} terms; a point is covered only when all are found, so at most {ContentLimits.Terms} make sense.");
        }

        return new KeyPoint(text.Trim(), weight, terms);
    }

    private static bool LooksLikeWeight(string bold) => bold.Length is > 0 and <= 6 && bold.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+' or '%');

    private static KeyTerm? ReadTerm(MarkdownSource source, ListItemBlock item, ProblemList problems)
    {
        var text = item.FirstOrDefault() is ParagraphBlock paragraph ? source.PlainText(paragraph).Trim() : "";
        var (line, column) = source.PositionOf(item);
        var colon = Colon(text);
        var term = (colon < 0 ? text : text[..colon]).Trim();
        if (term.Length == 0)
        {
            problems.Warning(line, column, ProblemCodes.BadTerm, "A term must have words before its colon.");
            return null;
        }

        var aliases = colon < 0 ? [] : SplitAliases(text[(colon + 1)..]).Where(a => !string.Equals(a, term, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        if (aliases.Append(term).FirstOrDefault(a => a.Length > ContentLimits.Term) is { } tooLong)
        {
            problems.Warning(line, column, ProblemCodes.BadTerm, $"'{tooLong[..30]}…' is longer than {ContentLimits.Term} characters and will hardly be found; shorten it to the words that matter.");
        }

        if (aliases.Length > ContentLimits.Aliases)
        {
            problems.Warning(line, column, ProblemCodes.BadTerm, $"{aliases.Length} aliases; only the first {ContentLimits.Aliases} count.");
            aliases = aliases[..ContentLimits.Aliases];
        }

        return new KeyTerm(term, aliases);
    }

    // The colon that ends the term: one followed by a space, a full-width one, else one that does not stand between digits (1:4).
    private static int Colon(string text)
    {
        var fallback = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '：' || (text[i] == ':' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]))))
            {
                return i;
            }

            if (text[i] == ':' && fallback < 0 && !(i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])))
            {
                fallback = i;
            }
        }

        return fallback;
    }

    // Aliases are parted by commas of either script; a comma between digits (12,288) belongs to the number.
    private static List<string> SplitAliases(string text)
    {
        List<string> aliases = [];
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length || text[i] is '，' or '、'
                || (text[i] == ',' && !(i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])));
            if (isEnd)
            {
                var alias = text[start..i].Trim();
                if (alias.Length > 0)
                {
                    aliases.Add(alias);
                }

                start = i + 1;
            }
        }

        return aliases;
    }
}

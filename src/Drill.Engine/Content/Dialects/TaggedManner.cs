namespace Drill.Content.Dialects;

/// <summary>
/// One question in several languages in one file: headings such as "Question (EN)" and "Вопрос (RU)", and answers whose headings carry the same
/// tags. Each language is a question of its own.
/// </summary>
internal static class TaggedManner
{
    public static List<QuestionFind>? Find(RootPart root)
    {
        var questions = new List<(string Tag, HeadingPart Heading)>();
        var answers = new Dictionary<string, HeadingPart>(StringComparer.OrdinalIgnoreCase);
        Collect(root, questions, answers, 0);
        if (questions.Count < 2 || questions.DistinctBy(q => q.Tag, StringComparer.OrdinalIgnoreCase).Count() != questions.Count || !questions.Exists(q => answers.ContainsKey(q.Tag)))
        {
            return null;
        }

        return questions.ConvertAll(q => new QuestionFind
        {
            Manner = Manners.Headings,
            Title = q.Heading.Title,
            Line = q.Heading.Line,
            Start = q.Heading.Start,
            Confidence = 3,
            Content = [.. q.Heading.Parts.Where(p => p is not HeadingPart), .. answers.TryGetValue(q.Tag, out var answer) ? [answer] : Array.Empty<Part>()],
        });
    }

    private static void Collect(ContainerPart container, List<(string Tag, HeadingPart Heading)> questions, Dictionary<string, HeadingPart> answers, int depth)
    {
        foreach (var heading in container.Parts.OfType<HeadingPart>())
        {
            if (TagOf(heading.Title.Text) is { } tag && heading.Title.Reading.IsLabelOnly)
            {
                if (heading.Title.Reading.Announces == Announced.Question)
                {
                    questions.Add((tag, heading));
                }
                else if (heading.Title.Reading.Announces == Announced.Answer)
                {
                    answers.TryAdd(tag, heading);
                }
            }

            if (depth < 8)
            {
                Collect(heading, questions, answers, depth + 1);
            }
        }
    }

    // "(EN)", "（中文）".
    private static string? TagOf(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty || trimmed[^1] is not (')' or '）' or ']'))
        {
            return null;
        }

        var open = trimmed.LastIndexOfAny('(', '（', '[');
        return open > 0 && trimmed.Length - open is > 3 and <= 16 ? trimmed[(open + 1)..^1].Trim().ToString() : null;
    }
}

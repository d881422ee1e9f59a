namespace Drill.Content.Dialects;

/// <summary>
/// Details below headings and lines that all carry the same few words hide answers, whatever the words are: "Reveal me", "Поехали", "👉". Where any summary
/// of the file says that it is an answer, the others say something else.
/// </summary>
internal static class RepeatedCovers
{
    private const int Longest = 40;
    private const int Fewest = 3;

    public static void Mark(RootPart root)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var total = 0;
        if (!Count(root, counts, ref total))
        {
            return;
        }

        var cover = counts.FirstOrDefault(c => c.Value >= Fewest && c.Value * 10 >= total * 6).Key;
        if (cover is not null)
        {
            Mark(root, cover);
        }
    }

    // False when the file's covers say that they are answers.
    private static bool Count(ContainerPart container, Dictionary<string, int> counts, ref int total)
    {
        foreach (var part in container.Parts.OfType<ContainerPart>())
        {
            if (part is DetailsPart { Summary: { } summary })
            {
                if (summary.Reading.Announces is Announced.Answer or Announced.Explanation)
                {
                    return false;
                }

                total++;
                if (summary.Text.Length <= Longest && !summary.Reading.SoundsLikeQuestion && summary.Reading is { Announces: Announced.Nothing, Number: null })
                {
                    var key = summary.Text.Trim();
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }

            if (!Count(part, counts, ref total))
            {
                return false;
            }
        }

        return true;
    }

    private static void Mark(ContainerPart container, string cover)
    {
        foreach (var part in container.Parts.OfType<ContainerPart>())
        {
            if (part is DetailsPart { Summary: { } summary } details && string.Equals(summary.Text.Trim(), cover, StringComparison.OrdinalIgnoreCase))
            {
                details.Summary = summary with { Reading = TitleReading.Cover(summary.Text.Length) };
            }

            Mark(part, cover);
        }
    }
}

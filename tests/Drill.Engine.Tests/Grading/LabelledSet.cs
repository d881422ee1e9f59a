using System.Collections.Immutable;
using System.Globalization;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

/// <summary>A question of the labelled set with its answers by kind; <c>Labelled/README.md</c> tells the format.</summary>
internal sealed record LabelledQuestion(string Language, string Question, string Reference, ImmutableArray<KeyPoint> Points, ImmutableSortedDictionary<string, string> Answers)
{
    public static readonly ImmutableArray<string> Kinds = ["full", "partial", "wrong", "paraphrase", "typos", "stuffed", "negated", "copied", "other"];

    public static ImmutableArray<LabelledQuestion> All { get; } = [.. Read("english.txt", "en"), .. Read("chinese.txt", "zh")];

    private static IEnumerable<LabelledQuestion> Read(string file, string language)
    {
        var path = Path.Combine(Content.Repository.Root, "tests", "Drill.Engine.Tests", "Grading", "Labelled", file);
        foreach (var block in File.ReadAllText(path).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            yield return new LabelledQuestion(
                language,
                lines.Single(l => l.StartsWith("# ", StringComparison.Ordinal))[2..],
                lines.Single(l => l.StartsWith("> ", StringComparison.Ordinal))[2..],
                [.. lines.Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(Point)],
                Kinds.ToImmutableSortedDictionary(k => k, k => lines.Single(l => l.StartsWith(k + ": ", StringComparison.Ordinal))[(k.Length + 2)..], StringComparer.Ordinal));
        }
    }

    private static KeyPoint Point(string line)
    {
        var parts = line[2..].Split('|', StringSplitOptions.TrimEntries);
        return new KeyPoint(parts[1], int.Parse(parts[0], CultureInfo.InvariantCulture), [.. parts[2].Split(';', StringSplitOptions.TrimEntries).Select(Term)]);
    }

    private static KeyTerm Term(string text)
    {
        var names = text.Split('=', StringSplitOptions.TrimEntries);
        return new KeyTerm(names[0], [.. names[1..]]);
    }
}

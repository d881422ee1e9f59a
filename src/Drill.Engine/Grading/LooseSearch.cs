using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Drill.Grading;

/// <summary>Finds terms of several words whose words stand in one sentence, near each other, in any order: "the loss is contrastive".</summary>
internal sealed class LooseSearch
{
    private const int MaximumParts = 5;

    private readonly ImmutableArray<Token> tokens;
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);

    /// <summary>Takes an answer.</summary>
    /// <param name="tokens">Its words.</param>
    /// <param name="corrected">For misspelt words the key that was meant.</param>
    public LooseSearch(ImmutableArray<Token> tokens, string?[] corrected)
    {
        this.tokens = tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(places, corrected[i] ?? tokens[i].Key, out _) ??= []).Add(i);
        }
    }

    /// <summary>Looks for forms; each is found once at most.</summary>
    public IEnumerable<FoundTerm> Find(IEnumerable<TermForm> forms)
    {
        foreach (var form in forms)
        {
            foreach (var parts in PartsOf(form))
            {
                if (Near(parts, (2 * form.Tokens.Length) + 4) is { } span)
                {
                    yield return new FoundTerm(form, span.First, span.Last, IsLoose: true);
                    break;
                }
            }
        }
    }

    /// <summary>
    /// The ways to take a form apart: English phrases into their content words; Chinese terms of four to six characters into
    /// words of two and three, which most Chinese words are.
    /// </summary>
    private static IEnumerable<string[][]> PartsOf(TermForm form)
    {
        var all = form.Tokens;
        if (all.All(t => !t.IsHan))
        {
            var words = all.Where(t => !FunctionWords.IsLoose(t)).Select(t => t.Key).Distinct(StringComparer.Ordinal).Select(k => new[] { k }).ToArray();
            return words.Length is >= 2 and <= MaximumParts ? [words] : [];
        }

        if (!all.All(t => t.IsHan))
        {
            return [];
        }

        var keys = all.Select(t => t.Key).ToArray();
        string[][][] ways = keys.Length switch
        {
            4 => [[keys[..2], keys[2..]]],
            5 => [[keys[..2], keys[2..]], [keys[..3], keys[3..]]],
            6 => [[keys[..2], keys[2..4], keys[4..]], [keys[..3], keys[3..]]],
            _ => [],
        };

        // 一步一步 says a word twice; a single 一步 must not stand for both.
        return ways.Where(parts => parts.Select(part => string.Concat(part)).Distinct(StringComparer.Ordinal).Count() == parts.Length);
    }

    /// <summary>The first and last word of a stretch of one sentence that holds every part and is no longer than the window.</summary>
    private (int First, int Last)? Near(string[][] parts, int window)
    {
        var starts = new List<int>[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i] = Starts(parts[i]);
            if (starts[i].Count == 0)
            {
                return null;
            }
        }

        var rarest = Array.IndexOf(starts, starts.MinBy(s => s.Count)!);
        foreach (var anchor in starts[rarest])
        {
            int first = anchor, last = anchor + parts[rarest].Length - 1;
            for (var i = 0; i < parts.Length && first >= 0; i++)
            {
                if (i == rarest)
                {
                    continue;
                }

                var nearest = Nearest(starts[i], anchor);
                if (tokens[nearest].Sentence != tokens[anchor].Sentence)
                {
                    first = -1;
                    break;
                }

                first = Math.Min(first, nearest);
                last = Math.Max(last, nearest + parts[i].Length - 1);
            }

            if (first >= 0 && last - first < window)
            {
                return (first, last);
            }
        }

        return null;
    }

    private static int Nearest(List<int> sorted, int place)
    {
        var index = sorted.BinarySearch(place);
        if (index >= 0)
        {
            return sorted[index];
        }

        var after = ~index;
        return after == sorted.Count || (after > 0 && place - sorted[after - 1] <= sorted[after] - place) ? sorted[after - 1] : sorted[after];
    }

    private List<int> Starts(string[] part)
    {
        var firsts = places.GetValueOrDefault(part[0], []);
        return firsts.FindAll(place =>
        {
            if (TurningWords.Turn(tokens, place))
            {
                return false;
            }

            for (var i = 1; i < part.Length; i++)
            {
                if (place + i >= tokens.Length || tokens[place + i].Gap != Gap.Soft || !string.Equals(tokens[place + i].Key, part[i], StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        });
    }
}

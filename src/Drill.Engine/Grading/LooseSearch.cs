using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Drill.Grading;

/// <summary>Finds terms of several words whose words stand in one sentence, near each other, in any order: "the loss is contrastive".</summary>
internal sealed class LooseSearch
{
    private const int MaximumParts = 5;

    /// <summary>Stands for every word that denies: "cannot forge" is met by "can't be forged", and not by "can forge".</summary>
    private const string Denial = "\0not";

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
            if (Negation.IsWord(tokens[i]))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(places, Denial, out _) ??= []).Add(i);
            }
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
            var words = all.Where(t => !FunctionWords.IsLoose(t)).Select(t => Negation.IsWord(t) ? Denial : t.Key).Distinct(StringComparer.Ordinal).Select(k => new[] { k }).ToArray();
            return words.Length is >= 2 and <= MaximumParts ? [words] : [];
        }

        if (!all.All(t => t.IsHan))
        {
            return [];
        }

        var keys = all.Select(t => t.Key).ToArray();
        return keys.Length switch
        {
            4 => [[keys[..2], keys[2..]]],
            5 => [[keys[..2], keys[2..]], [keys[..3], keys[3..]]],
            6 => [[keys[..2], keys[2..4], keys[4..]], [keys[..3], keys[3..]]],
            _ => [],
        };
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
        var taken = new (int First, int Last)[parts.Length];
        foreach (var anchor in starts[rarest])
        {
            taken[0] = (anchor, anchor + parts[rarest].Length - 1);
            var count = 1;
            for (var i = 0; i < parts.Length; i++)
            {
                if (i == rarest)
                {
                    continue;
                }

                if (NearestFree(starts[i], parts[i].Length, anchor, taken.AsSpan(0, count)) is not { } nearest || tokens[nearest].Sentence != tokens[anchor].Sentence)
                {
                    count = 0;
                    break;
                }

                taken[count++] = (nearest, nearest + parts[i].Length - 1);
            }

            if (count > 0 && taken.Min(t => t.First) is var first && taken.Max(t => t.Last) is var last && last - first < window)
            {
                return (first, last);
            }
        }

        return null;
    }

    /// <summary>The nearest place whose words no other part has taken: a term that says a thing twice, such as 一步一步, is not met by saying it once.</summary>
    private static int? NearestFree(List<int> sorted, int length, int anchor, ReadOnlySpan<(int First, int Last)> taken)
    {
        var index = sorted.BinarySearch(anchor);
        var (before, after) = index >= 0 ? (index - 1, index) : (~index - 1, ~index);
        while (before >= 0 || after < sorted.Count)
        {
            var isBefore = after == sorted.Count || (before >= 0 && anchor - sorted[before] <= sorted[after] - anchor);
            var place = isBefore ? sorted[before--] : sorted[after++];
            if (IsFree(place, taken))
            {
                return place;
            }
        }

        return null;

        bool IsFree(int place, ReadOnlySpan<(int First, int Last)> others)
        {
            foreach (var (first, last) in others)
            {
                if (place <= last && place + length > first)
                {
                    return false;
                }
            }

            return true;
        }
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

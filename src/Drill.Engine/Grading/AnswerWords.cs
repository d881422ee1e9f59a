using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Drill.Grading;

/// <summary>The words of an answer, found by their keys and by their shapes.</summary>
internal sealed class AnswerWords
{
    private readonly ImmutableArray<Token> tokens;
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
    private readonly ILookup<char, (ImmutableArray<int> Shape, int Place)> shapes;

    /// <summary>Takes the words of an answer.</summary>
    public AnswerWords(ImmutableArray<Token> tokens)
    {
        this.tokens = tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(places, tokens[i].Key, out _) ??= []).Add(i);
        }

        shapes = places.Where(p => !tokens[p.Value[0]].IsHan && !FunctionWords.Contains(tokens[p.Value[0]]))
            .Select(p => (First: p.Key[0], Shape: WordShape.Of(p.Key), Place: p.Value[0]))
            .Where(p => !p.Shape.IsEmpty)
            .ToLookup(p => p.First, p => (p.Shape, p.Place));
    }

    /// <summary>
    /// How much of a unit is there: all; as much as a word of the same first letter is like it; or half when two characters stand apart in one sentence.
    /// The place found is added.
    /// </summary>
    public double Recall(TextUnit unit, ICollection<int> found)
    {
        if (!places.TryGetValue(unit.First, out var firsts))
        {
            return unit.Second.Length == 0 ? RecallByShape(unit.First, found) : 0;
        }

        if (unit.Second.Length == 0)
        {
            found.Add(firsts[0]);
            return 1;
        }

        foreach (var place in firsts)
        {
            if (place + 1 < tokens.Length && tokens[place + 1].Gap == Gap.Soft && string.Equals(tokens[place + 1].Key, unit.Second, StringComparison.Ordinal))
            {
                found.Add(place);
                found.Add(place + 1);
                return 1;
            }
        }

        var sentences = firsts.Select(place => tokens[place].Sentence).ToHashSet();
        return places.GetValueOrDefault(unit.Second, []).Exists(place => sentences.Contains(tokens[place].Sentence)) ? 0.5 : 0;
    }

    private double RecallByShape(string key, ICollection<int> found)
    {
        var shape = WordShape.Of(key);
        var (best, at) = (0.0, 0);
        foreach (var (other, place) in shapes[key[0]])
        {
            if (WordShape.Likeness(shape, other) is var likeness && likeness > best)
            {
                (best, at) = (likeness, place);
            }
        }

        if (best < WordShape.Alike)
        {
            return 0;
        }

        found.Add(at);
        return best;
    }
}

using System.Collections.Immutable;

namespace Drill.Grading;

/// <summary>How alike two words look, by their runs of three letters: a slip of the finger or another ending leaves most of them.</summary>
internal static class WordShape
{
    /// <summary>Words less alike than this are different words.</summary>
    public const double Alike = 0.6;

    private const int Shortest = 5;

    private const int Longest = 40;

    /// <summary>The runs of three letters of a word with its edges, each once; empty for a word that is too short or long to compare by shape.</summary>
    public static ImmutableArray<int> Of(string word)
    {
        if (word.Length is < Shortest or > Longest)
        {
            return [];
        }

        var runs = new SortedSet<int>();
        for (var i = -1; i + 1 < word.Length; i++)
        {
            runs.Add(HashCode(At(i), At(i + 1), At(i + 2)));
        }

        return [.. runs];

        char At(int index) => index >= 0 && index < word.Length ? word[index] : '·';
    }

    /// <summary>The share of runs that two shapes have in common (Dice), 0 to 1.</summary>
    public static double Likeness(ImmutableArray<int> a, ImmutableArray<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }

        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * common / (a.Length + b.Length);
    }

    // The same in every process, unlike String.GetHashCode.
    private static int HashCode(char a, char b, char c) => (((a * 65_599) + b) * 65_599) + c;
}

namespace Drill.Text;

/// <summary>How far two short words are apart: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
internal static class EditDistance
{
    private const int MaximumLength = 128;

    /// <summary>Whether two words are at most <paramref name="limit"/> apart; cheap when their lengths differ by more.</summary>
    public static bool Within(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit) => Math.Abs(a.Length - b.Length) <= limit && Between(a, b) <= limit;

    /// <summary>The distance; words longer than 128 characters are taken as entirely different.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > MaximumLength || b.Length > MaximumLength)
        {
            return a.SequenceEqual(b) ? 0 : Math.Max(a.Length, b.Length);
        }

        var width = b.Length + 1;
        Span<int> beforeLast = stackalloc int[width];
        Span<int> last = stackalloc int[width];
        Span<int> row = stackalloc int[width];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            var reused = beforeLast;
            beforeLast = last;
            last = row;
            row = reused;
        }

        return last[b.Length];
    }
}

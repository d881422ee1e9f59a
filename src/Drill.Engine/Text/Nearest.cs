namespace Drill.Text;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate closest to a typed word, or null when none is close: at most one change in three letters.</summary>
    public static string? To(string typed, IEnumerable<string> candidates)
    {
        if (typed.Length is 0 or > 64)
        {
            return null;
        }

        var best = candidates.Select(c => (Candidate: c, Distance: EditDistance.Between(typed.ToUpperInvariant(), c.ToUpperInvariant())))
            .OrderBy(c => c.Distance).FirstOrDefault();
        return best.Candidate is { } candidate && best.Distance <= Math.Max(1, Math.Max(typed.Length, candidate.Length) / 3) ? candidate : null;
    }
}

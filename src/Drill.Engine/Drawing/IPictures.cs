using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Drill.Drawing;

/// <summary>
/// Draws what a reply says in words. A host may have none: then replies come without pictures. Pictures hold no letters, because a missing font would turn them into boxes,
/// and are legible on dark and on light.
/// </summary>
public interface IPictures
{
    /// <summary>Draws days of practice as a calendar, a column for each week, and a bar for each topic below; a PNG below 60 KB.</summary>
    ReadOnlyMemory<byte> Draw(DaysPicture picture);

    /// <summary>Draws a ranking as bars with rank and points; a PNG below 60 KB.</summary>
    ReadOnlyMemory<byte> Draw(StandingsPicture picture);
}

/// <summary>Days of practice.</summary>
/// <param name="Answers">How many answers each day had, the first a Monday, the last today; at most 27 weeks.</param>
/// <param name="Months">For each column the number of the month that begins in it, or 0.</param>
/// <param name="Topics">How much of each topic is covered, 0 to 1, in the order of the text; at most 10 are drawn.</param>
public sealed record DaysPicture(ImmutableArray<int> Answers, ImmutableArray<int> Months, ImmutableArray<double> Topics);

/// <summary>A ranking.</summary>
/// <param name="Bars">The rows in order; at most 10 are drawn.</param>
public sealed record StandingsPicture(ImmutableArray<StandingBar> Bars);

/// <summary>A row of a ranking.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="HalfPoints">Twice the points.</param>
/// <param name="IsAsker">Whether it is the one who asked.</param>
/// <param name="IsAfterGap">Whether people above it are left out.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StandingBar(int Rank, int HalfPoints, bool IsAsker, bool IsAfterGap);

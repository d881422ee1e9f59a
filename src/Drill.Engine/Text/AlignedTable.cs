using System.Collections.Immutable;
using System.Text;

namespace Drill.Text;

/// <summary>A table drawn with characters of one width.</summary>
public static class AlignedTable
{
    private const string Gap = "  ";

    /// <summary>The table as lines parted by \n, or null when it would be wider than <paramref name="maximumWidth"/> columns.</summary>
    public static string? TryDraw(Table table, int maximumWidth, Func<TableCell, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(textOf);
        var header = table.Header.Select(textOf).ToImmutableArray();
        var rows = table.Rows.Select(r => r.Cells.Select(textOf).ToImmutableArray()).ToImmutableArray();
        var widths = new int[table.Alignments.Length];
        foreach (var row in rows.Prepend(header))
        {
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], TextWidth.Of(row[i]));
            }
        }

        if (widths.Sum() + (Gap.Length * (widths.Length - 1)) > maximumWidth)
        {
            return null;
        }

        var lines = new List<string>(rows.Length + 2);
        if (header.Any(t => t.Length > 0))
        {
            lines.Add(Line(header, widths, table.Alignments));
            lines.Add(string.Join(Gap, widths.Select(w => new string('─', w))));
        }

        lines.AddRange(rows.Select(row => Line(row, widths, table.Alignments)));
        return string.Join('\n', lines);
    }

    private static string Line(ImmutableArray<string> cells, int[] widths, ImmutableArray<CellAlignment> alignments)
    {
        var line = new StringBuilder();
        for (var i = 0; i < widths.Length; i++)
        {
            var free = widths[i] - TextWidth.Of(cells[i]);
            var before = alignments[i] switch { CellAlignment.End => free, CellAlignment.Center => free / 2, _ => 0 };
            line.Append(i == 0 ? "" : Gap).Append(' ', before).Append(cells[i]).Append(' ', free - before);
        }

        return line.ToString().TrimEnd();
    }
}

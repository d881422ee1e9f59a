using SkiaSharp;

namespace Drill.Pictures;

/// <summary>Digits as strokes of our own: no font can be missing.</summary>
internal static class Digits
{
    /// <summary>Each digit as lines on a grid two wide and four high, from the top left.</summary>
    private static readonly Dictionary<char, (float X, float Y)[][]> Strokes = new()
    {
        ['0'] = [[(0, 0.6f), (0, 3.4f), (0.6f, 4), (1.4f, 4), (2, 3.4f), (2, 0.6f), (1.4f, 0), (0.6f, 0), (0, 0.6f)]],
        ['1'] = [[(0.2f, 0.8f), (1.1f, 0), (1.1f, 4)]],
        ['2'] = [[(0, 0.7f), (0.6f, 0), (1.4f, 0), (2, 0.7f), (2, 1.4f), (0, 4), (2, 4)]],
        ['3'] = [[(0, 0.5f), (0.6f, 0), (1.4f, 0), (2, 0.6f), (2, 1.3f), (1.3f, 1.9f), (0.8f, 1.9f)], [(1.3f, 1.9f), (2, 2.6f), (2, 3.4f), (1.4f, 4), (0.6f, 4), (0, 3.5f)]],
        ['4'] = [[(1.5f, 4), (1.5f, 0), (0, 2.8f), (2, 2.8f)]],
        ['5'] = [[(1.9f, 0), (0.2f, 0), (0.1f, 1.8f), (1.3f, 1.6f), (2, 2.3f), (2, 3.3f), (1.4f, 4), (0.6f, 4), (0, 3.5f)]],
        ['6'] = [[(1.8f, 0.2f), (0.8f, 0.3f), (0, 1.6f), (0, 3.4f), (0.6f, 4), (1.4f, 4), (2, 3.4f), (2, 2.4f), (1.4f, 1.8f), (0.6f, 1.8f), (0, 2.4f)]],
        ['7'] = [[(0, 0), (2, 0), (0.8f, 4)]],
        ['8'] =
        [
            [(1, 1.8f), (0.3f, 1.3f), (0.2f, 0.6f), (0.7f, 0), (1.3f, 0), (1.8f, 0.6f), (1.7f, 1.3f), (1, 1.8f)],
            [(1, 1.8f), (0.1f, 2.5f), (0, 3.3f), (0.6f, 4), (1.4f, 4), (2, 3.3f), (1.9f, 2.5f), (1, 1.8f)],
        ],
        ['9'] = [[(2, 1.6f), (1.4f, 2.2f), (0.6f, 2.2f), (0, 1.6f), (0, 0.6f), (0.6f, 0), (1.4f, 0), (2, 0.6f), (2, 2.4f), (1.2f, 3.7f), (0.2f, 3.8f)]],
        ['.'] = [[(0.3f, 3.95f), (0.3f, 4)]],
        ['%'] =
        [
            [(2.2f, 0.2f), (0, 3.8f)],
            [(0.4f, 0), (0.8f, 0.4f), (0.4f, 0.9f), (0, 0.4f), (0.4f, 0)],
            [(1.8f, 3.1f), (2.2f, 3.6f), (1.8f, 4), (1.4f, 3.6f), (1.8f, 3.1f)],
        ],
    };

    /// <summary>How wide a number is at a height.</summary>
    public static float WidthOf(string number, float height) => number.Length == 0 ? 0 : number.Sum(c => Advance(c, height)) - (height * 0.25f);

    /// <summary>Draws a number with its top left at a point. Only digits, points and percent signs are drawn.</summary>
    public static void Draw(SKCanvas canvas, string number, float x, float y, float height, SKColor color)
    {
        using var paint = new SKPaint
        {
            Color = color,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = height * 0.13f,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        var unit = height / 4;
        foreach (var digit in number)
        {
            foreach (var stroke in Strokes.GetValueOrDefault(digit, []))
            {
                using var builder = new SKPathBuilder();
                builder.MoveTo(x + (stroke[0].X * unit), y + (stroke[0].Y * unit));
                foreach (var (px, py) in stroke[1..])
                {
                    builder.LineTo(x + (px * unit), y + (py * unit));
                }

                using var path = builder.Detach();
                canvas.DrawPath(path, paint);
            }

            x += Advance(digit, height);
        }
    }

    private static float Advance(char digit, float height) => digit switch { '.' => height * 0.35f, '%' => height * 0.8f, _ => height * 0.75f };
}

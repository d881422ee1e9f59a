using System.Globalization;
using Drill.Drawing;
using SkiaSharp;

namespace Drill.Pictures;

/// <summary>Draws with Skia on a card of its own colour, which stands out on dark and on light. Everything is twice as large as it is shown.</summary>
internal sealed class SkiaPictures : IPictures
{
    private const int Width = 900;
    private const float Margin = 44;
    private const int DaysInWeek = 7;
    private const int MostBars = 10;
    private const int MostWeeks = 27;
    private const float WidestDay = 44;
    private const float Corner = 6;

    /// <summary>Rows repeat, so most of them are smallest as the difference from the one above.</summary>
    private static readonly SKPngEncoderOptions Flat = new(SKPngEncoderFilterFlags.Sub | SKPngEncoderFilterFlags.Up, zLibLevel: 6);

    private static readonly SKColor Card = new(0x1c, 0x22, 0x2e);
    private static readonly SKColor Edge = new(0x5b, 0x67, 0x80);
    private static readonly SKColor Empty = new(0x30, 0x39, 0x4b);
    private static readonly SKColor Ink = new(0xe8, 0xec, 0xf4);
    private static readonly SKColor Quiet = new(0xa4, 0xb0, 0xc6);
    private static readonly SKColor Bar = new(0x4f, 0x8c, 0xff);
    private static readonly SKColor Own = new(0xff, 0xb4, 0x54);

    /// <summary>From one answer a day to four and more; told apart by lightness too.</summary>
    private static readonly SKColor[] Busy = [new(0x1f, 0x6f, 0x54), new(0x2a, 0x9d, 0x72), new(0x4c, 0xc9, 0x94), new(0xa6, 0xf2, 0xcf)];

    public ReadOnlyMemory<byte> Draw(DaysPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        const float monthHeight = 22, barHeight = 30, barGap = 16;
        var weeks = Math.Clamp((picture.Answers.Length + DaysInWeek - 1) / DaysInWeek, 1, MostWeeks);

        // On whole pixels all days look the same, and the file is half as large.
        var step = MathF.Floor(Math.Min((Width - (2 * Margin)) / weeks, WidestDay));
        var side = MathF.Floor(step * 0.84f);
        var top = Margin + monthHeight + 14;
        var calendar = step * DaysInWeek;
        var topics = picture.Topics[..Math.Min(picture.Topics.Length, MostBars)];
        var height = top + calendar + (topics.IsEmpty ? 0 : 26 + (topics.Length * (barHeight + barGap)) - barGap) + Margin;
        return OnCard((int)height, canvas =>
        {
            for (var week = 0; week < weeks && week < picture.Months.Length; week++)
            {
                if (picture.Months[week] > 0)
                {
                    Digits.Draw(canvas, picture.Months[week].ToString(CultureInfo.InvariantCulture), Margin + (week * step), Margin, monthHeight, Quiet);
                }
            }

            for (var day = 0; day < picture.Answers.Length && day < weeks * DaysInWeek; day++)
            {
                var answers = picture.Answers[day];
                var (x, y) = (Margin + (day / DaysInWeek * step), top + (day % DaysInWeek * step));
                Rounded(canvas, x, y, side, side, 5, answers <= 0 ? Empty : Busy[Math.Min(answers, Busy.Length) - 1]);
            }

            for (var i = 0; i < topics.Length; i++)
            {
                var share = (float)Math.Clamp(topics[i], 0, 1);
                var y = top + calendar + 26 + (i * (barHeight + barGap));
                Share(canvas, i + 1, share, string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%"), y, barHeight, Bar);
            }
        });
    }

    public ReadOnlyMemory<byte> Draw(StandingsPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        const float barHeight = 36, barGap = 20, gap = 26;
        var bars = picture.Bars[..Math.Min(picture.Bars.Length, MostBars)];
        var most = Math.Max(1, bars.IsEmpty ? 1 : bars.Max(b => b.HalfPoints));
        var height = (2 * Margin) + (bars.Length * (barHeight + barGap)) - barGap + (bars.Count(b => b.IsAfterGap) * gap);
        return OnCard((int)Math.Max(height, 4 * Margin), canvas =>
        {
            var y = Margin;
            foreach (var bar in bars)
            {
                if (bar.IsAfterGap)
                {
                    Dots(canvas, y + 2);
                    y += gap;
                }

                Share(canvas, bar.Rank, (float)bar.HalfPoints / most, string.Create(CultureInfo.InvariantCulture, $"{bar.HalfPoints / 2.0:0.#}"), y, barHeight, bar.IsAsker ? Own : Bar);
                y += barHeight + barGap;
            }
        });
    }

    /// <summary>A number, a bar of a share, a value.</summary>
    private static void Share(SKCanvas canvas, int number, float share, string value, float y, float height, SKColor color)
    {
        const float left = Margin + 110, right = Width - Margin - 150;
        var digits = height * 0.72f;
        var label = number.ToString(CultureInfo.InvariantCulture);
        Digits.Draw(canvas, label, left - 24 - Digits.WidthOf(label, digits), y + ((height - digits) / 2), digits, Quiet);
        Rounded(canvas, left, y, right - left, height, Corner, Empty);
        if (share > 0)
        {
            Rounded(canvas, left, y, Math.Max(Corner * 2, MathF.Round((right - left) * share)), height, Corner, color);
        }

        Digits.Draw(canvas, value, right + 24, y + ((height - digits) / 2), digits, Ink);
    }

    private static void Dots(SKCanvas canvas, float y)
    {
        using var paint = new SKPaint { Color = Quiet, IsAntialias = true };
        for (var i = 0; i < 3; i++)
        {
            canvas.DrawCircle(Margin + 70 + (i * 16), y, 4, paint);
        }
    }

    private static void Rounded(SKCanvas canvas, float x, float y, float width, float height, float radius, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawRoundRect(x, y, width, height, radius, radius, paint);
    }

    /// <summary>Rounds every channel to four bits: nobody sees it, and the soft edges of the strokes, which are most of the file, take half the room.</summary>
    private static void Coarsen(Span<byte> channels)
    {
        foreach (ref var channel in channels)
        {
            channel = (byte)((channel & 0xf0) | (channel >> 4));
        }
    }

    private static ReadOnlyMemory<byte> OnCard(int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        Rounded(canvas, 0, 0, Width, height, 24, Edge);
        Rounded(canvas, 2, 2, Width - 4, height - 4, 22, Card);
        draw(canvas);
        canvas.Flush();
        Coarsen(bitmap.GetPixelSpan());
        using var pixels = bitmap.PeekPixels();
        using var png = pixels.Encode(Flat);
        return png?.ToArray() ?? throw new InvalidOperationException("Skia made no picture.");
    }
}

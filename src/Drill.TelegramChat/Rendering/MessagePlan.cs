using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>One message to Telegram: a text, or a picture with a caption.</summary>
/// <param name="Text">The text or caption; null for a picture without one.</param>
/// <param name="Photo">The picture, or null.</param>
internal sealed record MessagePart(TelegramText? Text, PartPhoto? Photo);

/// <summary>A picture: a file of the bank, or one that the bot drew.</summary>
/// <param name="Source">The path relative to the bank's root, or null for a drawn one.</param>
/// <param name="Drawn">The drawn one, or null.</param>
/// <param name="AlternativeText">What it shows; may be empty.</param>
internal sealed record PartPhoto(string? Source, Picture? Drawn, string AlternativeText);

/// <summary>Parts a message into what Telegram takes: a picture with the whole text as its caption where that fits, else texts and pictures in reading order.</summary>
internal static class MessagePlan
{
    /// <summary>The parts; at least one, of which the last carries the buttons.</summary>
    /// <param name="body">What the message says.</param>
    /// <param name="pictures">Drawn pictures, shown first.</param>
    /// <param name="canShow">Whether a figure can be sent as a picture; one that cannot stays its alternative text.</param>
    public static ImmutableArray<MessagePart> Of(Body body, ImmutableArray<Picture> pictures, Func<Figure, bool> canShow)
    {
        var figures = body.Blocks.OfType<ImageBlock>().Where(b => canShow(b.Figure)).ToList();
        if (figures.Count + pictures.Length == 1)
        {
            var texts = TelegramRenderer.Render(Without(body, figures), TelegramLimits.Caption);
            var photo = figures.Count == 1 ? PhotoOf(figures[0].Figure) : PhotoOf(pictures[0]);
            if (texts.Length <= 1)
            {
                return [new MessagePart(texts.FirstOrDefault(), photo)];
            }
        }

        var parts = ImmutableArray.CreateBuilder<MessagePart>();
        parts.AddRange(pictures.Select(p => new MessagePart(CaptionOf(p.AlternativeText), PhotoOf(p))));
        var start = 0;
        for (var i = 0; i <= body.Blocks.Length; i++)
        {
            if (i < body.Blocks.Length && !(body.Blocks[i] is ImageBlock image && figures.Contains(image)))
            {
                continue;
            }

            parts.AddRange(TelegramRenderer.Render(new Body(body.Blocks[start..i])).Select(t => new MessagePart(t, null)));
            if (i < body.Blocks.Length)
            {
                var figure = ((ImageBlock)body.Blocks[i]).Figure;
                parts.Add(new MessagePart(CaptionOf(figure.AlternativeText), PhotoOf(figure)));
            }

            start = i + 1;
        }

        return parts.Count > 0 ? parts.DrainToImmutable() : [new MessagePart(new TelegramText("…", [], []), null)];
    }

    private static Body Without(Body body, List<ImageBlock> figures) => figures.Count == 0 ? body : new Body([.. body.Blocks.Where(b => !(b is ImageBlock image && figures.Contains(image)))]);

    private static PartPhoto PhotoOf(Figure figure) => new(figure.Source, null, figure.AlternativeText);

    private static PartPhoto PhotoOf(Picture picture) => new(null, picture, picture.AlternativeText);

    private static TelegramText? CaptionOf(string text) => text.Length == 0 ? null : TelegramRenderer.Render(Body.Plain(text), TelegramLimits.Caption).FirstOrDefault();
}

using System.Collections.Immutable;
using System.Net;
using Drill.TelegramChat.Calling;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>What Telegram shows: the real messages, as long and as many as will be sent, figures as pictures with captions.</summary>
internal sealed class TelegramPreview : IPlatformPreview
{
    /// <inheritdoc/>
    public string Name => "telegram";

    /// <inheritdoc/>
    public ImmutableArray<PreviewMessage> Render(Body body) =>
        body.IsEmpty ? [] : [.. MessagePlan.Of(body, [], PhotoShelf.MayBeShown).Where(p => p.Text?.Blocks is not []).Select(Show)];

    private static PreviewMessage Show(MessagePart part)
    {
        var text = part.Text?.Text ?? "";
        var html = part.Text is { } shown ? FlowHtml.Of(shown.Blocks) : "";
        if (part.Photo is not { } photo)
        {
            return new PreviewMessage(text, html, text.Length, TelegramLimits.Text);
        }

        var source = photo.Source ?? photo.Drawn!.FileName;
        return new PreviewMessage(
            $"[{source}]{(text.Length > 0 ? "\n" : "")}{text}",
            $"<figure><p>🖼 {WebUtility.HtmlEncode(source)}</p></figure>{html}",
            text.Length,
            TelegramLimits.Caption);
    }
}

using System.Collections.Immutable;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>What Telegram shows: the real messages, as long and as many as will be sent.</summary>
internal sealed class TelegramPreview : IPlatformPreview
{
    /// <inheritdoc/>
    public string Name => "telegram";

    /// <inheritdoc/>
    public ImmutableArray<PreviewMessage> Render(Body body) =>
        [.. TelegramRenderer.Render(body).Select(m => new PreviewMessage(m.Text, FlowHtml.Of(m.Blocks), m.Text.Length, TelegramLimits.Text))];
}

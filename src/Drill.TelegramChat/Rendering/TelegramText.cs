using System.Collections.Immutable;
using Drill.Text;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Drill.TelegramChat.Rendering;

/// <summary>The text of one message with its entities, never with markup: there is nothing to escape and nothing to break.</summary>
/// <param name="text">What is shown.</param>
/// <param name="entities">Sorted by offset, the longer first; each lies within another or apart from it.</param>
/// <param name="blocks">What it was made from, for previews.</param>
internal sealed class TelegramText(string text, ImmutableArray<TextEntity> entities, ImmutableArray<FlowBlock> blocks)
{
    public string Text { get; } = text;

    public ImmutableArray<TextEntity> Entities { get; } = entities;

    public ImmutableArray<FlowBlock> Blocks { get; } = blocks;

    /// <summary>The entities as they are sent; null when there are none.</summary>
    public IReadOnlyList<MessageEntity>? Sent => Entities.IsEmpty ? null : field ??= [.. Entities.Select(e => new MessageEntity
    {
        Offset = e.Offset,
        Length = e.Length,
        Type = e.Kind switch
        {
            TextEntityKind.Blockquote => MessageEntityType.Blockquote,
            TextEntityKind.TextLink => MessageEntityType.TextLink,
            TextEntityKind.Spoiler => MessageEntityType.Spoiler,
            TextEntityKind.Bold => MessageEntityType.Bold,
            TextEntityKind.Italic => MessageEntityType.Italic,
            TextEntityKind.Strikethrough => MessageEntityType.Strikethrough,
            TextEntityKind.Code => MessageEntityType.Code,
            _ => MessageEntityType.Pre,
        },
        Url = e.Kind == TextEntityKind.TextLink ? e.Value : null,
        Language = e.Kind == TextEntityKind.Pre ? e.Value : null,
    })];
}

/// <summary>A stretch of text that looks special.</summary>
/// <param name="Kind">How it looks.</param>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units; at least 1.</param>
/// <param name="Value">The address of a link, the language of a code block, else null.</param>
internal readonly record struct TextEntity(TextEntityKind Kind, int Offset, int Length, string? Value = null)
{
    public int End => Offset + Length;
}

/// <summary>The entities that we send; the order is the one in which they nest, the outer first. https://core.telegram.org/bots/api#messageentity</summary>
internal enum TextEntityKind
{
    Blockquote,
    TextLink,
    Spoiler,
    Bold,
    Italic,
    Strikethrough,
    Code,
    Pre,
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>Shows bodies as Telegram does: plain text with entities, parted where it is too long or has too many entities.</summary>
internal static class TelegramRenderer
{
    /// <summary>What a code block on a phone held upright shows without breaking lines.</summary>
    private const int TableWidth = 36;

    private const string ListIndent = "\u2002\u2002";
    private const string InnerQuote = "› ";
    private const string RuleText = "―――――";

    private static readonly FlowOptions Options = new() { TableWidth = TableWidth, ReadableMath = true, ImageSign = "🖼 " };

    /// <summary>The messages of a body, each with something to see; none when there is nothing.</summary>
    /// <param name="body">What to show.</param>
    /// <param name="limit">The longest message, in UTF-16 units.</param>
    public static ImmutableArray<TelegramText> Render(Body body, int limit = TelegramLimits.Text)
    {
        var blocks = AutoEntities.Silence(BodyFlow.Of(body, Options));
        var messages = ImmutableArray.CreateBuilder<TelegramText>();
        foreach (var fitting in new Splitter(limit).Split(blocks))
        {
            foreach (var message in EntityBudget.Split(fitting).Select(Compose))
            {
                if (HasSomethingToSee(message.Text))
                {
                    messages.Add(message);
                }
            }
        }

        return messages.DrainToImmutable();
    }

    /// <summary>The looks of a span, the outer first. Neither code nor anything around it may nest, so a link or a spoiler goes before it.</summary>
    internal static ImmutableArray<TextEntityKind> KindsOf(FlowSpan span)
    {
        if (span is { Styles: FlowStyles.None, Url: null })
        {
            return [];
        }

        if (span.Styles.HasFlag(FlowStyles.Code) && span.Url is null && !span.Styles.HasFlag(FlowStyles.Spoiler))
        {
            return [TextEntityKind.Code];
        }

        var kinds = ImmutableArray.CreateBuilder<TextEntityKind>(5);
        Add(TextEntityKind.TextLink, span.Url is not null);
        Add(TextEntityKind.Spoiler, span.Styles.HasFlag(FlowStyles.Spoiler));
        Add(TextEntityKind.Bold, span.Styles.HasFlag(FlowStyles.Bold));
        Add(TextEntityKind.Italic, span.Styles.HasFlag(FlowStyles.Italic));
        Add(TextEntityKind.Strikethrough, span.Styles.HasFlag(FlowStyles.Strike));
        return kinds.DrainToImmutable();

        void Add(TextEntityKind kind, bool isThere)
        {
            if (isThere)
            {
                kinds.Add(kind);
            }
        }
    }

    private static string PrefixOf(FlowBlock block)
    {
        var prefix = new StringBuilder();
        for (var i = 1; i < block.Quotes; i++)
        {
            prefix.Append(InnerQuote);
        }

        if (block.Kind == FlowKind.Code)
        {
            return prefix.ToString();
        }

        for (var i = block.Marker is null ? 0 : 1; i < block.Lists; i++)
        {
            prefix.Append(ListIndent);
        }

        return prefix.Append(block.Marker switch
        {
            null => "",
            { Checked: true } => "☑ ",
            { Checked: false } => "☐ ",
            { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"{number}. "),
            _ => "• ",
        }).ToString();
    }

    // Clients set code and quotations apart by themselves; a blank line would be one too many.
    private static string GapBetween(FlowBlock? previous, FlowBlock next) =>
        previous is null ? ""
        : next.IsTight || previous.Quotes > 0 != next.Quotes > 0 || previous.Kind == FlowKind.Code != (next.Kind == FlowKind.Code) ? "\n"
        : "\n\n";

    private static TelegramText Compose(ImmutableArray<FlowBlock> blocks)
    {
        var writer = new EntityWriter();
        FlowBlock? previous = null;
        foreach (var block in blocks)
        {
            var isQuoted = block.Quotes > 0;
            if (previous is not null && previous.Quotes > 0 && !isQuoted)
            {
                writer.EndQuote();
            }

            writer.Append(GapBetween(previous, block));
            if (isQuoted)
            {
                writer.BeginQuote();
            }

            writer.Append(PrefixOf(block));
            switch (block.Kind)
            {
                case FlowKind.Code:
                    writer.AppendCode(block.Text, LanguageOf(block));
                    break;
                case FlowKind.Rule:
                    writer.Append(RuleText);
                    break;
                default:
                    foreach (var span in block.Spans)
                    {
                        writer.Append(block.HeadingLevel > 0 ? span with { Styles = span.Styles | FlowStyles.Bold } : span);
                    }

                    writer.EndStyles();
                    break;
            }

            previous = block;
        }

        writer.EndQuote();
        var (text, entities) = writer.Finish();
        return new TelegramText(text, entities, blocks);
    }

    private static string? LanguageOf(FlowBlock block)
    {
        var language = new string([.. (block.Language ?? "").TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-' or '_' or '.').Take(32)]);
        return language.Length == 0 ? null : language;
    }

    /// <summary>Whether anything is left for the eye: Telegram refuses text of white space and invisible signs.</summary>
    private static bool HasSomethingToSee(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Splitter(int limit) : FlowSplitter(limit)
    {
        protected override int Measure(FlowBlock block) => PrefixOf(block).Length + (block.Kind == FlowKind.Rule ? RuleText.Length : block.Text.Length);

        protected override int MeasureGap(FlowBlock? previous, FlowBlock next) => GapBetween(previous, next).Length;
    }
}

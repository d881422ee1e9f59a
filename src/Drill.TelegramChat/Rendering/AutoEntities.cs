using System.Collections.Immutable;
using System.Text;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>
/// Telegram turns <c>@name</c> in any text into a mention that rings that person's phone, and has no switch against it. An invisible sign after
/// the @ keeps a name or a decorator in a question what it is: text.
/// </summary>
internal static class Mentions
{
    private const char WordJoiner = '\u2060';

    public static ImmutableArray<FlowBlock> Silence(ImmutableArray<FlowBlock> blocks)
    {
        if (!blocks.Any(b => b.Kind == FlowKind.Text && b.Spans.Any(s => s.Text.Contains('@', StringComparison.Ordinal))))
        {
            return blocks;
        }

        return [.. blocks.Select(b => b.Kind == FlowKind.Text ? b with { Spans = Silence(b.Spans) } : b)];
    }

    private static ImmutableArray<FlowSpan> Silence(ImmutableArray<FlowSpan> spans)
    {
        var result = ImmutableArray.CreateBuilder<FlowSpan>(spans.Length);
        var before = '\0';
        for (var i = 0; i < spans.Length; i++)
        {
            var span = spans[i];
            var after = i + 1 < spans.Length ? spans[i + 1].Text[0] : '\0';

            // Nothing is recognised within code.
            result.Add(TelegramRenderer.KindsOf(span) is [TextEntityKind.Code] ? span : span with { Text = Silence(span.Text, before, after) });
            before = span.Text[^1];
        }

        return result.DrainToImmutable();
    }

    private static string Silence(string text, char before, char after)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            var previous = i == 0 ? before : text[i - 1];
            var next = i + 1 == text.Length ? after : text[i + 1];
            if (text[i] == '@' && !char.IsLetterOrDigit(previous) && (char.IsAsciiLetterOrDigit(next) || next == '_'))
            {
                result.Append(WordJoiner);
            }
        }

        return result.ToString();
    }
}

using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>
/// Telegram looks for names, addresses and tags in any text and has no switch against it: <c>@ann</c> rings her phone, <c>README.md</c> and <c>ASP.NET</c> lead to whoever bought
/// that domain, and so does whatever somebody takes for a name. An invisible sign within it keeps what is text a text; what the author made a link stays one. Commands are left as they
/// are, because our own are meant to be touched: the engine takes care of those that people typed.
/// </summary>
/// <remarks>A word joiner belongs to no name and no address: https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp</remarks>
internal static class AutoEntities
{
    private const char WordJoiner = '\u2060';
    private static readonly SearchValues<char> Signs = SearchValues.Create("@.#:");

    public static ImmutableArray<FlowBlock> Silence(ImmutableArray<FlowBlock> blocks)
    {
        if (!blocks.Any(b => b.Kind == FlowKind.Text && b.Spans.Any(s => s.Text.AsSpan().ContainsAny(Signs))))
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

            // Nothing is recognised within code or a link.
            var isLeft = span.Url is not null || TelegramRenderer.KindsOf(span) is [TextEntityKind.Code];
            result.Add(isLeft ? span : span with { Text = Silence(span.Text, before, after) });
            before = span.Text[^1];
        }

        return result.DrainToImmutable();
    }

    private static string Silence(string text, char before, char after)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (IsRecognised(i == 0 ? before : text[i - 1], text[i], i + 1 == text.Length ? after : text[i + 1]))
            {
                result.Append(WordJoiner);
            }
        }

        return result.ToString();
    }

    /// <summary>Whether a sign between two others may make Telegram see a mention, an address, a tag or a link to the application.</summary>
    private static bool IsRecognised(char previous, char sign, char next) => sign switch
    {
        '@' => !char.IsLetterOrDigit(previous) && (char.IsAsciiLetterOrDigit(next) || next == '_'),
        '#' => !char.IsLetterOrDigit(previous) && (char.IsLetter(next) || next == '_'),
        '.' => IsOfDomain(previous) && (char.IsLetter(next) || char.IsSurrogate(next)),
        ':' => char.IsAsciiLetter(previous) && (next == '/' || char.IsAsciiLetter(next)),
        _ => false,
    };

    private static bool IsOfDomain(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '-' or '_';
}

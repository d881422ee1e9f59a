using System.Collections.Immutable;
using System.Text;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>Writes text and keeps its entities properly nested: whatever begins within another ends within it, and begins anew after it.</summary>
internal sealed class EntityWriter
{
    private readonly StringBuilder text = new();
    private readonly List<TextEntity> entities = [];
    private readonly List<(TextEntityKind Kind, string? Value, int Start)> open = [];
    private int quoteStart = -1;

    public void Append(string plain) => text.Append(plain);

    public void Append(FlowSpan span)
    {
        var kinds = TelegramRenderer.KindsOf(span);
        var kept = 0;
        while (kept < open.Count && Wants(open[kept].Kind, open[kept].Value))
        {
            kept++;
        }

        CloseDownTo(kept);
        foreach (var kind in kinds)
        {
            if (!open.Any(o => o.Kind == kind))
            {
                open.Add((kind, ValueOf(kind), text.Length));
            }
        }

        text.Append(span.Text);

        bool Wants(TextEntityKind kind, string? value) => kinds.Contains(kind) && string.Equals(ValueOf(kind), value, StringComparison.Ordinal);
        string? ValueOf(TextEntityKind kind) => kind == TextEntityKind.TextLink ? span.Url : null;
    }

    public void AppendCode(string code, string? language)
    {
        var start = text.Length;
        text.Append(code);
        Add(TextEntityKind.Pre, language, start);
    }

    public void EndStyles() => CloseDownTo(0);

    public void BeginQuote()
    {
        if (quoteStart < 0)
        {
            quoteStart = text.Length;
        }
    }

    public void EndQuote()
    {
        if (quoteStart >= 0)
        {
            Add(TextEntityKind.Blockquote, null, quoteStart);
            quoteStart = -1;
        }
    }

    /// <summary>The text without white space around it, and its entities in order.</summary>
    public (string Text, ImmutableArray<TextEntity> Entities) Finish()
    {
        var all = text.ToString();
        var end = all.AsSpan().TrimEnd(" \n\t\u2002").Length;
        var fenced = entities.Count == 0 ? end : entities.Min(e => e.Offset);
        var start = 0;
        while (start < fenced && start < end && all[start] is ' ' or '\n' or '\t')
        {
            start++;
        }

        var fitting = entities
            .Select(e => e with { Offset = e.Offset - start, Length = Math.Min(e.End, end) - e.Offset })
            .Where(e => e.Length > 0)
            .OrderBy(e => e.Offset).ThenByDescending(e => e.Length).ThenBy(e => e.Kind);
        return (all[start..end], [.. fitting]);
    }

    private void CloseDownTo(int count)
    {
        for (var i = open.Count - 1; i >= count; i--)
        {
            Add(open[i].Kind, open[i].Value, open[i].Start);
            open.RemoveAt(i);
        }
    }

    /// <summary>Adds an entity without the white space at its ends, which Telegram would cut off; none when nothing is left. Code, and a quotation that begins with code, keep what they begin with.</summary>
    private void Add(TextEntityKind kind, string? value, int start)
    {
        var end = text.Length;
        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        while (kind is not (TextEntityKind.Pre or TextEntityKind.Code or TextEntityKind.Blockquote) && start < end && IsSpace(text[start]))
        {
            start++;
        }

        if (end > start)
        {
            entities.Add(new TextEntity(kind, start, end - start, value));
        }

        static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\u2002';
    }
}

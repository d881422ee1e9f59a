using System.Collections.Immutable;

namespace Drill.Text;

/// <summary>
/// Parts a laid out body into messages: between blocks where it can, else in code between lines, in text between lines, words or
/// sentences, and within a word only between characters as a reader sees them. A heading stays with what follows it.
/// White space at a joint is dropped.
/// </summary>
/// <param name="limit">The longest message, as <see cref="Measure"/> counts.</param>
public abstract class FlowSplitter(int limit)
{
    /// <summary>Whether a piece of at least this part of a message may be left unused to avoid parting a block.</summary>
    private const int WasteDivisor = 3;

    /// <summary>The blocks of each message. A block that does not fit is cut into several; only the first keeps its marker.</summary>
    public ImmutableArray<ImmutableArray<FlowBlock>> Split(ImmutableArray<FlowBlock> blocks)
    {
        var messages = ImmutableArray.CreateBuilder<ImmutableArray<FlowBlock>>();
        var current = new List<FlowBlock>();
        var used = 0;
        foreach (var block in blocks)
        {
            FlowBlock? rest = block;
            while (rest is not null)
            {
                var previous = current.Count > 0 ? current[^1] : null;
                var room = limit - used - MeasureGap(previous, rest);
                var length = Measure(rest);
                if (length <= room)
                {
                    used = limit - room + length;
                    current.Add(rest);
                    break;
                }

                if (previous is null || (length > limit && room > limit / WasteDivisor))
                {
                    var (head, tail) = Cut(rest, room, mustAdvance: previous is null);
                    if (head is not null)
                    {
                        current.Add(head);
                    }
                    else if (tail is not null && !ReferenceEquals(tail, rest))
                    {
                        // Only white space stood in front.
                        rest = tail;
                        continue;
                    }

                    rest = tail;
                }

                if (rest is null)
                {
                    // What was cut off was white space only; the rest of the message stays usable.
                    used = limit;
                    break;
                }

                var held = HeldBack(current, rest);
                Flush(messages, current);
                current.AddRange(held);
                used = held.Sum(Measure);
            }
        }

        Flush(messages, current);
        return messages.DrainToImmutable();
    }

    /// <summary>The length of a block in a message, without the gap before it. It must not be less than its text's, nor fall when text is added.</summary>
    protected abstract int Measure(FlowBlock block);

    /// <summary>The length of what parts two blocks; 0 when there is none before.</summary>
    protected abstract int MeasureGap(FlowBlock? previous, FlowBlock next);

    /// <summary>A heading at the end of a message, to be taken over to the next one. Only whole headings, so the next message has room.</summary>
    private List<FlowBlock> HeldBack(List<FlowBlock> current, FlowBlock? rest)
    {
        if (rest is null || current.Count < 2 || current[^1].HeadingLevel == 0 || rest.HeadingLevel > 0 || Measure(current[^1]) > limit / WasteDivisor)
        {
            return [];
        }

        var heading = current[^1];
        current.RemoveAt(current.Count - 1);
        return [heading];
    }

    private static void Flush(ImmutableArray<ImmutableArray<FlowBlock>>.Builder messages, List<FlowBlock> current)
    {
        if (current.Count > 0)
        {
            messages.Add([current[0] with { IsTight = false }, .. current.Skip(1)]);
            current.Clear();
        }
    }

    /// <summary>Cuts a block so that its head fits; no head when not even a character does.</summary>
    private (FlowBlock? Head, FlowBlock? Tail) Cut(FlowBlock block, int room, bool mustAdvance)
    {
        var text = block.Text;
        var ends = CharacterEnds(text, room);
        int low = 0, high = ends.Count;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Measure(Head(block, ends[middle - 1])) <= room)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        if (low == 0)
        {
            return mustAdvance ? CutWithinCharacter(block, room) : (null, block);
        }

        var fitting = ends[low - 1];
        var end = block.Kind == FlowKind.Code ? LastLine(text, fitting) : LastPause(text, fitting);
        end = ends.BinarySearch(end) >= 0 ? end : fitting;
        var tail = end;
        if (block.Kind == FlowKind.Code)
        {
            tail += tail < text.Length && text[tail] == '\n' ? 1 : 0;
        }
        else
        {
            while (end > 0 && text[end - 1] is ' ' or '\n')
            {
                end--;
            }

            while (tail < text.Length && text[tail] is ' ' or '\n' && TextWidth.NextGrapheme(text.AsSpan(tail)) == 1)
            {
                tail++;
            }
        }

        return (end == 0 ? null : Head(block, end), Tail(block, tail));
    }

    /// <summary>The last resort for a single character with more marks on it than a message holds.</summary>
    private (FlowBlock? Head, FlowBlock? Tail) CutWithinCharacter(FlowBlock block, int room)
    {
        var text = block.Text;
        var end = 0;
        while (end < text.Length)
        {
            var next = end + (char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1);
            if (end > 0 && Measure(Head(block, next)) > room)
            {
                break;
            }

            end = next;
        }

        return (Head(block, end), Tail(block, end));
    }

    /// <summary>Where characters end, as far as there is room: no text gets shorter by being written.</summary>
    private static List<int> CharacterEnds(string text, int room)
    {
        var ends = new List<int>();
        var position = 0;
        while (position < text.Length)
        {
            position += TextWidth.NextGrapheme(text.AsSpan(position));
            if (position > room)
            {
                break;
            }

            ends.Add(position);
        }

        return ends;
    }

    private static int LastLine(string text, int fitting)
    {
        var line = text.LastIndexOf('\n', fitting - 1);
        return line > 0 ? line : fitting;
    }

    /// <summary>The end of the last line, sentence or word in the second half of what fits.</summary>
    private static int LastPause(string text, int fitting)
    {
        var sentence = -1;
        var word = -1;
        for (var i = fitting - 1; i > fitting / 2; i--)
        {
            var c = text[i];
            if (c == '\n')
            {
                return i;
            }

            if (word < 0 && c == ' ')
            {
                word = i;
            }

            if (sentence < 0 && i + 1 <= fitting && c is '。' or '！' or '？' or '；' or '，' or '、')
            {
                sentence = i + 1;
            }
        }

        return Math.Max(sentence, word) is > 0 and var pause ? pause : fitting;
    }

    private static FlowBlock Head(FlowBlock block, int length)
    {
        var spans = ImmutableArray.CreateBuilder<FlowSpan>();
        foreach (var span in block.Spans)
        {
            if (length <= 0)
            {
                break;
            }

            spans.Add(span.Text.Length <= length ? span : span with { Text = span.Text[..length] });
            length -= span.Text.Length;
        }

        return block with { Spans = spans.DrainToImmutable() };
    }

    private static FlowBlock? Tail(FlowBlock block, int start)
    {
        if (start >= block.Text.Length)
        {
            return null;
        }

        var spans = ImmutableArray.CreateBuilder<FlowSpan>();
        foreach (var span in block.Spans)
        {
            if (start < span.Text.Length)
            {
                spans.Add(start <= 0 ? span : span with { Text = span.Text[start..] });
            }

            start -= span.Text.Length;
        }

        var hang = block.Hang + (block.Marker?.Width ?? 0);
        return block with { Spans = spans.DrainToImmutable(), Marker = null, Hang = hang };
    }
}

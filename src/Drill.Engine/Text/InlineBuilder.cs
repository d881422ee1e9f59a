using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Drill.Text;

/// <summary>What an open element of an <see cref="InlineBuilder"/> will become.</summary>
internal enum InlineKind
{
    /// <summary>Nothing of its own: its content belongs to what is around it.</summary>
    None,
    Strong,
    Emphasis,
    Strike,
    Code,
    Link,
    Spoiler,
    Subscript,
    Superscript,

    /// <summary>Dropped with its content.</summary>
    Hidden,
}

/// <summary>
/// Collects the inlines of one paragraph. White space collapses as in HTML, none is left at the edges of a line or an element, and
/// neighbouring texts are one <see cref="TextRun"/>: what is written again as Markdown reads the same.
/// </summary>
internal sealed class InlineBuilder
{
    private static readonly SearchValues<char> OddCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), .. Enumerable.Range(127, 33).Select(c => (char)c), '\uFEFF']);

    private readonly List<Inline> nodes = [];
    private readonly List<Frame> frames = [];
    private readonly StringBuilder text = new();
    private int depth;
    private int hidden;
    private Gap gap;
    private char last;

    private enum Gap
    {
        None,
        Space,
        SoftBreak,
    }

    /// <summary>How many elements are open.</summary>
    public int Open => frames.Count;

    /// <summary>Whether a soft line break waits for the character after it.</summary>
    public bool WantsNextCharacter => gap == Gap.SoftBreak;

    /// <summary>Whether nothing visible has been added since the start.</summary>
    public bool IsEmpty => nodes.Count == 0 && text.Length == 0;

    /// <summary>Begins a paragraph whose inlines stand at <paramref name="level"/> of the body.</summary>
    public void Start(int level)
    {
        nodes.Clear();
        frames.Clear();
        text.Clear();
        depth = level;
        hidden = 0;
        gap = Gap.None;
        last = '\0';
    }

    /// <summary>Ends the paragraph and gives its inlines.</summary>
    public ImmutableArray<Inline> Finish()
    {
        CloseTo(0);
        FlushText();
        TrimSpace(0);
        var end = nodes.Count;
        while (end > 0 && nodes[end - 1] is LineBreak)
        {
            end--;
        }

        nodes.RemoveRange(end, nodes.Count - end);
        return Take(0);
    }

    /// <summary>Adds text in which white space collapses.</summary>
    public void Append(ReadOnlySpan<char> span)
    {
        if (hidden > 0 || span.IsEmpty)
        {
            return;
        }

        if (span[0] != ' ' && span[^1] != ' ' && !span.ContainsAny(OddCharacters) && !span.Contains("  ", StringComparison.Ordinal))
        {
            AppendVisible(span);
            return;
        }

        while (!span.IsEmpty)
        {
            var c = span[0];
            if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                gap = gap == Gap.None ? Gap.Space : gap;
                span = span[1..];
            }
            else if (c != '\u00A0' && OddCharacters.Contains(c))
            {
                span = span[1..];
            }
            else
            {
                var end = 1;
                while (end < span.Length && span[end] != ' ' && (span[end] == '\u00A0' || !OddCharacters.Contains(span[end])))
                {
                    end++;
                }

                AppendVisible(span[..end]);
                span = span[end..];
            }
        }
    }

    /// <summary>Ends a line of the source, which is no line break for the reader unless Chinese or Japanese was broken after a sentence.</summary>
    public void SoftBreak()
    {
        if (hidden == 0)
        {
            gap = Gap.SoftBreak;
        }
    }

    /// <summary>Starts a new line; none at the start of a paragraph, at most two in a row.</summary>
    public void HardBreak()
    {
        if (hidden > 0)
        {
            return;
        }

        FlushText();
        TrimSpace(Boundary);
        if (nodes.Count <= Boundary)
        {
            gap = frames.Count > 0 ? Gap.Space : Gap.None;
            return;
        }

        gap = Gap.None;
        last = '\0';
        if (nodes.Count < 2 || nodes[^1] is not LineBreak || nodes[^2] is not LineBreak)
        {
            nodes.Add(new LineBreak());
        }
    }

    /// <summary>Adds something whole, such as a code span.</summary>
    public void Add(Inline inline)
    {
        if (hidden > 0)
        {
            return;
        }

        if (inline is TextRun run)
        {
            Append(run.Text);
            return;
        }

        if (inline is CodeSpan { Code: "" })
        {
            return;
        }

        FlushGap('x');
        FlushText();
        nodes.Add(inline);
        last = 'x';
    }

    /// <summary>Opens an element; too deep, or a link inside a link, it is transparent.</summary>
    /// <param name="kind">What it will become.</param>
    /// <param name="next">The first character inside, when known and asked for.</param>
    /// <param name="url">The address of a link.</param>
    public void OpenElement(InlineKind kind, char next = 'x', string? url = null)
    {
        if (kind == InlineKind.Hidden)
        {
            FlushText();
            hidden++;
        }
        else if (hidden == 0)
        {
            FlushGap(next);
            FlushText();
        }

        var asked = kind;
        var level = frames.Count == 0 ? depth : frames[^1].Level;
        if (level + 1 >= MarkdownReader.MaximumDepth && kind is not (InlineKind.Hidden or InlineKind.Subscript or InlineKind.Superscript))
        {
            kind = InlineKind.None;
        }

        if (kind == InlineKind.Link && (url is null || IsOpen(InlineKind.Link)))
        {
            kind = InlineKind.None;
        }

        frames.Add(new Frame(kind, asked, nodes.Count, kind == InlineKind.None ? level : level + 1, url));
    }

    /// <summary>Closes the innermost open element of a kind, and with it what is open inside; ignored when there is none above <paramref name="floor"/>.</summary>
    public void CloseElement(InlineKind kind, int floor)
    {
        for (var i = frames.Count - 1; i >= floor; i--)
        {
            // The closing tag of a spoiler is a mere </span>.
            if (frames[i].Asked == kind || (kind == InlineKind.None && frames[i].Asked == InlineKind.Spoiler))
            {
                CloseTo(i);
                return;
            }
        }
    }

    /// <summary>Closes elements until <paramref name="count"/> are open.</summary>
    public void CloseTo(int count)
    {
        while (frames.Count > count)
        {
            CloseLast();
        }
    }

    private int Boundary
    {
        get
        {
            for (var i = frames.Count - 1; i >= 0; i--)
            {
                if (frames[i].Kind != InlineKind.None)
                {
                    return frames[i].Start;
                }
            }

            return 0;
        }
    }

    private bool IsOpen(InlineKind kind) => frames.Exists(f => f.Kind == kind);

    private void CloseLast()
    {
        FlushText();
        var frame = frames[^1];
        frames.RemoveAt(frames.Count - 1);
        if (frame.Kind == InlineKind.None)
        {
            return;
        }

        if (frame.Kind == InlineKind.Hidden)
        {
            hidden--;
            nodes.RemoveRange(frame.Start, nodes.Count - frame.Start);
            return;
        }

        var endedWithBreak = false;
        while (nodes.Count > frame.Start && nodes[^1] is LineBreak)
        {
            nodes.RemoveAt(nodes.Count - 1);
            endedWithBreak = true;
        }

        var start = HoistLeadingSpace(frame.Start);
        if (TrimSpace(start))
        {
            gap = gap == Gap.None ? Gap.Space : gap;
        }

        start = frame.Kind == InlineKind.Link ? DropImageLink(start) : start;
        if (start < nodes.Count)
        {
            Wrap(frame, Take(start));
        }

        if (endedWithBreak)
        {
            HardBreak();
        }
    }

    private void Wrap(Frame frame, ImmutableArray<Inline> content)
    {
        switch (frame.Kind)
        {
            case InlineKind.Strong:
                nodes.Add(new Strong(content));
                break;
            case InlineKind.Emphasis:
                nodes.Add(new Emphasis(content));
                break;
            case InlineKind.Strike:
                nodes.Add(new Strike(content));
                break;
            case InlineKind.Spoiler:
                nodes.Add(new Spoiler(content));
                break;
            case InlineKind.Link:
                nodes.Add(new Link(content, frame.Url!));
                break;
            case InlineKind.Code:
                if (InlineText.Of(content) is { Length: > 0 } code)
                {
                    nodes.Add(new CodeSpan(code));
                }

                break;
            default:
                text.Append(ScriptLetters.Raise(InlineText.Of(content), frame.Kind == InlineKind.Superscript));
                break;
        }
    }

    /// <summary>A picture that is a link stays a picture: no platform shows both.</summary>
    private int DropImageLink(int start)
    {
        for (var i = start; i < nodes.Count; i++)
        {
            if (nodes[i] is not ImageSpan)
            {
                return start;
            }
        }

        return nodes.Count;
    }

    /// <summary>Takes away the space at the end, which is left when an element behind it turned out empty; whether there was one.</summary>
    private bool TrimSpace(int start)
    {
        if (nodes.Count <= start || nodes[^1] is not TextRun { Text: [.., ' '] } run)
        {
            return false;
        }

        nodes.RemoveAt(nodes.Count - 1);
        if (run.Text.Length > 1)
        {
            nodes.Add(new TextRun(run.Text[..^1]));
        }

        return true;
    }

    /// <summary>A space at the start of an element belongs before it. Returns where the element starts then.</summary>
    private int HoistLeadingSpace(int start)
    {
        if (start >= nodes.Count || nodes[start] is not TextRun { Text: [' ', ..] } run)
        {
            return start;
        }

        var inner = Take(start);
        text.Append(' ');
        FlushText();
        start = nodes.Count;
        if (run.Text.Length > 1)
        {
            nodes.Add(new TextRun(run.Text[1..]));
        }

        nodes.AddRange(inner.AsSpan()[1..]);
        return start;
    }

    private void AppendVisible(ReadOnlySpan<char> span)
    {
        FlushGap(span[0]);
        text.Append(span);
        last = span[^1];
    }

    private void FlushGap(char next)
    {
        if (gap == Gap.None)
        {
            return;
        }

        var was = gap;
        gap = Gap.None;
        if (last is '\0' or ' ')
        {
            return;
        }

        if (was == Gap.SoftBreak && TextWidth.IsUnspaced(last) && TextWidth.IsUnspaced(next))
        {
            if (last is '。' or '！' or '？' or '；' or '：' or '…')
            {
                HardBreak();
            }

            return;
        }

        text.Append(' ');
        last = ' ';
    }

    private void FlushText()
    {
        if (text.Length == 0)
        {
            return;
        }

        if (nodes.Count > Boundary && nodes[^1] is TextRun previous)
        {
            nodes[^1] = new TextRun(previous.Text + text);
        }
        else
        {
            nodes.Add(new TextRun(text.ToString()));
        }

        text.Clear();
    }

    private ImmutableArray<Inline> Take(int start)
    {
        if (start == nodes.Count)
        {
            return [];
        }

        var taken = new Inline[nodes.Count - start];
        nodes.CopyTo(start, taken, 0, taken.Length);
        nodes.RemoveRange(start, taken.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    /// <param name="Kind">What it becomes.</param>
    /// <param name="Asked">What it would have become were it not too deep, so that its closing tag finds it.</param>
    /// <param name="Start">Its first node.</param>
    /// <param name="Level">The level of the body at which its content stands.</param>
    /// <param name="Url">The address of a link.</param>
    private readonly record struct Frame(InlineKind Kind, InlineKind Asked, int Start, int Level, string? Url);
}

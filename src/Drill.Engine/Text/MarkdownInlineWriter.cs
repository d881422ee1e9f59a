using System.Collections.Immutable;
using System.Text;

namespace Drill.Text;

/// <summary>Writes the inlines of one block as Markdown.</summary>
internal sealed class MarkdownInlineWriter(Func<Figure, string?> addressOf) : BodyRenderer
{
    private StringBuilder text = new();
    private Inline? next;
    private bool isOneLine;
    private bool isHeading;
    private bool isInLink;
    private int depth;

    /// <summary>Writes the content of a paragraph, whose breaks are lines of their own.</summary>
    public string Write(ImmutableArray<Inline> content)
    {
        (text, isOneLine, isHeading, isInLink, depth) = (new StringBuilder(), false, false, false, 0);
        WriteEach(content);
        return text.ToString();
    }

    /// <summary>Writes the content of a heading or of a cell of a table.</summary>
    public string WriteLine(ImmutableArray<Inline> content, bool isHeading)
    {
        (text, isOneLine, this.isHeading, isInLink, depth) = (new StringBuilder(), true, isHeading, false, 0);
        WriteEach(content);
        return text.ToString();
    }

    protected internal override void Write(TextRun run) => MarkdownEscape.Append(text, run.Text, new MarkdownEscape.Place(
        IsLineStart: depth == 0 && (text.Length == 0 || text[^1] == '\n'), IsHeading: isHeading, IsInLink: isInLink, IsLast: next is null && depth == 0));

    protected internal override void Write(Strong strong) => WriteStyled(strong.Inlines, "**", "strong");

    protected internal override void Write(Emphasis emphasis) => WriteStyled(emphasis.Inlines, "*", "em");

    protected internal override void Write(Strike strike) => WriteStyled(strike.Inlines, "~~", "del");

    protected internal override void Write(Spoiler spoiler) => text.Append("<span class=\"spoiler\">").Append(Inner(spoiler.Inlines)).Append("</span>");

    protected internal override void Write(CodeSpan code)
    {
        if (code.Code.Length == 0)
        {
            return;
        }

        if (text.Length > 0 && text[^1] == '`')
        {
            // Backticks side by side would be one fence.
            text.Append("<span></span>");
        }

        var fence = "`";
        while (code.Code.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        var needsPad = code.Code[0] == '`' || code.Code[^1] == '`' || (code.Code[0] == ' ' && code.Code[^1] == ' ' && !string.IsNullOrWhiteSpace(code.Code));
        var pad = needsPad ? " " : "";
        text.Append(fence).Append(pad).Append(code.Code).Append(pad).Append(fence);
    }

    protected internal override void Write(Link link)
    {
        if (link.Inlines is [TextRun only] && string.Equals(only.Text, link.Url, StringComparison.Ordinal))
        {
            text.Append('<').Append(link.Url).Append('>');
            return;
        }

        isInLink = true;
        var inner = Inner(link.Inlines);
        isInLink = false;
        text.Append('[').Append(inner).Append("](").Append(MarkdownEscape.Destination(link.Url)).Append(')');
    }

    protected internal override void Write(MathSpan math)
    {
        if (math.Tex.Contains('$', StringComparison.Ordinal) || math.Tex.EndsWith('\\'))
        {
            // No delimiter could hold it; its words are kept.
            MarkdownEscape.Append(text, "$" + math.Tex + "$", new MarkdownEscape.Place(false, isHeading, isInLink, false));
            return;
        }

        // A dollar sign beside a letter is money, and beside another sign who knows.
        var isApart = (text.Length == 0 || IsHarmless(text[^1])) && (next is null or LineBreak or TextRun { Text: [' ' or ',' or '.' or ';' or ':' or '?' or ')' or '，' or '。' or '；' or '：' or '？' or '）' or '、', ..] });
        text.Append(isApart ? "$" : "<span>$").Append(math.Tex).Append(isApart ? "$" : "$</span>");
    }

    protected internal override void Write(ImageSpan image)
    {
        if (addressOf(image.Figure) is not { } address)
        {
            Write(new TextRun(image.Figure.AlternativeText));
            return;
        }

        text.Append("![");
        MarkdownEscape.Append(text, image.Figure.AlternativeText, new MarkdownEscape.Place(false, isHeading, IsInLink: true, false));
        text.Append("](").Append(image.Figure.IsRemote ? MarkdownEscape.Destination(address) : MarkdownEscape.FilePath(address)).Append(')');
    }

    protected internal override void Write(LineBreak lineBreak) =>
        // Two in a row, or one within a style, could not be told from an escape.
        text.Append(isOneLine || depth > 0 || next is LineBreak || text.ToString().EndsWith("<br>", StringComparison.Ordinal) ? "<br>" : "\\\n");

    protected internal override void Write(Paragraph paragraph) => throw NotAnInline();

    protected internal override void Write(Heading heading) => throw NotAnInline();

    protected internal override void Write(BulletList list) => throw NotAnInline();

    protected internal override void Write(Quote quote) => throw NotAnInline();

    protected internal override void Write(CodeBlock code) => throw NotAnInline();

    protected internal override void Write(Table table) => throw NotAnInline();

    protected internal override void Write(MathBlock math) => throw NotAnInline();

    protected internal override void Write(ImageBlock image) => throw NotAnInline();

    protected internal override void Write(Rule rule) => throw NotAnInline();

    private static InvalidOperationException NotAnInline() => new("Blocks are written by MarkdownWriter.");

    private void WriteEach(ImmutableArray<Inline> content)
    {
        var outer = next;
        for (var i = 0; i < content.Length; i++)
        {
            next = i + 1 < content.Length ? content[i + 1] : null;
            content[i].Accept(this);
        }

        next = outer;
    }

    private string Inner(ImmutableArray<Inline> content)
    {
        var outer = text;
        text = new StringBuilder();
        depth++;
        WriteEach(content);
        depth--;
        var inner = text.ToString();
        text = outer;
        return inner;
    }

    // Stars are written where no rule about what stands beside them can misread them, else tags.
    private void WriteStyled(ImmutableArray<Inline> content, string mark, string tag)
    {
        var inner = Inner(content);
        if (inner.Length == 0)
        {
            return;
        }

        var isPlain = depth == 0
            && (text.Length == 0 || (text[^1] != mark[0] && text[^1] != '\\'))
            && inner[0] != '&' && inner[^1] != ';' // An escaped space stands for a space.
            && (char.IsLetterOrDigit(inner[0]) || (IsCommon(inner[0]) && (text.Length == 0 || char.IsWhiteSpace(text[^1]))))
            && (char.IsLetterOrDigit(inner[^1]) || (IsCommon(inner[^1]) && (next is null or LineBreak or TextRun { Text: [' ', ..] })));
        text.Append(isPlain ? mark : $"<{tag}>").Append(inner).Append(isPlain ? mark : $"</{tag}>");
    }

    private static bool IsCommon(char c) => c < '\x80' || char.IsPunctuation(c);

    private static bool IsHarmless(char c) => c is ' ' or '\n' or '(' or '（' or '，' or '。' or '：' or '；' or '、';
}

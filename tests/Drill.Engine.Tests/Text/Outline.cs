using System.Collections.Immutable;
using System.Text.Json;
using Drill.Text;

namespace Drill.Engine.Tests.Text;

/// <summary>A body in one line, for expectations that can be read.</summary>
internal static class Outline
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Body body) => string.Join(" ", body.Blocks.Select(Of));

    /// <summary>Everything in a body; equal for equal trees.</summary>
    public static string Exactly(Body body) => JsonSerializer.Serialize(body, Json);

    private static string Of(Block block) => block switch
    {
        Paragraph p => $"p({Of(p.Inlines)})",
        Heading h => $"h{h.Level}({Of(h.Inlines)})",
        BulletList l => $"{(l.Start is { } start ? $"ol{start}" : "ul")}({string.Join(" ", l.Items.Select(Of))})",
        Quote q => $"q({Of(new Body(q.Blocks))})",
        CodeBlock c => $"code{(c.Language is null ? "" : ":" + c.Language)}({c.Code.Replace("\n", "⏎", StringComparison.Ordinal)})",
        Table t => $"table({string.Join("", t.Alignments.Select(a => a.ToString()[0]))} {Cells(t.Header)}{string.Concat(t.Rows.Select(r => " / " + Cells(r.Cells)))})",
        MathBlock m => $"math({m.Tex})",
        ImageBlock i => $"img({i.Figure.Source}|{i.Figure.AlternativeText})",
        Rule => "rule",
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static string Of(ListItem item) => $"li{item.Checked switch { true => "[x]", false => "[ ]", null => "" }}({Of(new Body(item.Blocks))})";

    private static string Cells(ImmutableArray<TableCell> cells) => string.Join(",", cells.Select(c => Of(c.Inlines)));

    private static string Of(ImmutableArray<Inline> inlines) => string.Concat(inlines.Select(Of));

    private static string Of(Inline inline) => inline switch
    {
        TextRun t => t.Text,
        Strong s => $"<b:{Of(s.Inlines)}>",
        Emphasis e => $"<i:{Of(e.Inlines)}>",
        Strike s => $"<s:{Of(s.Inlines)}>",
        CodeSpan c => $"<c:{c.Code}>",
        Link l => $"<a:{Of(l.Inlines)}={l.Url}>",
        Spoiler s => $"<x:{Of(s.Inlines)}>",
        MathSpan m => $"<m:{m.Tex}>",
        ImageSpan i => $"<img:{i.Figure.Source}|{i.Figure.AlternativeText}>",
        LineBreak => "⏎",
        _ => throw new ArgumentOutOfRangeException(nameof(inline)),
    };
}

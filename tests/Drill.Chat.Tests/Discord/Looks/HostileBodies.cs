using System.Collections.Immutable;
using CsCheck;
using Drill.Text;

namespace Drill.Chat.Tests.Discord.Looks;

/// <summary>Bodies of everything that a person can type to make Discord do something.</summary>
internal static class HostileBodies
{
    private static readonly string[] Pieces =
    [
        "word", "a_b_c", "2 * 3", " ", "  ", "\n", "\n\n", "*", "**", "***", "_", "__", "~~", "~", "|", "||", "`", "``", "```", "````", "\\", "\\*", "# ", "#", "## x", "-# ", "- ", "* ", "+ ", "1. ",
        "12. ", "1) ", "> ", ">>> ", "[", "]", "(", ")", "](https://evil.example)", "[x](https://evil.example)", "<", ">", "<@1>", "<@!12>", "<@&3>", "<#4>", "<t:1700000000:R>", "</help:5>",
        "<:a:6>", "<a:b:7>", "<id:guide>", ":smile:", ":", ":+1:", "@everyone", "@here", "@", "@Everyone", "everyone", "https://example.org/a_b*c*(d)", "http://x.example", "://", "discord.gg/abc",
        "<https://evil.example>", "¯\\_(ツ)_/¯", "中文。", "，", "汉字", "é", "👩‍👩‍👧", "\u202E", "\u200B", "\0", "\uD83D", "\uDE00", "\t", "\r\n", "\u3000", "C#", "#!", "x^2", "```python\n", "=", "'", "\"",
    ];

    private static readonly string[] Languages = ["", "python", "c++", "c#", "a b", "```", "日本", "averyveryverylonglanguagename"];

    public static Gen<string> Text { get; } = Gen.Int[0, Pieces.Length - 1].Array[0, 14].Select(a => string.Concat(a.Select(i => Pieces[i])));

    private static readonly Gen<string> LongText = Gen.Int[0, Pieces.Length - 1].Array[200, 1_500].Select(a => string.Concat(a.Select(i => Pieces[i])));

    private static readonly Gen<Inline> Leaf = Gen.Frequency(
        (6, Text.Select(t => (Inline)new TextRun(t))),
        (2, Text.Select(t => (Inline)new CodeSpan(t))),
        (1, Gen.Const((Inline)new LineBreak())),
        (1, Text.Select(t => (Inline)new ImageSpan(new Figure("a.png", t)))));

    private static readonly Gen<ImmutableArray<Inline>> Inlines = Gen.Recursive<ImmutableArray<Inline>>((depth, inner) => (depth > 3 ? Leaf : Gen.Frequency(
        (5, Leaf),
        (1, inner.Select(i => (Inline)new Strong(i))),
        (1, inner.Select(i => (Inline)new Emphasis(i))),
        (1, inner.Select(i => (Inline)new Strike(i))),
        (1, inner.Select(i => (Inline)new Spoiler(i))),
        (1, inner.Select(i => (Inline)new Link(i, "https://example.org/a_b(c)*d*~~"))))).Array[0, 4].Select(a => a.ToImmutableArray()));

    private static readonly Gen<Block> FlatBlock = Gen.Frequency(
        (6, Inlines.Select(i => (Block)new Paragraph(i))),
        (1, LongText.Select(t => (Block)Paragraph.Of(t))),
        (1, Gen.Int[1, 6].Select(Inlines, (l, i) => (Block)new Heading(l, i))),
        (2, Text.Select(Gen.Int[0, Languages.Length - 1], (t, l) => (Block)new CodeBlock(t, Languages[l]))),
        (1, LongText.Select(t => (Block)new CodeBlock(t, "python"))),
        (1, Gen.Const((Block)new Rule())),
        (1, Text.Select(t => (Block)new MathBlock(t))),
        (1, Text.Select(t => (Block)new ImageBlock(new Figure("b.png", t)))),
        (1, Inlines.Array[4, 4].Select(c => (Block)new Table(
            [CellAlignment.Start, CellAlignment.End], [new TableCell(c[0]), new TableCell(c[1])], [new TableRow([new TableCell(c[2]), new TableCell(c[3])])]))));

    private static readonly Gen<ImmutableArray<Block>> Blocks = Gen.Recursive<ImmutableArray<Block>>((depth, inner) => (depth > 2 ? FlatBlock : Gen.Frequency(
        (6, FlatBlock),
        (1, inner.Select(b => (Block)new Quote(b))),
        (2, Gen.Int[-1, 120].Select(Gen.Int[0, 2], inner.Array[1, 3], (n, c, items) =>
            (Block)new BulletList(n < 0 ? null : n, [.. items.Select(i => new ListItem(i, c == 0 ? null : c == 1))]))))).Array[0, 5].Select(a => a.ToImmutableArray()));

    public static Gen<Body> Body { get; } = Blocks.Select(b => new Body(b));
}

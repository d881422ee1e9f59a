using System.Collections.Immutable;
using CsCheck;
using Drill.Text;

namespace Drill.Chat.Tests;

/// <summary>Bodies that nobody writes on purpose: every node within every other, empty and long ones, texts that look like markup, broken and wide characters.</summary>
internal static class HostileBodies
{
    private static readonly string[] Pieces =
    [
        "", " ", "\n", "\t", "word", "two words", "@everyone", "@ann_b", "<@123>", "**bold**", "```", "`", "](https://evil.example)", "<script>alert(1)</script>", "\u202Eevil", "👩‍👩‍👧", "🇬🇧",
        "李雷，你好。", "汉字", "é", "e\u0301\u0302\u0303", "\uD83D", "\uDE00", "\0", "\u001B[31m", "||x||", "/daily off", "#tag", "https://example.org/a_b", "\u200B", "\u3000", "ﷺ", "a\nb\n\nc",
    ];

    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.Int[0, Pieces.Length - 1].Array[1, 8].Select(all => string.Concat(all.Select(i => Pieces[i]))),
        Gen.String[0, 20]);

    private static readonly Gen<string> LongText =
        Gen.Select(Gen.Int[0, Pieces.Length - 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[1, 700]).Select((i, j, count) => string.Concat(Enumerable.Repeat(Pieces[i] + Pieces[j], count)));

    /// <summary>Most are small, some are longer than any message.</summary>
    public static Gen<Body> Any { get; } = Gen.Select(Blocks(2), LongText.Select(t => (Block)new Paragraph([Strong.Of(t)])), LongText.Select(t => (Block)new CodeBlock(t, "python")), Gen.Int[0, 5])
        .Select((blocks, paragraph, code, which) => new Body(which switch
        {
            0 => blocks.Add(paragraph),
            1 => blocks.Insert(0, code),
            2 => [new Quote([paragraph, .. blocks, code])],
            _ => blocks,
        }));

    private static Gen<string?> OneOf(params string?[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static Gen<ImmutableArray<Inline>> Inlines(int depth) => Inline(depth).Array[0, 3].Select(a => a.ToImmutableArray());

    private static Gen<Inline> Inline(int depth)
    {
        var leaves = Gen.OneOf<Inline>(
            Text.Select(t => (Inline)new TextRun(t)),
            Text.Select(t => (Inline)new CodeSpan(t)),
            Text.Select(t => (Inline)new MathSpan(t)),
            Gen.Const((Inline)new LineBreak()),
            Text.Select(t => (Inline)new ImageSpan(new Figure("figures/a.png", t))));
        if (depth == 0)
        {
            return leaves;
        }

        return Gen.OneOf(
            leaves,
            leaves,
            Inlines(depth - 1).Select(i => (Inline)new Strong(i)),
            Inlines(depth - 1).Select(i => (Inline)new Emphasis(i)),
            Inlines(depth - 1).Select(i => (Inline)new Strike(i)),
            Inlines(depth - 1).Select(i => (Inline)new Spoiler(i)),
            Gen.Select(Inlines(depth - 1), OneOf("https://example.org/x", "javascript:alert(1)", "tg://resolve?domain=x", "http://a.example/?q=1&b=2"))
                .Select((i, url) => (Inline)new Link(i, url!)));
    }

    private static Gen<ImmutableArray<Block>> Blocks(int depth) => Block(depth).Array[0, 3].Select(a => a.ToImmutableArray());

    private static Gen<Block> Block(int depth)
    {
        var leaves = Gen.OneOf(
            Inlines(2).Select(i => (Block)new Paragraph(i)),
            Inlines(1).Select(i => (Block)new Paragraph(i)),
            Gen.Select(Gen.Int[1, 6], Inlines(1)).Select((level, i) => (Block)new Heading(level, i)),
            Gen.Select(Text, OneOf(null, "python", "c++", "a b\nc", "`")).Select((code, language) => (Block)new CodeBlock(code, language)),
            Text.Select(t => (Block)new MathBlock(t)),
            Text.Select(t => (Block)new ImageBlock(new Figure("figures/a.png", t))),
            Gen.Const((Block)new Rule()),
            Inlines(1).Array[4, 4].Select(c => (Block)new Table(
                [CellAlignment.Start, CellAlignment.End], [new TableCell(c[0]), new TableCell(c[1])], [new TableRow([new TableCell(c[2]), new TableCell(c[3])])])));
        return depth == 0
            ? leaves
            : Gen.OneOf(
                leaves,
                leaves,
                Blocks(depth - 1).Select(b => (Block)new Quote(b)),
                Gen.Select(Gen.Int[-1, 12], Blocks(depth - 1).Array[1, 2], Gen.Bool.Nullable()).Select((start, items, done) =>
                    (Block)new BulletList(start < 0 ? null : start, [.. items.Select(i => new ListItem(i, done))])));
    }
}

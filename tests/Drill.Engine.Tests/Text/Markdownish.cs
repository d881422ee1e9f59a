using CsCheck;

namespace Drill.Engine.Tests.Text;

/// <summary>Texts that look like Markdown by accident or by malice.</summary>
internal static class Markdownish
{
    private static readonly string[] Pieces =
    [
        "word", " ", " ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "\n### ", "\n---\n", "\n```\n", "\n```python\n", "\n~~~\n", "\n    ", "*", "**", "***", "_", "__",
        "`", "``", "```", "~~", "[", "](", "](https://example.org)", "![", "](a.png)", "<b>", "</b>", "<i>", "</i>", "<br>", "<p>", "</p>", "<div>", "</div>", "<details>", "<summary>",
        "</summary>", "</details>", "<table><tr><td>", "</td><td>", "</td></tr></table>", "<ul><li>", "</li></ul>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<pre>", "</pre>",
        "<sup>2</sup>", "<code>", "</code>", "<a href=\"https://example.org\">", "</a>", "<span class=\"spoiler\">", "</span>", "<!--", "-->", "<script>", "</script>", "<style>", "<",
        ">", "&amp;", "&", "&nbsp;", "$", "$$", "\n$$\n", "x^2", "|", "\n| a | b |\n|---|:-:|\n| ", " | ", "\n[ref]: https://example.org\n", "[ref]", "[x] ", "\n- [ ] ", "\n- [x] ",
        "\\", "\t", "\r\n", "中文。", "，", "汉字", "\uFEFF", "\0", "\u001B[31m", "👩‍👩‍👧", "\u202E", "é", "\uD83D", "@everyone", "<@123>", "https://example.org/a_b", "www.example.org",
        ":smile:", "1)", "+ ", "=", "\n===\n", "#", "!", "(", ")", "]", "\"", "'", "…", "a_b_c", "2 * 3", "{", "}",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    public static Gen<string> Text { get; } = Gen.OneOf(
        Piece.Array[0, 60].Select(string.Concat),
        Piece.Array[0, 15].Select(string.Concat),
        Gen.String[0, 80]);
}

using System.Text.Json;
using CsCheck;
using Drill.Text;

namespace Drill.Engine.Tests.Text;

public sealed class MarkdownReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello *big* **world**", "p(Hello <i:big> <b:world>)")]
    [InlineData("# One #\n\ntwo\n-\n", "h1(One) h2(two)")]
    [InlineData("`a  b` ~~gone~~ ~kept~", "p(<c:a  b> <s:gone> ~kept~)")]
    [InlineData("***both***", "p(<i:<b:both>>)")]
    [InlineData("one\ntwo  \nthree\\\nfour", "p(one two⏎three⏎four)")]
    [InlineData("- a\n- b\n  - c\n", "ul(li(p(a)) li(p(b) ul(li(p(c)))))")]
    [InlineData("3. a\n4. b\n", "ol3(li(p(a)) li(p(b)))")]
    [InlineData("- [x] yes\n- [ ] no\n- [X] *also*\n", "ul(li[x](p(yes)) li[ ](p(no)) li[x](p(<i:also>)))")]
    [InlineData("> quoted\n> more\n", "q(p(quoted more))")]
    [InlineData("```python\nx = 1\n\n# y\n```\n", "code:python(x = 1⏎⏎# y)")]
    [InlineData("    indented\n", "code(indented)")]
    [InlineData("---\n", "rule")]
    [InlineData("| a | b |\n|:-:|--:|\n| 1 | **2** |\n| 3 |\n", "table(CE a,b / 1,<b:2> / 3,)")]
    [InlineData("$x^2$ and $$\ny\n$$\n", "p(<m:x^2> and $$ y)")]
    [InlineData("$$\n\\frac{a}{b}\n$$\n", "math(\\frac{a}{b})")]
    [InlineData("```math\na+b\n```\n", "math(a+b)")]
    [InlineData("It costs $5 and then $6 more", "p(It costs $5 and then $6 more)")]
    [InlineData("&lt;b&gt; &amp; &copy; &#x4e2d;", "p(<b> & © 中)")]
    [InlineData("snake_case_name 2*3*4", "p(snake_case_name 2<i:3>4)")]
    public void Markdown_becomes_a_body(string markdown, string expected) => Assert.Equal(expected, Outline.Of(MarkdownReader.ReadBody(markdown)));

    [Theory]
    [InlineData("中文的第一行，\n第二行", "p(中文的第一行，第二行)")]
    [InlineData("第一句。\n第二句", "p(第一句。⏎第二句)")]
    [InlineData("中文\nEnglish\n中文", "p(中文 English 中文)")]
    [InlineData("**要点：**内容", "p(<b:要点：>内容)")]
    [InlineData("见 https://example.org/a。后面", "p(见 <a:https://example.org/a=https://example.org/a>。后面)")]
    [InlineData("한국\n어", "p(한국 어)")]
    public void Chinese_is_joined_without_spaces(string markdown, string expected) => Assert.Equal(expected, Outline.Of(MarkdownReader.ReadBody(markdown)));

    [Theory]
    [InlineData("[a](https://example.org)", "p(<a:a=https://example.org>)")]
    [InlineData("[a](javascript:alert(1))", "p(a)")]
    [InlineData("[a](#top) [b](other.md) [c](//evil.example)", "p(a b c)")]
    [InlineData("<https://example.org/x_y>", "p(<a:https://example.org/x_y=https://example.org/x_y>)")]
    [InlineData("<me@example.org> www.example.org", "p(me@example.org <a:www.example.org=http://www.example.org>)")]
    [InlineData("[中](https://例.example/中)", "p(<a:中=https://xn--fsq.example/%E4%B8%AD>)")]
    [InlineData("[a **b** <a href=\"https://in.example\">c</a>](https://example.org)", "p(<a:a <b:b> c=https://example.org>)")]
    [InlineData("[](https://example.org) x", "p(x)")]
    [InlineData("[![alt](a.png)](https://example.org)", "img(a.png|alt)")]
    public void Only_absolute_web_addresses_are_links(string markdown, string expected) => Assert.Equal(expected, Outline.Of(MarkdownReader.ReadBody(markdown)));

    [Theory]
    [InlineData("![a cat](./pics/../cat.png)", "", "img(cat.png|a cat)")]
    [InlineData("![](imgs/x.png)", "zh/deep", "img(zh/deep/imgs/x.png|)")]
    [InlineData("![](../x.png)", "zh", "img(x.png|)")]
    [InlineData("![](/x.png)", "zh", "img(x.png|)")]
    [InlineData("![](a%20b.png?raw=true)", "", "img(a b.png|)")]
    [InlineData("![](https://example.org/x.png)", "zh", "img(https://example.org/x.png|)")]
    [InlineData("![gone](../../x.png)", "zh", "p(gone)")]
    [InlineData("![gone](%2e%2e/x.png)", "", "p(gone)")]
    [InlineData("![gone](..%5cx.png)", "", "p(gone)")]
    [InlineData("![gone](data:image/png;base64,AAAA)", "", "p(gone)")]
    [InlineData("![gone](file:///etc/passwd)", "", "p(gone)")]
    [InlineData("![gone](//host/share.png)", "", "p(gone)")]
    [InlineData("text ![a](a.png) text", "", "p(text <img:a.png|a> text)")]
    [InlineData("![a](a.png) ![b](b.png)\n![c](c.png)", "", "img(a.png|a) img(b.png|b) img(c.png|c)")]
    public void A_picture_never_lies_outside_the_bank(string markdown, string folder, string expected) =>
        Assert.Equal(expected, Outline.Of(MarkdownReader.ReadBody(markdown, new ReadOptions { Folder = folder })));

    [Fact]
    public void A_picture_that_cannot_be_used_is_told_with_its_line()
    {
        var told = new List<(string, int)>();
        MarkdownReader.ReadBody("a\n\n![x](../../y.png)\n", new ReadOptions { UnusableFigure = (source, line) => told.Add((source, line)) });
        Assert.Equal([("../../y.png", 3)], told);
    }

    [Theory]
    [InlineData("a<br>b<br/>c", "p(a⏎b⏎c)")]
    [InlineData("x<sup>2</sup> H<sub>2</sub>O e<sup>ax!</sup>", "p(x² H₂O e^(ax!))")]
    [InlineData("<b>bold <i>both</i></b> <code>x &lt; y</code> <kbd>Ctrl</kbd>", "p(<b:bold <i:both>> <c:x < y> <c:Ctrl>)")]
    [InlineData("a<b> b </b>c", "p(a <b:b> c)")]
    [InlineData("a <!-- hidden --> b<script>alert(1)</script>c", "p(a bc)")]
    [InlineData("<span class=\"spoiler\">secret</span> <span>plain</span>", "p(<x:secret> plain)")]
    [InlineData("<unknown-tag foo>text</unknown-tag>", "p(text)")]
    [InlineData("**a <b>b** c</b>", "p(<b:a <b:b>> c)")]
    [InlineData("<a href='https://example.org'>x</a> <a name=y></a> <a href=\"javascript:x\">z</a>", "p(<a:x=https://example.org> z)")]
    [InlineData("<script>\nalert(1)\n\n</script>\n\nafter", "p(after)")]
    [InlineData("<style>p { }</style>\n<!-- a\n\nb -->\ntext", "p(text)")]
    [InlineData("<p align=\"center\">\n<img src=\"a.png\" alt=\"A\" width=300>\n</p>\n", "img(a.png|A)")]
    [InlineData("<h2 id=\"1.x?\">1.x?</h2>\n", "h2(1.x?)")]
    [InlineData("<details>\n<summary>What is <b>it</b>?</summary>\n\nThis *is* it.\n\n</details>\n", "p(<b:What is <b:it>?>) p(This <i:is> it.)")]
    [InlineData("<pre><code class=\"language-c\">if (a &lt; b)\n  <b>x</b>();\n</code></pre>\n", "code:c(if (a < b)⏎  x();)")]
    [InlineData("<ul><li>a<li>b<ol start=3><li>c</ol></ul>\n", "ul(li(p(a)) li(p(b) ol3(li(p(c)))))")]
    [InlineData("<blockquote><p>a</p><p>b</blockquote>\n<hr>\n", "q(p(a) p(b)) rule")]
    [InlineData("<table><tr><th>a<th align=right>b<tr><td>1<td>2<br>3</table>\n", "table(SE a,b / 1,2⏎3)")]
    [InlineData("<div>\na < b & c\n</div>\n", "p(a < b & c)")]
    [InlineData("<div>text</section></div></div>", "p(text)")]
    public void Html_is_understood_by_its_structure(string markdown, string expected) => Assert.Equal(expected, Outline.Of(MarkdownReader.ReadBody(markdown)));

    [Fact]
    public void A_byte_order_mark_and_foreign_line_ends_make_no_difference() =>
        Assert.Equal("h1(A) ul(li(p(b)) li(p(c))) code(d⏎e)", Outline.Of(MarkdownReader.ReadBody("\uFEFF# A\r\n\r\n- b\r\n- c\r\n\r\n```\r\nd\r\ne\r\n```\r\n")));

    [Fact]
    public void Control_characters_do_not_get_through() =>
        Assert.Equal("p(abcd�)", Outline.Of(MarkdownReader.ReadBody("a\u0001b\u001Bc\u009Bd\0")));

    public static TheoryData<string> Deep =>
    [
        string.Concat(Enumerable.Range(0, 60).Select(i => new string(' ', i * 2) + "- a" + i + "\n")),
        new string('>', 100) + " deep",
        new string('>', 5_000) + " deep",
        string.Concat(Enumerable.Repeat("*a **b ", 100)) + string.Concat(Enumerable.Repeat("** *", 100)),
        new string('[', 3_000) + "x" + string.Concat(Enumerable.Repeat("](https://example.org)", 3_000)),
        string.Concat(Enumerable.Repeat("<blockquote><ul><li>", 500)) + "deep",
        string.Concat(Enumerable.Repeat("<b><i>", 500)) + "deep",
        string.Concat(Enumerable.Repeat("x <b><i>", 500)) + "deep",
        string.Concat(Enumerable.Repeat("<a ", 20_000)),
        string.Concat(Enumerable.Repeat("<a \"", 10_000)) + ">",
        string.Concat(Enumerable.Repeat("text <style> ", 2_000)),
        new string('|', 2_000) + "\n" + string.Concat(Enumerable.Repeat("|-", 1_000)) + "\n" + string.Concat(Enumerable.Repeat("|a\n", 1_000)),
        string.Concat(Enumerable.Repeat("![", 5_000)),
        string.Concat(Enumerable.Repeat("$ ", 5_000)),
        new string('`', 5_000) + "a" + new string('`', 4_999),
    ];

    [Theory]
    [MemberData(nameof(Deep))]
    public void Whatever_nests_deep_or_repeats_is_read_and_stays_shallow(string markdown)
    {
        var body = MarkdownReader.ReadBody(markdown);
        Assert.NotNull(JsonSerializer.Deserialize<Body>(JsonSerializer.Serialize(body)));
    }

    [Fact]
    public void The_text_of_what_nests_too_deep_is_not_lost()
    {
        var markdown = string.Concat(Enumerable.Range(0, 30).Select(i => new string(' ', i * 2) + "- item" + i + "\n"));
        var outline = Outline.Of(MarkdownReader.ReadBody(markdown));
        Assert.All(Enumerable.Range(0, 30), i => Assert.Contains("item" + i, outline, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_deep_for_the_parser_is_told_and_shown_as_it_is()
    {
        var markdown = new string('>', 5_000) + " deep";
        Assert.False(MarkdownReader.TryParse(markdown, out var document));
        Assert.Equal($"p({markdown})", Outline.Of(new Body(MarkdownReader.ReadBlocks(document))));
    }

    [Fact]
    public void Parts_of_a_document_can_be_read_alone()
    {
        var document = MarkdownReader.Parse("# 1. *Title*\n\ntext\n\n- item\n");
        Assert.Equal("p(text)", Outline.Of(new Body(MarkdownReader.ReadBlocks([document[1]]))));
        var heading = (Markdig.Syntax.LeafBlock)document[0];
        Assert.Equal("p(1. <i:Title>)", Outline.Of(new Body([new Paragraph(MarkdownReader.ReadInlines(heading.Inline))])));
        Assert.Equal("p(<i:Title>)", Outline.Of(new Body([new Paragraph(MarkdownReader.ReadInlines(heading.Inline!.LastChild, end: null))])));
        Assert.Equal("h2(x) p(y)", Outline.Of(new Body(MarkdownReader.ReadHtml("<h2>x</h2>y"))));
    }

    [Fact]
    public void No_input_makes_the_reader_fail() =>
        Markdownish.Text.Sample(markdown =>
        {
            var body = MarkdownReader.ReadBody(markdown);
            Assert.NotNull(JsonSerializer.Deserialize<Body>(JsonSerializer.Serialize(body)));
        }, iter: 20_000);
}

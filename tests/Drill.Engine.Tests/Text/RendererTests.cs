using CsCheck;
using Drill.Text;

namespace Drill.Engine.Tests.Text;

public sealed class RendererTests
{
    private const string Example = """
        # Title

        Some *text* with `code`, [a link](https://example.org) and $\alpha^2$.

        - one
          1. nested

             more
        - [x] two

        > quoted

        ```python
        x = 1

        y = 2
        ```

        | Name | 分数 |
        |:-----|----:|
        | Ann | 10 |
        | **李雷** | 7 |

        ![a cat](cat.png)

        ---

        $$\frac{a}{b+c}$$
        """;

    private static readonly string[] HostileNames =
    [
        "@everyone", "<@123>", "**bold**", "```", "](https://evil.example)", "<script>alert(1)</script>", "\u202Eevil", "👩‍👩‍👧", "李雷", "a\nb", "\u001B[31mred", "\uD83D", "||x||",
    ];

    [Fact]
    public void Plain_text_reads_well() =>
        Assert.Equal(
            """
            Title

            Some text with code, a link and $\alpha^2$.

            - one
              1. nested
                 more
            - [x] two

            quoted

            x = 1

            y = 2

            Name | 分数
            Ann | 10
            李雷 | 7

            a cat

            $$\frac{a}{b+c}$$
            """,
            PlainText.Of(MarkdownReader.ReadBody(Example)));

    [Fact]
    public void A_terminal_gets_lines_and_aligned_tables() =>
        Assert.Equal(
            """
            # Title

            Some text with code, a link <https://example.org>
            and α².

            • one
              1. nested
                 more
            [x] two

            │ quoted

              x = 1

              y = 2

              Name  分数
              ────  ────
              Ann     10
              李雷     7

            ▣ a cat

            ──────────────────────────────────────────────────

            a/(b+c)
            """,
            TerminalRenderer.Render(MarkdownReader.ReadBody(Example), 50));

    [Fact]
    public void No_line_of_a_terminal_is_too_wide() =>
        Gen.Select(Markdownish.Text, Gen.Int[20, 90]).Sample((markdown, width) =>
        {
            var body = MarkdownReader.ReadBody(markdown);
            if (!markdown.Contains("```", StringComparison.Ordinal) && !markdown.Contains("~~~", StringComparison.Ordinal) && !markdown.Contains("<pre", StringComparison.Ordinal)
                && !markdown.Contains("    ", StringComparison.Ordinal) && !markdown.Contains('\t', StringComparison.Ordinal))
            {
                Assert.All(TerminalRenderer.Render(body, width).Split('\n'), line => Assert.True(TextWidth.Of(line) <= width, line));
            }
        });

    [Fact]
    public void Html_is_escaped_and_links_open_elsewhere()
    {
        var html = HtmlRenderer.Render(MarkdownReader.ReadBody(Example), f => "/figures/" + f.Source);
        Assert.Contains("<h3>Title</h3>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org\" rel=\"noopener nofollow\" target=\"_blank\">a link</a>", html, StringComparison.Ordinal);
        Assert.Contains("<code class=\"math\" title=\"\\alpha^2\">α²</code>", html, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/figures/cat.png\" alt=\"a cat\" loading=\"lazy\">", html, StringComparison.Ordinal);
        Assert.Contains("<pre tabindex=\"0\"><code class=\"language-python\">x = 1\n\ny = 2</code></pre>", html, StringComparison.Ordinal);
        Assert.Contains("<ul><li>one<ol><li>nested<p>more</p></li></ol></li><li class=\"task\"><input type=\"checkbox\" checked disabled> two</li></ul>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_holds_only_the_elements_we_make() =>
        Markdownish.Text.Sample(markdown =>
        {
            var html = HtmlRenderer.Render(MarkdownReader.ReadBody(markdown), f => f.Source);
            AssertWellFormed(html);
            AssertWellFormed(FlowHtml.Of(BodyFlow.Of(MarkdownReader.ReadBody(markdown), new FlowOptions { TableWidth = 40, ReadableMath = true, ImageSign = "▣ " })));
        });

    [Fact]
    public void A_name_is_never_markup()
    {
        foreach (var name in HostileNames)
        {
            var body = new Body([Paragraph.Of(new TextRun("Well done, "), Strong.Of(name), new TextRun("!")), new ImageBlock(new Figure("a\" onerror=\"x.png", name))]);
            AssertWellFormed(HtmlRenderer.Render(body, f => f.Source));
            Assert.DoesNotContain('\u001B', TerminalRenderer.Render(body));
            Assert.DoesNotContain('\u001B', PlainText.Of(body));
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u202Eb", "a\u202Eb\u202C")]
    [InlineData("a\u2067b\u202Ec\u2069d", "a\u2067b\u202Ec\u202C\u2069d")]
    [InlineData("a\u202C\u2069b", "ab")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("x\u0007\u009B\uFEFFy\tz", "xy\tz")]
    public void Text_cannot_harm_what_stands_beside_it(string text, string expected) => Assert.Equal(expected, ShownText.Clean(text));

    [Fact]
    public void Half_a_character_is_shown_as_unknown() => Assert.Equal("\uFFFDx\uFFFD😀", ShownText.Clean("\uD83Dx\uDE00😀"));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("中文", 4)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("❤️", 2)]
    [InlineData("ｆｕ", 4)]
    [InlineData("한국", 4)]
    [InlineData("🇨🇳", 2)]
    [InlineData("\u200B", 0)]
    public void Width_is_counted_as_a_terminal_does(string text, int expected) => Assert.Equal(expected, TextWidth.Of(text));

    [Theory]
    [InlineData(@"\frac{1}{n}\sum_{i=1}^{n} x_i", "1/n∑ᵢ₌₁ⁿ xᵢ")]
    [InlineData(@"\mathbb{R}^{d \times k}", "ℝ^(d × k)")]
    [InlineData(@"\sqrt{d_k}", "√dₖ")]
    [InlineData(@"\text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V", "softmax(QKᵀ/(√dₖ))V")]
    [InlineData(@"\hat{y} \neq y \\ a_{ij} \in \{0, 1\}", "ŷ ≠ y\naᵢⱼ ∈ {0, 1}")]
    [InlineData(@"\unknown{x} + \text{in-batch}", "unknownx + in-batch")]
    [InlineData(@"}}{{{{", "")]
    [InlineData(@"x^", "x")]
    [InlineData(@"\", "")]
    public void Mathematics_is_readable_without_a_typesetter(string tex, string expected) => Assert.Equal(expected.Normalize(), ReadableTex.Of(tex).Normalize());

    [Fact]
    public void No_formula_makes_the_reader_fail() =>
        Gen.OneOf(Gen.String[0, 40], Gen.Char["\\{}^_$& abfrcqst[]"].Array[0, 200].Select(c => new string(c))).Sample(tex => ReadableTex.Of(tex) is not null);

    /// <summary>XML is stricter than HTML: what parses has balanced elements and no stray brackets.</summary>
    private static void AssertWellFormed(string html)
    {
        var xml = html.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("<hr>", "<hr/>", StringComparison.Ordinal)
            .Replace(" loading=\"lazy\">", "/>", StringComparison.Ordinal).Replace(" checked disabled>", "/>", StringComparison.Ordinal).Replace(" disabled>", "/>", StringComparison.Ordinal);
        var root = System.Xml.Linq.XElement.Parse("<body>" + xml + "</body>");
        string[] known = ["body", "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "input", "blockquote", "pre", "code", "div", "table", "thead", "tbody", "tr", "th", "td", "hr", "br", "strong", "em",
            "s", "a", "details", "summary", "img", "figure", "span"];
        Assert.All(root.DescendantsAndSelf(), e => Assert.Contains(e.Name.LocalName, known, StringComparer.Ordinal));
        Assert.All(root.DescendantsAndSelf().SelectMany(e => e.Attributes()), a => Assert.False(a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(root.Descendants("a"), a => Assert.StartsWith("http", a.Attribute("href")!.Value, StringComparison.OrdinalIgnoreCase));
    }
}

using System.Collections.Immutable;
using Drill.TelegramChat.Rendering;
using Drill.Text;

namespace Drill.Chat.Tests.Telegram.Rendering;

public sealed class TelegramRendererTests
{
    [Fact]
    public void A_body_reads_well_as_text_and_its_looks_lie_beside_it()
    {
        var body = Of("""
            # Title

            Some *text* with `code`, **bold**, ~~no~~ and [a link](https://example.org).

            - one
              1. nested
            - [x] two

            > quoted
            >
            > twice

            ```python
            x = 1
            ```

            After.
            """);
        var message = Assert.Single(TelegramRenderer.Render(body));
        Assert.Equal(
            """
            Title

            Some text with code, bold, no and a link.

            • one
            ␣␣1. nested
            ☑ two
            quoted

            twice
            x = 1
            After.
            """.Replace('␣', '\u2002').ReplaceLineEndings("\n"),
            message.Text);
        Assert.Equal(
            [
                "Bold:Title", "Italic:text", "Code:code", "Bold:bold", "Strikethrough:no", "TextLink https://example.org:a link",
                "Blockquote:quoted\n\ntwice", "Pre python:x = 1",
            ],
            Shown(message));
    }

    [Fact]
    public void Tables_are_aligned_also_where_characters_are_two_columns_wide()
    {
        var message = Assert.Single(TelegramRenderer.Render(Of("| Name | 分数 |\n|:--|--:|\n| Ann | 10 |\n| **李雷** | 7 |")));
        Assert.Equal("Name  分数\n────  ────\nAnn     10\n李雷     7", message.Text);
        Assert.Equal(["Pre:" + message.Text], Shown(message));
    }

    [Fact]
    public void A_table_that_is_too_wide_for_a_phone_becomes_a_list_of_its_rows()
    {
        var message = Assert.Single(TelegramRenderer.Render(Of("| Model | What it does best of all |\n|--|--|\n| CLIP | It aligns pictures with long texts |")));
        Assert.Equal("CLIP\n• What it does best of all: It aligns pictures with long texts", message.Text);
        Assert.DoesNotContain(message.Entities, e => e.Kind == TextEntityKind.Pre);
    }

    [Fact]
    public void Looks_that_overlap_are_parted_so_that_they_nest()
    {
        var body = new Body([Paragraph.Of(new Strong([new TextRun("a"), Emphasis.Of("b")]), Emphasis.Of("c"))]);
        Assert.Equal(["Bold:ab", "Italic:b", "Italic:c"], Shown(Assert.Single(TelegramRenderer.Render(body))));
    }

    [Fact]
    public void Code_within_bold_is_code_and_code_within_a_spoiler_stays_hidden()
    {
        var body = new Body([Paragraph.Of(new Strong([new CodeSpan("x")]), new TextRun(" "), new Spoiler([new CodeSpan("secret")]))]);
        Assert.Equal(["Code:x", "Spoiler:secret"], Shown(Assert.Single(TelegramRenderer.Render(body))));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("tg://resolve?domain=x")]
    [InlineData("/etc/passwd")]
    public void Only_web_addresses_become_links(string url)
    {
        var message = Assert.Single(TelegramRenderer.Render(new Body([Paragraph.Of(new Link([new TextRun("here")], url))])));
        Assert.Equal("here", message.Text);
        Assert.Empty(message.Entities);
    }

    [Theory]
    [InlineData("@ann", "@\u2060ann")]
    [InlineData("a @ann_b!", "a @\u2060ann_b!")]
    [InlineData("ann@example.org", "ann@example.\u2060org")]
    [InlineData("@ 5", "@ 5")]
    [InlineData("ASP.NET", "ASP.\u2060NET")]
    [InlineData("例子.中国", "例子.\u2060中国")]
    [InlineData("3.5, e.g. C#. End", "3.5, e.\u2060g. C#. End")]
    [InlineData("https://1.2.3.4", "https:\u2060//1.2.3.4")]
    [InlineData("#include", "#\u2060include")]
    [InlineData("/daily on", "/daily on")]
    public void Nobody_is_rung_and_nothing_becomes_a_link_by_what_stands_in_a_text(string typed, string shown) => Assert.Equal(shown, Assert.Single(TelegramRenderer.Render(Body.Plain(typed))).Text);

    [Fact]
    public void Nobody_is_rung_by_a_name_that_is_half_bold_but_code_and_links_stay_what_they_are()
    {
        var body = new Body([Paragraph.Of(Strong.Of("@"), new TextRun("ann "), new CodeSpan("@dataclass a.py"), new TextRun(" "), new Link([new TextRun("example.org")], "https://example.org"))]);
        Assert.Equal("@\u2060ann @dataclass a.py example.org", Assert.Single(TelegramRenderer.Render(body)).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u200B\u2060")]
    [InlineData("\0")]
    public void Nothing_to_see_is_no_message(string text) => Assert.Empty(TelegramRenderer.Render(Body.Plain(text)));

    [Theory]
    [InlineData("")]
    [InlineData("end")]
    public void A_heap_of_empty_lines_is_passed_over(string end)
    {
        var body = new Body([new Heading(1, [new TextRun("Title")]), Paragraph.Of(new string('\n', 9000) + end)]);
        Assert.Equal(end.Length == 0 ? "Title" : "Title\n\nend", string.Join('|', TelegramRenderer.Render(body).Select(m => m.Text)));
    }

    [Fact]
    public void A_long_code_block_goes_on_in_the_next_message_in_its_language()
    {
        var code = string.Join('\n', Enumerable.Range(1, 400).Select(i => $"print({i}, 'some text')"));
        var messages = TelegramRenderer.Render(new Body([new CodeBlock(code, "python")]));
        Assert.True(messages.Length > 1);
        Assert.All(messages, m =>
        {
            var entity = Assert.Single(m.Entities);
            Assert.Equal(new TextEntity(TextEntityKind.Pre, 0, m.Text.Length, "python"), entity);
            Assert.StartsWith("print(", m.Text, StringComparison.Ordinal);
            Assert.EndsWith(")", m.Text, StringComparison.Ordinal);
        });
        Assert.Equal(code, string.Join('\n', messages.Select(m => m.Text)));
    }

    [Fact]
    public void A_long_bold_paragraph_stays_bold_in_every_message()
    {
        var messages = TelegramRenderer.Render(new Body([Paragraph.Of(Strong.Of(string.Join(' ', Enumerable.Repeat("word", 2000))))]));
        Assert.True(messages.Length > 2);
        Assert.All(messages, m => Assert.Equal([new TextEntity(TextEntityKind.Bold, 0, m.Text.Length)], m.Entities));
    }

    [Fact]
    public void A_message_never_has_more_entities_than_telegram_keeps()
    {
        var body = new Body([Paragraph.Of([.. Enumerable.Range(0, 450).SelectMany(i => new Inline[] { Strong.Of("b" + i), new TextRun(" ") })])]);
        var messages = TelegramRenderer.Render(body);
        Assert.Equal(450, messages.Sum(m => m.Entities.Length));
        Assert.All(messages, m => Assert.InRange(m.Entities.Length, 1, 100));
    }

    internal static IEnumerable<string> Shown(TelegramText message) =>
        message.Entities.Select(e => $"{e.Kind}{(e.Value is { } value ? " " + value : "")}:{message.Text.Substring(e.Offset, e.Length)}");

    private static Body Of(string markdown) => MarkdownReader.ReadBody(markdown.ReplaceLineEndings("\n"));
}

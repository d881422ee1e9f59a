using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Drill.Content;
using Drill.DiscordChat;
using Drill.DiscordChat.Looks;
using Drill.Text;

namespace Drill.Chat.Tests.Discord.Looks;

public sealed partial class DiscordMarkdownTests
{
    private const int Patience = 30_000;

    private static readonly FlowOptions Options = new() { TableWidth = 56, ReadableMath = true, ImageSign = "🖼 " };

    private static string Markdown(Body body) =>
        string.Join('\n', DiscordPages.Of(body, _ => false).SelectMany(p => p.Parts).OfType<PagePart.Text>().Select(t => t.Markdown));

    private static string Markdown(params ImmutableArray<Block> blocks) => Markdown(new Body(blocks));

    private static string Show(string text) => Markdown(Paragraph.Of(text));

    /// <summary>A text without what nobody sees, and without what marks lists.</summary>
    private static string Bare(string text) => Invisible().Replace(text, "");

    private static string Expected(Body body)
    {
        var text = new StringBuilder();
        foreach (var block in BodyFlow.Of(body, Options))
        {
            text.Append(block switch
            {
                { Kind: FlowKind.Rule, Quotes: 0, Lists: 0 } => "",
                { Kind: FlowKind.Rule } => "⎯⎯⎯",
                { Marker: { Checked: true } } => "☑",
                { Marker: { Checked: false } } => "☐",
                _ => "",
            }).Append(block.Text).Append('\n');
        }

        return Bare(text.ToString());
    }

    [Theory]
    [InlineData("Tim *the* _great_ ~~one~~ ||boo|| `x`")]
    [InlineData("# Heading")]
    [InlineData("-# small")]
    [InlineData("1. first\n2. second")]
    [InlineData("> quoted\n>>> all of it")]
    [InlineData("[free gift](https://evil.example)")]
    [InlineData("<@123> <@!123> <@&123> <#123> <t:1700000000:R> </help:1> <:a:1> <id:guide>")]
    [InlineData("@everyone @here")]
    [InlineData(":smile: and 12:30:45")]
    [InlineData("https://evil.example/a_b and <https://evil.example>")]
    [InlineData("```\nfence\n```")]
    [InlineData(@"back\slash \* end\")]
    [InlineData("||hidden")]
    public void What_a_person_typed_is_seen_as_typed(string text)
    {
        var view = MarkdownView.Of(Show(text));
        Assert.Empty(view.Surprises);
        Assert.Empty(view.Links);
        Assert.Empty(view.Spoilers);
        Assert.Empty(view.CodeBlocks);
        Assert.Equal(Bare(text), Bare(view.Seen));
    }

    [Fact]
    public void A_fraction_at_the_beginning_of_a_line_is_written_as_it_is() => Assert.Equal("2.5 points", Show("2.5 points"));

    [Theory]
    [InlineData("@everyone")]
    [InlineData("@here")]
    [InlineData("<@123>")]
    [InlineData("<@&123>")]
    [InlineData("<#123>")]
    public void A_reader_that_knows_no_escapes_finds_no_mention_either(string text) =>
        Assert.DoesNotContain(text, Show(text), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Styles_are_written_in_discords_own_markers()
    {
        Assert.Equal(
            "a **b** _c_ ~~d~~ ||e|| `f` [g](<https://example.org/>)",
            Markdown(Paragraph.Of(
                new TextRun("a "), Strong.Of("b"), new TextRun(" "), Emphasis.Of("c"), new TextRun(" "), new Strike([new TextRun("d")]), new TextRun(" "),
                new Spoiler([new TextRun("e")]), new TextRun(" "), new CodeSpan("f"), new TextRun(" "), new Link([new TextRun("g")], "https://example.org/"))));
    }

    [Fact]
    public void A_link_whose_text_is_an_address_does_not_lie_about_where_it_goes()
    {
        var markdown = Markdown(Paragraph.Of(new Link([new TextRun("https://bank.example")], "https://evil.example/")));
        Assert.Equal(@"https\://bank.example [↗](<https://evil.example/>)", markdown);
        Assert.Equal("<https://example.org/>", Markdown(Paragraph.Of(new Link([new TextRun("https://example.org/")], "https://example.org/"))));
    }

    [Fact]
    public void Code_cannot_close_its_fence()
    {
        var code = "x = '```'\n````\n# @everyone";
        var view = MarkdownView.Of(Markdown(new CodeBlock(code, "python")));
        var (language, shown) = Assert.Single(view.CodeBlocks);
        Assert.Equal("python", language);
        Assert.Equal(code, shown.Replace("\u200B", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fence_that_is_cut_goes_on_in_its_language()
    {
        var code = string.Join('\n', Enumerable.Range(1, 600).Select(i => $"line number {i}"));
        var pages = DiscordPages.Of(new Body([new CodeBlock(code, "python")]), _ => false);
        Assert.True(pages.Length > 1);
        var texts = pages.Select(p => Assert.IsType<PagePart.Text>(Assert.Single(p.Parts)).Markdown).ToList();
        Assert.All(texts, t => Assert.StartsWith("```python\n", t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.EndsWith("\n```", t, StringComparison.Ordinal));
        Assert.Equal(code, string.Join('\n', texts.Select(t => t["```python\n".Length..^"\n```".Length])));
    }

    [Fact]
    public void A_table_is_aligned_also_where_characters_are_wide()
    {
        static TableCell Cell(string text) => new([new TextRun(text)]);
        var table = new Table([CellAlignment.Start, CellAlignment.End], [Cell("模型"), Cell("n")], [new TableRow([Cell("CLIP"), Cell("12")]), new TableRow([Cell("多模态"), Cell("3")])]);
        Assert.Equal("```\n模型     n\n──────  ──\nCLIP    12\n多模态   3\n```", Markdown(table));
    }

    [Fact]
    public void Figures_at_hand_become_galleries_between_the_text_and_others_stay_text()
    {
        var body = new Body(
        [
            Paragraph.Of("before"), new ImageBlock(new Figure("a.png", "A")), new ImageBlock(new Figure("b.png", "B")), Paragraph.Of("after"),
            new ImageBlock(new Figure("gone.png", "Gone")), new ImageBlock(new Figure("https://example.org/c.png", "C")),
        ]);
        var page = Assert.Single(DiscordPages.Of(body, f => f.Source is "a.png" or "b.png"));
        Assert.Collection(
            page.Parts,
            p => Assert.Equal("before", Assert.IsType<PagePart.Text>(p).Markdown),
            p => Assert.Equal(["a.png", "b.png"], Assert.IsType<PagePart.Figures>(p).Items.Select(f => f.Source)),
            p => Assert.Equal("after\n\n🖼 Gone\n\n[🖼 C](<https://example.org/c.png>)", Assert.IsType<PagePart.Text>(p).Markdown));
    }

    [Fact]
    public void However_many_figures_there_are_each_message_takes_only_what_discord_takes()
    {
        var body = new Body([.. Enumerable.Range(0, 57).SelectMany(i => new Block[] { new ImageBlock(new Figure($"{i}.png", "")), i % 3 == 0 ? Paragraph.Of($"text {i}") : new Rule() })]);
        var pages = DiscordPages.Of(body, _ => true);
        Assert.All(pages, p => Assert.InRange(p.Parts.Length, 1, DiscordPages.MaximumParts));
        Assert.All(pages, p => Assert.InRange(p.Parts.OfType<PagePart.Figures>().Sum(f => f.Items.Length), 0, DiscordLimits.GalleryItems));
        Assert.Equal(57, pages.SelectMany(p => p.Parts).OfType<PagePart.Figures>().Sum(f => f.Items.Length));
    }

    [Fact]
    public void Whatever_a_body_holds_people_see_its_text_and_nothing_else_happens() => HostileBodies.Body.Sample(
        body =>
        {
            var pages = DiscordPages.Of(body, _ => false);
            var seen = new StringBuilder();
            foreach (var page in pages)
            {
                Assert.InRange(page.TextLength, 0, DiscordLimits.MessageText);
                Assert.InRange(page.Parts.Length, 0, DiscordPages.MaximumParts);
                foreach (var text in page.Parts.OfType<PagePart.Text>())
                {
                    Assert.Equal(0, Regex.Count(text.Markdown, "^(?:> )?```", RegexOptions.Multiline) % 2);
                    _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text.Markdown);
                    var view = MarkdownView.Of(text.Markdown);
                    Assert.Empty(view.Surprises);
                    Assert.True(view.Links.TrueForAll(l => l.StartsWith("https://example.org/a", StringComparison.Ordinal)), text.Markdown);
                    seen.Append(view.Seen);
                }
            }

            Assert.Equal(Expected(body), Bare(seen.ToString()));
        },
        iter: 300);

    [Fact]
    public void The_shipped_bank_reads_the_same_on_discord()
    {
        var bank = BankCompiler.CompileFolders([Path.Combine(Checkout.Root, "content")]).Bank;
        Assert.NotEmpty(bank.Questions);
        foreach (var body in bank.Questions.SelectMany(q => q.Variants).SelectMany(v => new[] { v.Prompt, v.Answer }))
        {
            var pages = DiscordPages.Of(body, _ => false);
            Assert.All(pages, p => Assert.InRange(p.TextLength, 1, DiscordLimits.MessageText));
            var views = pages.SelectMany(p => p.Parts).OfType<PagePart.Text>().Select(t => MarkdownView.Of(t.Markdown)).ToList();
            Assert.All(views, v => Assert.Empty(v.Surprises));
            Assert.Equal(Expected(body), Bare(string.Concat(views.Select(v => v.Seen))));
        }
    }

    [Fact]
    public void A_long_text_that_was_laid_out_before_comes_out_the_same_and_nothing_else_is_taken_for_it()
    {
        var text = string.Join(' ', Enumerable.Range(0, 1_000));
        var pages = DiscordPages.Of(new Body([Paragraph.Of(text)]), _ => false);
        Assert.Equal(pages, DiscordPages.Of(new Body([Paragraph.Of(text)]), _ => false));
        foreach (var other in new[] { new Body([Paragraph.Of(Strong.Of(text))]), new Body([new Quote([Paragraph.Of(text)])]), new Body([new CodeBlock(text, null)]), new Body([new Heading(1, [new TextRun(text)])]), new Body([Paragraph.Of(text + ".")]) })
        {
            Assert.NotEqual(Parts(pages), Parts(DiscordPages.Of(other, _ => false)));
        }

        static string Parts(ImmutableArray<DiscordPage> pages) => string.Join('\n', pages.SelectMany(p => p.Parts).OfType<PagePart.Text>().Select(t => t.Markdown));
    }

    [Fact]
    public void The_preview_shows_every_message_with_its_length()
    {
        var preview = new DiscordPreview();
        Assert.Equal("discord", preview.Name);
        var messages = preview.Render(new Body([.. Enumerable.Range(0, 100).Select(i => Paragraph.Of($"{i} <b>" + new string('x', 90)))]));
        Assert.True(messages.Length > 1);
        Assert.All(messages, m => Assert.InRange(m.Length, 1, m.Limit));
        Assert.All(messages, m => Assert.DoesNotContain("<b>", m.Html, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[\s\u200B\u202A-\u202E\u2066-\u2069↗]|🖼", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Invisible();
}

using System.Globalization;
using System.Text;
using CsCheck;
using Drill.Content;
using Drill.TelegramChat;
using Drill.TelegramChat.Rendering;
using Drill.Text;

namespace Drill.Chat.Tests.Telegram.Rendering;

/// <summary>What must hold for any body, however hostile, and for every text of the shipped bank.</summary>
public sealed class TelegramRendererProperties
{
    [Theory]
    [InlineData(TelegramLimits.Text)]
    [InlineData(TelegramLimits.Caption)]
    [InlineData(64)]
    public void Every_message_of_any_body_is_one_that_telegram_takes(int limit) =>
        HostileBodies.Any.Sample(body => Check(body, limit), iter: 500);

    [Fact]
    public void Splitting_loses_nothing_and_adds_nothing_but_white_space() => HostileBodies.Any.Sample(
        body =>
        {
            var whole = TelegramRenderer.Render(body, int.MaxValue / 4);
            foreach (var limit in new[] { TelegramLimits.Text, TelegramLimits.Caption, 100 })
            {
                Assert.Equal(Visible(whole), Visible(TelegramRenderer.Render(body, limit)));
            }
        },
        iter: 500);

    [Fact]
    public void Every_text_of_the_shipped_bank_is_shown_whole_in_messages_that_telegram_takes()
    {
        var bank = BankCompiler.CompileFolders([ShippedBank.Folder]).Bank;
        Assert.NotEmpty(bank.Questions);
        foreach (var variant in bank.Questions.SelectMany(q => q.Variants))
        {
            foreach (var body in new[] { variant.Prompt, variant.Answer, variant.Hint ?? Body.Empty })
            {
                Check(body, TelegramLimits.Text);
                Check(body, TelegramLimits.Caption);
            }

            Assert.NotEmpty(TelegramRenderer.Render(variant.Prompt));
        }
    }

    [Fact]
    public void A_preview_shows_the_messages_that_would_be_sent() => HostileBodies.Any.Sample(
        body =>
        {
            var preview = new TelegramPreview().Render(body);
            // A picture may go without words, a text may not.
            Assert.All(preview, p => Assert.InRange(p.Length, p.Limit == TelegramLimits.Caption ? 0 : 1, p.Limit));
            Assert.All(preview, p => Assert.DoesNotContain("<script", p.Html, StringComparison.OrdinalIgnoreCase));
        },
        iter: 300);

    private static void Check(Body body, int limit) =>
        Assert.Empty(TelegramRenderer.Render(body, limit).SelectMany(m => Wrong(m, limit)));

    private static IEnumerable<string> Wrong(TelegramText message, int limit)
    {
        var text = message.Text;
        if (text.Length == 0 || text.Length > limit || message.Entities.Length > TelegramLimits.Entities)
        {
            yield return $"{text.Length} characters, {message.Entities.Length} entities";
        }

        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
        {
            yield return "half a surrogate pair";
        }

        var open = new Stack<TextEntity>();
        var before = new TextEntity(TextEntityKind.Blockquote, 0, int.MaxValue);
        foreach (var entity in message.Entities)
        {
            if (entity.Offset < 0 || entity.Length < 1 || entity.End > text.Length)
            {
                yield return $"{entity} is out of range";
                yield break;
            }

            if (entity.Offset < before.Offset || (entity.Offset == before.Offset && entity.Length > before.Length))
            {
                yield return $"{entity} is not in order";
            }

            if (char.IsLowSurrogate(text[entity.Offset]) || (entity.End < text.Length && char.IsLowSurrogate(text[entity.End])))
            {
                yield return $"{entity} cuts a pair";
            }

            while (open.TryPeek(out var top) && top.End <= entity.Offset)
            {
                open.Pop();
            }

            var isCode = entity.Kind is TextEntityKind.Code or TextEntityKind.Pre;
            foreach (var outer in open)
            {
                if (entity.End > outer.End || outer.Kind is TextEntityKind.Code or TextEntityKind.Pre || outer.Kind == entity.Kind || (isCode && outer.Kind != TextEntityKind.Blockquote))
                {
                    yield return $"{entity} must not nest in {outer}";
                }
            }

            if (entity.Kind == TextEntityKind.TextLink && entity.Value?.StartsWith("http", StringComparison.Ordinal) != true)
            {
                yield return $"{entity} is no web address";
            }

            open.Push(entity);
            before = entity;
        }
    }

    // A part of nothing but invisible signs is not sent.
    private static string Visible(IEnumerable<TelegramText> messages) =>
        new([.. messages.SelectMany(m => m.Text).Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format && c is not ('•' or '›' or '☑' or '☐'))]);
}

internal static class ShippedBank
{
    public static string Folder
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "BotHost.sln")))
            {
                directory = directory.Parent;
            }

            return Path.Combine(directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout."), "content");
        }
    }
}

using System.Collections.Immutable;
using BotHost.Tests.Browser;
using BotHost.Tests.Hosting;
using CsCheck;
using Drill.Conversation;
using Drill.Drawing;
using Drill.Pictures;
using SkiaSharp;

namespace BotHost.Tests.Pictures;

public sealed class PictureTests
{
    private const int MostBytes = 60 * 1024;

    private static readonly SkiaPictures Pictures = new();

    [Fact]
    public void Whatever_is_drawn_is_a_png_below_sixty_kilobytes() =>
        Gen.Select(Gen.Int[-5, 40].Array[0, 400], Gen.Int[-1, 14].Array[0, 60], Gen.Double[-1, 2].Array[0, 30]).Sample(
            (answers, months, topics) => IsSound(Pictures.Draw(new DaysPicture([.. answers], [.. months], [.. topics]))),
            iter: 25);

    [Fact]
    public void A_ranking_of_any_size_is_a_png_below_sixty_kilobytes() =>
        Gen.Select(Gen.Int[1, 99_999], Gen.Int[0, 200_000], Gen.Bool, Gen.Bool).Array[0, 30].Sample(
            rows => IsSound(Pictures.Draw(new StandingsPicture([.. rows.Select(r => new StandingBar(r.Item1, r.Item2, r.Item3, r.Item4))]))),
            iter: 25);

    [Fact]
    public void A_busier_day_is_drawn_lighter_and_the_asker_in_another_colour()
    {
        using var days = Decode(Pictures.Draw(new DaysPicture([0, 1, 2, 3, 4, 9, 0], [3], [0.5])));
        Assert.True(days.Width == 900 && days.Height > 300);
        using var plain = Decode(Pictures.Draw(new StandingsPicture([new StandingBar(1, 40, IsAsker: false, IsAfterGap: false)])));
        using var own = Decode(Pictures.Draw(new StandingsPicture([new StandingBar(1, 40, IsAsker: true, IsAfterGap: false)])));
        Assert.NotEqual(plain.GetPixel(450, 60), own.GetPixel(450, 60));
    }

    [Fact]
    public void It_stands_on_a_card_of_its_own_so_that_dark_and_light_do_not_matter()
    {
        using var picture = Decode(Pictures.Draw(new StandingsPicture([new StandingBar(1, 20, IsAsker: false, IsAfterGap: false), new StandingBar(2, 10, IsAsker: false, IsAfterGap: false)])));
        Assert.Equal(0, picture.GetPixel(0, 0).Alpha);
        Assert.Equal(255, picture.GetPixel(60, 20).Alpha);
        Assert.True(Contrast(new SKColor(0xe8, 0xec, 0xf4), picture.GetPixel(60, 20)) > 7);
    }

    [Fact]
    public async Task The_picture_comes_with_the_words_until_the_chat_wants_none()
    {
        using var bank = new SmallBank();
        await using var host = await DrillHostFixture.StartAsync(content: bank.Folder);
        await SendAsync(host, "question", "");
        await SendAsync(host, "answer", "The variance of the dot product grows with the width of the key.");
        var me = await SendAsync(host, "me", "");
        var picture = Assert.Single(me.Pictures);
        Assert.Equal("A calendar of the last 26 weeks with 1 day of practice, and a bar for each topic in the order of the list above.", picture.AlternativeText);
        Assert.True(IsSound(picture.Png));
        await SendAsync(host, "answer", "The variance of the dot product grows.", user: "bob");
        Assert.Single((await SendAsync(host, "leaderboard", "")).Pictures);
        Assert.Empty((await SendAsync(host, "leaderboard", "week text")).Pictures);
        Assert.Empty((await SendAsync(host, "leaderboard", "all")).Pictures);
        Assert.Contains("Pictures here: off", Drill.Text.PlainText.Of((await SendAsync(host, "settings", "pictures off", user: "admin")).Body), StringComparison.Ordinal);
        Assert.Empty((await SendAsync(host, "me", "")).Pictures);
        Assert.Empty((await SendAsync(host, "leaderboard", "")).Pictures);
    }

    private static async Task<ChatMessage> SendAsync(DrillHostFixture host, string name, string arguments, string user = "ann")
    {
        var call = new CommandCall(name, arguments)
        {
            // On the web everybody is an admin while no key is set.
            UpdateKey = Guid.NewGuid().ToString("N"),
            Chat = new ChatAddress("web", "room", null, IsPrivate: false),
            Sender = new Sender(user, user),
            Language = "en",
        };
        return (await host.Engine.HandleAsync(call, TestContext.Current.CancellationToken)).OfType<MessageReply>().Last().Message;
    }

    private static bool IsSound(ReadOnlyMemory<byte> png)
    {
        using var bitmap = Decode(png);
        return png.Length is > 0 and < MostBytes && bitmap.Width == 900 && bitmap.Height is > 100 and < 2000;
    }

    private static SKBitmap Decode(ReadOnlyMemory<byte> png) => SKBitmap.Decode(png.Span);

    /// <summary>https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio</summary>
    private static double Contrast(SKColor a, SKColor b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);

        static double Luminance(SKColor c) => (0.2126 * Linear(c.Red)) + (0.7152 * Linear(c.Green)) + (0.0722 * Linear(c.Blue));

        static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}

using System.Text.RegularExpressions;
using Drill.Chat.Tests.Discord.Looks;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord;

/// <summary>Names and answers that mean to do something, from the form to the verdict, the ranking and the closing: they are shown, and nothing happens.</summary>
public sealed partial class HostileTextTests
{
    public static TheoryData<string> Texts { get; } = new(
        "@everyone @here",
        "<@300000000000000002> <@!1> <@&1> <#1>",
        "[free gift](https://evil.example)",
        "[x](<https://evil.example>) https://evil.example",
        "# Heading",
        "-# small",
        "> quoted >>> all",
        "<t:1700000000:R> <t:0>",
        "<:pepe:123456789012345678> <a:b:1> :skull:",
        "</daily:123456789012345678> <id:customize>",
        "**bold** __under__ ~~gone~~ ||boo||",
        "``` code ``` `x` ``y``",
        "\\* \\@everyone \\\\",
        "光合作用 @everyone 把能量存成糖",
        "\u202Eevil\u202C \u2067rtl\u2069 \u200Fabc",
        "1. one - two * three",
        "z\u0301\u0302\u0303\u0304\u0305\u0306 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Whatever_people_write_or_are_called_is_shown_and_does_nothing(string text)
    {
        await using var host = await DiscordHost.StartAsync();
        var channel = host.Discord.AddChannel(host.Discord.AddGuild());
        var name = text.Length <= 32 ? text : text[..(char.IsHighSurrogate(text[31]) ? 31 : 32)];
        var who = new FakeUser("300000000000000001", name);
        var people = host.Discord.Interactions;
        await people.CommandAsync(who, channel, "question", ("topic", "gardens"));
        await Clock.StillAsync(() => channel.Sent.Any(m => m is { OnlyFor: null, Buttons.Count: > 0 }));
        var press = await people.PressAsync(who, channel.Sent.Single(m => m.OnlyFor is null), "Answer");

        // As long as a form lets an answer be, with what earns points in the middle of it.
        var answer = $"{text} It is by photosynthesis that a plant can store the energy of the light as sugar, {text}, and it is in all of this that oxygen is released. {text}\n{text}\n";
        answer += string.Concat(Enumerable.Repeat("This is what it is for, and 植物就是这样做的。", 200));
        answer = answer[..4_000];
        var verdict = await (await people.SubmitAsync(who, press, answer)).SaidAsync();
        Assert.Equal(who.Id, verdict.OnlyFor);
        Assert.NotEmpty(verdict.Text);
        var board = await (await people.CommandAsync(who, channel, "leaderboard")).SaidAsync();
        await (await people.CommandAsync(who, channel, "question", ("topic", text))).SaidAsync();
        await (await people.CommandAsync(who, channel, "report", ("reason", text))).SaidAsync();
        await host.PassAsync(TimeSpan.FromHours(13));
        await Clock.StillAsync(() => channel.Sent.Count(m => m.OnlyFor is null) == 2);

        Assert.Contains(Bare(name), Bare(MarkdownView.Of(board.Text).Seen), StringComparison.Ordinal);
        foreach (var message in channel.Sent)
        {
            var view = MarkdownView.Of(message.Text);
            Assert.Empty(view.Surprises);
            Assert.Empty(view.Links);
            Assert.Empty(view.Spoilers);
            Assert.Empty(view.CodeBlocks);
            Assert.Equal("""{"parse":[]}""", message.Body["allowed_mentions"]?.ToJsonString());
        }
    }

    private static string Bare(string text) => Invisible().Replace(text, "");

    [GeneratedRegex(@"[\s\u200B\u2060\u202A-\u202E\u2066-\u2069]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Invisible();
}

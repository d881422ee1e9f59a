using CsCheck;
using Drill.Conversation;
using Drill.TelegramChat.Calling;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Ways into a group's posts that only the person they were made for can use.</summary>
public sealed class GroupTokensTests
{
    private readonly GroupTokens tokens = new("4242:AAFakeTokenOfTheOneBotThatThisServerKnows");

    [Fact]
    public void What_was_signed_is_read_back_by_the_same_person_alone() => Gen.Select(Gen.Long, Gen.Int[0, int.MaxValue], Gen.Long, Gen.Long[0, 99_999_999]).Sample((chat, thread, user, post) =>
    {
        var group = TelegramAddress.Of(chat, thread == 0 ? null : thread, isPrivate: false);
        var action = new ActionToken("ans", post, "m15");
        var link = tokens.ForLink(action, group, user);
        Assert.NotNull(link);
        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", link);
        Assert.True(tokens.TryReadLink(link, user, out var read, out var where));
        Assert.Equal((action.ToString(), group), (read, where));
        Assert.False(tokens.TryReadLink(link, user + 1, out _, out _));
        var button = tokens.ForButton(action, group, user)!;
        Assert.InRange(button.Length, 1, 64);
        Assert.True(tokens.TryReadButton(button, user, out read, out _));
        Assert.Equal(action.ToString(), read);
    });

    [Fact]
    public void A_changed_link_is_worth_nothing()
    {
        var link = tokens.ForLink(new ActionToken("show", 42), TelegramAddress.Of(-1001, 7, isPrivate: false), 5)!;
        for (var i = 0; i < link.Length - 1; i++)
        {
            var forged = link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..];
            Assert.False(tokens.TryReadLink(forged, 5, out _, out _));
        }

        Assert.False(new GroupTokens("another:token").TryReadLink(link, 5, out _, out _));
    }

    [Fact]
    public void Whatever_people_type_after_start_is_refused_quietly() =>
        Gen.String[0, 100].Sample(text => Assert.False(tokens.TryReadLink(text, 5, out _, out _) || tokens.TryReadButton(text, 5, out _, out _)));

    [Fact]
    public void What_is_too_long_for_a_button_is_left_out() =>
        Assert.Null(tokens.ForButton(new ActionToken("show", long.MaxValue, new string('x', 20)), TelegramAddress.Of(-1001, null, isPrivate: false), 5));
}

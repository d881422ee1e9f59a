using System.Net;
using Drill.WebChat;
using Drill.WebChat.Entering;
using Microsoft.Extensions.Options;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebKeyTests
{
    private static readonly WebChatOptions Both = new() { AccessKey = "open sesame", AdminKey = "keeper of keys" };

    [Theory]
    [InlineData("open sesame", nameof(KeyLevel.Member))]
    [InlineData("keeper of keys", nameof(KeyLevel.Admin))]
    [InlineData("open sesam", nameof(KeyLevel.None))]
    [InlineData("OPEN SESAME", nameof(KeyLevel.None))]
    [InlineData("", nameof(KeyLevel.None))]
    [InlineData(null, nameof(KeyLevel.None))]
    public void Each_key_opens_its_own_level(string? typed, string level) => Assert.Equal(level, KeyProof.LevelOf(typed, Both).ToString());

    [Fact]
    public void Without_keys_in_the_settings_no_typed_key_opens_anything()
    {
        var none = new WebChatOptions();
        Assert.Equal(KeyLevel.None, KeyProof.LevelOf("", none));
        Assert.Equal(KeyLevel.None, KeyProof.LevelOf("open sesame", none));
        Assert.Equal(KeyLevel.None, KeyProof.Verify(KeyProof.Issue(KeyLevel.Admin, none), none));
    }

    [Fact]
    public void A_proof_holds_its_level_and_not_the_key()
    {
        var member = KeyProof.Issue(KeyLevel.Member, Both);
        Assert.Equal(KeyLevel.Member, KeyProof.Verify(member, Both));
        Assert.Equal(KeyLevel.Admin, KeyProof.Verify(KeyProof.Issue(KeyLevel.Admin, Both), Both));
        Assert.DoesNotContain("sesame", member, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_cannot_turn_their_proof_into_an_admins()
    {
        var member = KeyProof.Issue(KeyLevel.Member, Both);
        Assert.Equal(KeyLevel.None, KeyProof.Verify("a" + member[1..], Both));
        Assert.Equal(KeyLevel.None, KeyProof.Verify(member + "x", Both));
        Assert.Equal(KeyLevel.None, KeyProof.Verify(null, Both));
        Assert.Equal(KeyLevel.None, KeyProof.Verify(new string('.', 10_000), Both));
    }

    [Fact]
    public void A_changed_key_ends_every_older_proof() =>
        Assert.Equal(KeyLevel.None, KeyProof.Verify(KeyProof.Issue(KeyLevel.Member, Both), new WebChatOptions { AccessKey = "another key" }));

    [Fact]
    public void After_ten_wrong_keys_an_address_has_to_wait_and_others_do_not()
    {
        using var limit = new WrongKeyLimit();
        var address = IPAddress.Parse("192.0.2.1");
        for (var i = 0; i < WrongKeyLimit.PerMinute; i++)
        {
            Assert.True(limit.MayTry(address));
            limit.CountWrong(address);
        }

        Assert.False(limit.MayTry(address));
        Assert.False(limit.MayTry(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.True(limit.MayTry(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void A_whole_network_of_the_newer_protocol_counts_as_one_address()
    {
        using var limit = new WrongKeyLimit();
        for (var i = 1; i <= WrongKeyLimit.PerMinute; i++)
        {
            limit.CountWrong(IPAddress.Parse($"2001:db8::{i:x}"));
        }

        Assert.False(limit.MayTry(IPAddress.Parse("2001:db8::ffff")));
        Assert.True(limit.MayTry(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_named()
    {
        IValidateOptions<WebChatOptions> validator = new WebChatOptionsValidator();
        Assert.True(validator.Validate(null, new WebChatOptions()).Succeeded);
        Assert.True(validator.Validate(null, Both).Succeeded);
        var failures = validator.Validate(null, new WebChatOptions { AccessKey = "short", AdminKey = new string('x', 201) }).Failures!.ToList();
        Assert.Equal(2, failures.Count);
        Assert.Contains(failures, f => f.StartsWith("AccessKey", StringComparison.Ordinal));
        Assert.Contains(failures, f => f.StartsWith("AdminKey", StringComparison.Ordinal));
        Assert.True(validator.Validate(null, new WebChatOptions { AccessKey = "the same key", AdminKey = "the same key" }).Failed);
    }
}

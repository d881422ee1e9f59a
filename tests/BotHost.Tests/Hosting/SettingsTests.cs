using BotHost.Hosting;
using Microsoft.Extensions.Configuration;

namespace BotHost.Tests.Hosting;

public sealed class SettingsTests
{
    private static List<string> Mistakes(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
        var mistakes = new List<string>();
        DrillSettings.Read(configuration, new ContentFolders(DrillHostFixture.Root, DrillHostFixture.Root), mistakes);
        return mistakes;
    }

    [Fact]
    public void Nothing_needs_to_be_set() => Assert.Empty(Mistakes());

    [Fact]
    public void Every_mistake_is_named_with_its_key_at_once()
    {
        var mistakes = Mistakes(
            ("Drill:Url", "ftp://nowhere"),
            ("Drill:Zone", "Europe/Londn"),
            ("Drill:Language", "klingon"),
            ("Drill:AccessKey", "short"),
            ("Drill:OutboxLease", "soon"),
            ("Drill:Content", "no-such-folder"),
            ("Drill:Databse", "x.db"));
        foreach (var key in new[] { "Drill:Url", "Drill:Zone", "Drill:Language", "Drill:AccessKey", "Drill:OutboxLease", "Drill:Content", "Drill:Databse" })
        {
            Assert.Single(mistakes, m => m.StartsWith(key + " ", StringComparison.Ordinal));
        }

        Assert.Contains(mistakes, m => m.Contains("Did you mean Europe/London", StringComparison.Ordinal));
    }

    [Fact]
    public void Letting_other_machines_in_needs_a_key()
    {
        Assert.Contains("Drill:AccessKey is missing", Assert.Single(Mistakes(("Drill:Url", "http://0.0.0.0:5080"))), StringComparison.Ordinal);
        Assert.Empty(Mistakes(("Drill:Url", "http://0.0.0.0:5080"), ("Drill:AccessKey", "a long enough key")));
    }

    [Fact]
    public void The_key_for_admins_is_another_than_the_one_for_all() =>
        Assert.Contains("Drill:AdminKey is the same", Assert.Single(Mistakes(("Drill:AccessKey", "a long enough key"), ("Drill:AdminKey", "a long enough key"))), StringComparison.Ordinal);

    [Fact]
    public void Every_mistake_about_discord_is_named_at_once_and_the_token_is_not_shown()
    {
        const string Token = "not-a-token-and-still-secret";
        var mistakes = Mistakes(
            ("Drill:Discord:Token", Token), ("Drill:Discord:Mode", "pigeon"), ("Drill:Discord:PublicKey", "xyz"), ("Drill:Discord:Shards", "5-2/4"),
            ("Drill:Discord:TestGuild", "home"), ("Drill:Discord:ApiUrl", "nowhere"), ("Drill:Discord:Tokn", "x"));
        foreach (var key in new[] { "Token", "Mode", "PublicKey", "Shards", "TestGuild", "ApiUrl", "Tokn", "ApplicationId" })
        {
            Assert.Single(mistakes, m => m.StartsWith($"Drill:Discord:{key} ", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(mistakes, m => m.Contains(Token, StringComparison.Ordinal));
        Assert.Contains("Drill:Discord:Token is not", Assert.Single(Mistakes(("Drill:Discord:Mode", "gateway"))), StringComparison.Ordinal);
        Assert.Contains("PublicKey is missing", Assert.Single(Mistakes(("Drill:Discord:Token", "MTAwMDAwMDAwMDAwMDAwMDAx.a.b"), ("Drill:Discord:Mode", "interactions"))), StringComparison.Ordinal);
        Assert.Empty(Mistakes(("Drill:Discord:Token", "MTAwMDAwMDAwMDAwMDAwMDAx.a.b"), ("Drill:Discord:Shards", "0-3/16")));
    }
}

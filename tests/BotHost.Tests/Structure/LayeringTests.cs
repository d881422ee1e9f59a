using System.Reflection;

namespace BotHost.Tests.Structure;

/// <summary>Who may see whom. Widening a row is a decision, not an accident.</summary>
public sealed class LayeringTests
{
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["Drill.Engine"] = [],
        ["Drill.Storage"] = ["Drill.Engine"],
        ["Drill.Pictures"] = ["Drill.Engine"],
        ["Drill.DiscordChat"] = ["Drill.Engine"],
        ["Drill.TelegramChat"] = ["Drill.Engine"],
        ["Drill.WebChat"] = ["Drill.Engine"],
        ["BotHost"] = ["Drill.DiscordChat", "Drill.Engine", "Drill.Pictures", "Drill.Storage", "Drill.TelegramChat", "Drill.WebChat"],
    };

    public static TheoryData<string> Assemblies => [.. Table.Keys];

    private static IEnumerable<string> References(string name) => Assembly.Load(name).GetReferencedAssemblies().Select(r => r.Name!);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_references_only_those_of_ours_that_the_table_allows(string name) =>
        Assert.Empty(References(name).Where(r => Table.ContainsKey(r)).Except(Table[name], StringComparer.Ordinal));

    [Theory]
    [InlineData("Drill.DiscordChat")]
    [InlineData("Drill.TelegramChat")]
    [InlineData("Drill.WebChat")]
    public void No_chat_sees_a_database_or_markdig(string name) =>
        Assert.DoesNotContain(References(name), r => r.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || r is "Markdig" or "Microsoft.Data.Sqlite");

    [Theory]
    [InlineData("Drill.Engine")]
    public void The_engine_knows_no_database_and_no_platform(string name) =>
        Assert.DoesNotContain(References(name), r => r.Contains("Sqlite", StringComparison.Ordinal) || r.Contains("Npgsql", StringComparison.Ordinal) || r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
}

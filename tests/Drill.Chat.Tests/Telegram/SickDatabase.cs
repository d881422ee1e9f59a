using Microsoft.Data.Sqlite;

namespace Drill.Chat.Tests.Telegram;

/// <summary>A database in a folder of its own whose tables can be made to refuse whatever is to be stored.</summary>
internal sealed class SickDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-telegram-sick-");
    private readonly List<string> triggers = [];

    public string Folder => folder.FullName;

    /// <summary>From now on these tables take nothing.</summary>
    public void Break(params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            foreach (var what in new[] { "INSERT", "UPDATE" })
            {
                var trigger = $"Sick{table}{what}";
                Run($"CREATE TRIGGER {trigger} BEFORE {what} ON \"{table}\" BEGIN SELECT RAISE(FAIL, 'the disk is full'); END");
                triggers.Add(trigger);
            }
        }
    }

    /// <summary>Everything is stored again.</summary>
    public void Mend()
    {
        foreach (var trigger in triggers)
        {
            Run($"DROP TRIGGER {trigger}");
        }

        triggers.Clear();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Run(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "drill.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests name the tables.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

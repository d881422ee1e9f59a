using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Drill.Bench.Load;

/// <summary>Looks into the bot's database, to see that what was acknowledged is there.</summary>
internal static class Rows
{
    /// <summary>How many rows there are that a condition picks.</summary>
    public static long Count(string folder, string table, string condition = "1")
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\" WHERE {condition}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Copies the only row that a condition picks, as often as there are new values for one of its columns. The bot must not run meanwhile.</summary>
    public static void Multiply(string folder, string table, string condition, string column, IEnumerable<string> values)
    {
        using var connection = Open(folder);
        using var transaction = connection.BeginTransaction();
        using var columns = connection.CreateCommand();
        columns.CommandText = $"SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('{table}') WHERE name NOT IN ('Id', '{column}')";
        var others = (string)columns.ExecuteScalar()!;
        using var copy = connection.CreateCommand();
        copy.CommandText = $"INSERT INTO \"{table}\" (\"{column}\", {others}) SELECT $value, {others} FROM \"{table}\" WHERE {condition}";
        var parameter = copy.Parameters.Add("$value", SqliteType.Text);
        foreach (var value in values)
        {
            parameter.Value = value;
            copy.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = PublishedBot.Database(folder), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}

using System.Globalization;
using Drill.Data;
using Drill.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Drill.Engine.Tests.Data;

/// <summary>The model is compiled beforehand, so that the bot starts quickly; it must say what the code says.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void The_compiled_model_is_in_step_with_the_code()
    {
        using var db = new SqliteDrillDb(SqliteDrillDbFactory.Options(":memory:"));
        Assert.IsAssignableFrom<RuntimeModel>(db.Model);

        // On a difference: compile the model again, CONTRIBUTING.md tells how.
        Assert.Equal(Describe(db.GetService<IDesignTimeModel>().Model), Describe(db.Model));
    }

    [Fact]
    public void Rows_are_read_and_written_by_code_that_was_compiled_beforehand()
    {
        using var db = new SqliteDrillDb(SqliteDrillDbFactory.Options(":memory:"));

        // Without them EF compiles a thousand small methods while the first people wait: CONTRIBUTING.md tells with which option they are made.
        Assert.All(db.Model.GetEntityTypes(), e => Assert.NotNull(typeof(SqliteDrillDb).Assembly.GetType($"Drill.Storage.Compiled.{e.ClrType.Name}UnsafeAccessors")));
    }

    [Fact]
    public async Task A_database_that_is_up_to_date_is_left_as_it_is_and_an_empty_one_gets_every_migration()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var databases = new SqliteDrillDbFactory(Path.Combine(folder.FullName, "drill.db"));
            for (var start = 0; start < 2; start++)
            {
                await databases.MigrateAsync(TestContext.Current.CancellationToken);
                await using var db = databases.Create();
                Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
                Assert.Equal(start, await db.Persons.CountAsync(TestContext.Current.CancellationToken));
                db.Persons.Add(new PersonRow { Language = "en" });
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static string Describe(IModel model) => string.Join('\n', model.GetEntityTypes().OrderBy(e => e.Name, StringComparer.Ordinal).SelectMany(Describe));

    private static IEnumerable<string> Describe(IEntityType entity) =>
    [
        $"{entity.Name}: {entity.GetTableName()}",
        .. entity.GetProperties().Select(p => string.Create(
            CultureInfo.InvariantCulture,
            $"  {p.Name} {p.ClrType} {p.GetColumnName()} {p.GetColumnType()} null={p.IsNullable} length={p.GetMaxLength()} {p.ValueGenerated} token={p.IsConcurrencyToken} {p.GetTypeMapping().Converter?.ModelClrType}-{p.GetTypeMapping().Converter?.ProviderClrType}")),
        .. entity.GetKeys().Select(k => $"  key {Names(k.Properties)}"),
        .. entity.GetIndexes().Select(i => $"  index {i.GetDatabaseName()} {Names(i.Properties)} unique={i.IsUnique}").Order(StringComparer.Ordinal),
        .. entity.GetForeignKeys().Select(f => $"  to {f.PrincipalEntityType.Name} by {Names(f.Properties)} {f.DeleteBehavior} required={f.IsRequired}").Order(StringComparer.Ordinal),
    ];

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(',', properties.Select(p => p.Name));
}

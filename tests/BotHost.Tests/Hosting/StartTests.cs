using BotHost.CommandLine;
using BotHost.Hosting;
using Drill.Content;
using Drill.WebChat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotHost.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task What_only_the_start_finds_wrong_is_told_a_line_each_without_a_stack_trace()
    {
        var folder = Directory.CreateTempSubdirectory("drill-start-").FullName;
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Drill:Url", "http://127.0.0.1:0"), new("Drill:Database", Path.Combine(folder, "drill.db")), new("Drill:Content", Path.Combine(DrillHostFixture.Root, "content"))]).Build();
            var settings = DrillSettings.Read(configuration, new ContentFolders(DrillHostFixture.Root, DrillHostFixture.Root), []);
            await using var app = DrillHost.Build(
                settings, configuration, BankCompiler.CompileFolders(settings.Content), b => b.Services.Configure<WebChatOptions>(o => (o.AccessKey, o.AdminKey) = ("short", "short")));
            using var output = new StringWriter();
            using var error = new StringWriter { NewLine = "\n" };
            Assert.Equal(1, await RootCommands.RunAsync(app, settings, output, error, TestContext.Current.CancellationToken));
            Assert.Equal(
                """
                Drill cannot start, its settings are wrong:
                  AccessKey: must have 8 to 200 characters.
                  AdminKey: must have 8 to 200 characters.
                  AdminKey: must differ from AccessKey, or everybody would be an admin.

                """.ReplaceLineEndings("\n"),
                error.ToString());
            Assert.Equal("", output.ToString());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Collections.Concurrent;
using Drill.Content;
using Drill.Conversation;
using Drill.Rooms;
using Drill.Schedule;
using Drill.Storage;
using Drill.Text;
using Drill.WebChat;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Drill.WebChat.Talking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Chat.Tests.WebChat;

/// <summary>What every platform promises, in the web chat's room.</summary>
public sealed class WebContractTests : PlatformContractTests
{
    protected override async Task<PlatformStage> StartAsync()
    {
        var stage = new Stage();
        await stage.BeginAsync();
        return stage;
    }

    private sealed class Stage : PlatformStage
    {
        private readonly string folder = Path.Combine(Path.GetTempPath(), "drill-web-" + Guid.NewGuid().ToString("N"));
        private readonly PlatformBank bank = new();
        private readonly ConcurrentDictionary<string, TextRequest?> boxes = new(StringComparer.Ordinal);
        private readonly WebApplication app;
        private int actions;

        public Stage()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore();
            builder.Services.AddLogging();
            builder.Services.AddSqliteStorage(_ => Path.Combine(folder, "drill.db"));
            builder.Services.AddDrillEngine();
            builder.Services.AddWebChat();
            app = builder.Build();
            app.Services.GetRequiredService<BankLibrary>().Swap(bank.Compilation);
        }

        public override IChatPlatform Platform => app.Services.GetRequiredService<IChatPlatform>();

        public override ChatAddress Group => Place.Room.Address;

        public override ChatAddress Closed => Place.Room.Address with { Chat = "nowhere" };

        private ChatDesk Desk => app.Services.GetRequiredService<ChatDesk>();

        private IRoomLog Log => app.Services.GetRequiredService<IRoomLog>();

        public Task BeginAsync() => app.Services.GetRequiredService<Ticks>().MigrateAsync(TestContext.Current.CancellationToken);

        public override async Task CallsAsync(string person, string command)
        {
            Assert.Equal(Refusal.None, (await Desk.SayAsync(Who(person), Place.Room, command, Key())).Refusal);
            await app.Services.GetRequiredService<Ticks>().DrainAsync(TestContext.Current.CancellationToken);
        }

        public override Task AsksAsync(string person, string topic) => CallsAsync(person, "/question " + topic);

        public override async Task PressesAsync(string person, string label)
        {
            var post = await PostAsync();
            var button = post.Entry.Message.Buttons.SelectMany(r => r.Buttons).First(b => b.Label == label);
            var outcome = await Desk.PressAsync(Who(person), Place.Room, post, button.Token, Key());
            Assert.Equal(Refusal.None, outcome.Refusal);
            boxes[person] = outcome.Box;
        }

        public override async Task AnswersAsync(string person, string text)
        {
            await PressesAsync(person, "Answer");
            var box = boxes[person];
            Assert.NotNull(box);
            Assert.Equal(Refusal.None, (await Desk.FillAsync(Who(person), Place.Room, box, await PostAsync(), text, Key())).Refusal);
        }

        public override async Task SeesAsync(string person, string text) => Assert.Contains(await ReadsAsync(person), t => t.Contains(text, StringComparison.Ordinal));

        public override async Task<IReadOnlyList<string>> ReadsAsync(string person) => [.. (await EntriesAsync(person)).Where(e => e.Entry.Author is null).Select(e => PlainText.Of(e.Entry.Message.Body))];

        public override async Task<IReadOnlyList<string>> PublicAsync() =>
            [.. (await EntriesAsync("nobody")).Where(e => e.Entry is { Author: null, OnlyFor: null }).Select(e => PlainText.Of(e.Entry.Message.Body))];

        public override async Task<IReadOnlyList<string>> ButtonsAsync() => [.. (await PostAsync()).Entry.Message.Buttons.SelectMany(r => r.Buttons).Select(b => b.Label)];

        public override async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            bank.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        private async Task<StoredRoomEntry> PostAsync() => (await EntriesAsync("nobody")).Last(e => e.Entry is { Author: null, OnlyFor: null } && e.Entry.Message.Buttons.Length > 0);

        private async Task<IReadOnlyList<StoredRoomEntry>> EntriesAsync(string person) => await Log.ReadAsync("room", Id(person), null, 200, TestContext.Current.CancellationToken);

        private string Key() => "a" + Interlocked.Increment(ref actions).ToString(System.Globalization.CultureInfo.InvariantCulture);

        private static Visitor Who(string person) => new(Id(person), person, "en", "UTC", IsAdmin: false);

        private static string Id(string person) => "id" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(person)))[..8];
    }
}

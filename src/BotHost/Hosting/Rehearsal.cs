using System.Globalization;
using Drill.Conversation;
using Drill.Schedule;

namespace BotHost.Hosting;

/// <summary>A group talks with the engine where nobody hears it: two questions, hints, answers, a verdict, standings.</summary>
/// <param name="engine">An engine on a database that is thrown away, with <see cref="Stage"/> as its only platform.</param>
/// <param name="ticks">Sends what the engine asks.</param>
internal sealed class Rehearsal(Engine engine, Ticks ticks)
{
    private static readonly ChatAddress Group = new(Stage.PlatformName, "group", null, IsPrivate: false);
    private int updates;

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        for (var post = 1; post <= 2; post++)
        {
            await SayAsync("question", "", cancellationToken);
            await ticks.DrainAsync(cancellationToken);
            await PressAsync(new ActionToken("hint", post), cancellationToken);

            // Of these the one that fits the question is an answer, and the other is told so.
            await PressAsync(new ActionToken("pick", post, "0"), cancellationToken);
            await SayAsync("answer", "It depends on how often it is read and how often it is written.", cancellationToken);
            await PressAsync(new ActionToken("show", post), cancellationToken);
        }

        await SayAsync("leaderboard", "", cancellationToken);
        await SayAsync("me", "", cancellationToken);
    }

    private Task SayAsync(string command, string arguments, CancellationToken cancellationToken) => engine.HandleAsync(
        new CommandCall(command, arguments) { UpdateKey = NextUpdate(), Chat = Group, Sender = new Sender("1", "A"), Language = "en" }, cancellationToken);

    private Task PressAsync(ActionToken token, CancellationToken cancellationToken) => engine.HandleAsync(
        new ButtonPress(token.ToString()) { UpdateKey = NextUpdate(), Chat = Group, Sender = new Sender("2", "B"), Language = "en" }, cancellationToken);

    private string NextUpdate() => (++updates).ToString(CultureInfo.InvariantCulture);

    /// <summary>A platform without an audience.</summary>
    internal sealed class Stage : IChatPlatform
    {
        public const string PlatformName = "rehearsal";
        private int messages;

        public string Name => PlatformName;

        public bool CanFindSent => false;

        public Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Sent((++messages).ToString(CultureInfo.InvariantCulture)));

        public Task<string?> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}

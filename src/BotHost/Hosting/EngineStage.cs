using System.Globalization;
using Drill.Conversation;

namespace BotHost.Hosting;

/// <summary>Where a rehearsal is played on the engine alone: one person says things, another presses.</summary>
/// <param name="engine">An engine on a database that is thrown away, with <see cref="Silent"/> as its only platform.</param>
internal sealed class EngineStage(Engine engine)
{
    private static readonly ChatAddress Group = new(Silent.PlatformName, "group", null, IsPrivate: false);
    private int updates;

    public Task SayAsync(string command, string arguments, CancellationToken cancellationToken) => engine.HandleAsync(
        new CommandCall(command, arguments) { UpdateKey = NextUpdate(), Chat = Group, Sender = new Sender("1", "A"), Language = "en" }, cancellationToken);

    public Task PressAsync(ActionToken token, CancellationToken cancellationToken) => engine.HandleAsync(
        new ButtonPress(token.ToString()) { UpdateKey = NextUpdate(), Chat = Group, Sender = new Sender("2", "B"), Language = "en" }, cancellationToken);

    private string NextUpdate() => (++updates).ToString(CultureInfo.InvariantCulture);

    /// <summary>A platform without an audience.</summary>
    internal sealed class Silent : IChatPlatform
    {
        public const string PlatformName = "rehearsal";
        private int messages;

        public string Name => PlatformName;

        public Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Sent((++messages).ToString(CultureInfo.InvariantCulture)));

        public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<SendTrace>(new SendTrace.Unknown());

        public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}

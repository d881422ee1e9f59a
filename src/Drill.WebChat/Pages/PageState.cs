using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Rooms;
using Drill.Text;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Drill.WebChat.Talking;
using Drill.WebChat.Wording;
using Microsoft.Extensions.Logging;

namespace Drill.WebChat.Pages;

/// <summary>What one open page knows: who looks at it, both chats, the standings, open boxes and notices. Lives as long as the circuit.</summary>
internal sealed class PageState(IRoomLog log, RoomHub hub, ChatDesk desk, ILoggerFactory loggers) : IAsyncDisposable
{
    private const int MostNotices = 4;

    private PlaceFeed? room;
    private PlaceFeed? own;
    private StandingsFeed? standings;
    private Visitor? visitor;
    private int lastNotice;

    /// <summary>Raised, on any thread, when <see cref="Notices"/> changed.</summary>
    public event EventHandler? NoticesChanged;

    public Visitor Visitor => visitor ?? throw NotStarted();

    public WebPhrases Phrases { get; private set; } = EnglishWebPhrases.Instance;

    public PlaceFeed Room => room ?? throw NotStarted();

    public PlaceFeed Private => own ?? throw NotStarted();

    public StandingsFeed Standings => standings ?? throw NotStarted();

    /// <summary>Whether <see cref="StartAsync"/> has finished.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Whether the page is connected, rather than being drawn for the first time on the server.</summary>
    public bool IsLive { get; private set; }

    public ImmutableArray<Toast> Notices { get; private set; } = [];

    /// <summary>The boxes that are open, by place, so that looking into the other chat does not close them.</summary>
    public Dictionary<string, OpenBox> Boxes { get; } = new(StringComparer.Ordinal);

    public PlaceFeed Feed(bool isPrivate) => isPrivate ? Private : Room;

    public async Task StartAsync(Visitor who, bool isLive, CancellationToken cancellationToken)
    {
        visitor = who;
        IsLive = isLive;
        Phrases = WebPhrases.For(who.Language);
        var logger = loggers.CreateLogger<PlaceFeed>();
        room = new PlaceFeed(log, hub, who, Place.Room, logger);
        own = new PlaceFeed(log, hub, who, Place.PrivateOf(who.UserId), logger);
        standings = new StandingsFeed(desk, who);
        if (isLive)
        {
            await room.StartAsync(cancellationToken);
            await own.StartAsync(cancellationToken);
            room.StandingsMoved += (_, _) => standings.Refresh();
            standings.Refresh();
        }
        else
        {
            await room.LoadAsync(cancellationToken);
            await own.LoadAsync(cancellationToken);
        }

        IsReady = true;
    }

    public void Notify(Body notice)
    {
        var toast = new Toast(++lastNotice, notice);
        Notices = [.. Notices.TakeLast(MostNotices - 1), toast];
        NoticesChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Dismiss(Toast toast)
    {
        Notices = Notices.Remove(toast);
        NoticesChanged?.Invoke(this, EventArgs.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        standings?.Dispose();
        if (room is not null)
        {
            await room.DisposeAsync();
        }

        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() => new("The page has not been started.");
}

/// <summary>A notice that shows for a moment.</summary>
internal sealed record Toast(int Number, Body Body);

/// <summary>A box for a longer text that a person has open.</summary>
/// <param name="Request">What the engine asked for.</param>
/// <param name="Pressed">The message whose button opened it, or null.</param>
public sealed record OpenBox(TextRequest Request, StoredRoomEntry? Pressed);

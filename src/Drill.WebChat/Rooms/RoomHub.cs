using System.Collections.Concurrent;
using System.Threading.Channels;
using Drill.Conversation;
using Drill.Rooms;

namespace Drill.WebChat.Rooms;

/// <summary>
/// Tells every open page of this process what happens in the rooms. A page that reads too slowly misses events, learns so, and reads the log
/// again; nobody waits for it.
/// </summary>
internal sealed class RoomHub
{
    private const int Capacity = 128;

    private readonly ConcurrentDictionary<Subscription, bool> subscriptions = new();

    /// <summary>Begins to listen to a room as a person; dispose it to stop.</summary>
    public Subscription Subscribe(string room, string user)
    {
        var subscription = new Subscription(this, room, user, Capacity);
        subscriptions.TryAdd(subscription, true);
        return subscription;
    }

    public void Appended(string room, StoredRoomEntry entry) => Tell(room, entry.Entry.OnlyFor, new RoomEvent.Appended(entry));

    public void Replaced(string room, long number, ChatMessage message, string? onlyFor) => Tell(room, onlyFor, new RoomEvent.Replaced(number, message));

    /// <summary>Somebody did something in a room that may have moved its standings.</summary>
    public void StandingsMoved(string room) => Tell(room, null, RoomEvent.StandingsMoved.Instance);

    private void Tell(string room, string? onlyFor, RoomEvent what)
    {
        foreach (var (subscription, _) in subscriptions)
        {
            if (string.Equals(subscription.Room, room, StringComparison.Ordinal)
                && (onlyFor is null || string.Equals(onlyFor, subscription.User, StringComparison.Ordinal)))
            {
                subscription.Offer(what);
            }
        }
    }

    /// <summary>One page's ear.</summary>
    internal sealed class Subscription : IDisposable
    {
        private readonly RoomHub hub;
        private readonly Channel<RoomEvent> channel;
        private int missed;

        public Subscription(RoomHub hub, string room, string user, int capacity)
        {
            this.hub = hub;
            Room = room;
            User = user;
            channel = Channel.CreateBounded<RoomEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });
        }

        public string Room { get; }

        public string User { get; }

        /// <summary>The next event; <see cref="RoomEvent.Missed"/> when some were lost. Null when the subscription has ended.</summary>
        public async ValueTask<RoomEvent?> ReadAsync(CancellationToken cancellationToken)
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                if (Interlocked.Exchange(ref missed, 0) == 1)
                {
                    // What is still waiting is older than what was lost; the log has both.
                    while (channel.Reader.TryRead(out _)) { }

                    return RoomEvent.Missed.Instance;
                }

                if (channel.Reader.TryRead(out var next))
                {
                    return next;
                }
            }

            return null;
        }

        public void Dispose()
        {
            hub.subscriptions.TryRemove(this, out _);
            channel.Writer.TryComplete();
        }

        /// <summary>Makes the next event one that was missed, because this one could not be dealt with.</summary>
        public void MarkMissed() => Volatile.Write(ref missed, 1);

        internal void Offer(RoomEvent what)
        {
            if (!channel.Writer.TryWrite(what))
            {
                MarkMissed();
            }
        }
    }
}

/// <summary>What can happen in a room.</summary>
internal abstract record RoomEvent
{
    private RoomEvent() { }

    internal sealed record Appended(StoredRoomEntry Entry) : RoomEvent;

    internal sealed record Replaced(long Number, ChatMessage Message) : RoomEvent;

    internal sealed record StandingsMoved : RoomEvent
    {
        public static StandingsMoved Instance { get; } = new();
    }

    internal sealed record Missed : RoomEvent
    {
        public static Missed Instance { get; } = new();
    }
}

using System.Collections.Immutable;
using Drill.Rooms;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Microsoft.Extensions.Logging;

namespace Drill.WebChat.Talking;

/// <summary>What one page shows of one place: the newest entries, kept up to date, and older ones on demand.</summary>
internal sealed partial class PlaceFeed(IRoomLog log, RoomHub hub, Visitor visitor, Place place, ILogger logger) : IAsyncDisposable
{
    private const int PageSize = 40;
    private const int MostKept = 400;

    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private ImmutableArray<FeedItem> items = [];
    private RoomHub.Subscription? subscription;
    private Task? listening;
    private bool isWatched;

    /// <summary>Raised, on any thread, when <see cref="Items"/> changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Raised, on any thread, when the place's standings may have moved.</summary>
    public event EventHandler? StandingsMoved;

    public Place Place => place;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<FeedItem> Items => items;

    public bool HasOlder { get; private set; }

    /// <summary>How many entries of others came in while nobody watched.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the place is in view.</summary>
    public bool IsWatched
    {
        get => isWatched;
        set
        {
            isWatched = value;
            Unread = 0;
        }
    }

    /// <summary>Reads the newest entries once.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(place.Log, visitor.UserId, before: null, PageSize, cancellationToken);
        lock (gate)
        {
            items = [.. page.Select(e => new FeedItem(e))];
            HasOlder = page.Length == PageSize;
        }
    }

    /// <summary>Reads the newest entries and keeps listening until disposed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Listening begins before reading, so that nothing falls between the two; numbers sort out what comes twice.
        subscription = hub.Subscribe(place.Log, visitor.UserId);
        await LoadAsync(cancellationToken);
        listening = ListenAsync(subscription, ending.Token);
    }

    public async Task LoadOlderAsync(CancellationToken cancellationToken)
    {
        if (items.IsEmpty)
        {
            return;
        }

        var page = await log.ReadAsync(place.Log, visitor.UserId, items[0].Number, PageSize, cancellationToken);
        lock (gate)
        {
            items = [.. page.Where(e => items.IsEmpty || e.Number < items[0].Number).Select(e => new FeedItem(e)), .. items];
            HasOlder = page.Length == PageSize;
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        subscription?.Dispose();
        if (listening is not null)
        {
            await listening;
        }

        ending.Dispose();
    }

    private async Task ListenAsync(RoomHub.Subscription source, CancellationToken cancellationToken)
    {
        try
        {
            while (await source.ReadAsync(cancellationToken) is { } what)
            {
                try
                {
                    await TakeAsync(what, cancellationToken);
                }
#pragma warning disable CA1031 // The edge of the loop: one failed reading must not make the page deaf.
                catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    Log.ReadingFailed(logger, exception, place.Log);
                    source.MarkMissed();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
    }

    private async Task TakeAsync(RoomEvent what, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case RoomEvent.Appended { Entry: var entry }:
                if (Insert(entry))
                {
                    Changed?.Invoke(this, EventArgs.Empty);
                }

                break;
            case RoomEvent.Replaced { Number: var number, Message: var message }:
                Replace(number, message);
                Changed?.Invoke(this, EventArgs.Empty);
                break;
            case RoomEvent.StandingsMoved:
                StandingsMoved?.Invoke(this, EventArgs.Empty);
                break;
            case RoomEvent.Missed:
                await LoadAsync(cancellationToken);
                Changed?.Invoke(this, EventArgs.Empty);
                StandingsMoved?.Invoke(this, EventArgs.Empty);
                break;
        }
    }

    private bool Insert(StoredRoomEntry entry)
    {
        lock (gate)
        {
            var at = items.Length;
            while (at > 0 && items[at - 1].Number > entry.Number)
            {
                at--;
            }

            var isKnown = at > 0 && items[at - 1].Number == entry.Number;
            var isOlderThanShown = at == 0 && HasOlder && !items.IsEmpty;
            if (isKnown || isOlderThanShown)
            {
                return false;
            }

            items = items.Insert(at, new FeedItem(entry));
            if (items.Length > MostKept)
            {
                items = items.RemoveRange(0, items.Length - MostKept);
                HasOlder = true;
            }

            if (!isWatched && !string.Equals(entry.Entry.Author, visitor.UserId, StringComparison.Ordinal))
            {
                Unread++;
            }

            return true;
        }
    }

    private void Replace(long number, Conversation.ChatMessage message)
    {
        lock (gate)
        {
            for (var i = items.Length - 1; i >= 0; i--)
            {
                if (items[i].Number == number)
                {
                    var stored = items[i].Stored;
                    items = items.SetItem(i, new FeedItem(stored with { Entry = stored.Entry with { Message = message } }));
                    return;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Reading the log of web room {Room} failed")]
        public static partial void ReadingFailed(ILogger logger, Exception exception, string room);
    }
}

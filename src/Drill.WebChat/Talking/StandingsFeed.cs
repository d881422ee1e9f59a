using Drill.WebChat.Entering;
using Drill.WebChat.Parts;
using Microsoft.AspNetCore.Components;

namespace Drill.WebChat.Talking;

/// <summary>The room's standings as one page shows them. However many reasons to refresh come in, at most one reading runs at a time.</summary>
internal sealed class StandingsFeed(ChatDesk desk, Visitor visitor) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private bool isReading;
    private bool isStale;

    /// <summary>Raised, on any thread, when there is something new to show.</summary>
    public event EventHandler? Changed;

    public static IReadOnlyList<string> Windows { get; } = ["week", "month", "all"];

    public string Window { get; private set; } = Windows[0];

    /// <summary>The standings as safe HTML, or null when they could not be read.</summary>
    public MarkupString? Html { get; private set; }

    public bool IsLoaded { get; private set; }

    public void Show(string window)
    {
        Window = window;
        Refresh();
    }

    public void Refresh()
    {
        lock (gate)
        {
            isStale = true;
            if (isReading || ending.IsCancellationRequested)
            {
                return;
            }

            isReading = true;
        }

        _ = ReadAsync(ending.Token);
    }

    public void Dispose()
    {
        // The source itself stays: a reading that is still under way holds its token.
        ending.Cancel();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (TakeWork())
            {
                var body = await desk.StandingsAsync(visitor, Window, cancellationToken);
                Html = body is null ? null : BodyHtml.Render(body);
                IsLoaded = true;
                Changed?.Invoke(this, EventArgs.Empty);
            }
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
    }

    private bool TakeWork()
    {
        lock (gate)
        {
            isReading = isStale;
            isStale = false;
            return isReading;
        }
    }
}

using System.Collections.Concurrent;

namespace Drill.WebChat.Rooms;

/// <summary>
/// The ids of those who have shown the admin key since the process started. The engine asks about a person by id alone, while only their
/// browser holds the proof; whoever acts has just loaded the page with it.
/// </summary>
internal sealed class AdminRoster
{
    private readonly ConcurrentDictionary<string, bool> users = new(StringComparer.Ordinal);

    public void Add(string user) => users.TryAdd(user, true);

    public bool Has(string user) => users.ContainsKey(user);
}

using System.Collections.Concurrent;
using Drill.Conversation;
using Drill.Questions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Data;

/// <summary>
/// What nearly every press needs and what hardly ever changes: who somebody is, the chat, the post with its question. Contexts that write to such a row drop it from
/// here; and all of it is read again every half minute (<see cref="RowRefresh"/>), because another process may have written. A settings change may thus reach presses on another
/// process that much later; what counts (attempts, peeks, repeated updates) is never kept here.
/// </summary>
internal sealed class RowCache
{
    private const int Maximum = 10_000;
    private const int MaximumVariants = 500;
    private static readonly Duration KeepFor = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Platform, string User), (PersonRow Person, IdentityRow Identity)> people = new();
    private readonly ConcurrentDictionary<(string Platform, string Key, string Thread), ChatRow> chats = new();
    private readonly ConcurrentDictionary<long, PostContent> posts = new();
    private readonly ConcurrentDictionary<long, QuestionVariant> variants = new();
    private readonly Lock gate = new();
    private Instant freshAt = Instant.MinValue;
    private bool isRefreshing;

    /// <summary>What is shown of questions. Made of copies, which never change, so these stay.</summary>
    public SharedBodies Bodies { get; } = new();

    /// <summary>All persons that are kept.</summary>
    public IEnumerable<KeyValuePair<(string Platform, string User), (PersonRow Person, IdentityRow Identity)>> People => people;

    /// <summary>All chats that are kept.</summary>
    public IEnumerable<KeyValuePair<(string Platform, string Key, string Thread), ChatRow>> Chats => chats;

    /// <summary>All posts that are kept.</summary>
    public IEnumerable<KeyValuePair<long, PostContent>> Posts => posts;

    /// <summary>Whether the caller should read everything again and then call <see cref="EndRefresh"/>. What nobody has read again for twice as long is forgotten.</summary>
    public bool BeginRefresh(Instant now)
    {
        lock (gate)
        {
            if (now - freshAt < KeepFor)
            {
                return false;
            }

            if (freshAt == Instant.MinValue || now - freshAt >= 2 * KeepFor)
            {
                freshAt = now;
                Clear();
                return false;
            }

            var begins = !isRefreshing;
            isRefreshing = true;
            return begins;
        }
    }

    /// <summary>Everything was read again as of a moment.</summary>
    public void EndRefresh(Instant asOf)
    {
        lock (gate)
        {
            freshAt = Instant.Max(freshAt, asOf);
            isRefreshing = false;
        }
    }

    /// <summary>Puts a person that was read again in the place of the old one, if that still is kept; null drops it.</summary>
    public void Replace((string Platform, string User) key, (PersonRow Person, IdentityRow Identity) old, (PersonRow Person, IdentityRow Identity)? now) => Replace(people, key, old, now is { } row ? row : default, now is not null);

    /// <summary>The same for a chat.</summary>
    public void Replace((string Platform, string Key, string Thread) key, ChatRow old, ChatRow? now) => Replace(chats, key, old, now!, now is not null);

    /// <summary>The same for a post.</summary>
    public void Replace(long key, PostContent old, PostContent? now) => Replace(posts, key, old, now!, now is not null);

    public void Clear()
    {
        people.Clear();
        chats.Clear();
        posts.Clear();
    }

    public (PersonRow Person, IdentityRow Identity)? FindPerson(Incoming incoming) =>
        people.TryGetValue((incoming.Chat.Platform, incoming.Sender.User), out var known) && Data.People.IsNamed(known.Identity, incoming.Sender) ? known : null;

    public void Keep(PersonRow person, IdentityRow identity) => Keep(people, (identity.Platform, identity.User), (person, identity), Maximum);

    public ChatRow? FindChat(ChatAddress address) => chats.GetValueOrDefault((address.Platform, address.Chat, address.Thread ?? string.Empty));

    public void Keep(ChatRow chat)
    {
        if (chat.PausedReason is null)
        {
            Keep(chats, (chat.Platform, chat.Key, chat.Thread), chat, Maximum);
        }
    }

    public PostContent? FindPost(long id) => posts.GetValueOrDefault(id);

    public void Keep(PostContent post) => Keep(posts, post.Post.Id, post, Maximum / 10);

    /// <summary>Keeps a post that nobody has asked for yet, while there is room for many that somebody will ask for.</summary>
    public void Offer(PostContent post)
    {
        if (posts.Count < Maximum / 20)
        {
            posts.TryAdd(post.Post.Id, post);
        }
    }

    public void DropPost(long id) => posts.TryRemove(id, out _);

    /// <summary>The question of a copy. Copies never change, so these stay.</summary>
    public QuestionVariant? FindVariant(long copyId) => variants.GetValueOrDefault(copyId);

    public void Keep(long copyId, QuestionVariant variant) => Keep(variants, copyId, variant, MaximumVariants);

    /// <summary>The rows kept here that a context is about to write; null when there are none, as for most.</summary>
    public static IReadOnlyList<object>? ChangedIn(DbContext db)
    {
        List<object>? changed = null;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry is { State: EntityState.Modified or EntityState.Deleted, Entity: ChatRow or IdentityRow or PersonRow or PostRow })
            {
                (changed ??= []).Add(entry.Entity);
            }
        }

        return changed;
    }

    /// <summary>Drops rows that were written.</summary>
    public void Drop(IReadOnlyList<object>? rows)
    {
        foreach (var row in rows ?? [])
        {
            switch (row)
            {
                case ChatRow chat:
                    chats.TryRemove((chat.Platform, chat.Key, chat.Thread), out _);
                    break;
                case IdentityRow identity:
                    people.TryRemove((identity.Platform, identity.User), out _);
                    break;
                case PersonRow person:
                    foreach (var (key, _) in people.Where(p => p.Value.Person.Id == person.Id))
                    {
                        people.TryRemove(key, out _);
                    }

                    break;
                case PostRow post:
                    DropPost(post.Id);
                    break;
            }
        }
    }

    private static void Replace<TKey, TValue>(ConcurrentDictionary<TKey, TValue> rows, TKey key, TValue old, TValue now, bool isThere)
        where TKey : notnull
    {
        if (isThere)
        {
            rows.TryUpdate(key, now, old);
        }
        else
        {
            rows.TryRemove(KeyValuePair.Create(key, old));
        }
    }

    private static void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> rows, TKey key, TValue value, int maximum)
        where TKey : notnull
    {
        // Rarely full; to start again is cheaper than to know for each row when it was last wanted.
        if (rows.Count >= maximum)
        {
            rows.Clear();
        }

        rows[key] = value;
    }
}

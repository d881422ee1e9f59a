using System.Security.Cryptography;
using System.Text.Json;
using Drill.Data;
using Drill.Questions;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Conversation;

/// <summary>Finds and makes posts.</summary>
internal static class Posts
{
    /// <summary>How long a question in a private chat stays the current one.</summary>
    private static readonly Duration PrivateOpenTime = Duration.FromDays(30);

    /// <summary>A post of a chat by number, or null: a number from another chat finds nothing.</summary>
    public static async Task<PostContent?> FindAsync(DrillDb db, long chatId, long postId, CancellationToken cancellationToken)
    {
        if (db.Rows.FindPost(postId) is { } known)
        {
            return known.Post.ChatId == chatId ? known : null;
        }

        var post = await FirstAsync(db, db.Posts.Where(p => p.Id == postId && p.ChatId == chatId), cancellationToken);
        if (post is not null)
        {
            db.Rows.Keep(post);
        }

        return post;
    }

    /// <summary>The post behind a message of ours, or null.</summary>
    public static Task<PostContent?> FindByMessageAsync(DrillDb db, long chatId, string messageId, CancellationToken cancellationToken) =>
        FirstAsync(db, db.Posts.Where(p => db.Deliveries.Any(d => d.PostId == p.Id && d.ChatId == chatId && d.MessageId == messageId)), cancellationToken);

    /// <summary>The chat's current question: the latest one that is open, else the latest one, else null.</summary>
    public static async Task<PostContent?> FindCurrentAsync(DrillDb db, long chatId, Instant now, CancellationToken cancellationToken)
    {
        var stored = now.ToStored();
        return await FirstAsync(db, db.Posts.Where(p => p.ChatId == chatId && p.ClosedAt == null && p.ClosesAt > stored).OrderByDescending(p => p.Id), cancellationToken)
            ?? await FirstAsync(db, db.Posts.Where(p => p.ChatId == chatId).OrderByDescending(p => p.Id), cancellationToken);
    }

    /// <summary>The question of the day on a local date: the latest slot, or null.</summary>
    public static Task<PostContent?> FindDailyAsync(DrillDb db, long chatId, LocalDate date, CancellationToken cancellationToken)
    {
        var stored = date.ToStored();
        return FirstAsync(db, db.Posts.Where(p => p.ChatId == chatId && p.LocalDate == stored && p.Slot != null).OrderByDescending(p => p.Slot), cancellationToken);
    }

    /// <summary>The post that an update asked for, or null when it asked for none yet.</summary>
    public static Task<PostContent?> FindByUpdateAsync(DrillDb db, long chatId, string updateKey, CancellationToken cancellationToken) =>
        FirstAsync(db, db.Posts.Where(p => p.ChatId == chatId && p.AskedByUpdate == updateKey), cancellationToken);

    /// <summary>The ids of the questions asked in a chat, the most recent last.</summary>
    public static async Task<IReadOnlyList<QuestionId>> HistoryAsync(DrillDb db, long chatId, CancellationToken cancellationToken) =>
        [.. (await AskedAsync(db, [chatId], cancellationToken))[chatId]];

    /// <summary>The ids of the questions asked in each chat, the most recent last.</summary>
    private static async Task<ILookup<long, QuestionId>> AskedAsync(DrillDb db, IReadOnlyCollection<long> chats, CancellationToken cancellationToken)
    {
        var asked = await db.Posts.AsNoTracking().Where(p => chats.Contains(p.ChatId)).GroupBy(p => new { p.ChatId, p.QuestionId })
            .Select(g => new { g.Key.ChatId, g.Key.QuestionId, Last = g.Max(p => p.Id) }).OrderBy(g => g.Last).ToListAsync(cancellationToken);
        return asked.ToLookup(a => a.ChatId, a => new QuestionId(a.QuestionId));
    }

    /// <summary>What was asked in many chats, each of which is in the answer.</summary>
    /// <param name="db">The context.</param>
    /// <param name="chats">Their numbers.</param>
    /// <param name="since">From which local date on dailies are told.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<long, PostHistory>> HistoriesAsync(DrillDb db, IReadOnlyCollection<long> chats, LocalDate since, CancellationToken cancellationToken)
    {
        var questions = await AskedAsync(db, chats, cancellationToken);
        var from = since.ToStored();
        var dailies = await db.Posts.AsNoTracking().Where(p => chats.Contains(p.ChatId) && p.LocalDate >= from && p.Slot != null)
            .Select(p => new { p.ChatId, p.LocalDate, p.Slot }).ToListAsync(cancellationToken);
        var days = dailies.ToLookup(d => d.ChatId);
        return chats.ToDictionary(c => c, c => new PostHistory(
            [.. questions[c]],
            [.. days[c].Select(d => (d.LocalDate.ToLocalDate(), d.Slot!.Value))]));
    }

    /// <summary>
    /// Adds a post to the context, with its own copy of the question; in a group also the delivery that will ask it. Nothing is written until
    /// the caller saves, so that post, delivery and whatever else belongs to it commit together.
    /// </summary>
    public static async Task<PostContent> AddAsync(DrillDb db, ChatRow chat, Question question, QuestionForm form, Instant now, LocalDate date, string update, CancellationToken cancellationToken)
    {
        var content = await MakeAsync(db, chat, question, form, now, ClosesAt(chat, now), date, slot: null, update, cancellationToken);
        db.Posts.Add(content.Post);
        if (!chat.IsPrivate)
        {
            db.Deliveries.Add(DeliveryOf(chat, content.Post, DeliveryKind.Question, now));
        }

        return content;
    }

    /// <summary>When a post that a chat gets now closes.</summary>
    public static Instant ClosesAt(ChatRow chat, Instant now) => chat.IsPrivate ? now + PrivateOpenTime : ChatDaily.ReadReveal(chat).RevealAt(now, Zones.Get(chat.Zone));

    /// <summary>A post for the caller to add; its copy of the question is added already, unless it is there.</summary>
    public static async Task<PostContent> MakeAsync(
        DrillDb db, ChatRow chat, Question question, QuestionForm form, Instant now, Instant closesAt, LocalDate date, int? slot, string? update, CancellationToken cancellationToken)
    {
        var variant = question.VariantFor(chat.Language);
        var copy = await CopyAsync(db, question, variant, cancellationToken);
        var post = new PostRow
        {
            ChatId = chat.Id,
            CopyId = copy.Id,
            QuestionId = question.Id.Value,
            Form = (int)form,
            ChoiceIndex = 0,
            LocalDate = date.ToStored(),
            Slot = slot,
            AskedByUpdate = update,
            OpenedAt = now.ToStored(),
            ClosesAt = closesAt.ToStored(),
        };
        return new PostContent(post, copy, variant);
    }

    /// <summary>The delivery that asks a post, or closes it. Its key is random, so that a database put back from a backup never meets an old key on a platform.</summary>
    public static DeliveryRow DeliveryOf(ChatRow chat, PostRow post, DeliveryKind kind, Instant now) => new()
    {
        ChatId = chat.Id,
        PostId = post.Id,
        Post = post.Id == 0 ? post : null,
        Platform = chat.Platform,
        Kind = kind,
        SendKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)),
        State = DeliveryState.Pending,
        CreatedAt = now.ToStored(),
        NotBefore = now.ToStored(),
    };

    private static async Task<QuestionCopyRow> CopyAsync(DrillDb db, Question question, QuestionVariant variant, CancellationToken cancellationToken)
    {
        if (db.FindCopy(question.Id.Value, variant.Language, variant.Revision) is { } known)
        {
            return known;
        }

        var existing = await db.QuestionCopies.AsNoTracking().FirstOrDefaultAsync(
            c => c.QuestionId == question.Id.Value && c.Language == variant.Language && c.Revision == variant.Revision, cancellationToken);
        if (existing is not null)
        {
            return db.KeepCopy(existing);
        }

        var copy = new QuestionCopyRow
        {
            QuestionId = question.Id.Value,
            Language = variant.Language,
            Revision = variant.Revision,
            Topic = question.Topic,
            Level = question.Level,
            Variant = JsonSerializer.Serialize(variant, DrillJson.Columns.QuestionVariant),
        };
        db.QuestionCopies.Add(copy);
        await db.SaveChangesAsync(cancellationToken);
        return db.KeepCopy(copy);
    }

    /// <summary>Reads many posts at once; one that cannot be read is left out and does not keep the others. Presses on them will come, so they are remembered, but never in place of those that presses have come to already.</summary>
    public static async Task<IReadOnlyDictionary<long, PostContent>> ReadManyAsync(DrillDb db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var read = new Dictionary<long, PostContent>(ids.Count);
        foreach (var row in await WithCopies(db, db.Posts.Where(p => ids.Contains(p.Id))).ToListAsync(cancellationToken))
        {
            if (await TryReadAsync(db, row, cancellationToken) is { } post)
            {
                read[post.Post.Id] = post;
                db.Rows.Offer(post);
            }
        }

        return read;
    }

    private static async Task<PostContent?> FirstAsync(DrillDb db, IQueryable<PostRow> posts, CancellationToken cancellationToken) =>
        await WithCopies(db, posts.Take(1)).FirstOrDefaultAsync(cancellationToken) is { } row ? await ReadAsync(db, row, cancellationToken) : null;

    // The question itself is long and never changes: it is read once.
    private static IQueryable<PostAndCopy> WithCopies(DrillDb db, IQueryable<PostRow> posts) => posts.AsNoTracking().Join(
        db.QuestionCopies,
        p => p.CopyId,
        c => c.Id,
        (p, c) => new PostAndCopy(p, new QuestionCopyRow { Id = c.Id, QuestionId = c.QuestionId, Language = c.Language, Revision = c.Revision, Topic = c.Topic, Level = c.Level, Variant = string.Empty }));

    private static async Task<PostContent?> TryReadAsync(DrillDb db, PostAndCopy row, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(db, row, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<PostContent> ReadAsync(DrillDb db, PostAndCopy row, CancellationToken cancellationToken) =>
        new(row.Post, row.Copy, await VariantAsync(db, row.Copy.Id, cancellationToken));

    private static async Task<QuestionVariant> VariantAsync(DrillDb db, long copyId, CancellationToken cancellationToken)
    {
        if (db.Rows.FindVariant(copyId) is not { } variant)
        {
            var json = await db.QuestionCopies.Where(c => c.Id == copyId).Select(c => c.Variant).FirstAsync(cancellationToken);
            variant = JsonSerializer.Deserialize(json, DrillJson.Columns.QuestionVariant) ?? throw new InvalidDataException($"Question copy {copyId} is empty.");
            db.Rows.Keep(copyId, variant);
        }

        return variant;
    }

    private sealed record PostAndCopy(PostRow Post, QuestionCopyRow Copy);
}

/// <summary>What was asked in a chat.</summary>
/// <param name="Questions">Every question, the most recent last.</param>
/// <param name="Dailies">Its dailies from a date on.</param>
internal sealed record PostHistory(IReadOnlyList<QuestionId> Questions, IReadOnlyList<(LocalDate Date, int Slot)> Dailies);

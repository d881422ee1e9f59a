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
        await db.Posts.AsNoTracking().Where(p => p.ChatId == chatId).GroupBy(p => p.QuestionId)
            .Select(g => new { g.Key, Last = g.Max(p => p.Id) }).OrderBy(g => g.Last)
            .Select(g => new QuestionId(g.Key)).ToListAsync(cancellationToken);

    /// <summary>
    /// Adds a post to the context, with its own copy of the question; in a group also the delivery that will ask it. Nothing is written until
    /// the caller saves, so that post, delivery and whatever else belongs to it commit together.
    /// </summary>
    public static async Task<PostContent> AddAsync(DrillDb db, ChatRow chat, Question question, QuestionForm form, Instant now, LocalDate date, int? slot, string? update, CancellationToken cancellationToken)
    {
        var variant = question.VariantFor(chat.Language);
        var copy = await CopyAsync(db, question, variant, cancellationToken);
        var zone = Zones.Get(chat.Zone);
        var closesAt = chat.IsPrivate ? now + PrivateOpenTime : ChatDaily.ReadReveal(chat).RevealAt(now, zone);
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
        db.Posts.Add(post);
        if (!chat.IsPrivate)
        {
            db.Deliveries.Add(DeliveryOf(chat, post, DeliveryKind.Question, now));
        }

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
        var existing = await db.QuestionCopies.AsNoTracking().FirstOrDefaultAsync(
            c => c.QuestionId == question.Id.Value && c.Language == variant.Language && c.Revision == variant.Revision, cancellationToken);
        if (existing is not null)
        {
            return existing;
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
        return copy;
    }

    private static async Task<PostContent?> FirstAsync(DrillDb db, IQueryable<PostRow> posts, CancellationToken cancellationToken)
    {
        // The question itself is long and never changes: it is read once.
        var row = await posts.AsNoTracking().Take(1).Join(
            db.QuestionCopies,
            p => p.CopyId,
            c => c.Id,
            (p, c) => new { Post = p, Copy = new QuestionCopyRow { Id = c.Id, QuestionId = c.QuestionId, Language = c.Language, Revision = c.Revision, Topic = c.Topic, Level = c.Level, Variant = string.Empty } })
            .FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new PostContent(row.Post, row.Copy, await VariantAsync(db, row.Copy.Id, cancellationToken));
    }

    private static async Task<QuestionVariant> VariantAsync(DrillDb db, long copyId, CancellationToken cancellationToken)
    {
        if (db.Rows.FindVariant(copyId) is not { } variant)
        {
            var json = await db.QuestionCopies.Where(c => c.Id == copyId).Select(c => c.Variant).FirstAsync(cancellationToken);
            variant = JsonSerializer.Deserialize(json, DrillJson.Columns.QuestionVariant) ?? throw new InvalidOperationException($"Question copy {copyId} is empty.");
            db.Rows.Keep(copyId, variant);
        }

        return variant;
    }
}

using Drill.Commands;
using Drill.Conversation;
using Drill.Data;
using Drill.Questions;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Grading;

/// <summary>
/// Grades answers in one's own words: by key points always, then by a model where the host has one, the answer is worth a call and the chat's budget allows. Whatever the
/// model does, there is a verdict, and it says who spoke. Holds no transaction while the model thinks.
/// </summary>
internal sealed class AnswerGrader(ModelGrader? model)
{
    /// <summary>Grades by key points alone.</summary>
    public static AnswerGrader Offline { get; } = new(null);

    /// <summary>Whether a model may be asked at all, so that it is worth saying who spoke.</summary>
    public bool HasModel => model is not null;

    public async Task<Verdict> GradeAsync(CommandContext context, PostContent post, string answer, CancellationToken cancellationToken)
    {
        var (question, points) = (PlainText.Of(post.Variant.Prompt), post.Variant.KeyPoints);
        var verdict = KeyPointGrader.Grade(post.Variant.Language, question, points, answer);
        if (model is null || !verdict.IsGraded)
        {
            return verdict;
        }

        return await model.MayAskAsync(token => SpendAsync(context, token), cancellationToken)
            && await model.GradeAsync(question, points, answer, cancellationToken) is { } better
            ? better
            : verdict with { IsFallback = true };
    }

    /// <summary>Takes one call from the chat's budget for the day; false when it is used up.</summary>
    private async Task<bool> SpendAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (db, chat, day, most) = (context.Db, context.Chat.Id, context.Today.ToStored(), model!.CallsPerChatAndDay);
        if (await AddAsync())
        {
            return true;
        }

        if (await db.ModelUses.AnyAsync(u => u.ChatId == chat && u.LocalDate == day, cancellationToken))
        {
            return false;
        }

        // The day's first call; when two are the first, the index refuses one and the engine runs it again.
        db.ModelUses.Add(new ModelUseRow { ChatId = chat, LocalDate = day });
        await db.SaveChangesAsync(cancellationToken);
        return await AddAsync();

        async Task<bool> AddAsync() => await db.ModelUses.Where(u => u.ChatId == chat && u.LocalDate == day && u.Calls < most)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.Calls, u => u.Calls + 1), cancellationToken) == 1;
    }
}

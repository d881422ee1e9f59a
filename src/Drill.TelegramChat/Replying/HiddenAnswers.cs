using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Wording;
using Drill.Text;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Drill.TelegramChat.Replying;

/// <summary>Takes an answer out of sight that somebody wrote where everybody reads; where the bot may not, an admin is told, once for each group.</summary>
internal sealed class HiddenAnswers(Speaker speaker, IPlatformMemory memory)
{
    /// <summary>Deletes it; false when the bot has no right to do that.</summary>
    public async Task<bool> TryHideAsync(Destination where, int message, CancellationToken cancellationToken) =>
        await speaker.DeleteAsync(where.Chat, message, cancellationToken) is not { Kind: TroubleKind.Refused or TroubleKind.ChatClosed } trouble
        || !trouble.Description.Contains("can't be deleted", StringComparison.OrdinalIgnoreCase) && !trouble.Description.Contains("rights", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells an admin which right is missing, unless one was told before.</summary>
    public async Task TellAdminAsync(Destination where, string title, string? language, CancellationToken cancellationToken)
    {
        var key = FormattableString.Invariant($"told/delete/{where.Chat}");
        if (await memory.FindAsync(TelegramAddress.Platform, key, cancellationToken) is not null)
        {
            return;
        }

        await memory.StoreAsync(TelegramAddress.Platform, key, "told", cancellationToken);
        var admins = (await speaker.AdministratorsAsync(where.Chat, cancellationToken)).Where(a => !a.User.IsBot).OrderBy(a => a.Status == ChatMemberStatus.Creator ? 0 : 1);
        foreach (var admin in admins)
        {
            if (await SayAsync(Destination.PrivateOf(admin.User.Id), admin.User.LanguageCode ?? language))
            {
                return;
            }
        }

        await SayAsync(where, language);

        async Task<bool> SayAsync(Destination to, string? spoken) =>
            (await speaker.SayAsync(to, new ChatMessage(Body.Plain(TelegramPhrases.For(spoken).CannotDelete(Shown.Short(title)))), Keyboard.Plain, null, cancellationToken)).Trouble is null;
    }
}

using System.Collections.Concurrent;
using Drill.Conversation;

namespace Drill.TelegramChat.Receiving;

/// <summary>
/// The latest prompt in each private chat, for people who write their answer without replying to it. Only in memory: after a restart the reply alone counts.
/// </summary>
internal sealed class OpenPrompts
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<long, (ChatAddress Chat, string Token)> prompts = [];

    public void Open(long user, ChatAddress chat, ActionToken token)
    {
        if (prompts.Count >= MostRemembered)
        {
            prompts.Clear();
        }

        prompts[user] = (chat, token.ToString());
    }

    public void Close(long user) => prompts.TryRemove(user, out _);

    public (ChatAddress Chat, string Token)? Take(long user) => prompts.TryRemove(user, out var prompt) ? prompt : null;
}

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

    /// <summary>Closes the prompt, unless another was opened meanwhile.</summary>
    public void Close(long user, ChatAddress chat, string token) => prompts.TryRemove(new KeyValuePair<long, (ChatAddress, string)>(user, (chat, token)));

    public (ChatAddress Chat, string Token)? Find(long user) => prompts.TryGetValue(user, out var prompt) ? prompt : null;
}

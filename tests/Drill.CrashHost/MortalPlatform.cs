using System.Diagnostics;
using Drill.Conversation;

namespace Drill.CrashHost;

/// <summary>A platform whose process dies at a moment of the first send.</summary>
internal sealed class MortalPlatform(IChatPlatform inner, string moment) : IChatPlatform
{
    public string Name => inner.Name;

    public async Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
    {
        DieAt("before-send");
        var outcome = await inner.SendAsync(chat, message, key, cancellationToken);
        DieAt("after-send");
        return outcome;
    }

    public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => inner.FindSentAsync(chat, key, cancellationToken);

    public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => inner.IsAdminAsync(chat, sender, cancellationToken);

    // Kill is SIGKILL: no finally block, no flush, nothing runs after it.
    private void DieAt(string here)
    {
        if (string.Equals(moment, here, StringComparison.Ordinal))
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}

using System.Globalization;
using Drill.TelegramChat.Calling;

namespace Drill.TelegramChat;

/// <summary>Whether Telegram works, from what became of the receiver's last calls.</summary>
public sealed class TelegramStatus
{
    /// <summary>Networks are away now and then; only what lasts is worth a word.</summary>
    private static readonly TimeSpan LongAway = TimeSpan.FromMinutes(3);

    /// <summary>Two programs that poll with one token are heard by turns, so a poll that succeeds says little.</summary>
    private static readonly TimeSpan ConflictLasts = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private DateTimeOffset? failingSince;
    private DateTimeOffset? conflictAt;
    private bool isTokenWrong;

    internal TelegramStatus(TimeProvider time) => this.time = time;

    /// <summary>What an operator must mend or know, without the token, or null.</summary>
    public string? Trouble
    {
        get
        {
            var now = time.GetUtcNow();
            lock (gate)
            {
                return isTokenWrong ? "Telegram does not accept the bot's token; set Drill:Telegram:Token to the one that BotFather shows."
                    : now - conflictAt < ConflictLasts ? "Another program polls Telegram with the same token: stop the other one, or give it a bot of its own."
                    : failingSince is { } since && now - since >= LongAway ? string.Create(CultureInfo.InvariantCulture, $"Telegram has not answered for {(int)(now - since).TotalMinutes} minutes; it is asked again.")
                    : null;
            }
        }
    }

    /// <summary>A call succeeded.</summary>
    internal void Works()
    {
        lock (gate)
        {
            (failingSince, isTokenWrong) = (null, false);
        }
    }

    /// <summary>A call failed.</summary>
    internal void Fails(TroubleKind kind)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            switch (kind)
            {
                case TroubleKind.Unauthorized:
                    isTokenWrong = true;
                    break;
                case TroubleKind.Conflict:
                    conflictAt = now;
                    break;
                case TroubleKind.Flood:
                    // It answers, and asks for patience.
                    break;
                default:
                    failingSince ??= now;
                    break;
            }
        }
    }
}

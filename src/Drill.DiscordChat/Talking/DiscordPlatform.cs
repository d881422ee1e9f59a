using System.Collections.Concurrent;
using System.Globalization;
using Drill.Conversation;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Drill.DiscordChat.Wording;
using Drill.Text;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Talking;

/// <summary>Discord as the engine's outbox sees it.</summary>
internal sealed partial class DiscordPlatform(IDiscordConnection connection, MessageMaker maker, Roster roster, IPlatformMemory memory, ILogger<DiscordPlatform> logger) : IChatPlatform
{
    private const int PagesLookedBack = 5;
    private const int ThreadMinutes = 24 * 60;
    private const int MostProgress = 1_000;

    // More than any message has: the longest answer of a bank, cut at 4,000 characters.
    private const int MostParts = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), LongPause = TimeSpan.FromMinutes(5);

    /// <summary>Messages of several parts: which of them have arrived, until all have.</summary>
    private readonly ConcurrentDictionary<string, int> progress = new(StringComparer.Ordinal);

    public string Name => Addresses.Platform;

    public IReadOnlyList<FollowUp> FollowUps { get; } = [FollowUp.Thread, FollowUp.Pin];

    public async Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
    {
        var (channel, failure) = await ChannelOfAsync(chat, cancellationToken);
        if (channel is null)
        {
            return failure!;
        }

        var parts = await maker.MakeAsync(message, isForAll: true, DiscordPhrases.All[0], cancellationToken);
        var last = "";
        for (var i = progress.GetValueOrDefault(key); i < parts.Count; i++)
        {
            var outcome = await connection.SendMessageAsync(channel, MessageMaker.WithKey(parts[i].Body, KeyOf(key, i, parts.Count)), parts[i].Files, isUrgent: false, cancellationToken);
            switch (outcome)
            {
                case RestOutcome<Message>.Done done:
                    last = done.Value.Id;
                    Remember(key, i + 1, parts.Count);
                    break;
                case RestOutcome<Message>.Rejected rejected:
                    return Refuse(rejected.Status, rejected.Code);
                case RestOutcome<Message>.Limited limited:
                    return new SendOutcome.RetryAfter(limited.RetryAfter);
                case RestOutcome<Message>.Failed { MayHaveArrived: true } failed:
                    // The outbox finds out by the nonce.
                    throw new IOException($"Discord: {failed.Reason}.");
                default:
                    return new SendOutcome.RetryAfter(Pause);
            }
        }

        progress.TryRemove(key, out _);
        return new SendOutcome.Sent(last);
    }

    public async Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken)
    {
        var (channel, failure) = await ChannelOfAsync(chat, cancellationToken);
        if (channel is null)
        {
            return failure is SendOutcome.Refused ? new SendTrace.Unknown() : throw CannotTell();
        }

        string? before = null;
        var parts = Enumerable.Range(0, MostParts).ToDictionary(i => MessageMaker.MarkOf(KeyOf(key, i, int.MaxValue)), i => i);
        for (var page = 0; page < PagesLookedBack; page++)
        {
            var outcome = await connection.ReadMessagesAsync(channel, before, cancellationToken);
            if (outcome is RestOutcome<IReadOnlyList<Message>>.Rejected { Status: 403 or 404 })
            {
                // The bot was removed or the channel deleted.
                return new SendTrace.Unknown();
            }

            if (outcome is not RestOutcome<IReadOnlyList<Message>>.Done { Value: var messages })
            {
                // Not knowing is no answer: the doubt stays until Discord tells.
                throw CannotTell();
            }

            if (page == 0 && messages.Count == 0)
            {
                return await IsEmptyAsync(channel, cancellationToken) ? new SendTrace.Absent() : new SendTrace.Unknown();
            }

            foreach (var message in messages.Where(m => m.Author?.Bot is true))
            {
                if (message.Components?.FirstOrDefault()?.Id == MessageMaker.MarkOf(key) || (message.Nonce is { } nonce && string.Equals(nonce.ToString(), key, StringComparison.Ordinal)))
                {
                    return new SendTrace.Arrived(message.Id);
                }

                if (message.Components?.FirstOrDefault()?.Id is { } id and < int.MaxValue && parts.TryGetValue((int)id, out var part))
                {
                    progress.AddOrUpdate(key, part + 1, (_, known) => Math.Max(known, part + 1));
                }
            }

            if (messages.Count < DiscordLimits.MessagesPage)
            {
                return new SendTrace.Absent();
            }

            before = messages[^1].Id;
        }

        // So much was said since that it may lie further back.
        return new SendTrace.Unknown();
    }

    // Whoever may not read what was said gets an empty list, too, https://docs.discord.com/developers/resources/message#get-channel-messages
    private async Task<bool> IsEmptyAsync(string channel, CancellationToken cancellationToken) => await connection.ReadChannelAsync(channel, cancellationToken) switch
    {
        RestOutcome<Channel>.Done done => done.Value.LastMessageId is null,
        RestOutcome<Channel>.Rejected => false,
        _ => throw CannotTell(),
    };

    private static IOException CannotTell() => new("Discord: the channel's messages could not be read.");

    // Every interaction tells what its person may do in its channel, and only interactions ask.
    public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(
        chat.IsPrivate || (chat.Thread is { } channel && roster.PermissionsOf(channel, sender.User) is { } bits && (bits & (Permissions.ManageGuild | Permissions.Administrator)) != 0));

    public ChatAddress? PrivateAddressOf(string user) => Addresses.Person(user);

    public Task<IReadOnlyList<string>> MissingPermissionsAsync(ChatAddress chat, IReadOnlyList<FollowUp> steps, CancellationToken cancellationToken)
    {
        if (chat.IsPrivate || chat.Thread is not { } channel || roster.OwnPermissions(channel) is not var (has, isThread))
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        var needed = Permissions.ViewChannel | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory
            | (isThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages)
            | (steps.Contains(FollowUp.Thread) ? Permissions.CreatePublicThreads | Permissions.SendMessagesInThreads : 0)
            | (steps.Contains(FollowUp.Pin) ? Permissions.PinMessages : 0);
        return Task.FromResult(Permissions.Missing(has, needed));
    }

    public async Task<SendOutcome> FollowUpAsync(ChatAddress chat, string messageId, FollowUp step, string title, CancellationToken cancellationToken)
    {
        var (channel, failure) = await ChannelOfAsync(chat, cancellationToken);
        if (channel is null)
        {
            return failure!;
        }

        var name = string.IsNullOrWhiteSpace(title) ? "?" : Shown.Cut(title, DiscordLimits.ThreadName);
        var outcome = step == FollowUp.Thread
            ? await connection.StartThreadAsync(channel, messageId, new ThreadBody(name, ThreadMinutes), cancellationToken)
            : await connection.PinAsync(channel, messageId, cancellationToken);
        return outcome switch
        {
            RestOutcome<Nothing>.Done => new SendOutcome.Sent(messageId),
            // There is a thread already: an earlier try arrived.
            RestOutcome<Nothing>.Rejected { Code: 160004 } => new SendOutcome.Sent(messageId),
            RestOutcome<Nothing>.Rejected rejected => Refuse(rejected.Status, rejected.Code),
            RestOutcome<Nothing>.Limited limited => new SendOutcome.RetryAfter(limited.RetryAfter),
            _ => new SendOutcome.RetryAfter(Pause),
        };
    }

    private static string KeyOf(string key, int part, int parts) =>
        part == parts - 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key[..Math.Min(key.Length, DiscordLimits.Nonce - 3)]}-{part}");

    private void Remember(string key, int arrived, int parts)
    {
        if (parts > 1 && progress.Count < MostProgress)
        {
            progress[key] = arrived;
        }
    }

    private async Task<(string? Channel, SendOutcome? Failure)> ChannelOfAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        if (Addresses.PersonOf(chat) is not { } user)
        {
            return (chat.Thread ?? chat.Chat, null);
        }

        var key = "direct/" + user;
        if (await memory.FindAsync(Addresses.Platform, key, cancellationToken) is { } known)
        {
            return (known, null);
        }

        switch (await connection.OpenDirectChannelAsync(user, cancellationToken))
        {
            case RestOutcome<Channel>.Done done:
                await memory.StoreAsync(Addresses.Platform, key, done.Value.Id, cancellationToken);
                return (done.Value.Id, null);
            case RestOutcome<Channel>.Rejected rejected:
                return (null, Refuse(rejected.Status, rejected.Code));
            case RestOutcome<Channel>.Limited limited:
                return (null, new SendOutcome.RetryAfter(limited.RetryAfter));
            default:
                return (null, new SendOutcome.RetryAfter(Pause));
        }
    }

    /// <summary>https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</summary>
    private SendOutcome Refuse(int status, int code)
    {
        if (status == 401)
        {
            // The token is wrong, not the chat: nothing is given up.
            return new SendOutcome.RetryAfter(LongPause);
        }

        if (status == 400)
        {
            Log.NotTaken(logger, code);
        }

        return new SendOutcome.Refused(code switch
        {
            10003 => "the channel is gone",
            10008 => "the message is gone",
            30003 => "the channel has as many pins as Discord allows",
            50001 => "the bot cannot see the channel (permission View Channel)",
            50007 => "this person takes no direct messages from the bot",
            50013 => "the bot lacks a permission in the channel (Send Messages, or one of those that /daily status names)",
            50083 => "the thread is archived",
            _ => string.Create(CultureInfo.InvariantCulture, $"Discord refused it ({status}, code {code})"),
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Discord did not take a message of ours (code {Code}); this is a mistake in Drill")]
        public static partial void NotTaken(ILogger logger, int code);
    }
}

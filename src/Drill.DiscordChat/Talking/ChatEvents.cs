using Drill.Conversation;
using Drill.DiscordChat.Wire;
using Drill.DiscordChat.Wording;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Talking;

/// <summary>What happens to servers and channels, and what people write to the bot alone.</summary>
internal sealed partial class ChatEvents(
    Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>> engine,
    Func<ChatChange, CancellationToken, Task<IReadOnlyList<Reply>>> changed,
    IDiscordConnection connection,
    MessageMaker maker,
    TimeProvider time,
    ILogger<ChatEvents> logger)
{
    // Discord tells all servers after every connect; the bot was let into one just now only when it says so.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(DiscordEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case DiscordEvent.MessageReceived { Message: var message } when InteractionReader.Read(message) is { } incoming:
                await SayAsync(message.ChannelId, await engine(incoming, cancellationToken), DiscordPhrases.All[0], cancellationToken);
                break;
            case DiscordEvent.GuildReceived { Guild: { JoinedAt: { } at } guild } when time.GetUtcNow() - at < JustNow:
                // A server without a channel for such words is not greeted.
                var home = guild.SystemChannelId is { } system ? Addresses.Channel(guild.Id, system) : Addresses.Server(guild.Id);
                var replies = await changed(new ChatChange.Joined(home, guild.PreferredLocale), cancellationToken);
                await SayAsync(guild.SystemChannelId, replies, DiscordPhrases.For(guild.PreferredLocale), cancellationToken);
                break;
            case DiscordEvent.GuildLost lost:
                Log.Left(logger, lost.Guild);
                await changed(new ChatChange.Left(Addresses.Server(lost.Guild), "the bot was removed from the server"), cancellationToken);
                break;
            case DiscordEvent.ChannelDeleted deleted:
                await changed(new ChatChange.Left(Addresses.Channel(deleted.Guild, deleted.Channel), "the channel was deleted"), cancellationToken);
                break;
        }
    }

    private async Task SayAsync(string? channel, IReadOnlyList<Reply> replies, DiscordPhrases phrases, CancellationToken cancellationToken)
    {
        foreach (var reply in replies)
        {
            // In a message there is no box: what it would have asked is said.
            var message = reply switch
            {
                MessageReply said => said.Message,
                TextRequest box => new ChatMessage(box.Context, [ButtonRow.Of(new Button(phrases.OpenBox, box.Token))]),
                _ => null,
            };
            if (message is null || channel is null)
            {
                continue;
            }

            foreach (var part in await maker.MakeAsync(message, isForAll: false, phrases, cancellationToken))
            {
                await connection.SendMessageAsync(channel, part.Body, part.Files, isUrgent: true, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Discord: removed from server {Guild}")]
        public static partial void Left(ILogger logger, string guild);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Drill.Commands;
using Drill.Conversation;
using Drill.Phrasing;
using Drill.TelegramChat.Calling;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Receiving;

/// <summary>
/// Registers the commands for private chats, members and admins of groups, in each language, when they are not what was registered last. In groups those that only
/// the asker is answered are ephemeral, so that nobody reads what somebody asks or answers.
/// </summary>
internal sealed partial class CommandMenus(TelegramClient client, CommandTable table, IPlatformMemory memory, TelegramOptions options, ILogger<CommandMenus> logger)
{
    /// <summary>The one command that speaks to everybody.</summary>
    private const string Public = "question";

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        try
        {
            var menus = Menus().ToList();
            var hash = HashOf(menus);
            var key = FormattableString.Invariant($"menus/{client.BotId}");
            if (string.Equals(await memory.FindAsync(TelegramAddress.Platform, key, cancellationToken), hash, StringComparison.Ordinal))
            {
                return;
            }

            foreach (var (scope, language, commands) in menus)
            {
                await client.CallAsync(TelegramClient.CallTimeout, token => client.Bot.SetMyCommands(commands, scope, language, token), cancellationToken);
            }

            await memory.StoreAsync(TelegramAddress.Platform, key, hash, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping; they are registered at the next start.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.NotRegistered(logger, exception);
        }
    }

    // English is also what people see whose language we do not speak.
    private IEnumerable<(BotCommandScope Scope, string? Language, BotCommand[] Commands)> Menus()
    {
        foreach (var (code, language) in new[] { ((string?)null, Languages.English), (Languages.Chinese, Languages.Chinese) })
        {
            var all = table.Summaries(language).Take(TelegramLimits.Commands).ToList();
            yield return (BotCommandScope.AllPrivateChats(), code, [.. all.Select(c => Of(c, isEphemeral: false))]);
            yield return (BotCommandScope.AllGroupChats(), code, [.. all.Where(c => !c.IsForAdmins).Select(OfGroup)]);
            yield return (BotCommandScope.AllChatAdministrators(), code, [.. all.Select(OfGroup)]);
        }

        BotCommand OfGroup(CommandSummary command) => Of(command, options.UsesEphemeral && !string.Equals(command.Name, Public, StringComparison.Ordinal));
    }

    private static BotCommand Of(CommandSummary command, bool isEphemeral) => new()
    {
        Command = command.Name,
        Description = command.Summary.Length <= TelegramLimits.CommandDescription ? command.Summary : command.Summary[..TelegramLimits.CommandDescription],
        IsEphemeral = isEphemeral,
    };

    private static string HashOf(IEnumerable<(BotCommandScope Scope, string? Language, BotCommand[] Commands)> menus)
    {
        var text = new StringBuilder();
        foreach (var (scope, language, commands) in menus)
        {
            text.Append(CultureInfo.InvariantCulture, $"{scope.Type} {language}\n").Append(JsonSerializer.Serialize(commands.Select(c => new[] { c.Command, c.Description, c.IsEphemeral ? "e" : "" }))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The bot's commands could not be registered with Telegram; people can type them all the same, and it is tried again at the next start")]
        public static partial void NotRegistered(ILogger logger, Exception exception);
    }
}

using Drill.Commands;
using Drill.Conversation;
using Drill.DiscordChat.Commands;
using Drill.DiscordChat.Wire;

namespace Drill.DiscordChat.Talking;

/// <summary>Reads interactions and direct messages as the engine's updates.</summary>
internal sealed class InteractionReader(CommandTable table, DiscordOptions options)
{
    public const string AnswerField = "answer";

    /// <summary>What somebody did, or null when it is nothing of ours.</summary>
    public Incoming? Read(Interaction interaction)
    {
        if (Addresses.Of(interaction, options.ApplicationId) is not { } chat || Addresses.UserOf(interaction) is not { } user)
        {
            return null;
        }

        var sender = Addresses.SenderOf(user, interaction.Member);
        return interaction switch
        {
            { Type: Interaction.Command, Data: { Name: { } name } data } =>
                new CommandCall(name, Arguments(name, data.Options ?? [])) { UpdateKey = interaction.Id, Chat = chat, Sender = sender, Language = interaction.Locale },
            { Type: Interaction.Component, Data: { CustomId: { } id } data } =>
                new ButtonPress(MessageMaker.TokenOf(data.Values is [var chosen, ..] ? chosen : id)) { UpdateKey = interaction.Id, Chat = chat, Sender = sender, Language = interaction.Locale },
            { Type: Interaction.ModalSubmit, Data: { CustomId: { } id } data } =>
                new TextSent(Field(data.Components) ?? "") { UpdateKey = interaction.Id, Chat = chat, Sender = sender, Language = interaction.Locale, RequestToken = id },
            _ => null,
        };
    }

    /// <summary>What somebody wrote to the bot alone, or null when it is nothing to answer.</summary>
    public static Incoming? Read(Message message) => message is { Author: { Bot: not true } author, GuildId: null, Content: { Length: > 0 } text }
        ? new TextSent(text)
        {
            UpdateKey = message.Id,
            Chat = Addresses.Person(author.Id),
            Sender = Addresses.SenderOf(author, null),
            ReplyTo = message.MessageReference?.MessageId,
        }
        : null;

    /// <summary>The chosen options in the order in which people would type them.</summary>
    private string Arguments(string command, IReadOnlyList<InteractionOption> given)
    {
        var order = table.Summaries("en").FirstOrDefault(c => string.Equals(c.Name, command, StringComparison.Ordinal)) is { } summary
            ? CommandBodies.OptionsOf(summary).Select(o => o.Name).ToList()
            : [];
        return string.Join(' ', given.OrderBy(o => order.IndexOf(o.Name)).Select(o => o.Text).Where(t => t.Length > 0));
    }

    private static string? Field(IReadOnlyList<SubmittedComponent>? components)
    {
        foreach (var component in components ?? [])
        {
            if (component.Value is { } value)
            {
                return value;
            }

            if (Field(component.Component is { } inner ? [inner] : component.Components) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Phrasing;
using Drill.Schedule;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/settings</c>: the language of oneself or (admins) of the chat, the chat's zone, the form of its questions.</summary>
internal sealed class SettingsCommand : Command
{
    public const string Verb = "set";

    private static readonly string[] Forms = ["open", "choice", "mixed"];

    public override string Name => "settings";

    public override string Usage => "[language en|zh] [chat language en|zh] [zone ZONE] [form open|choice|mixed] [votes buttons|quiz] [pictures on|off] [hide on|off]";

    public override ImmutableArray<CommandOption> Options => [CommandOption.Of("setting", "language", "hide", "chat language", "zone", "form", "votes", "pictures"), new("value", OptionKind.Value)];

    public override IReadOnlyList<string> Verbs => [Verb];

    public override string Summary(Phrases phrases) => phrases.SettingsSummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var words = Words.Split(arguments);
        if (words.Count == 0)
        {
            return CommandContext.Tell(Panel(context, context.Phrases), Buttons(context));
        }

        var isForChat = words[0].ToLowerInvariant() is "chat" or "group" or "群" or "群聊";
        var key = words.ElementAtOrDefault(isForChat ? 1 : 0)?.ToLowerInvariant();
        var value = string.Join(' ', words.Skip(isForChat ? 2 : 1));
        return (key, value) switch
        {
            ("language" or "语言", _) when Languages.Match(value) is null => CommandContext.Tell(context.Phrases.UnknownLanguage(Shown.Short(value))),
            ("language" or "语言", _) when isForChat => await ChangeChatAsync(context, c => (c.Language, c.LanguageIsChosen) = (Languages.Match(value)!, true), cancellationToken),
            ("language" or "语言", _) => await ChangeOwnLanguageAsync(context, Languages.Match(value)!, cancellationToken),
            ("zone" or "timezone" or "时区", _) => await ChangeZoneAsync(context, value, cancellationToken),
            ("form" or "题型", _) when Forms.Contains(value, StringComparer.OrdinalIgnoreCase) => await ChangeChatAsync(context, c => c.Form = value.ToLowerInvariant(), cancellationToken),
            ("form" or "题型", _) => CommandContext.Tell(context.Phrases.UnknownForm(Shown.Short(value))),
            ("votes" or "投票", "quiz" or "测验") => await ChangeChatAsync(context, c => c.WantsQuiz = true, cancellationToken),
            ("votes" or "投票", "buttons" or "按钮") => await ChangeChatAsync(context, c => c.WantsQuiz = false, cancellationToken),
            ("pictures" or "图片", _) when IsOn(value) is { } wanted => await ChangeChatAsync(context, c => c.WithoutPictures = !wanted, cancellationToken),
            ("hide" or "隐藏", _) when IsOn(value) is { } hides => await HideAsync(context, hides, cancellationToken),
            _ => CommandContext.Tell(context.Phrases.UnknownSetting(Shown.Short(arguments))),
        };
    }

    public override async Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken)
    {
        if (Languages.Match(token.Argument) is not { } language)
        {
            return CommandContext.Tell(context.Phrases.UnknownButton);
        }

        context.Person.Language = language;
        await context.CommitAsync(cancellationToken);
        var phrases = PhraseBook.For(language);
        return [new MessageReply(ReplyTarget.Original, new ChatMessage(Panel(context, phrases), [Buttons(context, language)]))];
    }

    private static bool? IsOn(string value) => value.ToLowerInvariant() switch
    {
        "on" or "yes" or "开" or "开启" => true,
        "off" or "no" or "关" or "关闭" => false,
        _ => null,
    };

    private static async Task<IReadOnlyList<Reply>> HideAsync(CommandContext context, bool hides, CancellationToken cancellationToken)
    {
        context.Person.HidesName = hides;
        await context.CommitAsync(cancellationToken);
        return CommandContext.Tell(Panel(context, context.Phrases));
    }

    private static async Task<IReadOnlyList<Reply>> ChangeOwnLanguageAsync(CommandContext context, string language, CancellationToken cancellationToken)
    {
        context.Person.Language = language;
        if (context.Chat.IsPrivate)
        {
            (context.Chat.Language, context.Chat.LanguageIsChosen) = (language, true);
        }

        await context.CommitAsync(cancellationToken);
        return CommandContext.Tell(Panel(context, PhraseBook.For(language)));
    }

    private static async Task<IReadOnlyList<Reply>> ChangeZoneAsync(CommandContext context, string value, CancellationToken cancellationToken)
    {
        var zone = ZoneNames.Find(value);
        return zone.Ok
            ? await ChangeChatAsync(context, c => ChatDaily.SetZone(c, zone.Value, context.Now), cancellationToken)
            : CommandContext.Tell(context.Phrases.Explain(zone.Error!));
    }

    private static async Task<IReadOnlyList<Reply>> ChangeChatAsync(CommandContext context, Action<Data.ChatRow> change, CancellationToken cancellationToken)
    {
        if (!await context.IsAdminAsync(cancellationToken))
        {
            return CommandContext.Tell(context.Phrases.AdminsOnly);
        }

        change(context.Chat);
        await context.CommitAsync(cancellationToken);
        return CommandContext.Tell(Panel(context, context.Phrases));
    }

    private static Body Panel(CommandContext context, Phrases phrases) => new(
    [
        Paragraph.Of(Strong.Of(phrases.SettingsTitle)),
        new BulletList(null,
        [
            Item(phrases.OwnLanguage, phrases.LanguageName),
            Item(phrases.ChatLanguage, PhraseBook.For(context.Chat.Language).LanguageName),
            Item(phrases.ZoneLabel, context.Chat.Zone),
            Item(phrases.FormLabel, phrases.FormName(context.Chat.Form)),
            Item(phrases.VotesLabel, phrases.Votes(context.Chat.WantsQuiz)),
            Item(phrases.PicturesLabel, phrases.OnOff(!context.Chat.WithoutPictures)),
            Item(phrases.HideLabel, phrases.OnOff(context.Person.HidesName)),
        ]),
        Paragraph.Of(phrases.SettingsNext),
    ]);

    private static ListItem Item(string label, string value) => new([Paragraph.Of(new TextRun(label), Strong.Of(value))]);

    private static ButtonRow Buttons(CommandContext context, string? language = null) => new([.. PhraseBook.All.Select(p =>
        new Button(p.LanguageName, new ActionToken(Verb, 0, p.Language), string.Equals(p.Language, language ?? context.Language, StringComparison.Ordinal)))]);
}

/// <summary>Splits what was typed after a command.</summary>
internal static class Words
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n', '\u3000'];

    public static IReadOnlyList<string> Split(string text) => text.Length > 1000 ? [] : text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
}

using System.Collections.Immutable;
using System.Globalization;
using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Phrasing;
using Drill.Questions;
using Drill.Schedule;
using Drill.Standing;
using Drill.Text;
using NodaTime.Text;

namespace Drill.Commands;

/// <summary><c>/daily …</c>: a chat's schedule. Everybody may look at the status; admins change it.</summary>
internal sealed class DailyCommand(OutboxSignal signal) : Command
{
    private const string Verb = "day";
    private const int MaximumMistakes = 3;

    // What can be done, in the order in which it is offered.
    private static readonly ImmutableArray<string> Actions = ["on", "off", "status", "now", "hour", "zone", "weekdays", "topics", "levels", "reveal", "thread", "pin", "void", "unvoid"];

    public override string Name => "daily";

    public override string Usage => "[on 9:00|off|now|status|…]";

    public override ImmutableArray<CommandOption> Options => [CommandOption.Of("action", Actions), new("value", OptionKind.Value)];

    public override bool IsForAdmins => true;

    public override IReadOnlyList<string> Verbs => [Verb];

    public override string Summary(Phrases phrases) => phrases.DailySummary;

    public override bool IsReadOnly(string arguments) => Words.Split(arguments).FirstOrDefault()?.ToLowerInvariant() is null or "status" or "状态";

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var words = Words.Split(arguments);
        var action = words.FirstOrDefault()?.ToLowerInvariant();
        var rest = string.Join(' ', words.Skip(1));
        return action switch
        {
            null or "status" or "状态" => await StatusAsync(context, ReplyTarget.AskerOnly, cancellationToken),
            "now" or "现在" => await NowAsync(context, cancellationToken),
            "on" or "开" or "开启" => await OnAsync(context, rest, cancellationToken),
            "off" or "关" or "关闭" => await ChangeAsync(context, _ => Switch(context, isOn: false), cancellationToken),
            "hour" or "hours" or "time" or "时间" => await ChangeAsync(context, TimeText.ParseHours(rest), (c, slots) => c.DailySlots = ChatDaily.Join(slots), cancellationToken),
            "zone" or "timezone" or "时区" => await ChangeAsync(context, ZoneNames.Find(rest), (c, zone) => c.Zone = zone.Id, cancellationToken),
            "weekdays" or "days" or "星期" => await ChangeAsync(context, TimeText.ParseWeekdays(rest), (c, days) => c.DailyWeekdays = (int)days, cancellationToken),
            "levels" or "level" or "难度" or "级别" => await ChangeAsync(context, TimeText.ParseLevels(rest), (c, levels) => c.DailyLevels = ChatDaily.Join(levels), cancellationToken),
            "reveal" or "揭晓" => await ChangeAsync(context, RevealRule.Parse(rest), (c, rule) => c.DailyReveal = rule.ToString(), cancellationToken),
            "thread" or "子区" => await StepAsync(context, FollowUp.Thread, rest, (c, wanted) => c.DailyThread = wanted, cancellationToken),
            "pin" or "置顶" => await StepAsync(context, FollowUp.Pin, rest, (c, wanted) => c.DailyPin = wanted, cancellationToken),
            "void" or "作废" => await VoidAsync(context, rest, isVoided: true, cancellationToken),
            "unvoid" or "恢复" => await VoidAsync(context, rest, isVoided: false, cancellationToken),
            "topics" or "topic" or "话题" => await TopicsAsync(context, rest, cancellationToken),
            _ => CommandContext.Tell(context.Phrases.UnknownDaily(Shown.Short(action), Nearest.To(action, Actions))),
        };
    }

    public override async Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken)
    {
        if (token.Argument is "on" && await RefuseAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (token.Argument is "on" or "off")
        {
            Switch(context, token.Argument is "on");
            ChatDaily.Reschedule(context.Chat, context.Now);
            await context.CommitAsync(cancellationToken);
        }

        return token.Argument is "now" ? await NowAsync(context, cancellationToken) : await StatusAsync(context, ReplyTarget.Original, cancellationToken);
    }

    private static async Task<IReadOnlyList<Reply>> OnAsync(CommandContext context, string rest, CancellationToken cancellationToken)
    {
        // "/daily on 9:00 Europe/London" says everything at once; the parts may come in any order, and every mistake is told.
        var mistakes = new List<string>();
        foreach (var word in Words.Split(rest))
        {
            var hours = TimeText.ParseHours(word);
            if (hours.Ok)
            {
                context.Chat.DailySlots = ChatDaily.Join(hours.Value);
                continue;
            }

            var zone = ZoneNames.Find(word);
            if (zone.Ok)
            {
                context.Chat.Zone = zone.Value.Id;
            }
            else
            {
                mistakes.Add(context.Phrases.Explain(char.IsAsciiDigit(word[0]) ? hours.Error! : zone.Error!));
            }
        }

        if (mistakes.Count > 0)
        {
            return CommandContext.Tell(new Body([.. mistakes.Take(MaximumMistakes).Select(Paragraph.Of)]));
        }

        return await RefuseAsync(context, cancellationToken) ?? await ChangeAsync(context, _ => Switch(context, isOn: true), cancellationToken);
    }

    private static void Switch(CommandContext context, bool isOn)
    {
        context.Chat.DailyIsOn = isOn;
        context.Chat.DailyUser = isOn ? context.Incoming.Sender.User : null;
    }

    // A daily that cannot be posted is not switched on: better a clear word now than silence tomorrow.
    private static async Task<IReadOnlyList<Reply>?> RefuseAsync(CommandContext context, CancellationToken cancellationToken) =>
        await DailyStatus.MissingAsync(context, cancellationToken) is { Count: > 0 } missing
            ? CommandContext.Tell(context.Phrases.MissingPermissions(missing, isRefusal: true))
            : null;

    private static async Task<IReadOnlyList<Reply>> StepAsync(CommandContext context, FollowUp step, string text, Action<ChatRow, bool> change, CancellationToken cancellationToken)
    {
        if (!DailyStatus.StepsOf(context).Contains(step))
        {
            return CommandContext.Tell(context.Phrases.NoSuchStep);
        }

        return text.Trim().ToLowerInvariant() switch
        {
            "on" or "yes" or "开" => await ChangeAsync(context, c => change(c, true), cancellationToken),
            "off" or "no" or "关" => await ChangeAsync(context, c => change(c, false), cancellationToken),
            _ => CommandContext.Tell(context.Phrases.OnOrOff(step is FollowUp.Thread ? "/daily thread" : "/daily pin")),
        };
    }

    private static async Task<IReadOnlyList<Reply>> TopicsAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        if (text.Trim().ToLowerInvariant() is "all" or "any" or "全部" or "所有")
        {
            return await ChangeAsync(context, c => c.DailyTopics = string.Empty, cancellationToken);
        }

        var topics = new List<string>();
        foreach (var name in text.Split([',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (QuestionFilter.FindTopic(context.Bank, name) is not { } topic)
            {
                var suggestion = Nearest.To(name, context.Bank.Topics.Select(t => t.Id));
                return CommandContext.Tell(context.Phrases.UnknownTopic(Shown.Short(name), suggestion, [.. context.Bank.Topics.Select(t => t.Id)]));
            }

            topics.Add(topic.Id);
        }

        return topics.Count == 0
            ? CommandContext.Tell(context.Phrases.UnknownTopic(string.Empty, null, [.. context.Bank.Topics.Select(t => t.Id)]))
            : await ChangeAsync(context, c => c.DailyTopics = string.Join(',', topics.Distinct(StringComparer.Ordinal)), cancellationToken);
    }

    private static Task<IReadOnlyList<Reply>> ChangeAsync<T>(CommandContext context, Parsed<T> parsed, Action<ChatRow, T> change, CancellationToken cancellationToken) =>
        parsed.Ok
            ? ChangeAsync(context, chat => change(chat, parsed.Value), cancellationToken)
            : Task.FromResult(CommandContext.Tell(context.Phrases.Explain(parsed.Error!)));

    private static async Task<IReadOnlyList<Reply>> ChangeAsync(CommandContext context, Action<ChatRow> change, CancellationToken cancellationToken)
    {
        change(context.Chat);
        ChatDaily.Reschedule(context.Chat, context.Now);
        await context.CommitAsync(cancellationToken);
        return await StatusAsync(context, ReplyTarget.AskerOnly, cancellationToken);
    }

    /// <summary>Takes a post out of the ranking, or back in: the one with a number, the daily of a date, else the latest.</summary>
    private static async Task<IReadOnlyList<Reply>> VoidAsync(CommandContext context, string text, bool isVoided, CancellationToken cancellationToken)
    {
        var given = text.Trim().TrimStart('#');
        var post = given.Length == 0 ? await Posts.FindCurrentAsync(context.Db, context.Chat.Id, context.Now, cancellationToken)
            : LocalDatePattern.Iso.Parse(given) is { Success: true, Value: var date } ? await Posts.FindDailyAsync(context.Db, context.Chat.Id, date, cancellationToken)
            : long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await Posts.FindAsync(context.Db, context.Chat.Id, number, cancellationToken)
            : null;
        if (post is null)
        {
            return CommandContext.Tell(given.Length == 0 ? context.Phrases.NoQuestionYet : context.Phrases.NoSuchPost(Shown.Short(given)));
        }

        await Voiding.SetAsync(context.Db, post.Post, isVoided ? context.Now.ToStored() : null, () => context.CommitAsync(cancellationToken), cancellationToken);
        return CommandContext.Tell(context.Phrases.Voided(post.Post.Id, post.Variant.Title, isVoided));
    }

    private async Task<IReadOnlyList<Reply>> NowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var post = await Posts.FindByUpdateAsync(context.Db, context.Chat.Id, context.Incoming.UpdateKey, cancellationToken);
        if (post is null)
        {
            var daily = ChatDaily.Read(context.Chat);
            var history = await Posts.HistoryAsync(context.Db, context.Chat.Id, cancellationToken);
            var pick = Picking.Pick(context.Bank, daily.Topics, daily.Levels, context.Chat.Form, history, $"{context.Chat.Id}/{context.Incoming.UpdateKey}", context.Today, slot: null);
            if (pick is null)
            {
                return CommandContext.Tell(context.Phrases.NothingToAsk);
            }

            post = await Posts.AddAsync(context.Db, context.Chat, pick.Question, pick.Form, context.Now, context.Today, context.Incoming.UpdateKey, cancellationToken);
            await context.CommitAsync(cancellationToken);
            signal.Wake(context.Chat.Platform);
        }

        return context.Chat.IsPrivate
            ? [new MessageReply(ReplyTarget.Chat, post.Ask(context.Chat, context.Zone, context.Phrases, context.Db.Rows.Bodies))]
            : [new MessageReply(ReplyTarget.Notice, new ChatMessage(Body.Plain(context.Phrases.QuestionComing)))];
    }

    private static async Task<IReadOnlyList<Reply>> StatusAsync(CommandContext context, ReplyTarget target, CancellationToken cancellationToken)
    {
        var (chat, phrases) = (context.Chat, context.Phrases);
        var daily = ChatDaily.Read(chat);
        var items = ImmutableArray.CreateBuilder<ListItem>();
        Add(phrases.HourLabel, string.Join(", ", daily.Schedule.Slots.Select(TimeText.FormatHour)));
        Add(phrases.ZoneLabel, chat.Zone);
        Add(phrases.WeekdaysLabel, phrases.Weekdays(daily.Schedule.Weekdays));
        Add(phrases.TopicsLabel, daily.Topics.Count == 0 ? phrases.AllOfThem : string.Join(", ", daily.Topics));
        Add(phrases.LevelsLabel, daily.Levels.Count == 0 ? phrases.AllOfThem : string.Join(", ", ChatDaily.Join(daily.Levels).Split(',')));
        if (!chat.IsPrivate)
        {
            Add(phrases.RevealLabel, phrases.Reveal(daily.Reveal));
        }

        foreach (var step in DailyStatus.StepsOf(context))
        {
            Add(phrases.StepLabel(step), phrases.OnOff(step is FollowUp.Thread ? chat.DailyThread : chat.DailyPin));
        }

        var body = new Body([Paragraph.Of(Strong.Of(chat.DailyIsOn ? phrases.DailyOnTitle : phrases.DailyOffTitle)), new BulletList(null, items.ToImmutable())]);

        if (chat.DailyIsOn)
        {
            var next = daily.Schedule.UpcomingAfter(context.Now, 3)
                .Select(o => new ListItem([Paragraph.Of(phrases.Moment(o.At.InZone(context.Zone).LocalDateTime, null, chat.Zone))]));
            body = body.Then(new Body([Paragraph.Of(Strong.Of(phrases.NextPosts)), new BulletList(1, [.. next])]));
        }

        if (await DailyStatus.LastAsync(context, cancellationToken) is { } last)
        {
            body = body.Then(Body.Plain(last));
        }

        if (await DailyStatus.MissingAsync(context, cancellationToken) is { Count: > 0 } missing)
        {
            body = body.Then(Body.Plain(phrases.MissingPermissions(missing, isRefusal: false)));
        }

        if (Picking.Pick(context.Bank, daily.Topics, daily.Levels, chat.Form, [], string.Empty, context.Today, slot: null) is null)
        {
            body = body.Then(Body.Plain(phrases.NothingFits));
        }

        var buttons = ButtonRow.Of(
            new Button(chat.DailyIsOn ? phrases.TurnOffButton : phrases.TurnOnButton, new ActionToken(Verb, 0, chat.DailyIsOn ? "off" : "on")),
            new Button(phrases.PostNowButton, new ActionToken(Verb, 0, "now")));
        return [new MessageReply(target, new ChatMessage(body.Then(Body.Plain(phrases.DailyNext)), [buttons]))];

        void Add(string label, string value) => items.Add(new ListItem([Paragraph.Of(new TextRun(label), Strong.Of(value))]));
    }
}

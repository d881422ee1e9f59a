using System.Collections.Immutable;
using System.Globalization;
using Drill.Conversation;
using Drill.Drawing;
using Drill.Phrasing;
using Drill.Standing;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/leaderboard [week|month|all] [topic]</c>: this chat's ranking, the first five and the asker's neighbours. Admins take people out of it and back in.</summary>
internal sealed class LeaderboardCommand(IPictures? pictures) : Command
{
    private const string Verb = "rank";

    public override string Name => "leaderboard";

    public override string Usage => "[week|month|all] [topic]";

    public override ImmutableArray<CommandOption> Options => [CommandOption.Of("period", "week", "month", "all", "hide", "show"), new("topic", OptionKind.Topic)];

    public override IReadOnlyList<string> Verbs => [Verb];

    public override string Summary(Phrases phrases) => phrases.LeaderboardSummary;

    public override Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        IsHiding(arguments) is { } isHidden
            ? Hiding.RunAsync(context, Rest(arguments), isHidden, cancellationToken)
            : ShowAsync(context, arguments, ReplyTarget.AskerOnly, cancellationToken);

    public override bool OnlyLooks(string arguments) => IsHiding(arguments) is null;

    public override Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken) =>
        ShowAsync(context, token.Argument, ReplyTarget.Original, cancellationToken);

    /// <summary>Whether somebody is to be taken out of the ranking, or brought back; null when it is only looked at.</summary>
    private static bool? IsHiding(string arguments) => Words.Split(arguments).FirstOrDefault()?.ToLowerInvariant() switch
    {
        "hide" or "隐藏" => true,
        "show" or "恢复" => false,
        _ => null,
    };

    private static string Rest(string arguments) => string.Join(' ', Words.Split(arguments).Skip(1));

    private async Task<IReadOnlyList<Reply>> ShowAsync(CommandContext context, string arguments, ReplyTarget target, CancellationToken cancellationToken)
    {
        var phrases = context.Phrases;
        var words = Words.Split(arguments).ToList();
        var period = StandingPeriod.Week;
        var named = words.FindIndex(w => Period(w) is not null);
        if (named >= 0)
        {
            period = Period(words[named])!.Value;
            words.RemoveAt(named);
        }

        // Whoever shows only the words asks for no picture.
        var wantsPicture = words.RemoveAll(w => w.ToLowerInvariant() is "text" or "文字") == 0 && period == StandingPeriod.Week && !context.Chat.WithoutPictures;
        var topicText = string.Join(' ', words);
        var topic = topicText.Length == 0 ? null : QuestionFilter.FindTopic(context.Bank, topicText);
        if (topic is null && topicText.Length > 0)
        {
            var suggestion = Nearest.To(topicText, context.Bank.Topics.Select(t => t.Id));
            return CommandContext.Tell(phrases.UnknownTopic(Shown.Short(topicText), suggestion, [.. context.Bank.Topics.Select(t => t.Id)]));
        }

        var ranked = await Standings.ReadAsync(context.Db, context.Chat.Id, period, context.Today, topic?.Id, context.Person.Id, cancellationToken);
        var window = Ranking.Window(ranked, context.Person.Id);
        var names = await Standings.NamesAsync(context.Db, context.Chat.Platform, [.. window.Rows.Select(r => r.Row.Row.Person)], cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(Paragraph.Of(Strong.Of(phrases.LeaderboardTitle(period, topic?.TitleFor(context.Language)))));
        if (window.Rows.IsEmpty)
        {
            blocks.Add(Paragraph.Of(phrases.LeaderboardEmpty));
        }

        foreach (var row in window.Rows)
        {
            if (row.SkippedBefore > 0)
            {
                blocks.Add(Paragraph.Of("⋯"));
            }

            var name = Shown.Short(names.GetValueOrDefault(row.Row.Row.Person, string.Empty));
            var rank = string.Create(CultureInfo.InvariantCulture, $"{row.Row.Rank}{(row.Row.IsShared ? "=" : ".")} ");
            Inline who = row.IsAsker ? Strong.Of(phrases.You(Shown.Short(context.Identity.Name) is { Length: > 0 } own ? own : phrases.Nameless)) : new TextRun(Anonymous(name));
            blocks.Add(Paragraph.Of(new TextRun(rank), who, new TextRun(" · " + phrases.Points(row.Row.Row.HalfPoints / 2.0))));
        }

        if (window.People > 0)
        {
            blocks.Add(Paragraph.Of(Emphasis.Of(phrases.LeaderboardPeople(window.People))));
        }

        var suffix = topic is null ? string.Empty : " " + topic.Id;
        var buttons = new[] { StandingPeriod.Week, StandingPeriod.Month, StandingPeriod.All }
            .Select(p => new Button(phrases.PeriodName(p), new ActionToken(Verb, 0, Word(p) + suffix), p == period));
        var message = new ChatMessage(new Body(blocks.ToImmutable()), [new ButtonRow([.. buttons])]);
        return [new MessageReply(target, wantsPicture && pictures is not null && window.Rows.Length > 1 ? message with { Pictures = [Draw(window)] } : message)];

        Picture Draw(StandingsWindow rows)
        {
            var bars = rows.Rows.Select(r => new StandingBar(r.Row.Rank, r.Row.Row.HalfPoints, r.IsAsker, r.SkippedBefore > 0)).ToImmutableArray();
            return new Picture("standings.png", pictures.Draw(new StandingsPicture(bars)), phrases.StandingsPicture(bars.Length));
        }

        string Anonymous(string name) => name.Length == 0 ? phrases.Nameless : name;
    }

    private static StandingPeriod? Period(string word) => word.ToLowerInvariant() switch
    {
        "week" or "weekly" or "周" or "本周" => StandingPeriod.Week,
        "month" or "monthly" or "月" or "本月" => StandingPeriod.Month,
        "all" or "total" or "总" or "全部" => StandingPeriod.All,
        _ => null,
    };

    private static string Word(StandingPeriod period) => period switch
    {
        StandingPeriod.Week => "week",
        StandingPeriod.Month => "month",
        _ => "all",
    };
}

using System.Collections.Immutable;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Phrasing;
using Drill.Questions;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/question [topic] [level]</c>: asks one here: in a group for all, in a private chat for oneself.</summary>
internal sealed class QuestionCommand(OutboxSignal signal) : Command
{
    public override string Name => "question";

    public override string Usage => "[topic] [level]";

    public override ImmutableArray<CommandOption> Options => [new("topic", OptionKind.Topic), CommandOption.Of("level", "1", "2", "3")];

    public override IReadOnlyList<string> Verbs => [PostContent.AgainVerb];

    public override string Summary(Phrases phrases) => phrases.QuestionSummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var filter = QuestionFilter.Parse(arguments, context.Bank);
        if (filter.Unknown is { } unknown)
        {
            return CommandContext.Tell(context.Phrases.UnknownTopic(Shown.Short(unknown), filter.Suggestion, TopicList(context)));
        }

        var asked = await Posts.FindByUpdateAsync(context.Db, context.Chat.Id, context.Incoming.UpdateKey, cancellationToken);
        if (asked is null)
        {
            var history = await Posts.HistoryAsync(context.Db, context.Chat.Id, cancellationToken);
            var occasion = $"{context.Chat.Id}/{context.Incoming.UpdateKey}";
            var pick = Picking.Pick(context.Bank, filter.Topics, filter.Levels, context.Chat.Form, history, occasion, context.Today, slot: null);
            if (pick is null)
            {
                return CommandContext.Tell(context.Phrases.NothingToAsk);
            }

            asked = await Posts.AddAsync(context.Db, context.Chat, pick.Question, pick.Form, context.Now, context.Today, context.Incoming.UpdateKey, cancellationToken);
            await context.CommitAsync(cancellationToken);
            signal.Wake(context.Chat.Platform);
        }

        return context.Chat.IsPrivate
            ? [new MessageReply(ReplyTarget.Chat, asked.Ask(context.Chat, context.Zone, context.Phrases, context.Db.Rows.Bodies))]
            : [new MessageReply(ReplyTarget.Notice, new ChatMessage(Body.Plain(context.Phrases.QuestionComing)))];
    }

    public override Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken) =>
        CallAsync(context, string.Empty, cancellationToken);

    private static IReadOnlyList<string> TopicList(CommandContext context) => [.. context.Bank.Topics.Select(t => t.Id)];
}

/// <summary>What to choose from, as typed after <c>/question</c>: a topic's id or title, a level 1–3, in any order.</summary>
internal sealed record QuestionFilter(IReadOnlyList<string> Topics, IReadOnlyList<int> Levels, string? Unknown, string? Suggestion)
{
    private static readonly char[] Spaces = [' ', '\t', '\n', '\u3000'];

    public static QuestionFilter Parse(string arguments, QuestionBank bank)
    {
        var levels = new List<int>();
        var words = new List<string>();
        foreach (var word in arguments.Split(Spaces, StringSplitOptions.RemoveEmptyEntries).Take(20))
        {
            if (Level(word) is { } level)
            {
                levels.Add(level);
            }
            else if (word.ToLowerInvariant() is not ("level" or "难度" or "级别"))
            {
                words.Add(word);
            }
        }

        var wanted = string.Join(' ', words);
        if (wanted.Length == 0)
        {
            return new QuestionFilter([], levels, null, null);
        }

        return FindTopic(bank, wanted) is { } topic
            ? new QuestionFilter([topic.Id], levels, null, null)
            : new QuestionFilter([], levels, wanted, Nearest.To(wanted, bank.Topics.SelectMany(t => t.Titles.Values.Append(t.Id))));
    }

    /// <summary>The topic that a text names by id, by title in any language, or by a beginning that fits one topic alone.</summary>
    public static Topic? FindTopic(QuestionBank bank, string text)
    {
        var exact = bank.FindTopic(text) ?? bank.FindTopic(text.Replace(' ', '-'))
            ?? bank.Topics.FirstOrDefault(t => t.Titles.Values.Contains(text, StringComparer.OrdinalIgnoreCase));
        if (exact is not null)
        {
            return exact;
        }

        var beginnings = bank.Topics.Where(t => t.Titles.Values.Append(t.Id).Any(n => n.StartsWith(text, StringComparison.OrdinalIgnoreCase))).Take(2).ToList();
        return beginnings.Count == 1 ? beginnings[0] : null;
    }

    private static int? Level(string word) => word.ToLowerInvariant() switch
    {
        "1" or "l1" or "１" => 1,
        "2" or "l2" or "２" => 2,
        "3" or "l3" or "３" => 3,
        _ => null,
    };
}

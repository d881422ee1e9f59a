using System.Collections.Immutable;
using System.Globalization;
using Drill.Conversation;
using Drill.Phrasing;
using Drill.Questions;

namespace Drill.Commands;

/// <summary><c>/answer TEXT</c> and the buttons that answer: the text box, an option, several options.</summary>
internal sealed class AnswerCommand : PostCommand
{
    private const int MaximumTitle = 45;

    public override string Name => "answer";

    public override string Usage => "TEXT";

    public override ImmutableArray<CommandOption> Options => [new("text", OptionKind.Text, IsRequired: true)];

    public override bool IsQuick(ActionToken token) => true;

    public override IReadOnlyList<string> Verbs => [PostContent.AnswerVerb, PostContent.PickVerb, PostContent.ToggleVerb, PostContent.SaidVerb];

    public override string Summary(Phrases phrases) => phrases.AnswerSummary;

    protected override Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        if (context.Incoming is not ButtonPress press || !ActionToken.TryParse(press.Token, out var token))
        {
            return Answers.TextAsync(context, post, arguments, cancellationToken);
        }

        return (token.Verb, post.Form) switch
        {
            (PostContent.SaidVerb, QuestionForm.Open) => SelfMarks.RunAsync(context, post, token.Argument, cancellationToken),
            (PostContent.AnswerVerb, QuestionForm.Open) => Task.FromResult<IReadOnlyList<Reply>>([Box(context.Phrases, post.Post.Id, post.Question())]),
            (PostContent.PickVerb, QuestionForm.Choice) => Picks(token.Argument, post) is { } picks
                ? Answers.ChoiceAsync(context, post, picks, cancellationToken)
                : Gone(context),
            (PostContent.ToggleVerb or PostContent.AnswerVerb, QuestionForm.Choice) => Task.FromResult(Panel(context, post, token)),
            _ => Gone(context),
        };
    }

    private static Task<IReadOnlyList<Reply>> Gone(CommandContext context) => Task.FromResult(CommandContext.Tell(context.Phrases.UnknownButton));

    /// <summary>The box for an answer in one's own words.</summary>
    public static TextRequest Box(Phrases phrases, long post, Text.Body question) => new(
        new ActionToken(PostContent.AnswerVerb, post),
        Text.Shown.Cut(phrases.BoxTitle, MaximumTitle),
        Text.Shown.Cut(phrases.BoxLabel, MaximumTitle),
        question,
        Answers.MaximumLength);

    // The first press comes from the post itself, where everybody would see the ticks: it opens a private panel. Later ones edit that panel.
    private static IReadOnlyList<Reply> Panel(CommandContext context, PostContent post, ActionToken token)
    {
        var isFirst = token.Argument is "0" or "";
        _ = int.TryParse(token.Argument.TrimStart('e'), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen);
        chosen &= (1 << post.Choice.Options.Length) - 1;
        return [new MessageReply(isFirst ? ReplyTarget.AskerOnly : ReplyTarget.Original, post.TogglePanel(chosen, context.Phrases))];
    }

    /// <summary>The options that a token names: one by number, or several as bits after an <c>m</c>; null when there are no such options.</summary>
    private static IReadOnlySet<int>? Picks(string argument, PostContent post)
    {
        var count = post.Choice.Options.Length;
        if (argument.StartsWith('m') && int.TryParse(argument.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits < 1 << count)
        {
            return Enumerable.Range(0, count).Where(i => (bits >> i & 1) == 1).ToHashSet();
        }

        return int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count ? new HashSet<int> { index } : null;
    }
}

using Drill.Conversation;
using Drill.Phrasing;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/hint</c>: to the asker only; before the first graded attempt it takes the question out of their ranking.</summary>
internal sealed class HintCommand : PostCommand
{
    public override string Name => "hint";

    public override bool IsQuick(ActionToken token) => true;

    public override IReadOnlyList<string> Verbs => [PostContent.HintVerb];

    public override string Summary(Phrases phrases) => phrases.HintSummary;

    protected override async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        if (post.Variant.Hint is not { } hint)
        {
            return CommandContext.Tell(context.Phrases.NoHint);
        }

        var costs = await Peeks.AddAsync(context, post, Peeks.Hint, cancellationToken);
        var body = new Body([Paragraph.Of(Strong.Of(context.Phrases.HintTitle))]).Then(hint);
        return CommandContext.Tell(costs ? body.Then(Body.Plain(context.Phrases.PeekCosts)) : body, PostButtons.AnswerOrReveal(post, context.Phrases));
    }
}

/// <summary><c>/reveal</c>: the answer, to the asker only, also when others are still at it.</summary>
internal sealed class RevealCommand : PostCommand
{
    public override string Name => "reveal";

    public override bool IsQuick(ActionToken token) => true;

    public override IReadOnlyList<string> Verbs => [PostContent.RevealVerb];

    public override string Summary(Phrases phrases) => phrases.RevealSummary;

    protected override async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        var costs = await Peeks.AddAsync(context, post, Peeks.Reveal, cancellationToken);
        var body = costs
            ? context.Db.Rows.Bodies.Get(post, context.Phrases, SharedBody.AnswerThatCosts, static (p, phrases) => Answer(p, phrases).Then(Body.Plain(phrases.PeekCosts)))
            : context.Db.Rows.Bodies.Get(post, context.Phrases, SharedBody.Answer, Answer);
        return CommandContext.Tell(body, PostButtons.AfterReveal(context, post));
    }

    private static Body Answer(PostContent post, Phrases phrases) => new Body([Paragraph.Of(Strong.Of(phrases.AnswerTitle(post.Variant.Title)))]).Then(post.Answer(phrases));
}

/// <summary><c>/skip</c>: in a group a private mark; in a private chat the next question follows at once.</summary>
internal sealed class SkipCommand(QuestionCommand question) : PostCommand
{
    public override string Name => "skip";

    public override IReadOnlyList<string> Verbs => [PostContent.SkipVerb];

    public override string Summary(Phrases phrases) => phrases.SkipSummary;

    protected override async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        await Peeks.AddAsync(context, post, Peeks.Skip, cancellationToken);
        if (context.Chat.IsPrivate)
        {
            return await question.CallAsync(context, string.Empty, cancellationToken);
        }

        return CommandContext.Tell(
            Body.Plain(context.Phrases.Skipped),
            ButtonRow.Of(new Button(context.Phrases.RevealButton, new ActionToken(PostContent.RevealVerb, post.Post.Id))));
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Drill.Text;

namespace Drill.Conversation;

/// <summary>What the engine says to an <see cref="Incoming"/>, in order.</summary>
public abstract record Reply;

/// <summary>A message.</summary>
/// <param name="Target">Who sees it, and where.</param>
/// <param name="Message">What it says.</param>
public sealed record MessageReply(ReplyTarget Target, ChatMessage Message) : Reply;

/// <summary>
/// Opens a box for a longer text (a Discord modal, a text box on the web, a forced reply on Telegram). What the person writes comes back as
/// <see cref="TextSent"/> with <see cref="TextSent.RequestToken"/>.
/// </summary>
/// <param name="Token">To be handed back.</param>
/// <param name="Title">At most 45 characters.</param>
/// <param name="Label">What to write, at most 45 characters.</param>
/// <param name="Context">The question, for platforms that can show it beside the box.</param>
/// <param name="MaximumLength">In UTF-16 units, at most 4,000.</param>
public sealed record TextRequest(ActionToken Token, string Title, string Label, Body Context, int MaximumLength) : Reply;

/// <summary>Who sees a reply, and where.</summary>
public enum ReplyTarget
{
    /// <summary>Everybody in the chat.</summary>
    Chat,

    /// <summary>The asker alone, also in a group.</summary>
    AskerOnly,

    /// <summary>Everybody, in place of the message whose button was pressed.</summary>
    Original,

    /// <summary>The asker alone, for a moment: a toast or an alert of at most 200 characters.</summary>
    Notice,
}

/// <summary>A message, the same for every platform.</summary>
/// <param name="Body">What it says.</param>
/// <param name="Buttons">Rows of at most 5 buttons, at most 5 rows.</param>
[method: JsonConstructor]
public sealed record ChatMessage(Body Body, ImmutableArray<ButtonRow> Buttons)
{
    /// <summary>A message without buttons.</summary>
    public ChatMessage(Body body) : this(body, []) { }

    /// <summary>The platform's id of an earlier message that this one answers, or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The same question for platforms with quizzes of their own, or null. Body and buttons say it all the same.</summary>
    public Quiz? Quiz { get; init; }

    /// <summary>Pictures that go with it, at most 4. They say nothing that the body does not say, so a platform that cannot show them loses nothing.</summary>
    public ImmutableArray<Picture> Pictures
    {
        // Messages that were stored before there were pictures have none.
        get => field.IsDefault ? [] : field;
        init;
    }
}

/// <summary>A multiple-choice question that a platform may show as its own kind of quiz; votes come back as <see cref="PollVoted"/>.</summary>
/// <param name="Question">Plain text of at most 300 characters.</param>
/// <param name="Options">2 to 10 texts of at most 100 characters.</param>
/// <param name="Right">The right ones, from 0; at least one.</param>
/// <param name="Explanation">Plain text of at most 200 characters with at most 2 line feeds, or null.</param>
/// <param name="ClosesAt">When votes stop counting.</param>
public sealed record Quiz(string Question, ImmutableArray<string> Options, ImmutableArray<int> Right, string? Explanation, DateTimeOffset ClosesAt);

/// <summary>A picture that the bot drew.</summary>
/// <param name="FileName"><c>[a-z0-9-]+.png</c>, unique within its message.</param>
/// <param name="Png">The file, below 60 KB.</param>
/// <param name="AlternativeText">What it shows, in one or two sentences of at most 1,000 characters, for those who cannot see it.</param>
public sealed record Picture(string FileName, ReadOnlyMemory<byte> Png, string AlternativeText);

/// <summary>Buttons side by side.</summary>
public sealed record ButtonRow(ImmutableArray<Button> Buttons)
{
    /// <summary>A row of the given buttons.</summary>
    public static ButtonRow Of(params ImmutableArray<Button> buttons) => new(buttons);
}

/// <summary>A button.</summary>
/// <param name="Label">At most 80 characters.</param>
/// <param name="Token">What comes back as <see cref="ButtonPress"/>.</param>
/// <param name="IsSelected">Whether it shows as chosen (an option ticked, a setting in force).</param>
public sealed record Button(string Label, ActionToken Token, bool IsSelected = false);

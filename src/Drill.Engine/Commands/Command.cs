using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Phrasing;

namespace Drill.Commands;

/// <summary>One command: one class, one line in <see cref="CommandTable"/>, its phrases, a test.</summary>
internal abstract class Command
{
    /// <summary>Without the slash.</summary>
    public abstract string Name { get; }

    /// <summary>Its arguments as shown in menus and help, the same in every language.</summary>
    public virtual string Usage => string.Empty;

    /// <summary>Its arguments for platforms with typed ones, in the order in which they are typed.</summary>
    public virtual ImmutableArray<CommandOption> Options => [];

    /// <summary>Whether only admins may use it in a group.</summary>
    public virtual bool IsForAdmins => false;

    /// <summary>Whether a call changes nothing, so that everybody may make it although the command is for admins.</summary>
    public virtual bool IsReadOnly(string arguments) => false;

    /// <summary>Whether a press reads and adds so little that it may share a transaction with others. It must ask no platform and keep nothing in memory.</summary>
    public virtual bool IsQuick(ActionToken token) => false;

    /// <summary>Whether a call only looks at the chat, and at the asker only who they are. Then the rows that are remembered of both will do, and a repeated call is simply answered again.</summary>
    public virtual bool OnlyLooks(string arguments) => false;

    /// <summary>What it does, at most 100 characters (Discord's limit for a description).</summary>
    public abstract string Summary(Phrases phrases);

    /// <summary>The command as typed.</summary>
    public abstract Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken);

    /// <summary>The verbs of the buttons that lead here.</summary>
    public virtual IReadOnlyList<string> Verbs => [];

    /// <summary>One of its buttons was pressed.</summary>
    public virtual Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken) =>
        CallAsync(context, token.Argument, cancellationToken);
}

using BotHost.Tests.Hosting;

namespace BotHost.Tests.Grading;

/// <summary>A group on some platform, with the whole host behind it.</summary>
internal abstract class LoopPlace : IAsyncDisposable
{
    /// <summary>The platform's name.</summary>
    public abstract string Platform { get; }

    public abstract DrillHostFixture Host { get; }

    public abstract Task<LoopPerson> JoinAsync(string name);

    /// <summary>All that the bot has said here for everybody to see.</summary>
    public abstract Task<string> PublicAsync();

    /// <summary>Waits until everybody sees a text.</summary>
    public abstract Task ShownAsync(string text);

    public abstract ValueTask DisposeAsync();
}

/// <summary>Somebody in it. Each deed returns what the bot then tells this person alone; it must contain the words expected.</summary>
internal abstract class LoopPerson
{
    /// <summary>Asks for a question, which comes to everybody.</summary>
    public abstract Task AskAsync();

    /// <summary>Types a command without its stroke.</summary>
    public abstract Task<string> CommandAsync(string command, string expected, bool withPicture = false);

    /// <summary>Presses the last button with a label.</summary>
    public abstract Task<string> PressAsync(string label, string expected);

    /// <summary>Answers the question in the way that is natural here.</summary>
    public abstract Task<string> AnswerAsync(string text, string expected);
}

using Drill.Commands;
using Drill.Conversation;

namespace Drill.WebChat.Talking;

/// <summary>The way into the engine: <see cref="Engine.HandleAsync"/>.</summary>
internal delegate Task<IReadOnlyList<Reply>> IncomingHandler(Incoming incoming, CancellationToken cancellationToken);

/// <summary>The commands that a menu offers, in a language.</summary>
internal delegate IReadOnlyList<CommandSummary> CommandMenu(string language);

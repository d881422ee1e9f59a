namespace Drill.WebChat.Entering;

/// <summary>A person who has entered, as a circuit knows them. Blazor hands it from the page to the circuit in a protected envelope.</summary>
/// <param name="UserId">The platform's id of the person: a hash of their secret.</param>
/// <param name="Name">The name they picked: data, never markup.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Zone">The IANA zone that their browser reports; <c>UTC</c> until it does.</param>
/// <param name="IsAdmin">Whether they may change the room's settings and read the bank.</param>
public sealed record Visitor(string UserId, string Name, string Language, string Zone, bool IsAdmin);

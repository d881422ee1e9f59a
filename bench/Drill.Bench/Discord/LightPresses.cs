namespace Drill.Bench.Discord;

/// <summary>Presses that were made, and what the bot said to them.</summary>
internal sealed class LightPresses
{
    private static readonly byte[] Kind = "\"type\":"u8.ToArray();

    private readonly Lock gate = new();
    private readonly List<Press?> presses = [];
    private int acknowledged;
    private int answered;
    private int said;

    /// <summary>Interactions with a first response.</summary>
    public int AcknowledgedCount => Volatile.Read(ref acknowledged);

    /// <summary>Presses to which something was said.</summary>
    public int AnsweredCount => Volatile.Read(ref answered);

    /// <summary>Messages, to whatever interaction.</summary>
    public int SaidCount => Volatile.Read(ref said);

    /// <summary>Gives a press its number.</summary>
    public void Add(Press press)
    {
        lock (gate)
        {
            press.Number = presses.Count;
            presses.Add(press);
        }
    }

    /// <summary>A number for an interaction that is no press.</summary>
    public int Other()
    {
        lock (gate)
        {
            presses.Add(null);
            return presses.Count - 1;
        }
    }

    /// <summary>Takes a first response: a message, or only word that one will come.</summary>
    public void Respond(int number, ReadOnlySpan<byte> body, long at)
    {
        var kind = body[(body.IndexOf(Kind) + Kind.Length)..][0];
        var says = kind is (byte)'4' or (byte)'7';
        lock (gate)
        {
            acknowledged++;
            said += says ? 1 : 0;
            if (presses[number] is { } press)
            {
                press.AcknowledgedAt = press.Responses++ == 0 ? at : press.AcknowledgedAt;
                Answer(press, says, at);
            }
        }
    }

    /// <summary>Takes a message after the first response.</summary>
    public void Say(int number, long at)
    {
        lock (gate)
        {
            said++;
            if (presses[number] is { } press)
            {
                Answer(press, says: true, at);
            }
        }
    }

    private void Answer(Press press, bool says, long at)
    {
        if (says && press.AnsweredAt == 0)
        {
            press.Answer(at);
            answered++;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Drill.Bench.Telegram;

/// <summary>Somebody's press on a button, and what became of it.</summary>
internal sealed class Press(GroupPost post, long user, string verb)
{
    public GroupPost Post { get; } = post;

    public long User { get; } = user;

    public string Verb { get; } = verb;

    /// <summary>Its id on this server.</summary>
    public int Number { get; set; }

    public long OfferedAt { get; set; }

    public long AnsweredAt { get; set; }

    /// <summary>Messages that were sent to them for it.</summary>
    public int Said { get; set; }

    /// <summary>How often the press itself was answered; once is right.</summary>
    public int Answers { get; set; }

    public TimeSpan Took => TimeProvider.System.GetElapsedTime(OfferedAt, AnsweredAt);
}

/// <summary>What waits for the bot, told by long polling until it is confirmed.</summary>
internal sealed class LightUpdates : IDisposable
{
    private const int BatchSize = 100;

    /// <summary>What an update needs beside its message, in bytes.</summary>
    private const int Room = 512;

    private readonly Lock gate = new();
    private readonly List<object> pending = [];
    private readonly List<Press> presses = [];
    private readonly CancellationTokenSource closing = new();
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long firstId = 1;
    private int answered;

    /// <summary>Presses that were answered.</summary>
    public int AnsweredCount => Volatile.Read(ref answered);

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return pending.Count == 0;
            }
        }
    }

    /// <summary>Somebody writes in a group.</summary>
    public void Say(long chat, long user, string text) => Add(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"message_id":7,"date":1772438400,"chat":{"id":{{{chat}}},"type":"supergroup","title":"Group"},"from":{"id":{{{user}}},"is_bot":false,"first_name":"Ann","language_code":"en"},"text":{{{JsonSerializer.Serialize(text)}}},"entities":[{"type":"bot_command","offset":0,"length":{{{text.Split(' ')[0].Length}}}}]}""")));

    /// <summary>Somebody presses.</summary>
    public void Offer(Press press) => Add(press);

    public void Said(int press)
    {
        lock (gate)
        {
            presses[press].Said++;
        }
    }

    public void Answered(int press, long at)
    {
        lock (gate)
        {
            presses[press].AnsweredAt = at;
            if (presses[press].Answers++ == 0)
            {
                answered++;
            }
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    public async Task WriteAsync(JsonElement request, ArrayBufferWriter<byte> answer, CancellationToken cancellationToken)
    {
        var offset = request.TryGetProperty("offset", out var given) ? given.GetInt64() : 0;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        end.CancelAfter(TimeSpan.FromSeconds(request.TryGetProperty("timeout", out var timeout) ? timeout.GetInt32() : 0) + TimeSpan.FromMilliseconds(1));
        for (; ; )
        {
            Task more;
            lock (gate)
            {
                var confirmed = (int)Math.Clamp(offset - firstId, 0, pending.Count);
                pending.RemoveRange(0, confirmed);
                firstId += confirmed;
                if (pending.Count > 0 || end.IsCancellationRequested)
                {
                    Write(answer);
                    return;
                }

                more = news.Task;
            }

            await more.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Add(object update)
    {
        lock (gate)
        {
            if (update is Press press)
            {
                press.Number = presses.Count;
                press.OfferedAt = TimeProvider.System.GetTimestamp();
                presses.Add(press);
            }

            pending.Add(update);
            if (pending.Count == 1)
            {
                news.TrySetResult();
                news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Write(ArrayBufferWriter<byte> answer)
    {
        answer.Write("""{"ok":true,"result":["""u8);
        for (var i = 0; i < Math.Min(BatchSize, pending.Count); i++)
        {
            if (i > 0)
            {
                answer.Write(","u8);
            }

            var room = answer.GetSpan(Room);
            if (pending[i] is Press press)
            {
                Utf8.TryWrite(
                    room, CultureInfo.InvariantCulture,
                    $$"""{"update_id":{{firstId + i}},"callback_query":{"id":"{{press.Number}}","from":{"id":{{press.User}},"is_bot":false,"first_name":"User {{press.User}}","language_code":"en"},"chat_instance":"1","data":"1.{{press.Verb}}.{{press.Post.Number}}.","message":""",
                    out var length);
                answer.Advance(length);
                answer.Write(press.Post.Json);
                answer.Write("}}"u8);
            }
            else
            {
                Utf8.TryWrite(room, CultureInfo.InvariantCulture, $$"""{"update_id":{{firstId + i}},"message":""", out var length);
                answer.Advance(length);
                answer.Write((byte[])pending[i]);
                answer.Write("}"u8);
            }
        }

        answer.Write("]}"u8);
    }
}

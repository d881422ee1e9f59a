using System.Text.Json;

namespace Drill.DiscordChat.Gateway;

/// <summary>A message of the gateway, its data not read yet. https://docs.discord.com/developers/events/gateway-events#payload-structure</summary>
internal readonly record struct GatewayFrame(int Op, long? Sequence, string? Event, ReadOnlyMemory<byte> Data)
{
    public const int Dispatch = 0, Heartbeat = 1, Identify = 2, Resume = 6, Reconnect = 7, InvalidSession = 9, Hello = 10, HeartbeatAck = 11;

    /// <summary>Reads a message. Unknown members are skipped.</summary>
    /// <exception cref="JsonException">It is no JSON object with an <c>op</c>.</exception>
    public static GatewayFrame Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 64 });
        int? op = null;
        long? sequence = null;
        string? name = null;
        ReadOnlyMemory<byte> data = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A gateway message is no object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isOp = reader.ValueTextEquals("op"u8);
            var isSequence = reader.ValueTextEquals("s"u8);
            var isName = reader.ValueTextEquals("t"u8);
            var isData = reader.ValueTextEquals("d"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isOp && reader.TokenType == JsonTokenType.Number)
            {
                op = reader.GetInt32();
            }
            else if (isSequence && reader.TokenType == JsonTokenType.Number)
            {
                sequence = reader.GetInt64();
            }
            else if (isName && reader.TokenType == JsonTokenType.String)
            {
                name = reader.GetString();
            }
            else
            {
                reader.Skip();
                data = isData ? json[start..(int)reader.BytesConsumed] : data;
            }
        }

        return new GatewayFrame(op ?? throw new JsonException("A gateway message has no op."), sequence, name, data);
    }
}

using System.Buffers;
using System.IO.Compression;

namespace Drill.DiscordChat.Gateway;

/// <summary>
/// Decompresses a connection's one <c>zlib-stream</c>. A message may come in many frames and ends with 00 00 FF FF.
/// https://docs.discord.com/developers/events/gateway#transport-compression
/// </summary>
internal sealed class ZlibFrames : IDisposable
{
    // Larger than any event we read; a stream that inflates further is broken or hostile.
    private const int Largest = 64 * 1024 * 1024;
    private const int Keep = 1024 * 1024;

    private readonly Feed feed = new();
    private readonly ZLibStream inflater;
    private ArrayBufferWriter<byte> output = new(16 * 1024);

    public ZlibFrames() => inflater = new ZLibStream(feed, CompressionMode.Decompress);

    /// <summary>Takes a frame; true when a message is whole. It is valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The stream is broken.</exception>
    public bool TryRead(ReadOnlySpan<byte> frame, out ReadOnlyMemory<byte> message)
    {
        feed.Add(frame);
        message = default;
        if (!feed.IsWhole)
        {
            return false;
        }

        if (output.Capacity > Keep)
        {
            output = new ArrayBufferWriter<byte>(16 * 1024);
        }

        output.ResetWrittenCount();
        int read;
        while ((read = inflater.Read(output.GetSpan(16 * 1024))) > 0)
        {
            output.Advance(read);
            if (output.WrittenCount > Largest)
            {
                throw new InvalidDataException("A gateway message is too large.");
            }
        }

        feed.Clear();
        message = output.WrittenMemory;
        return true;
    }

    public void Dispose()
    {
        inflater.Dispose();
        feed.Dispose();
    }

    /// <summary>What has come and is not read yet.</summary>
    private sealed class Feed : Stream
    {
        private ArrayBufferWriter<byte> bytes = new(16 * 1024);
        private int position;

        public bool IsWhole => bytes.WrittenSpan is [.., 0x00, 0x00, 0xFF, 0xFF];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Add(ReadOnlySpan<byte> frame)
        {
            if (bytes.WrittenCount + frame.Length > Largest)
            {
                throw new InvalidDataException("A gateway message is too large.");
            }

            bytes.Write(frame);
        }

        public void Clear()
        {
            position = 0;
            if (bytes.Capacity > Keep)
            {
                bytes = new ArrayBufferWriter<byte>(16 * 1024);
            }
            else
            {
                bytes.ResetWrittenCount();
            }
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, bytes.WrittenCount - position);
            bytes.WrittenSpan.Slice(position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

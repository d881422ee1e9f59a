using System.Buffers.Binary;
using System.Text;

namespace Drill.Content.Checks;

/// <summary>Reads how large a picture is from the first bytes of its file.</summary>
internal static class PictureSize
{
    // The sizes stand at the front, but a JPEG may carry a large preview or colour profile before them.
    private const int Head = 256 * 1024;

    /// <summary>Width and height in pixels; null when the file is no PNG, JPEG, WebP or GIF or cannot be opened.</summary>
    public static (int Width, int Height)? Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var head = new byte[(int)Math.Min(Head, file.Length)];
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Of(head.AsSpan(0, read)) is { Width: > 0, Height: > 0 } size ? size : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The extension that fits a picture's bytes; null when they are no PNG, JPEG, WebP or GIF.</summary>
    public static string? KindOf(ReadOnlySpan<byte> bytes) => Of(bytes[..Math.Min(bytes.Length, Head)]) is not { Width: > 0, Height: > 0 } ? null : bytes[0] switch
    {
        0x89 => ".png",
        0xFF => ".jpg",
        (byte)'G' => ".gif",
        _ => ".webp",
    };

    /// <summary>Width and height from a file's first bytes; null when they are not those of a picture.</summary>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 24 && head[0] == 0x89 && head[1..4].SequenceEqual("PNG"u8))
        {
            return (BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]));
        }

        if (head.Length >= 10 && head.StartsWith("GIF8"u8))
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
        }

        if (head.Length >= 30 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8))
        {
            return OfWebP(head[12..]);
        }

        return head.Length >= 4 && head[0] == 0xFF && head[1] == 0xD8 ? OfJpeg(head) : null;
    }

    private static (int Width, int Height)? OfWebP(ReadOnlySpan<byte> chunk) => Encoding.ASCII.GetString(chunk[..4]) switch
    {
        "VP8X" => (1 + Read24(chunk[12..]), 1 + Read24(chunk[15..])),
        "VP8L" => (1 + (BinaryPrimitives.ReadInt32LittleEndian(chunk[9..]) & 0x3FFF), 1 + ((BinaryPrimitives.ReadInt32LittleEndian(chunk[9..]) >> 14) & 0x3FFF)),
        "VP8 " => (BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF),
        _ => null,
    };

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> head)
    {
        var at = 2;
        while (at + 9 < head.Length && head[at] == 0xFF)
        {
            var marker = head[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // Start of frame, whatever the coding; C4, C8 and CC are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }

        return null;
    }
}

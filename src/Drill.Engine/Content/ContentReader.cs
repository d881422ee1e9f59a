using System.Text;

namespace Drill.Content;

/// <summary>Reads a file as text: UTF-8 with or without a byte order mark, or UTF-16 with one, lines parted by \n whatever the file uses.</summary>
internal static class ContentReader
{
    private const int LookedForZeros = 8_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null when it cannot be read; then the problem is reported.</summary>
    public static string? Read(ContentFile file, ProblemList problems)
    {
        byte[] bytes;
        try
        {
            using var handle = File.OpenHandle(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(handle);
            if (length > ContentLimits.FileBytes)
            {
                problems.Error(1, 1, ProblemCodes.FileTooLarge, $"Is larger than {ContentLimits.FileBytes / 1024 / 1024} MB; split it.");
                return null;
            }

            bytes = ReadAll(handle, (int)length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problems.Error(1, 1, ProblemCodes.UnreadableFile, "Cannot be opened for reading.");
            return null;
        }

        return Decode(bytes, problems);
    }

    /// <summary>Decodes a file's bytes.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return DecodeUtf16(bytes, problems);
        }

        if (bytes[..Math.Min(bytes.Length, LookedForZeros)].Contains((byte)0))
        {
            problems.Error(1, 1, ProblemCodes.NotUtf8, "Is not text: it holds zero bytes.");
            return null;
        }

        try
        {
            return Normalise(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            var line = before.Count((byte)'\n') + 1;
            problems.Error(line, 1, ProblemCodes.NotUtf8, "Is not UTF-8 from here on; save it as UTF-8.");
            return null;
        }
    }

    // As some editors on Windows save; the mark at its beginning says so.
    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        try
        {
            return Normalise(new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]));
        }
        catch (DecoderFallbackException)
        {
            problems.Error(1, 1, ProblemCodes.NotUtf8, "Is neither UTF-8 nor whole UTF-16; save it as UTF-8.");
            return null;
        }
    }

    private static byte[] ReadAll(Microsoft.Win32.SafeHandles.SafeFileHandle handle, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var read = 0;
        while (read < length)
        {
            var now = RandomAccess.Read(handle, bytes.AsSpan(read), read);
            if (now == 0)
            {
                return bytes[..read];
            }

            read += now;
        }

        return bytes;
    }

    private static string Normalise(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}

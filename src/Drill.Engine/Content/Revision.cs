using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Drill.Content;

/// <summary>
/// The revision of a question: the first 12 hexadecimal digits of the SHA-256 (over UTF-16LE) of everything that is graded or shown, part by part,
/// as it stands in the source. Moving a question, or changing its tags, is no revision.
/// </summary>
internal sealed class Revision : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Revision Add(ReadOnlySpan<char> part)
    {
        hash.AppendData(MemoryMarshal.AsBytes(part.Trim()));
        hash.AppendData([0xFF, 0xFF]);
        return this;
    }

    public Revision Add(MarkdownSlice slice) => Add(slice.IsEmpty ? [] : slice.Text.AsSpan(slice.Start, slice.End - slice.Start));

    /// <summary>The revision of the parts added; the next one begins anew.</summary>
    public string Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..6]);
    }

    public void Dispose() => hash.Dispose();
}

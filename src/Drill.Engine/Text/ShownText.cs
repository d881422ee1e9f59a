using System.Buffers;
using System.Text;

namespace Drill.Text;

/// <summary>Makes text typed by anybody safe to stand beside other text, without changing what is seen of it.</summary>
public static class ShownText
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Except([9, 10]).Select(c => (char)c), .. Enumerable.Range(127, 33).Select(c => (char)c),
         '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\uFEFF']);

    /// <summary>
    /// The text with \n as its only line end, without control characters and unpaired surrogates, and with every change of
    /// writing direction ended again, so that a name cannot turn the sentence around it.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Suspicious) && !HasLoneSurrogate(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var open = new Stack<char>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\r':
                    i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    result.Append('\n');
                    break;
                case '\n' or '\u2028' or '\u2029' or '\u0085':
                    Close(result, open);
                    result.Append('\n');
                    break;
                case '\t':
                    result.Append(c);
                    break;
                case '\u202A' or '\u202B' or '\u202D' or '\u202E':
                    open.Push('\u202C');
                    result.Append(c);
                    break;
                case '\u2066' or '\u2067' or '\u2068':
                    open.Push('\u2069');
                    result.Append(c);
                    break;
                case '\u202C' or '\u2069':
                    if (open.Contains(c))
                    {
                        while (open.Pop() is var closer && closer != c)
                        {
                            result.Append(closer);
                        }

                        result.Append(c);
                    }

                    break;
                default:
                    if (char.IsSurrogate(c) && char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        result.Append(c).Append(text[++i]);
                    }
                    else if (char.IsSurrogate(c))
                    {
                        result.Append('\uFFFD');
                    }
                    else if (!char.IsControl(c) && c != '\uFEFF')
                    {
                        result.Append(c);
                    }

                    break;
            }
        }

        Close(result, open);
        return result.ToString();
    }

    private static void Close(StringBuilder result, Stack<char> open)
    {
        while (open.TryPop(out var closer))
        {
            result.Append(closer);
        }
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var i)
        {
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return true;
            }

            text = text[(i + 2)..];
        }

        return false;
    }
}

using System.Collections.Frozen;

namespace Drill.Content.Dialects;

/// <summary>Words and what they mean, found whatever their case and without making a string of the text that is looked up.</summary>
internal sealed class WordTable<T>
{
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> words;
    private readonly int longest;

    /// <summary>A table in which the first meaning of a word counts.</summary>
    public WordTable(IReadOnlyList<(string Word, T Meaning)> entries)
    {
        words = entries.DistinctBy(e => e.Word, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(e => e.Word, e => e.Meaning, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        longest = entries.Max(e => e.Word.Length);
    }

    public bool TryFind(ReadOnlySpan<char> text, out T? meaning)
    {
        meaning = default;
        return !text.IsEmpty && text.Length <= longest && words.TryGetValue(text, out meaning);
    }
}
